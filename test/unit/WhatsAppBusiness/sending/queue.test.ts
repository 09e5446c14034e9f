import fc from 'fast-check';
import {
	sendInTurn,
	type Limits,
	type Outcome,
	type Work,
} from '../../../../nodes/WhatsAppBusiness/sending/queue';
import { type Paces, sharedPaces } from '../../../../nodes/WhatsAppBusiness/sending/pace';
import type { Clock } from '../../../../nodes/n8n/clock';
import { virtualClock } from './virtualClock';

interface Plan {
	person: string;
	/** How long the provider takes to answer. */
	takes: number;
	/** So often it refuses first. */
	refusals?: number;
	/** Fails for good. */
	fails?: boolean;
	/** A text in several pieces. */
	pieces?: number;
	from?: string;
}

interface Call {
	item: number;
	from: number;
	to: number;
}

/** Plays a run. @returns every call to the provider, in the order of its start */
async function play(plans: Plan[], limits: Limits, more: Partial<Work<number>> = {}) {
	const { clock, until } = virtualClock();
	return await until(run(clock, plans, limits, more));
}

async function run(
	clock: Clock,
	plans: Plan[],
	limits: Limits,
	more: Partial<Work<number>> = {},
	paces?: Paces,
) {
	const calls: Call[] = [];
	const tries = plans.map(() => 0);
	const gone = plans.map(() => 0);
	const outcomes = await sendInTurn<number>(
		{
			count: plans.length,
			turn: (item) => ({
				person: plans[item].person,
				prepare: async () => ({
					from: plans[item].from ?? 'ours',
					async send() {
						const call = { item, from: clock.now(), to: Infinity };
						calls.push(call);
						await clock.sleep(plans[item].takes);
						call.to = clock.now();
						if (plans[item].fails) throw new Error('for good');
						if (tries[item]++ < (plans[item].refusals ?? 0)) throw new Error('refused');
						return ++gone[item] < (plans[item].pieces ?? 1) ? undefined : item;
					},
				}),
			}),
			again: (error, count) =>
				(error as Error).message === 'refused' ? { wait: 4 ** (count - 1) * 1000 } : undefined,
			ends: () => false,
			cancelled: () => false,
			...more,
		},
		limits,
		clock,
		paces,
	);
	return { outcomes, calls };
}

const result = (outcome: Outcome<number>) => (outcome?.ok ? outcome.result : undefined);
const everybody = (count: number, over: Partial<Plan> = {}): Plan[] =>
	Array.from({ length: count }, (_, item) => ({ person: `p${item}`, takes: 100, ...over }));
const PLANS = fc.array(
	fc.record({
		person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
		takes: fc.integer({ min: 0, max: 900 }),
		refusals: fc.constantFrom(0, 0, 0, 0, 1, 2),
		pieces: fc.constantFrom(1, 1, 1, 3),
	}),
	{ maxLength: 60 },
);
const LIMITS = fc.record({
	perSecond: fc.integer({ min: 1, max: 20 }),
	atOnce: fc.integer({ min: 1, max: 10 }),
});

describe('many messages, whatever the provider does', () => {
	it('are each taken once, and come out in the order of the items', async () => {
		await fc.assert(
			fc.asyncProperty(PLANS, LIMITS, async (plans, limits) => {
				const { outcomes, calls } = await play(plans, limits);
				expect(outcomes.map(result)).toEqual(plans.map((_, item) => item));
				const sent = plans.map((_, item) => calls.filter((call) => call.item === item).length);
				expect(sent).toEqual(plans.map(({ refusals, pieces }) => refusals! + pieces!));
			}),
		);
	});

	it('never start faster than the rate, nor more at once than allowed', async () => {
		await fc.assert(
			fc.asyncProperty(PLANS, LIMITS, async (plans, limits) => {
				const { calls } = await play(plans, limits);
				for (const { from } of calls) {
					const second = calls.filter((call) => call.from >= from && call.from < from + 1000);
					expect(second.length).toBeLessThanOrEqual(limits.perSecond);
					const busy = calls.filter((call) => call.from <= from && call.to > from);
					expect(busy.length).toBeLessThanOrEqual(limits.atOnce);
				}
			}),
		);
	});

	it('go to one person one after another, in the order of the items', async () => {
		await fc.assert(
			fc.asyncProperty(PLANS, LIMITS, async (plans, limits) => {
				const { calls } = await play(plans, limits);
				for (const person of new Set(plans.map((plan) => plan.person))) {
					const theirs = calls.filter(({ item }) => plans[item].person === person);
					for (const [index, { item, from }] of theirs.slice(1).entries()) {
						expect(item).toBeGreaterThanOrEqual(theirs[index].item);
						expect(from).toBeGreaterThanOrEqual(theirs[index].to);
					}
				}
			}),
		);
	});
});

describe('speed', () => {
	it('is what the limits allow', async () => {
		const { calls } = await play(everybody(400), { perSecond: 80, atOnce: 20 });
		// Five seconds' worth, and hardly more.
		expect(calls.at(-1)!.from).toBeLessThan(5100);
	});

	it('is counted for each sending number', async () => {
		const plans = everybody(40).map((plan, item) => ({ ...plan, from: `n${item % 2}` }));
		const { calls } = await play(plans, { perSecond: 20, atOnce: 40 });
		// As long as half of them take from one number.
		expect(calls.at(-1)!.from).toBeLessThan(1000);
	});

	it('may be less than one a second', async () => {
		const { calls } = await play(everybody(3), { perSecond: 0.5, atOnce: 20 });
		expect(calls.map(({ from }) => Math.floor(from / 1000))).toEqual([0, 2, 4]);
	});
});

describe('a text in pieces', () => {
	it('is brought to its end when everything else ends meanwhile', async () => {
		const plans = [
			{ person: 'a', takes: 10, pieces: 3 },
			{ person: 'b', takes: 15, fails: true },
			...everybody(5),
		];
		const limits = { perSecond: 80, atOnce: 2 };
		const { calls, outcomes } = await play(plans, limits, { ends: () => true });
		expect(calls.filter(({ item }) => item === 0)).toHaveLength(3);
		expect(result(outcomes[0])).toBe(0);
		expect(outcomes.at(-1)).toBeUndefined();
	});
});

describe('a message that is refused for now', () => {
	it('makes only its own person wait, even where one message goes at a time', async () => {
		const plans = [{ person: 'busy', takes: 10, refusals: 3 }, ...everybody(5, { takes: 10 })];
		const second = { person: 'busy', takes: 10 };
		const { calls } = await play([...plans, second], { perSecond: 80, atOnce: 1 });
		expect(calls.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4, 5, 0, 0, 0, 6]);
		expect(calls[5].to).toBeLessThan(1000);
		const busy = calls.filter(({ item }) => item === 0);
		expect(busy.slice(1).map(({ from }, index) => from - busy[index].to)).toEqual([
			1000, 4000, 16000,
		]);
	});

	it('puts off what comes next, the longer the more were refused', async () => {
		const plans = everybody(9, { takes: 0 }).map((plan, item) => ({
			...plan,
			refusals: item < 8 ? 1 : 0,
		}));
		const again = () => ({ wait: 9000, putOff: 50 });
		const { calls } = await play(plans, { perSecond: 80, atOnce: 1 }, { again });
		expect(calls[8].item).toBe(8);
		expect(calls[8].from).toBeGreaterThanOrEqual(8 * 50);
		expect(calls[8].from).toBeLessThan(8 * 70);
	});

	it('makes its number pause where the provider says so', async () => {
		const plans = [{ person: 'first', takes: 10, refusals: 1 }, ...everybody(3, { takes: 10 })];
		const again = (_error: unknown, tries: number) => ({ wait: 5000 * tries, pause: 3000 });
		const { calls } = await play(plans, { perSecond: 80, atOnce: 1 }, { again });
		expect(calls.map(({ item, from }) => [item, from])).toEqual([
			[0, 0],
			[1, 3010],
			[2, 3020],
			[3, 3030],
			[0, 5010],
		]);
	});
});

describe('an end', () => {
	it('keeps everything that has not started from being sent', async () => {
		const plans = everybody(50).map((plan, item) => ({
			...plan,
			takes: 100 + item,
			fails: item === 7,
		}));
		const limits = { perSecond: 80, atOnce: 5 };
		const { calls, outcomes } = await play(plans, limits, { ends: () => true });
		const failure = calls.find(({ item }) => item === 7)!;
		expect(calls.filter(({ from }) => from >= failure.to)).toEqual([]);
		// What was on its way is waited for.
		expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(calls.length);
		expect(outcomes.slice(calls.length)).toEqual(Array(50 - calls.length).fill(undefined));
		expect(calls.length).toBeLessThan(15);
	});

	it('comes also to those who wait for a second try, with the reason of the first', async () => {
		const plans = everybody(2).map((plan, item) => ({ ...plan, refusals: 1 - item }));
		plans[1] = { ...plans[1], takes: 1500 };
		const again = (error: unknown) =>
			(error as Error).message === 'refused' ? { wait: 60_000 } : undefined;
		const fails = [plans[0], { ...plans[1], fails: true }];
		const { calls, outcomes } = await play(
			fails,
			{ perSecond: 80, atOnce: 2 },
			{ again, ends: () => true },
		);
		expect(calls).toHaveLength(2);
		expect(outcomes[0]).toMatchObject({ ok: false, error: new Error('refused') });
	});

	it('comes when the execution is stopped', async () => {
		let asked = 0;
		const limits = { perSecond: 80, atOnce: 1 };
		const { calls, outcomes } = await play(everybody(50), limits, {
			cancelled: () => ++asked > 20,
		});
		expect(calls.length).toBeGreaterThan(0);
		expect(calls.length).toBeLessThan(20);
		expect(outcomes).toHaveLength(50);
		expect(outcomes.at(-1)).toBeUndefined();
	});
});

it('goes on after an item that cannot be read or prepared', async () => {
	const turn = (item: number) => {
		if (item === 0) throw new Error('unreadable');
		return {
			person: 'same',
			prepare: async () => {
				if (item === 1) throw new Error('unprepared');
				return { from: 'ours', send: async () => item };
			},
		};
	};
	const { outcomes } = await play(everybody(3), { perSecond: 80, atOnce: 1 }, { turn });
	expect(outcomes).toEqual([
		{ ok: false, error: new Error('unreadable'), sending: false },
		{ ok: false, error: new Error('unprepared'), sending: false },
		{ ok: true, result: 2 },
	]);
});

describe('several executions that send from one number at once', () => {
	const LIMITS = { perSecond: 10, atOnce: 5 };
	/** The most calls that began within any second. */
	const mostInASecond = (starts: number[]) =>
		Math.max(...starts.map((at) => starts.filter((one) => one >= at && one < at + 1000).length));

	async function together(plans: Plan[][], limits: Limits[], more: Partial<Work<number>> = {}) {
		const { clock, until } = virtualClock();
		const paces = sharedPaces();
		const runs = await until(
			Promise.all(plans.map((one, index) => run(clock, one, limits[index], more, paces))),
		);
		return { runs, starts: runs.flatMap(({ calls }) => calls.map(({ from }) => from)) };
	}

	it('keep to its rate together, and lose no time', async () => {
		const plans = Array.from({ length: 4 }, () => everybody(25));
		const { runs, starts } = await together(
			plans,
			plans.map(() => LIMITS),
		);
		expect(mostInASecond(starts)).toBeLessThanOrEqual(10);
		expect(Math.max(...starts) - Math.min(...starts)).toBeLessThanOrEqual(10_000 * 1.05);
		for (const { outcomes } of runs) expect(outcomes.map(result)).toHaveLength(25);
	});

	it('have each a share where they were given one', async () => {
		const plans = [everybody(25), everybody(25)];
		const { starts } = await together(plans, [LIMITS, { ...LIMITS, perSecond: 5 }]);
		expect(mostInASecond(starts)).toBeLessThanOrEqual(15);
	});

	it('all pause when the provider says that the number is too fast', async () => {
		const plans = [everybody(3, { refusals: 1 }), everybody(40)];
		const { runs } = await together(plans, [LIMITS, { ...LIMITS, perSecond: 20 }], {
			again: () => ({ wait: 5000, pause: 5000 }),
		});
		const [refused, other] = runs;
		const at = refused.calls[0].to;
		const meanwhile = other.calls.filter(({ from }) => from > at && from < at + 5000);
		expect(meanwhile).toEqual([]);
	});

	it('from different numbers do not wait for each other', async () => {
		const plans = [everybody(20), everybody(20, { from: 'another' })];
		const { starts } = await together(plans, [LIMITS, LIMITS]);
		expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(2500);
	});
});
