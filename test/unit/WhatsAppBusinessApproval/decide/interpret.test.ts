import fc from 'fast-check';
import type { ApprovalState, SentQuestion } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { interpretEvent } from '../../../../nodes/WhatsAppBusinessApproval/decide/interpret';
import {
	choiceOf,
	DELIVERY,
	DIRECT_DELIVERY,
	TEMPLATE_DELIVERY,
	templateChoice,
} from '../../../../nodes/WhatsAppBusinessApproval/references';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import type { Recipient } from '../../../../nodes/whatsapp/messages';
import {
	readReference,
	REASON_DELIVERY,
	TEXT_DELIVERY,
} from '../../../../nodes/approvals/reference';
import {
	common,
	DIEGO,
	MARTA,
	ofThree,
	reaction,
	refer,
	sent,
	state,
	status,
	tap,
	text,
} from '../asked';

/** The question by a template with two quick replies. */
const byTemplate = (approve: string, reject: string) =>
	sent('wamid.question', {
		by: 'template',
		labels: [
			{ text: approve, choice: 'a' },
			{ text: reject, choice: 'r' },
		],
	});

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

describe('a tap on a question that this node asked before in the same execution', () => {
	const BEFORE = Buffer.alloc(32, 9).toString('base64url');
	const again: ApprovalState = { ...state, earlierKeys: ['AAAA', BEFORE] };
	const button = (person: Recipient = { phone: MARTA.phone }) =>
		refer('a', { key: BEFORE, person });
	const refusal = (event: InboundEvent) => interpretEvent(event, again);

	it('is genuine, and too late', () => {
		const reason = { kind: 'refused', reason: 'earlier request' };
		expect(refusal(tap(button()))).toEqual(reason);
		expect(refusal(tap(button(), { from: { userId: MARTA.userId } }))).toEqual(reason);
		const repeated = { kind: 'template', title: 'No', reference: button() };
		expect(refusal(tap(undefined, repeated))).toEqual(reason);
		const other = { userId: 'US.5' };
		expect(refusal(tap(button(other), { from: other }))).toEqual(reason);
	});

	it.each<[string, InboundEvent]>([
		['made for somebody else', tap(button({ phone: DIEGO.phone }))],
		['tapped by somebody else', tap(button(), { from: DIEGO })],
		['made with no key of this node', tap(refer('a', { key: 'BBBB' }))],
	])('is forged where it was %s', (_what, event) => {
		expect(refusal(event)).toEqual({ kind: 'refused', reason: 'forged' });
	});
});

/** docs.gupshup.io/docs/interactive: a tap with its label, and without the ID that was sent. */
describe('a tap on a reply button of which no ID comes back', () => {
	const bare = (over: object) => tap(undefined, { kind: 'button', title: 'Approve', ...over });

	it('is told by message, person and label', () => {
		expect(interpretEvent(bare({}), state)).toMatchObject({
			kind: 'answer',
			choice: { decision: 'approved' },
		});
	});

	it.each<[string, object]>([
		['another message', { context: { messageId: 'wamid.x' } }],
		['no message', { context: undefined }],
		['another label', { title: 'Of course' }],
		['no label', { title: undefined }],
		['an ID that is not ours', { replyId: 'yes' }],
		['another kind of reply', { kind: 'flow' }],
	])('is not one with %s', (_what, over) => {
		expect(interpretEvent(bare(over), state)).toEqual({
			kind: 'refused',
			reason: 'not for this approval',
		});
	});

	it('is not one of another person', () => {
		expect(interpretEvent(bare({ from: DIEGO }), state)).toEqual({
			kind: 'refused',
			reason: 'wrong person',
		});
	});
});

describe('a tap on a template without references on its buttons', () => {
	const withLabels = (approve: string, reject: string): ApprovalState => ({
		...state,
		template: 'request|en',
		people: [{ ...state.people[0], messages: [byTemplate(approve, reject)] }],
	});
	const asked = withLabels('Yes, do it', 'No');
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
			withLabels('No', 'No'),
			'not for this approval',
		],
		['the question with buttons', onTemplate('No'), state, 'not for this approval'],
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

describe('a tap whose label does not fit its reference', () => {
	const onTemplate = (index: number, title: string | undefined, over: object = {}) =>
		tap(refer(templateChoice(index)), { kind: 'template', title, ...over });
	const of = (...messages: SentQuestion[]): ApprovalState => ({
		...state,
		people: [{ ...state.people[0], messages }],
	});
	const asked = of(byTemplate('Yes, do it', 'No'));
	const edited = of(byTemplate('Yes, do it', 'No'), {
		...byTemplate('Go', 'Yes, do it'),
		id: 'wamid.2',
	});
	const unknown = of({ ...byTemplate('Yes, do it', 'No'), id: undefined });

	it.each<[string, InboundEvent, ApprovalState]>([
		['the template says No, the reference approves', onTemplate(0, 'No'), asked],
		['the template says Yes, the reference rejects', onTemplate(1, 'Yes, do it'), asked],
		['the label was never on the template', onTemplate(0, 'Approve'), asked],
		['the button says Reject, the reference approves', tap(refer('a'), { title: 'Reject' }), state],
		['the label was on the other message', onTemplate(0, 'Go'), edited],
		[
			'one of the messages had it for another answer',
			onTemplate(0, 'Yes, do it', { context: undefined }),
			edited,
		],
		[
			'the template may not be there, and says No',
			onTemplate(0, 'No', { context: { messageId: 'wamid.x' } }),
			unknown,
		],
		['nothing is known of a template', onTemplate(0, 'Yes', { context: undefined }), state],
	])('%s: it decides nothing, and the question is put again', (_what, event, before) => {
		expect(interpretEvent(event, before)).toMatchObject({ kind: 'doubtful', who: 0 });
	});

	it.each<[string, InboundEvent, ApprovalState, string]>([
		['with its label', onTemplate(0, 'Yes, do it'), asked, 'approved'],
		['with spaces written otherwise', onTemplate(0, ' Yes,  do it\ufe0f'), asked, 'approved'],
		['without a label', onTemplate(1, undefined), asked, 'rejected'],
		[
			'with the label of the very message',
			onTemplate(1, 'Yes, do it', { context: { messageId: 'wamid.2' } }),
			edited,
			'rejected',
		],
		[
			'on a template that may be there',
			onTemplate(0, 'Yes, do it', { context: { messageId: 'wamid.x' } }),
			unknown,
			'approved',
		],
		['on a button with its label', tap(refer('r'), { title: 'Reject' }), state, 'rejected'],
	])('%s it decides', (_what, event, before, decision) => {
		expect(interpretEvent(event, before)).toMatchObject({ kind: 'answer', choice: { decision } });
	});

	it('is refused where the person has answered already', () => {
		const rejection = { by: 0, choice: 'Reject', person: {}, at: '', until: '' };
		expect(interpretEvent(onTemplate(0, 'No'), { ...asked, rejection })).toEqual({
			kind: 'refused',
			reason: 'answered before',
		});
	});

	it('a label as it stands on the template can be typed too', () => {
		const spanish = of(byTemplate('Dale', 'Ni hablar'));
		expect(interpretEvent(text('dale'), spanish)).toMatchObject({
			choice: { decision: 'approved' },
		});
		expect(interpretEvent(text('ni hablar'), spanish)).toMatchObject({
			choice: { decision: 'rejected' },
		});
		expect(interpretEvent(text('dale'), state).kind).toBe('doubtful');
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
			next: 'askByTemplate',
		});
	});
});

describe('by Direct Send', () => {
	const closed = { failure: { category: 'window' } };
	const labels = sent('wamid.question').labels;
	const direct = sent('wamid.direct', { by: 'direct', labels });
	const wanted: ApprovalState = { ...state, directSend: true };
	const asked: ApprovalState = {
		...wanted,
		people: [
			{
				...state.people[0],
				messages: [sent('wamid.question', { failed: true }), direct],
			},
		],
	};
	const onDirect = (replyId: string | undefined, over: object = {}) =>
		tap(replyId, { kind: 'template', context: { messageId: 'wamid.direct' }, ...over });

	it('comes before the template, once, when the window is closed', () => {
		const next = (event: InboundEvent, of: ApprovalState) => {
			const interpretation = interpretEvent(event, of);
			return interpretation.kind === 'failed' ? interpretation.next : interpretation;
		};
		const template = { template: 'request|en' };
		expect(next(failed(refer(DELIVERY), closed), wanted)).toBe('askDirectly');
		expect(next(failed(refer(DELIVERY), closed), { ...wanted, ...template })).toBe('askDirectly');
		expect(next(failed(refer(DELIVERY)), { ...wanted, ...template })).toBeUndefined();
		// It has been tried already.
		expect(next(failed(refer(DELIVERY), closed), asked)).toBeUndefined();
		expect(next(failed(refer(DELIVERY), closed), { ...asked, ...template })).toBe('askByTemplate');
	});

	it('is followed by the template, unless the person cannot be reached at all', () => {
		const own = { messageId: 'wamid.direct' };
		for (const reference of [refer(DIRECT_DELIVERY), undefined]) {
			expect(
				interpretEvent(failed(reference, own), { ...asked, template: 'request|en' }),
			).toMatchObject({ kind: 'failed', road: 'direct', next: 'askByTemplate' });
			expect(interpretEvent(failed(reference, own), asked)).toMatchObject({ next: undefined });
			const gone = { ...own, failure: { category: 'recipient' } };
			expect(
				interpretEvent(failed(reference, gone), { ...asked, template: 'request|en' }),
			).toMatchObject({ kind: 'failed', next: undefined });
		}
	});

	it('is told by its reference where the ID of its message never came back', () => {
		const event = failed(refer(DIRECT_DELIVERY), { messageId: 'wamid.unknown' });
		expect(interpretEvent(event, wanted)).toMatchObject({ kind: 'failed', road: 'direct' });
	});

	it('a tap answers, in the form that taps on templates have', () => {
		expect(interpretEvent(onDirect(refer('a'), { title: 'Approve' }), asked)).toMatchObject({
			kind: 'answer',
			choice: { decision: 'approved' },
		});
	});

	it.each<[string, InboundEvent, object]>([
		[
			'a reference behind the label of another answer is asked about again',
			onDirect(refer('a'), { title: 'Reject' }),
			{ kind: 'doubtful' },
		],
		[
			'a label that was never sent is asked about again',
			onDirect(refer('a'), { title: 'OK' }),
			{ kind: 'doubtful' },
		],
		[
			'without its reference the label on the very message tells',
			onDirect('Reject', { title: 'Reject' }),
			{ kind: 'answer', choice: { decision: 'rejected' } },
		],
		[
			'without its reference a label on no known message says nothing',
			onDirect('Approve', { title: 'Approve', context: { messageId: 'wamid.x' } }),
			{ kind: 'refused', reason: 'not for this approval' },
		],
		[
			'without its reference and without a label nothing is said',
			onDirect('Approve'),
			{ kind: 'refused' },
		],
		[
			'of somebody else it counts for nobody',
			onDirect(refer('a'), { from: { phone: '12025550199' } }),
			{ kind: 'refused', reason: 'wrong person' },
		],
		[
			'on another message it counts for nobody',
			onDirect(refer('a'), { context: { messageId: 'wamid.x' } }),
			{ kind: 'refused', reason: 'other message' },
		],
	])('%s', (_what, event, expected) => {
		expect(interpretEvent(event, asked)).toMatchObject(expected);
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
			return interpretation.kind === 'failed' && interpretation.next === 'askByTemplate';
		};
		expect(closedNow(failed(refer(DELIVERY), closed), withTemplate)).toBe(true);
		expect(closedNow(failed(refer(DELIVERY)), withTemplate)).toBe(false);
		expect(closedNow(failed(refer(DELIVERY), closed), state)).toBe(false);
	});

	it('its own failure is a failure', () => {
		const event = failed(refer(TEMPLATE_DELIVERY), { ...closed, messageId: 'wamid.template' });
		expect(interpretEvent(event, withTemplate)).toMatchObject({
			kind: 'failed',
			next: undefined,
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
		['no', 'rejected'],
	])('%j is %s', (words, decision) => {
		expect(interpretEvent(text(words), state)).toMatchObject({
			kind: 'answer',
			by: 'text',
			choice: { decision },
		});
	});

	it('numbers count where they were shown, and nowhere else', () => {
		const again = { ...sent('wamid.2'), numbered: true };
		const [marta] = state.people;
		const numbered = { ...state, people: [{ ...marta, messages: [...marta.messages, again] }] };
		const about = (words: string, messageId: string) =>
			interpretEvent(text(words, { context: { messageId } }), numbered);
		expect(about('1', 'wamid.2')).toMatchObject({ choice: { decision: 'approved' } });
		expect(about('2', 'wamid.2')).toMatchObject({ choice: { decision: 'rejected' } });
		expect(about('1', 'wamid.question').kind).toBe('doubtful');
	});

	it.each(['yes?', 'yes but later', 'yes…', 'si,', 'maybe', '1', '3', ''])(
		'%j is doubtful',
		(words) => {
			expect(interpretEvent(text(words), state).kind).toBe('doubtful');
		},
	);

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
	const unquoted = (over: object) => text('Dock 4', { context: undefined, ...over });

	it.each([
		['days before the question', { timestamp: '2026-11-19T09:00:00.000Z' }],
		['more than a minute before the question', { timestamp: '2026-11-22T08:58:59.000Z' }],
		['at a time that nobody knows', { timestamp: '1970-01-01T00:00:00.000Z' }],
		['to another number of the account', { to: { phoneNumberId: '301' } }],
	])('words written %s are no answer to it', (_when, over) => {
		expect(interpretEvent(unquoted(over), free)).toEqual({
			kind: 'refused',
			reason: 'not for this approval',
		});
	});

	it.each([
		['within the difference of two clocks', { timestamp: '2026-11-22T08:59:01.000Z' }],
		['to the number that asked', { to: { phoneNumberId: '300' } }],
		['after it, where the provider names no number', {}],
	])('words written %s are', (_when, over) => {
		expect(interpretEvent(unquoted(over), free)).toMatchObject({ kind: 'text', text: 'Dock 4' });
	});

	it('nobody answers by writing before being asked', () => {
		const unasked = { ...free, people: [{ ...free.people[0], messages: [] }] };
		expect(interpretEvent(unquoted({}), unasked).kind).toBe('refused');
	});

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

describe('somebody who must not decide, asked under another identity', () => {
	const byUserId = (...excluded: Recipient[]): ApprovalState => ({
		...state,
		excluded,
		people: [{ ...state.people[0], person: { userId: 'US.1' }, identities: [{ userId: 'US.1' }] }],
	});
	const tapped = (from: object) =>
		tap(refer('a', { person: { userId: 'US.1' } }), { from: { userId: 'US.1', ...from } });

	it.each<[string, InboundEvent, ApprovalState]>([
		['by number', tapped({ phone: '12025550111' }), byUserId({ phone: '12025550111' })],
		[
			'by the parent user ID',
			tapped({ parentUserId: 'US.ENT.1' }),
			byUserId({ userId: 'US.ENT.1' }),
		],
		[
			'as the send itself told',
			tapped({}),
			{
				...byUserId({ phone: '12025550111' }),
				people: [
					{
						...byUserId().people[0],
						identities: [{ userId: 'US.1' }, { phone: '12025550111', userId: 'US.1' }],
					},
				],
			},
		],
		['in words', text('yes', { from: MARTA }), byUserId({ phone: MARTA.phone })],
	])('%s: the answer is refused', (_how, event, of) => {
		expect(interpretEvent(event, of)).toEqual({ kind: 'refused', reason: 'must not decide' });
	});

	it('others are not', () => {
		const event = tapped({ phone: '12025550111' });
		expect(interpretEvent(event, byUserId({ phone: '12025550112' })).kind).toBe('answer');
	});
});

describe('an answer after the deadline', () => {
	const until: ApprovalState = { ...state, deadline: '2026-11-22T10:00:00.500Z' };
	const late = { timestamp: '2026-11-22T10:00:01.000Z' };
	const unknown = { timestamp: '1970-01-01T00:00:00.000Z' };

	it.each<[string, InboundEvent, ApprovalState]>([
		['a tap', tap(refer('a'), late), until],
		['a rejection', tap(refer('r'), late), until],
		['a tap on another label', tap(refer('a'), { ...late, title: 'Reject' }), until],
		['words', text('yes', late), until],
		['words that say nothing', text('hm', late), until],
		['a thumb', reaction('\u{1f44d}', late), { ...until, reactions: true }],
		['free text that quotes it', text('Dock 4', late), { ...until, choices: [] }],
	])('%s is late', (_what, event, of) => {
		expect(interpretEvent(event, of)).toEqual({ kind: 'refused', reason: 'late' });
	});

	it('is told by its own time, and by the time of the webhook where it has none', () => {
		const [before, after] = ['2026-11-22T09:59:00.000Z', '2026-11-22T18:00:00.000Z'];
		const at = (event: InboundEvent, now: string) =>
			interpretEvent(event, until, new Date(now)).kind;
		expect(at(tap(refer('a')), after)).toBe('answer');
		expect(at(tap(refer('a'), unknown), before)).toBe('answer');
		expect(at(tap(refer('a'), unknown), after)).toBe('refused');
	});

	it('in free words that quote nothing is a message like any other', () => {
		const event = text('Dock 4', { ...late, context: undefined });
		expect(interpretEvent(event, { ...until, choices: [] })).toEqual({
			kind: 'refused',
			reason: 'not for this approval',
		});
	});
});

describe('an answer to another number than the one that asked', () => {
	const to = { to: { phoneNumberId: '301', phone: '34600000001' } };
	it.each([
		['a tap', tap(refer('a'), to), state],
		['words', text('yes', to), state],
		['doubtful words', text('yes?', to), state],
		['a thumb', reaction('\u{1f44d}', to), { ...state, reactions: true }],
	])('%s decides nothing', (_what, event, of) => {
		expect(interpretEvent(event, of)).toEqual({ kind: 'refused', reason: 'other number' });
	});

	it.each([
		['the same ID', '300', { phoneNumberId: '300' }],
		['a number in another form', '+34 600 000 001', { phoneNumberId: '34600000001' }],
		['with the prefix of a channel', '+34600000001', { phoneNumberId: 'whatsapp:+34600000001' }],
		['named by its number', '34600000001', { phoneNumberId: '300', phone: '34600000001' }],
		['a service that chooses', `MG${'a'.repeat(32)}`, { phoneNumberId: 'whatsapp:+34600000001' }],
		['not named', '300', {}],
	])('is not one to %s', (_how, from, receiver) => {
		expect(interpretEvent(tap(refer('a'), { to: receiver }), { ...state, from }).kind).toBe(
			'answer',
		);
	});

	it('is one to another app', () => {
		const event = tap(refer('a'), { to: { phoneNumberId: 'OtherApp' } });
		expect(interpretEvent(event, { ...state, from: 'DemoApp' })).toMatchObject({
			reason: 'other number',
		});
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
		to: fc.constantFrom({}, { phoneNumberId: '300' }, { phoneNumberId: '301' }),
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
			expect(interpretation.event.to.phoneNumberId ?? '300').toBe('300');
		}),
		{ numRuns: 2000 },
	);
});
