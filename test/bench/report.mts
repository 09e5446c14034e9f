import { n8nVersion } from '../../playground/start/places.mjs';

export interface Report {
	bench: string;
	ratios: Record<string, number>;
	/** Limits of some of the ratios: what must not be exceeded, and what must be reached. */
	atMost?: Record<string, number>;
	atLeast?: Record<string, number>;
	detail: Record<string, unknown>;
}

/** Prints the one line of a benchmark that runs in n8n. */
export function report({ bench, ratios, atMost = {}, atLeast = {}, detail }: Report): void {
	const met =
		Object.entries(atMost).every(([name, bar]) => ratios[name]! <= bar) &&
		Object.entries(atLeast).every(([name, bar]) => ratios[name]! >= bar);
	const bars = { ...atMost, ...atLeast };
	const versions = { n8n: n8nVersion(), node: process.version };
	console.log(JSON.stringify({ bench, ratios, bars, met, detail: { ...detail, ...versions } }));
}

export function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
	return round(middle.reduce((sum, value) => sum + value, 0) / middle.length);
}

/** The median of what each round says: the machine's other work hits both of a round alike. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
	return median(ours.map((value, index) => value / theirs[index]!));
}
