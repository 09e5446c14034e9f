import type { Clock } from '../../n8n/clock';
import { type Pace, type Paces, sharedPaces } from './pace';
import type { Retry } from '../../n8n/retry';

/** A message whose turn has come. */
export interface Turn<Result> {
	/** Messages to one person go one after another, in the order of the items. */
	person: string;
	/**
	 * Everything before the message goes out. `send` gives undefined as long as the message has
	 * further pieces, each of which takes its place in the rate.
	 */
	prepare(): Promise<{ from: string; send(): Promise<Result | undefined> }>;
}

export interface Work<Result> {
	count: number;
	/** Called when the item's turn comes, in the order of the items. */
	turn(itemIndex: number): Turn<Result>;
	/** Is a message that was refused sent again? */
	again(error: unknown, tries: number): Retry | undefined;
	/** Does this end everything? What has not started yet is not sent then. */
	ends(error: unknown): boolean;
	/** Was the execution stopped? */
	cancelled(): boolean;
}

export interface Limits {
	/** Of one sending number. */
	perSecond: number;
	atOnce: number;
}

/** What became of an item; undefined when it was never sent because everything ended before. */
export type Outcome<Result> =
	| { ok: true; result: Result }
	| { ok: false; error: unknown; sending: boolean }
	| undefined;

/** Who waits looks up as often, in milliseconds, whether everything has ended. */
const GLANCE = 250;

/**
 * Sends many messages: bounded in rate and at the same time.
 *
 * @param paces of the numbers; who shares them, sends together no faster than one alone
 * @returns in the order of the items
 */
export async function sendInTurn<Result>(
	work: Work<Result>,
	{ perSecond, atOnce }: Limits,
	clock: Clock,
	paces: Paces = sharedPaces(),
): Promise<Array<Outcome<Result>>> {
	const outcomes = new Array<Outcome<Result>>(work.count).fill(undefined);
	const { acquire, release, outside } = semaphore(atOnce);
	const people = new Map<string, Promise<void>>();
	let ended = false;
	const isOver = () => ended || work.cancelled();
	const end = (error: unknown) => {
		if (work.ends(error)) ended = true;
	};

	const sleepWhile = async (remaining: () => number) => {
		for (let rest = remaining(); rest > 0 && !isOver(); rest = remaining()) {
			await clock.sleep(Math.min(GLANCE, Math.ceil(rest)));
		}
	};
	const sleepFor = async (milliseconds: number) => {
		const until = clock.now() + milliseconds;
		await sleepWhile(() => until - clock.now());
	};
	const pass = async (from: string): Promise<Pace> => {
		const pace = paces(from, perSecond);
		pace.last = pace.last.then(async () => {
			await sleepWhile(() => pace.limiter.wait(clock.now()));
			if (!isOver()) pace.limiter.started(clock.now());
		});
		await pace.last;
		return pace;
	};
	const send = async (turn: Turn<Result>): Promise<Outcome<Result>> => {
		const ready = await turn.prepare();
		let refused: Outcome<Result>;
		// What has begun is brought to its end: half a text helps nobody.
		let begun = false;
		for (let tries = 1; ; tries++) {
			const pace = await pass(ready.from);
			if (isOver() && (!begun || refused !== undefined)) return refused;
			try {
				const result = await ready.send();
				if (result !== undefined) return { ok: true, result };
				begun = true;
				refused = undefined;
				tries = 0;
			} catch (error) {
				refused = { ok: false, error, sending: true };
				const again = work.again(error, tries);
				if (again === undefined) end(error);
				if (again === undefined || isOver()) return refused;
				for (const limiter of pace.all()) {
					if (again.pause) limiter.pause(clock.now() + again.pause);
					if (again.putOff) limiter.putOff(clock.now(), again.putOff);
				}
				await outside(sleepFor(again.wait));
			}
		}
	};
	const inTurn = async (turn: Turn<Result>): Promise<Outcome<Result>> => {
		const before = people.get(turn.person);
		let done = () => {};
		const mine = new Promise<void>((resolve) => (done = resolve));
		people.set(turn.person, mine);
		if (before !== undefined) await outside(before);
		try {
			return isOver() ? undefined : await send(turn);
		} finally {
			if (people.get(turn.person) === mine) people.delete(turn.person);
			done();
		}
	};
	const carryOut = async (itemIndex: number) => {
		try {
			outcomes[itemIndex] = await inTurn(work.turn(itemIndex));
		} catch (error) {
			outcomes[itemIndex] = { ok: false, error, sending: false };
			end(error);
		}
		release();
	};

	const started: Array<Promise<void>> = [];
	for (let itemIndex = 0; itemIndex < work.count; itemIndex++) {
		await acquire();
		if (isOver()) break;
		started.push(carryOut(itemIndex));
	}
	await Promise.all(started);
	return outcomes;
}

/** Bounds how many go on at the same time; who waits is let in in the order of coming. */
interface Semaphore {
	acquire(): Promise<void>;
	release(): void;
	/** Waits for something without holding a place. */
	outside(waiting: Promise<unknown>): Promise<void>;
}

/** @param count how many at the same time */
function semaphore(count: number): Semaphore {
	let free = count;
	const queue: Array<() => void> = [];
	const acquire = async () => {
		if (free > 0) free--;
		else await new Promise<void>((letIn) => queue.push(letIn));
	};
	const release = () => {
		const letIn = queue.shift();
		if (letIn === undefined) free++;
		else letIn();
	};
	return {
		acquire,
		release,
		async outside(waiting) {
			release();
			await waiting;
			await acquire();
		},
	};
}
