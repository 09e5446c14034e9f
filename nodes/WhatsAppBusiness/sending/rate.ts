/** Decides when the next message may start. Pure: the caller tells it the time in milliseconds. */
export interface RateLimiter {
	/** Milliseconds until a message may start; 0 for at once. */
	wait(now: number): number;
	/** A message starts. */
	started(now: number): void;
	/** Nothing may start before this time. */
	pause(until: number): void;
	/** The next start is put off; each time this is called, by so much more. */
	putOff(now: number, milliseconds: number): void;
}

/** Never more within so many milliseconds. */
const SECOND = 1000;
/**
 * The usual time for as many: a little more, because messages do not travel equally fast, and who
 * receives them counts as they arrive.
 */
const USUAL = 1005;
/** What a busy machine was late by is made up for, up to so much. */
const LATE = 500;

/** Evenly so many starts a second, and never more than that within any second. */
export function rateLimiter(perSecond: number): RateLimiter {
	const most = Math.max(1, Math.floor(perSecond));
	const window = (SECOND * most) / perSecond;
	/** The last starts, as a ring; `oldest` is the next to be overwritten. */
	const starts = new Array<number>(most).fill(-Infinity);
	let oldest = 0;
	let due = -Infinity;
	let pausedUntil = -Infinity;
	return {
		wait: (now) => Math.max(0, due - now, starts[oldest] + window - now, pausedUntil - now),
		started(now) {
			starts[oldest] = now;
			oldest = (oldest + 1) % most;
			due = Math.max(due, now - LATE) + USUAL / perSecond;
		},
		pause(until) {
			pausedUntil = Math.max(pausedUntil, until);
		},
		putOff(now, milliseconds) {
			due = Math.max(due, now) + milliseconds;
		},
	};
}
