import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
	/** Milliseconds until it gives up. */
	timeout?: number;
	/** Milliseconds between two looks. */
	every?: number;
	/** What is awaited, for the error. */
	what?: string;
}

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/**
 * Looks again and again until the condition returns something truthy, and returns that.
 * A condition that throws counts as not yet; its last error is told when time is up.
 */
export async function waitFor<T>(
	condition: () => T | Promise<T>,
	{ timeout = 30_000, every = 200, what = 'the condition' }: WaitOptions = {},
): Promise<Truthy<T>> {
	const deadline = Date.now() + timeout;
	let lastError: unknown;
	for (;;) {
		try {
			const result = await condition();
			if (result) return result as Truthy<T>;
			lastError = undefined;
		} catch (error) {
			lastError = error;
		}
		if (Date.now() >= deadline) break;
		await sleep(every);
	}
	const reason = lastError instanceof Error ? ` (${lastError.message})` : '';
	throw new Error(`Waited ${timeout / 1000} s for ${what}, in vain${reason}`, { cause: lastError });
}
