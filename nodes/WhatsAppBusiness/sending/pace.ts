import { rateLimiter, type RateLimiter } from './rate';

/** How fast one number sends. Who sends from it at the same rate keeps to it together. */
export interface Pace {
	/** One after another, so that the first to come is the first to go. */
	last: Promise<void>;
	limiter: RateLimiter;
	/** What the provider says to the number concerns all that goes out from it, at whatever rate. */
	all(): Iterable<RateLimiter>;
}

/** Finds the pace of a number at a rate, in messages a second. */
export type Paces = (from: string, perSecond: number) => Pace;

/** Numbers that are remembered; who sends from more at once than that keeps to a pace of his own. */
const MOST_NUMBERS = 500;

/** Paces that are shared by all who are given the same. */
export function sharedPaces(): Paces {
	const numbers = new Map<string, Map<number, Pace>>();
	return (from, perSecond) => {
		const rates = numbers.get(from) ?? new Map<number, Pace>();
		// The one that was used last stands last.
		numbers.delete(from);
		numbers.set(from, rates);
		if (numbers.size > MOST_NUMBERS) numbers.delete(numbers.keys().next().value!);
		const known = rates.get(perSecond);
		if (known !== undefined) return known;
		const pace: Pace = {
			last: Promise.resolve(),
			limiter: rateLimiter(perSecond),
			all: () => [...rates.values()].map(({ limiter }) => limiter),
		};
		rates.set(perSecond, pace);
		return pace;
	};
}
