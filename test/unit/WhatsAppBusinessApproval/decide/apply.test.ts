import { applyEvents } from '../../../../nodes/WhatsAppBusinessApproval/decide/apply';
import type { Transition } from '../../../../nodes/WhatsAppBusinessApproval/decide/interpretation';
import type { ApprovalState } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { DELIVERY, DIRECT_DELIVERY } from '../../../../nodes/WhatsAppBusinessApproval/references';
import { REASON_DELIVERY } from '../../../../nodes/approvals/reference';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import {
	asked,
	common,
	DIEGO,
	inOrder,
	MARTA,
	ofThree,
	PRIYA,
	refer,
	sent,
	state,
	status,
	tap,
	text,
} from '../asked';

/** The state after events that leave it waiting. */
function after(transition: Transition): ApprovalState {
	if (transition.kind !== 'goOn') throw new Error(`It does not go on: ${transition.kind}`);
	return transition.state;
}

const kinds = ({ history }: ApprovalState) => history.map(({ event }) => event);
const by = (person: typeof DIEGO, messageId: string) => ({
	from: person,
	context: { messageId },
	id: `wamid.by-${person.phone}`,
});

describe('the first answer', () => {
	it('ends it, with the evidence and a note to each who was asked', () => {
		const event = tap(refer('a', { person: DIEGO }), by(DIEGO, 'wamid.diego'));
		expect(applyEvents([event], ofThree)).toMatchObject({
			kind: 'finish',
			exit: 0,
			outcome: {
				decision: 'approved',
				choice: 'Approve',
				person: DIEGO,
				decidedAt: common.timestamp,
				messageId: 'wamid.diego',
				history: [{ event: 'approved', by: 'tap', answerId: event.id }],
			},
			notes: [
				{ to: { phone: MARTA.phone }, text: '12025550112: Approve' },
				{ to: DIEGO, text: 'Noted: Approve' },
				{ to: PRIYA, text: '12025550112: Approve' },
			],
		});
	});

	it('of several events is the first that settles it; what came before is on record', () => {
		const stranger = tap(refer('r'), { from: { phone: '1' }, id: 'wamid.stranger' });
		const transition = applyEvents([stranger, tap(refer('r')), tap(refer('a'))], state);
		expect(transition).toMatchObject({
			kind: 'finish',
			outcome: {
				decision: 'rejected',
				history: [{ event: 'refused', reason: 'wrong person' }, { event: 'rejected' }],
			},
		});
	});

	it('a note with a dollar sign says just that', () => {
		const dollars = { ...state, choices: [{ ...state.choices[0], label: '$& $1' }] };
		expect(applyEvents([tap(refer('a'))], dollars)).toMatchObject({
			notes: [{ text: 'Noted: $& $1' }],
		});
	});
});

describe('in order', () => {
	const first = after(applyEvents([tap(refer('a'))], inOrder));
	/** Diego has been asked since. */
	const second: ApprovalState = {
		...first,
		tasks: [],
		people: first.people.map((one, who) =>
			who === 1 ? { ...one, messages: [sent('wamid.diego')] } : one,
		),
	};
	const diego = (choice: string) => tap(refer(choice, { person: DIEGO }), by(DIEGO, 'wamid.diego'));

	it('an approval has the next asked, and thanks', () => {
		expect(first.tasks).toEqual([{ do: 'ask', who: 1 }]);
		expect(kinds(first)).toEqual(['approved']);
		expect(applyEvents([tap(refer('a'))], inOrder).notes).toEqual([
			{ to: { phone: MARTA.phone }, text: 'Noted: Approve' },
		]);
	});

	it('a rejection ends it, and tells those before', () => {
		expect(applyEvents([diego('r')], second)).toMatchObject({
			kind: 'finish',
			exit: 1,
			outcome: { decision: 'rejected', person: DIEGO },
			notes: [{ to: { phone: MARTA.phone } }, { to: DIEGO }],
		});
	});

	it('only the last approval approves', () => {
		const third = after(applyEvents([diego('a')], second));
		expect(third.tasks).toEqual([{ do: 'ask', who: 2 }]);
		const priya = tap(refer('a', { person: PRIYA }), { from: PRIYA, context: undefined });
		expect(applyEvents([priya], { ...third, tasks: [] })).toMatchObject({
			kind: 'finish',
			outcome: { decision: 'approved', person: PRIYA },
		});
	});

	it('who has approved cannot take it back, and is told so, once', () => {
		const again = tap(refer('r'), { id: 'wamid.again' });
		const transition = applyEvents([again], second);
		expect(transition.notes).toEqual([{ to: { phone: MARTA.phone }, text: 'Twice' }]);
		expect(kinds(after(transition))).toEqual(['approved', 'refused']);
		expect(applyEvents([again], after(transition))).toMatchObject({ kind: 'refused', notes: [] });
	});

	it('the same approval delivered again changes nothing', () => {
		expect(applyEvents([tap(refer('a'))], second)).toMatchObject({ kind: 'refused', notes: [] });
	});

	it('one human who was named twice does not decide twice', () => {
		const twice: ApprovalState = {
			...first,
			tasks: [],
			people: first.people
				.slice(0, 2)
				.map((one, who) => (who === 0 ? one : asked({ userId: 'US.7' }, 'wamid.diego'))),
		};
		const about = { context: { messageId: 'wamid.diego' }, id: 'wamid.second' };
		const button = refer('a', { person: { userId: 'US.7' } });
		const same = tap(button, { ...about, from: { ...MARTA, userId: 'US.7' } });
		const move = applyEvents([same], twice);
		expect(after(move).history.at(-1)).toMatchObject({ reason: 'answered before' });
		expect(move.notes).toEqual([{ to: { phone: MARTA.phone }, text: 'Twice' }]);
		const other = tap(button, { ...about, from: { userId: 'US.7', phone: '12025550177' } });
		expect(applyEvents([other], twice)).toMatchObject({ kind: 'finish', exit: 0 });
	});

	it('identities that were seen together are kept together', () => {
		const seen = status('read', refer(DELIVERY, { person: DIEGO }), {
			messageId: 'wamid.diego',
			from: { ...DIEGO, userId: 'US.1' },
		});
		const known = after(applyEvents([seen], second));
		expect(applyEvents([diego('a')], known)).toMatchObject({ kind: 'goOn' });
		expect(after(applyEvents([diego('a')], known)).tasks).toEqual([]);
	});

	it('who is not reached ends it, whatever those after might say', () => {
		const transition = applyEvents([status('failed', refer(DELIVERY))], inOrder);
		expect(transition).toMatchObject({ kind: 'finish', exit: 'notDelivered' });
	});
});

const LATE = { timestamp: '2026-11-22T10:30:01.000Z' };
const ABOUT_WHY = { context: { messageId: 'wamid.why' } };

describe('a rejection whose reason is wanted', () => {
	const wanting: ApprovalState = { ...state, reasonMinutes: 30 };
	const waiting = after(applyEvents([tap(refer('r'))], wanting));
	const posed: ApprovalState = {
		...waiting,
		tasks: [],
		rejection: { ...waiting.rejection!, messageId: 'wamid.why' },
	};

	it('has it asked for, with a time of its own', () => {
		expect(waiting.tasks).toEqual([{ do: 'askReason', who: 0 }]);
		expect(waiting.rejection).toMatchObject({ by: 0, until: '2026-11-22T10:30:00.000Z' });
	});

	it.each([
		['quoting the question for it', { context: { messageId: 'wamid.why' } }],
		['quoting nothing', { context: undefined }],
	])('what the person writes %s is the reason', (_how, over) => {
		expect(applyEvents([text('Too dear', over)], posed)).toMatchObject({
			kind: 'finish',
			exit: 1,
			outcome: { decision: 'rejected', comment: 'Too dear', decidedAt: common.timestamp },
		});
	});

	it.each<[string, InboundEvent]>([
		['another person', text('Too dear', { from: DIEGO, context: undefined })],
		['words about another message', text('Too dear', { context: { messageId: 'wamid.x' } })],
		['a picture', text('', { kind: 'image', context: undefined })],
		['what is written after the time for it', text('Too dear', { context: undefined, ...LATE })],
		[
			'the same, quoting the question for it',
			text('', { ...LATE, text: 'Too dear', ...ABOUT_WHY }),
		],
		[
			'what was written before the rejection',
			text('Too dear', { context: undefined, timestamp: '2026-11-22T09:59:59.000Z' }),
		],
		[
			'what was written to another number',
			text('Too dear', { context: undefined, to: { phoneNumberId: '301' } }),
		],
		[
			'what quotes the question for it, but at another number',
			text('Too dear', { context: { messageId: 'wamid.why' }, to: { phoneNumberId: '301' } }),
		],
	])('%s gives none', (_what, event) => {
		expect(applyEvents([event], posed).kind).not.toBe('finish');
	});

	it('cannot become an approval any more', () => {
		const transition = applyEvents([tap(refer('a'), { id: 'wamid.late' })], posed);
		expect(after(transition).rejection).toBeDefined();
		expect(transition.notes).toHaveLength(1);
	});

	it('stands without one when the question for it does not arrive', () => {
		const lost = status('failed', refer(REASON_DELIVERY), { messageId: 'wamid.why' });
		expect(applyEvents([lost], posed)).toMatchObject({
			kind: 'finish',
			outcome: { decision: 'rejected', comment: undefined },
		});
		const other = status('failed', refer(REASON_DELIVERY), { messageId: 'wamid.other' });
		expect(applyEvents([other], posed).kind).toBe('refused');
	});
});

describe('a question by Direct Send that does not arrive', () => {
	const message = { ...sent(undefined), by: 'direct' as const };
	const waiting = (template: string): ApprovalState => ({
		...state,
		directSend: true,
		template,
		people: [{ ...state.people[0], messages: [sent('wamid.question', { failed: true }), message] }],
	});
	const lost = status('failed', refer(DIRECT_DELIVERY), { messageId: 'wamid.direct' });

	it('is found although its ID never came back, and the template is next', () => {
		const known = after(applyEvents([lost], waiting('request|en')));
		expect(known.people[0].messages.at(-1)).toMatchObject({ id: 'wamid.direct', failed: true });
		expect(known.tasks).toEqual([{ do: 'askByTemplate', who: 0 }]);
		expect(applyEvents([lost], known).kind).toBe('refused');
	});

	it('ends it where there is no template', () => {
		expect(applyEvents([lost], waiting(''))).toMatchObject({ exit: 'notDelivered' });
	});
});

describe('a question that does not arrive', () => {
	const lost = (person: { phone: string }, messageId: string) =>
		status('failed', refer(DELIVERY, { person }), { messageId, from: person });

	it('ends it, with the reason', () => {
		const failure = { code: '131026', message: 'Undeliverable', hint: 'Check the number' };
		expect(applyEvents([status('failed', refer(DELIVERY), { failure })], state)).toMatchObject({
			kind: 'finish',
			exit: 'notDelivered',
			outcome: { decision: 'notDelivered', failure: { code: '131026' } },
		});
	});

	it('is on record as long as others can answer, and ends it when none can', () => {
		let three = ofThree;
		for (const [person, id] of [
			[{ phone: MARTA.phone }, 'wamid.question'],
			[DIEGO, 'wamid.diego'],
		] as const) {
			three = after(applyEvents([lost(person, id)], three));
		}
		expect(kinds(three)).toEqual(['not delivered', 'not delivered']);
		expect(applyEvents([lost(PRIYA, 'wamid.priya')], three)).toMatchObject({
			kind: 'finish',
			exit: 'notDelivered',
		});
	});

	it('does not matter while one put again stands in the chat', () => {
		const twice = {
			...state,
			people: [{ ...state.people[0], messages: [sent('wamid.question'), sent('wamid.2')] }],
		};
		expect(applyEvents([status('failed', refer(DELIVERY))], twice).kind).toBe('goOn');
	});

	it('is asked by template when only that reaches the person', () => {
		const closed = status('failed', refer(DELIVERY), { failure: { category: 'window' } });
		const withTemplate = { ...state, template: 'request_approval|en_US' };
		expect(after(applyEvents([closed], withTemplate)).tasks).toEqual([
			{ do: 'askByTemplate', who: 0 },
		]);
	});
});

it('words that are not understood have the question put again, a few times', () => {
	let current = state;
	for (let time = 0; time < 5; time++) {
		current = after(applyEvents([text('hm', { id: `wamid.${time}` })], current));
		expect(current.tasks.at(-1)).toEqual({ do: 'askAgain', who: 0 });
	}
	expect(applyEvents([text('hm')], current).kind).toBe('refused');
});

it('who answers after the deadline is told so and on record, once; the request goes on waiting', () => {
	const until: ApprovalState = { ...state, deadline: '2026-11-22T09:59:59.999Z' };
	const move = applyEvents([tap(refer('a'))], until);
	expect(move.notes).toEqual([{ to: { phone: MARTA.phone }, text: 'Too late' }]);
	const known = after(move);
	expect(known.history).toEqual([expect.objectContaining({ event: 'refused', reason: 'late' })]);
	expect(known.tasks).toEqual([]);
	expect(applyEvents([tap(refer('a'))], known)).toMatchObject({ kind: 'refused', notes: [] });
});

it('who answers a request before of the same node is told that it is closed', () => {
	const key = Buffer.alloc(32, 9).toString('base64url');
	const move = applyEvents([tap(refer('a', { key }))], { ...state, earlierKeys: [key] });
	expect(move.notes).toEqual([{ to: { phone: MARTA.phone }, text: 'Too late' }]);
	expect(after(move).history).toEqual([
		expect.objectContaining({ event: 'refused', reason: 'earlier request' }),
	]);
});

it('a tap on a label that does not fit has the question put again, and is on record once', () => {
	const event = tap(refer('a'), { title: 'Reject' });
	const known = after(applyEvents([event], state));
	expect(known.history).toEqual([
		expect.objectContaining({ event: 'not understood', label: 'Reject', answerId: event.id }),
	]);
	expect(known.tasks).toEqual([{ do: 'askAgain', who: 0 }]);
	expect(applyEvents([event], known).kind).toBe('refused');
});

it('who has a new number answers from there', () => {
	const moved: InboundEvent = {
		event: 'message',
		kind: 'system',
		...common,
		from: { phone: MARTA.phone },
		system: { type: 'user_changed_number', newPhone: '12025550999', newUserId: 'US.9' },
	};
	const known = after(applyEvents([moved], state));
	expect(applyEvents([tap(refer('a'), { from: { phone: '12025550999' } })], known)).toMatchObject({
		outcome: { decision: 'approved' },
	});
	expect(applyEvents([tap(refer('a'), { from: { userId: 'US.9' } })], known).kind).toBe('finish');
	const stranger = { ...moved, from: { phone: '12025550000' } };
	expect(applyEvents([stranger], state).kind).toBe('refused');
});

describe('a new identity', () => {
	const moved = (from: object, system: object): InboundEvent => ({
		event: 'message',
		kind: 'system',
		...common,
		from,
		system,
	});
	const tapFrom = (from: object) => tap(refer('a'), { from });

	it('is followed by the user ID that was, where nothing else is known', () => {
		const system = {
			type: 'user_changed_user_id',
			newUserId: 'US.9',
			previousUserId: MARTA.userId,
		};
		for (const from of [{}, { userId: 'US.9' }]) {
			const known = after(applyEvents([moved(from, system)], state));
			expect(applyEvents([tapFrom({ userId: 'US.9' })], known).kind).toBe('finish');
		}
	});

	it.each<[string, object, object]>([
		['another type', MARTA, { type: 'customer_identity_changed', newPhone: '12025550999' }],
		['no type', MARTA, { newPhone: '12025550999' }],
		[
			'a number in a change of user ID',
			MARTA,
			{ type: 'user_changed_user_id', newPhone: '1202555' },
		],
		['somebody else', DIEGO, { type: 'user_changed_number', newPhone: '12025550999' }],
		[
			'somebody else by the user ID that was',
			{},
			{ type: 'user_changed_user_id', newUserId: 'US.9', previousUserId: 'US.2' },
		],
	])('is not one of %s', (_what, from, system) => {
		expect(applyEvents([moved(from, system)], state).kind).toBe('refused');
	});

	it('is that of both where one human was named twice, so that they still decide once', () => {
		const people = [
			{ ...asked({ phone: MARTA.phone }), answered: true },
			asked({ userId: 'US.7' }, 'wamid.diego'),
		];
		const system = { type: 'user_changed_number', newPhone: '12025550999', previousUserId: 'US.7' };
		const twice = { ...inOrder, people };
		const known = after(applyEvents([moved({ phone: MARTA.phone }, system)], twice));
		const again = tap(refer('a', { person: { userId: 'US.7' } }), {
			from: { phone: '12025550999' },
			context: { messageId: 'wamid.diego' },
		});
		expect(after(applyEvents([again], known)).history.at(-1)).toMatchObject({
			reason: 'answered before',
		});
	});
});

it('statuses are on record, each once', () => {
	const seen = [status('delivered', refer(DELIVERY)), status('delivered', refer(DELIVERY))];
	expect(kinds(after(applyEvents(seen, state)))).toEqual(['delivered']);
});

it('a status says what the question costs, where WhatsApp does', () => {
	const cost = (pricing: object) =>
		after(applyEvents([status('delivered', refer(DELIVERY), { pricing })], state)).history.at(-1);
	expect(cost({ billable: true, category: 'utility', type: 'regular' })).toMatchObject({
		category: 'utility',
		charged: true,
	});
	expect(cost({ category: 'service', type: 'free_customer_service' })).toMatchObject({
		category: 'service',
		charged: false,
	});
	expect(cost({ category: 'utility' })).not.toHaveProperty('charged');
	expect(cost({ pricePerMessage: 0.01 })).not.toHaveProperty('category');
});

it('who tries again and again is on record ten times', () => {
	const tries = Array.from({ length: 30 }, (_, index) =>
		tap(refer('a'), { from: { phone: '1' }, id: `wamid.${index}` }),
	);
	expect(kinds(after(applyEvents(tries, state)))).toHaveLength(10);
});

it('people who were not asked yet get no notes', () => {
	const notYet = { ...ofThree, people: [ofThree.people[0], { ...asked(DIEGO), messages: [] }] };
	expect(applyEvents([tap(refer('a'))], notYet).notes).toHaveLength(1);
});
