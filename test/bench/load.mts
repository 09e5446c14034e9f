import { setTimeout as sleep } from 'node:timers/promises';

/** Does something with every item, a bounded number of them at the same time. */
export async function atOnce<T>(
	lanes: number,
	items: readonly T[],
	work: (item: T) => Promise<unknown>,
): Promise<void> {
	const rest = items.values();
	// All lanes take from the one iterator.
	const lane = async () => {
		for (const item of rest) await work(item);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

/** Begins with one item after the other at a fixed rate, whether or not the earlier are done. */
export async function atRate<T>(
	perSecond: number,
	items: readonly T[],
	work: (item: T) => Promise<unknown>,
): Promise<void> {
	const begun = performance.now();
	await Promise.all(
		items.map(async (item, index) => {
			await sleep(Math.max(0, begun + (index * 1000) / perSecond - performance.now()));
			await work(item);
		}),
	);
}

/** Cuts a list into parts of a size; the last may be smaller. */
export function inBlocks<T>(items: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
		items.slice(index * size, (index + 1) * size),
	);
}

/** Median and 95th percentile. */
export function summary(values: readonly number[]) {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!;
	return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}
