import fc from 'fast-check';
import { applyEvents } from '../../../../nodes/WhatsAppBusinessApproval/decide/apply';
import { reject } from '../../../../nodes/WhatsAppBusinessApproval/decide/reject';
import type { ApprovalState, VotingRule } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { DELIVERY } from '../../../../nodes/WhatsAppBusinessApproval/references';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import {
	DIEGO,
	inOrder,
	MARTA,
	ofThree,
	PRIYA,
	reaction,
	refer,
	sent,
	state,
	status,
	tap,
	text,
} from '../asked';

/**
 * The rules once more, as simply as can be: who has given a genuine answer to a question that was
 * put to them. Everything else must never lead to Approved.
 */
interface Model {
	approvals: Set<number>;
	rejections: Set<number>;
	rejected: boolean;
}

interface Real {
	state: ApprovalState;
	over?: string;
	/** Has a status called a question undelivered? */
	failed?: boolean;
}

const PEOPLE = [MARTA, DIEGO, PRIYA];
const MESSAGES = ['wamid.question', 'wamid.diego', 'wamid.priya'];
const STRANGER = { phone: '12025550199', userId: 'US.666' };

/** One event, and whether it is a genuine answer by `who`. */
interface Happening {
	event: (real: Real) => InboundEvent;
	who?: number;
	answer?: 'a' | 'r';
	what: string;
}

class Happens implements fc.Command<Model, Real> {
	constructor(private readonly happening: Happening) {}
	check = () => true;

	run(model: Model, real: Real): void {
		if (real.over !== undefined) return;
		const { event, who, answer } = this.happening;
		const asked = who !== undefined && isAsked(real, who);
		// In order and in a vote, an answer counts once.
		const { rule, rejection } = real.state;
		const answered = [...model.approvals, ...model.rejections].includes(who ?? -1);
		const closed = rule === 'votes' ? rejection !== undefined : model.rejected;
		const open = !closed && !(rule !== 'first' && answered);
		const happened = event(real);
		real.failed ||= happened.event === 'status' && happened.status === 'failed';
		const transition = applyEvents([happened], real.state);
		if (asked && answer === 'a' && open) model.approvals.add(who);
		if (asked && answer === 'r' && open) {
			model.rejections.add(who);
			model.rejected = true;
		}
		if (transition.kind === 'goOn') real.state = carriedOut(transition.state);
		if (transition.kind === 'finish') real.over = transition.outcome.decision;
		expectHonest(model, real);
	}

	toString = () => this.happening.what;
}

/** The time for a reason, or for everything, is up. */
class TimeIsUp implements fc.Command<Model, Real> {
	check = () => true;
	run(model: Model, real: Real): void {
		if (real.over !== undefined) return;
		real.over = real.state.rejection ? reject(real.state).outcome.decision : 'noAnswer';
		expectHonest(model, real);
	}
	toString = () => 'time is up';
}

/** What the node does when it runs again. */
function carriedOut({ tasks, ...before }: ApprovalState): ApprovalState {
	const people = before.people.map((asked, who) =>
		tasks.some((task) => task.who === who && task.do === 'ask')
			? { ...asked, messages: [sent(MESSAGES[who])] }
			: asked,
	);
	const reason = tasks.some((task) => task.do === 'askReason');
	const rejection = reason ? { ...before.rejection!, messageId: 'wamid.why' } : before.rejection;
	return { ...before, people, rejection, tasks: [] };
}

function expectHonest(model: Model, real: Real): void {
	const { approvals, rejected } = model;
	const { over, state: now } = real;
	if (now.rule === 'votes') return expectHonestVotes(model, real);
	if (over === 'approved') {
		expect(rejected).toBe(false);
		const needed = now.rule === 'order' ? now.people.length : 1;
		expect(approvals.size).toBeGreaterThanOrEqual(needed);
	}
	if (over === 'rejected') expect(rejected).toBe(true);
	// And nobody's genuine answer gets lost.
	if (rejected) expect(over ?? now.rejection).toBeDefined();
	if (now.rule === 'first' && approvals.size > 0) expect(over).toBe('approved');
}

/** The same for votes: what can still come of them is tried out. */
function expectHonestVotes(
	{ approvals, rejections }: Model,
	{ over, state: now, failed }: Real,
): void {
	const { needed, veto } = now.voting!;
	const members = (group: number) =>
		now.people.flatMap((asked, who) => ((asked.group ?? 0) === group ? [who] : []));
	const enough = (also: number[]) =>
		needed.every(
			(least, group) =>
				members(group).filter((who) => approvals.has(who) || also.includes(who)).length >= least,
		);
	const vetoed = veto && rejections.size > 0;
	if (over === 'approved') expect([enough([]), vetoed]).toEqual([true, false]);
	if (over === 'rejected') expect(rejections.size).toBeGreaterThan(0);
	if (over === 'notDelivered') expect(failed).toBe(true);
	if (over !== undefined || now.rejection !== undefined) return;
	const votes = now.people.flatMap(({ vote }, who) => (vote ? [[who, vote.decision]] : []));
	expect(votes).toEqual(
		expect.arrayContaining([
			...[...approvals].map((who) => [who, 'approved']),
			...[...rejections].map((who) => [who, 'rejected']),
		]),
	);
	expect(votes).toHaveLength(approvals.size + rejections.size);
	const open = now.people.flatMap(({ vote, unreached }, who) => (vote || unreached ? [] : [who]));
	// Neither decided nor impossible, else it would be over.
	expect([enough([]), vetoed, enough(open)]).toEqual([false, false, true]);
}

const anything = fc.record({
	who: fc.nat(2),
	answer: fc.constantFrom<'a' | 'r'>('a', 'r'),
	about: fc.nat(2),
	from: fc.nat(3),
	how: fc.constantFrom('tap', 'words', 'doubt', 'thumb', 'forged', 'status', 'failed', 'stranger'),
});

type Drawn = typeof anything extends fc.Arbitrary<infer Value> ? Value : never;

function happeningOf({ who, answer, about, from, how }: Drawn): Happening {
	const person = PEOPLE[who];
	const known = { phone: person.phone };
	const sender = [...PEOPLE, STRANGER][from];
	const what = `${how} ${answer} of ${from} about ${about}, made for ${who}`;
	const over = { from: sender, context: { messageId: MESSAGES[about] } };
	const right = from === about;
	switch (how) {
		case 'tap': {
			const genuine = right && who === about;
			return {
				what,
				event: (real) => tap(button(real, who, answer), { ...over, id: fresh(real) }),
				...(genuine ? { who, answer } : {}),
			};
		}
		case 'words':
			return {
				what,
				event: (real) => text(answer === 'a' ? 'yes' : 'no', { ...over, id: fresh(real) }),
				...(right ? { who: about, answer } : {}),
			};
		case 'thumb':
			return {
				what,
				event: () => reaction(answer === 'a' ? '\u{1f44d}' : '\u{1f44e}', over),
				...(right ? { who: about, answer } : {}),
			};
		case 'doubt':
			return { what, event: (real) => text('yes, but no', { ...over, id: fresh(real) }) };
		case 'forged':
			return { what, event: () => tap(refer('a', { person: known, key: 'AAAA' }), over) };
		case 'stranger':
			return { what, event: () => tap(refer('a', { person: known }), { from: STRANGER }) };
		default: {
			const name = how === 'failed' ? 'failed' : 'read';
			const reference = refer(DELIVERY, { person: known });
			return { what, event: () => status(name, reference, { messageId: MESSAGES[about] }) };
		}
	}
}

/** The right person taps the own button: chance alone would hardly ever get through an order. */
const genuine = fc
	.record({ who: fc.nat(2), answer: fc.constantFrom<'a' | 'r'>('a', 'a', 'a', 'a', 'r') })
	.map(({ who, answer }): Drawn => ({ who, answer, about: who, from: who, how: 'tap' }));

const isAsked = ({ state: { people } }: Real, who: number): boolean =>
	(people[who]?.messages.length ?? 0) > 0;

/** Before somebody is asked there are no buttons for them, and nobody else can make one. */
const button = (real: Real, who: number, answer: string): string =>
	refer(answer, {
		person: { phone: PEOPLE[who].phone },
		...(isAsked(real, who) ? {} : { key: 'AAAA' }),
	});

/** All three are asked at once, and their votes decide. */
const votes = (voting: VotingRule, groups: number[] = [0, 0, 0]): ApprovalState => ({
	...ofThree,
	version: 3,
	reactions: true,
	rule: 'votes',
	voting,
	people: ofThree.people.map((one, index) => ({ ...one, group: groups[index] })),
});

/** Asked by Direct Send, after which the template is left. */
const directly = (before: ApprovalState): ApprovalState => ({
	...before,
	reactions: true,
	directSend: true,
	template: 'request|en',
	people: before.people.map((one) => ({
		...one,
		messages: one.messages.map((message) => ({ ...message, by: 'direct' })),
	})),
});

const fresh = ({ state: { history } }: Real) => `wamid.answer-${history.length}`;

it.each<[string, ApprovalState]>([
	['one person', { ...state, reactions: true }],
	['the first of three', { ...ofThree, reactions: true }],
	['in order', { ...inOrder, reactions: true }],
	['one person, by Direct Send', directly(state)],
	['the first of three, by Direct Send', directly(ofThree)],
	['in order, by Direct Send', directly(inOrder)],
	['one person, with a reason', { ...state, reactions: true, reasonMinutes: 5 }],
	['two of three', votes({ needed: [2], veto: true })],
	['two of three, rejections counted', votes({ needed: [2], veto: false })],
	['two of three, with a reason', { ...votes({ needed: [2], veto: true }), reasonMinutes: 5 }],
	['all three at once', votes({ needed: [3], veto: false })],
	['one of each group', votes({ needed: [1, 1], veto: true }, [0, 0, 1])],
	['one of each group, rejections counted', votes({ needed: [1, 1], veto: false }, [0, 0, 1])],
	['in order, with a reason', { ...inOrder, reactions: true, reasonMinutes: 5 }],
])('%s: whatever happens, only genuine answers approve', (_what, before) => {
	const happens = [genuine, genuine, anything, anything].map((drawn) =>
		drawn.map((one) => new Happens(happeningOf(one))),
	);
	const commands = [...happens, fc.constant(new TimeIsUp())];
	const ends = new Set<string | undefined>();
	fc.assert(
		fc.property(fc.commands(commands, { maxCommands: 40 }), (all) => {
			const real: Real = { state: before };
			fc.modelRun(
				() => ({
					model: { approvals: new Set<number>(), rejections: new Set<number>(), rejected: false },
					real,
				}),
				all,
			);
			ends.add(real.over);
		}),
		{ numRuns: 1500 },
	);
	// Otherwise nothing would have been tried.
	expect([...ends]).toEqual(expect.arrayContaining(['approved', 'rejected']));
});
