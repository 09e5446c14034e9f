import fc from 'fast-check';
import type { ApprovalState } from '../../../nodes/WhatsAppBusinessApproval/approvalState';
import { firstVerdict, judge } from '../../../nodes/WhatsAppBusinessApproval/judge';
import {
	choiceOf,
	DELIVERY,
	TEMPLATE_DELIVERY,
	templateChoice,
} from '../../../nodes/WhatsAppBusinessApproval/references';
import type { InboundEvent } from '../../../nodes/providers/events';
import type { Recipient } from '../../../nodes/providers/messages';
import { readReference, signClaim, writeReference } from '../../../nodes/shared/approvalReference';

const KEY = Buffer.alloc(32, 7).toString('base64url');
const MARTA = { phone: '12025550111', userId: 'US.1' };
const state: ApprovalState = {
	key: KEY,
	executionId: '4711',
	nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
	signature: 'ab'.repeat(32),
	from: '300',
	question: 'May it be?',
	template: '',
	people: [
		{
			person: { phone: MARTA.phone },
			identities: [{ phone: MARTA.phone }, { userId: MARTA.userId }],
			messageId: 'wamid.question',
		},
	],
	choices: [
		{ id: 'a', label: 'Approve', decision: 'approved', exit: 0 },
		{ id: 'r', label: 'Reject', decision: 'rejected', exit: 1 },
	],
	texts: { confirmation: '', others: '' },
	exits: { answers: 2, oneOutput: false },
	item: {},
	history: [],
};

type Claim = Pick<ApprovalState, 'executionId' | 'nodeId' | 'key'> & { person: Recipient };

function refer(choice: string, over: Partial<Claim> = {}): string {
	const { executionId, nodeId, person, key } = {
		...state,
		person: { phone: MARTA.phone },
		...over,
	};
	const mac = signClaim({ choice, executionId, nodeId, person }, key);
	return writeReference({ choice, executionId, nodeId, signature: 'ab'.repeat(32), mac })!;
}

const common = {
	provider: 'meta',
	id: 'wamid.tap',
	timestamp: '2026-11-22T10:00:00.000Z',
	from: MARTA,
	to: {},
	raw: {},
};
const tap = (replyId: string | undefined, over: object = {}): InboundEvent => ({
	event: 'reply',
	kind: 'button',
	replyId,
	context: { messageId: 'wamid.question' },
	...common,
	...over,
});
const failed = (reference: string | undefined, over: object = {}): InboundEvent => ({
	event: 'status',
	status: 'failed',
	messageId: 'wamid.question',
	reference,
	...common,
	...over,
});

describe('an answer', () => {
	it.each([
		['a', 'approved'],
		['r', 'rejected'],
	])('is the tap on %s by the person asked', (choice, decision) => {
		expect(judge(tap(refer(choice)), state)).toMatchObject({
			kind: 'answer',
			choice: { decision },
		});
	});

	it.each([
		['by user ID alone', { from: { userId: 'US.1' } }],
		['by phone alone', { from: { phone: '12025550111' } }],
		['without a quoted message', { context: undefined }],
	])('is known %s', (_how, over) => {
		expect(judge(tap(refer('a'), over), state).kind).toBe('answer');
	});

	it.each<[string, InboundEvent, string]>([
		['another person', tap(refer('a'), { from: { phone: '12025550112' } }), 'wrong person'],
		['nobody known', tap(refer('a'), { from: {} }), 'wrong person'],
		['another message', tap(refer('a'), { context: { messageId: 'wamid.x' } }), 'other message'],
		['another execution', tap(refer('a', { executionId: '4712' })), 'not for this approval'],
		['an earlier request of this one', tap(refer('a', { key: 'AAAA' })), 'forged'],
		[
			'a request to another person',
			tap(refer('a', { person: { phone: '12025550112' } })),
			'forged',
		],
		['a choice that was not offered', tap(refer('z')), 'forged'],
		['the reference of the message itself', tap(refer(DELIVERY)), 'forged'],
		['no reference', tap('yes'), 'not for this approval'],
		['nothing', tap(undefined), 'not for this approval'],
	])('is not one of %s', (_what, event, reason) => {
		expect(judge(event, state)).toEqual({ kind: 'refused', reason });
	});
});

describe('a failure', () => {
	it('is the failed status of the question', () => {
		expect(judge(failed(refer(DELIVERY)), state).kind).toBe('failed');
	});

	it.each<[string, InboundEvent, string]>([
		['another message', failed(refer(DELIVERY), { messageId: 'wamid.x' }), 'other message'],
		["a button's reference", failed(refer('a')), 'forged'],
		['no reference', failed(undefined), 'not for this approval'],
		['a status that is none', failed(refer(DELIVERY), { status: 'read' }), 'not for this approval'],
	])('is not one of %s', (_what, event, reason) => {
		expect(judge(event, state)).toEqual({ kind: 'refused', reason });
	});
});

describe('by template', () => {
	const withTemplate: ApprovalState = { ...state, template: 'request_approval|en_US' };
	const closed = { failure: { category: 'window' } };

	it('a tap answers, whatever the ID of the message', () => {
		const event = tap(refer(templateChoice(1)), { context: { messageId: 'wamid.template' } });
		expect(judge(event, withTemplate)).toMatchObject({
			kind: 'answer',
			choice: { decision: 'rejected' },
		});
	});

	it('is asked when the buttons fail because the window is closed, and only then', () => {
		expect(judge(failed(refer(DELIVERY), closed), withTemplate).kind).toBe('windowClosed');
		expect(judge(failed(refer(DELIVERY)), withTemplate).kind).toBe('failed');
		expect(judge(failed(refer(DELIVERY), closed), state).kind).toBe('failed');
	});

	it('its own failure is a failure', () => {
		const event = failed(refer(TEMPLATE_DELIVERY), { ...closed, messageId: 'wamid.template' });
		expect(judge(event, withTemplate).kind).toBe('failed');
	});

	it('its choices are never those of buttons or of deliveries', () => {
		const ids = Array.from({ length: 10 }, (_, index) => templateChoice(index));
		const choices = ids.map((_, index) => ({ ...state.choices[0], id: String(index) }));
		expect(new Set([...ids, DELIVERY, TEMPLATE_DELIVERY]).size).toBe(12);
		for (const [index, id] of ids.entries()) {
			expect(choiceOf(choices, id)).toEqual({ choice: choices[index], byTemplate: true });
		}
	});
});

describe('of several people', () => {
	const DIEGO = { phone: '12025550112' };
	const both: ApprovalState = {
		...state,
		people: [...state.people, { person: DIEGO, identities: [DIEGO], messageId: 'wamid.to-diego' }],
	};
	const byDiego = { from: DIEGO, context: { messageId: 'wamid.to-diego' } };

	it('each answers the own question', () => {
		const verdict = judge(tap(refer('r', { person: DIEGO }), byDiego), both);
		expect(verdict).toMatchObject({ kind: 'answer', asked: { person: DIEGO } });
		expect(judge(tap(refer('a')), both)).toMatchObject({ asked: state.people[0] });
	});

	it.each<[string, InboundEvent, string]>([
		["somebody else's button", tap(refer('a'), byDiego), 'wrong person'],
		[
			"somebody else's question",
			tap(refer('a', { person: DIEGO }), { from: DIEGO }),
			'other message',
		],
		['one failure while others can answer', failed(refer(DELIVERY)), 'others can answer'],
	])('%s settles nothing', (_what, event, reason) => {
		expect(judge(event, both)).toEqual({ kind: 'refused', reason });
	});
});

it('of several events the first that settles it counts', () => {
	const stranger = tap(refer('a'), { from: { phone: '1' } });
	const verdict = firstVerdict([stranger, tap(refer('r')), tap(refer('a'))], state);
	expect(verdict).toMatchObject({ kind: 'answer', choice: { decision: 'rejected' } });
	expect(firstVerdict([stranger, tap('x')], state)).toEqual({
		kind: 'refused',
		reason: 'wrong person',
	});
});

it('no event but a genuine tap of the right person approves', () => {
	const genuine = refer('a');
	const text = fc.oneof(
		fc.string(),
		fc.constantFrom(genuine, refer('r'), refer(DELIVERY), refer('a', { key: 'AAAA' })),
		fc
			.tuple(fc.nat(genuine.length - 1), fc.constantFrom('A', 'z', '0', '-'))
			.map(([at, char]) => genuine.slice(0, at) + char + genuine.slice(at + 1)),
	);
	const person = fc.record(
		{
			phone: fc.constantFrom('12025550111', '12025550112', ''),
			userId: fc.constantFrom('US.1', 'US.2'),
		},
		{ requiredKeys: [] },
	);
	const messageId = fc.constantFrom('wamid.question', 'wamid.other');
	const event = fc.record({
		event: fc.constantFrom('reply', 'message', 'status', 'template', 'account'),
		kind: fc.string(),
		status: fc.constantFrom('sent', 'failed'),
		replyId: text,
		reference: text,
		text,
		messageId,
		context: fc.record({ messageId }, { requiredKeys: [] }),
		from: person,
	});
	fc.assert(
		fc.property(fc.array(event, { maxLength: 5 }), (events) => {
			const all = events.map((e) => ({ ...common, ...e })) as unknown as InboundEvent[];
			const verdict = firstVerdict(all, state);
			if (verdict.kind !== 'answer' || verdict.choice.decision !== 'approved') return;
			// All but the resume signature, which n8n itself has checked by then.
			const given = readReference(verdict.event.replyId)!;
			expect({ ...given, signature: '' }).toEqual({ ...readReference(genuine), signature: '' });
			expect([verdict.event.from.phone, verdict.event.from.userId]).toEqual(
				expect.arrayContaining([expect.stringMatching(/^(12025550111|US\.1)$/)]),
			);
			expect(verdict.event.context?.messageId ?? 'wamid.question').toBe('wamid.question');
		}),
		{ numRuns: 2000 },
	);
});
