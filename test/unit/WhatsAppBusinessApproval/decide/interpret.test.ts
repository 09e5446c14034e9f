import fc from 'fast-check';
import type { ApprovalState } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { interpretEvent } from '../../../../nodes/WhatsAppBusinessApproval/decide/interpret';
import {
	choiceOf,
	DELIVERY,
	TEMPLATE_DELIVERY,
	templateChoice,
} from '../../../../nodes/WhatsAppBusinessApproval/references';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import {
	readReference,
	REASON_DELIVERY,
	TEXT_DELIVERY,
} from '../../../../nodes/approvals/reference';
import { common, DIEGO, ofThree, reaction, refer, state, status, tap, text } from '../asked';

const failed = (reference: string | undefined, over: object = {}) =>
	status('failed', reference, over);

describe('an answer', () => {
	it.each([
		['a', 'approved'],
		['r', 'rejected'],
	])('is the tap on %s by the person asked', (choice, decision) => {
		expect(interpretEvent(tap(refer(choice)), state)).toMatchObject({
			kind: 'answer',
			choice: { decision },
		});
	});

	it.each([
		['by user ID alone', { from: { userId: 'US.1' } }],
		['by phone alone', { from: { phone: '12025550111' } }],
		['without a quoted message', { context: undefined }],
	])('is known %s', (_how, over) => {
		expect(interpretEvent(tap(refer('a'), over), state).kind).toBe('answer');
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
		expect(interpretEvent(event, state)).toEqual({ kind: 'refused', reason });
	});
});

describe('a tap on a template without references on its buttons', () => {
	const asked: ApprovalState = {
		...state,
		template: 'request|en',
		templateLabels: ['Yes, do it', 'No'],
		history: [
			{ event: 'asked by template', at: '', messageId: 'wamid.question', template: 'request|en' },
		],
	};
	const onTemplate = (title: string | undefined, over: object = {}) =>
		tap(undefined, { kind: 'template', title, ...over });

	it.each([
		['Yes, do it', 'approved'],
		['No', 'rejected'],
	])('%s is told by message and label', (title, decision) => {
		const interpretation = interpretEvent(onTemplate(title), asked);
		expect(interpretation).toMatchObject({ kind: 'answer', choice: { decision } });
		const fixed = interpretEvent(onTemplate(title, { replyId: 'fixed-id' }), asked);
		expect(fixed).toMatchObject({ kind: 'answer', choice: { decision } });
		const repeated = interpretEvent(
			onTemplate(title, { reference: refer(TEMPLATE_DELIVERY) }),
			asked,
		);
		expect(repeated).toMatchObject({ kind: 'answer', choice: { decision } });
	});

	it.each<[string, InboundEvent, ApprovalState, string]>([
		['another person', onTemplate('No', { from: DIEGO }), asked, 'wrong person'],
		[
			'another message',
			onTemplate('No', { context: { messageId: 'wamid.x' } }),
			asked,
			'not for this approval',
		],
		[
			'no message',
			onTemplate('No', { context: undefined, reference: refer(TEMPLATE_DELIVERY) }),
			asked,
			'other message',
		],
		['a label that is not there', onTemplate('Approve'), asked, 'not for this approval'],
		['no label', onTemplate(undefined), asked, 'not for this approval'],
		[
			'a label that is there twice',
			onTemplate('No'),
			{ ...asked, templateLabels: ['No', 'No'] },
			'not for this approval',
		],
		[
			'the question with buttons',
			onTemplate('No'),
			{ ...asked, history: [] },
			'not for this approval',
		],
		[
			'a forged reference',
			onTemplate('No', { reference: refer(TEMPLATE_DELIVERY, { key: 'AAAA' }) }),
			asked,
			'forged',
		],
		[
			'another execution',
			onTemplate('No', { reference: refer(TEMPLATE_DELIVERY, { executionId: '4712' }) }),
			asked,
			'not for this approval',
		],
	])('is none on %s', (_what, event, before, reason) => {
		expect(interpretEvent(event, before)).toEqual({ kind: 'refused', reason });
	});
});

describe('a failure', () => {
	it('is the failed status of the question', () => {
		expect(interpretEvent(failed(refer(DELIVERY)), state).kind).toBe('failed');
	});

	it.each<[string, InboundEvent, string]>([
		['another message', failed(refer(DELIVERY), { messageId: 'wamid.x' }), 'other message'],
		["a button's reference", failed(refer('a')), 'forged'],
		[
			'another message, without a reference',
			failed(undefined, { messageId: 'wamid.x' }),
			'not for this approval',
		],
	])('is not one of %s', (_what, event, reason) => {
		expect(interpretEvent(event, state)).toEqual({ kind: 'refused', reason });
	});

	it('is told by the message ID where the provider repeats no reference', () => {
		expect(interpretEvent(failed(undefined), state)).toMatchObject({ kind: 'failed', who: 0 });
		expect(interpretEvent(status('read', undefined), state)).toMatchObject({
			kind: 'status',
			who: 0,
		});
		const closed = failed(undefined, { failure: { category: 'window' } });
		expect(interpretEvent(closed, { ...state, template: 'request|en' })).toMatchObject({
			windowClosed: true,
		});
	});
});

describe('by template', () => {
	const withTemplate: ApprovalState = { ...state, template: 'request_approval|en_US' };
	const closed = { failure: { category: 'window' } };

	it('a tap answers, whatever the ID of the message', () => {
		const event = tap(refer(templateChoice(1)), { context: { messageId: 'wamid.template' } });
		expect(interpretEvent(event, withTemplate)).toMatchObject({
			kind: 'answer',
			choice: { decision: 'rejected' },
		});
	});

	it('is asked when the buttons fail because the window is closed, and only then', () => {
		const closedNow = (event: InboundEvent, of: ApprovalState) => {
			const interpretation = interpretEvent(event, of);
			return interpretation.kind === 'failed' && interpretation.windowClosed;
		};
		expect(closedNow(failed(refer(DELIVERY), closed), withTemplate)).toBe(true);
		expect(closedNow(failed(refer(DELIVERY)), withTemplate)).toBe(false);
		expect(closedNow(failed(refer(DELIVERY), closed), state)).toBe(false);
	});

	it('its own failure is a failure', () => {
		const event = failed(refer(TEMPLATE_DELIVERY), { ...closed, messageId: 'wamid.template' });
		expect(interpretEvent(event, withTemplate)).toMatchObject({
			kind: 'failed',
			windowClosed: false,
		});
	});

	it('its choices are never those of buttons or of deliveries', () => {
		const ids = Array.from({ length: 10 }, (_, index) => templateChoice(index));
		const choices = ids.map((_, index) => ({ ...state.choices[0], id: String(index) }));
		const deliveries = [DELIVERY, TEMPLATE_DELIVERY, TEXT_DELIVERY, REASON_DELIVERY];
		expect(new Set([...ids, ...deliveries, 'a', 'r']).size).toBe(16);
		for (const [index, id] of ids.entries()) {
			expect(choiceOf(choices, id)).toEqual({ choice: choices[index], byTemplate: true });
		}
	});
});

describe('of several people', () => {
	const byDiego = { from: DIEGO, context: { messageId: 'wamid.diego' } };

	it('each answers the own question', () => {
		const interpretation = interpretEvent(tap(refer('r', { person: DIEGO }), byDiego), ofThree);
		expect(interpretation).toMatchObject({ kind: 'answer', who: 1 });
		expect(interpretEvent(tap(refer('a')), ofThree)).toMatchObject({ who: 0 });
	});

	it.each<[string, InboundEvent, string]>([
		["somebody else's button", tap(refer('a'), byDiego), 'wrong person'],
		[
			"somebody else's question",
			tap(refer('a', { person: DIEGO }), { from: DIEGO }),
			'other message',
		],
	])('%s settles nothing', (_what, event, reason) => {
		expect(interpretEvent(event, ofThree)).toEqual({ kind: 'refused', reason });
	});
});

describe('words that quote the question', () => {
	const inGroup = { groupId: 'group' };
	it.each([
		['yes', 'approved'],
		[' YES! ', 'approved'],
		['Approve', 'approved'],
		['1', 'approved'],
		['no', 'rejected'],
		['2', 'rejected'],
	])('%j is %s', (words, decision) => {
		expect(interpretEvent(text(words), state)).toMatchObject({
			kind: 'answer',
			by: 'text',
			choice: { decision },
		});
	});

	it.each(['yes?', 'yes but later', 'maybe', '3', ''])('%j is doubtful', (words) => {
		expect(interpretEvent(text(words), state).kind).toBe('doubtful');
	});

	it.each<[string, InboundEvent]>([
		['of another person', text('yes', { from: DIEGO })],
		['about another message', text('yes', { context: { messageId: 'wamid.other' } })],
		['about nothing', text('yes', { context: undefined })],
		['passed on', text('yes', { forwarded: true })],
		['in a group', text('yes', inGroup)],
	])('%s are none of its business', (_what, event) => {
		expect(interpretEvent(event, state)).toEqual({
			kind: 'refused',
			reason: 'not for this approval',
		});
	});

	it('count only where they are accepted', () => {
		expect(interpretEvent(text('yes'), { ...state, typed: false }).kind).toBe('refused');
	});
});

describe('a thumb on the question', () => {
	const accepting = { ...state, reactions: true };
	it.each([
		['\u{1f44d}', 'approved'],
		['\u{1f44d}\u{1f3fd}', 'approved'],
		['\u{1f44e}\u{1f3ff}', 'rejected'],
	])('%s is %s', (emoji, decision) => {
		expect(interpretEvent(reaction(emoji), accepting)).toMatchObject({
			kind: 'answer',
			by: 'reaction',
			choice: { decision },
		});
	});

	it.each<[string, InboundEvent, ApprovalState]>([
		['another emoji', reaction('\u2764\ufe0f'), accepting],
		['a thumb taken back', reaction(undefined), accepting],
		['of another person', reaction('\u{1f44d}', { from: DIEGO }), accepting],
		['on another message', reaction('\u{1f44d}', { context: { messageId: 'wamid.x' } }), accepting],
		['where none is accepted', reaction('\u{1f44d}'), state],
	])('%s is none of its business', (_what, event, of) => {
		expect(interpretEvent(event, of)).toEqual({ kind: 'refused', reason: 'not for this approval' });
	});
});

describe('where writing is the answer', () => {
	const free = { ...state, choices: [] };

	it.each([
		['quoting the question', {}],
		['quoting nothing', { context: undefined }],
	])('it counts %s', (_how, over) => {
		expect(interpretEvent(text('Dock 4', over), free)).toMatchObject({
			kind: 'text',
			text: 'Dock 4',
		});
	});

	it('not of another person, nor about another message', () => {
		expect(interpretEvent(text('Dock 4', { from: DIEGO, context: undefined }), free).kind).toBe(
			'refused',
		);
		const other = { context: { messageId: 'wamid.other' } };
		expect(interpretEvent(text('Dock 4', other), free).kind).toBe('refused');
	});

	it('a picture is no answer', () => {
		expect(interpretEvent(text('', { kind: 'image' }), free).kind).toBe('doubtful');
	});
});

it('no event but a genuine tap of the right person approves', () => {
	const genuine = refer('a');
	const words = fc.oneof(
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
	const withoutWords = { ...state, typed: false };
	const events = fc.record({
		event: fc.constantFrom('reply', 'message', 'status', 'template', 'account'),
		kind: fc.string(),
		status: fc.constantFrom('sent', 'failed'),
		replyId: words,
		reference: words,
		text: words,
		messageId,
		context: fc.record({ messageId }, { requiredKeys: [] }),
		from: person,
	});
	fc.assert(
		fc.property(events, (event) => {
			const interpretation = interpretEvent(
				{ ...common, ...event } as unknown as InboundEvent,
				withoutWords,
			);
			if (interpretation.kind !== 'answer' || interpretation.choice.decision !== 'approved') return;
			// All but the resume signature, which n8n itself has checked by then.
			if (interpretation.event.event !== 'reply') throw new Error('Only a tap carries a reference');
			const given = readReference(interpretation.event.replyId)!;
			expect({ ...given, signature: '' }).toEqual({ ...readReference(genuine), signature: '' });
			expect([interpretation.event.from.phone, interpretation.event.from.userId]).toEqual(
				expect.arrayContaining([expect.stringMatching(/^(12025550111|US\.1)$/)]),
			);
			expect(interpretation.event.context?.messageId ?? 'wamid.question').toBe('wamid.question');
		}),
		{ numRuns: 2000 },
	);
});
