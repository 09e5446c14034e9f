/** The simulator's clock can be moved forward; its timers can all be cleared at once. */

export interface Clock {
	now(): number;
	/** Unix seconds as a string: the form of every webhook timestamp (M:webhooks/overview). */
	timestamp(): string;
	skip(milliseconds: number): void;
	reset(): void;
}

export function createClock(): Clock {
	let offset = 0;
	const now = () => Date.now() + offset;
	return {
		now,
		timestamp: () => String(Math.floor(now() / 1000)),
		skip: (milliseconds) => {
			offset += milliseconds;
		},
		reset: () => {
			offset = 0;
		},
	};
}

export interface Timers {
	after(milliseconds: number, action: () => unknown): void;
	clear(): void;
}

export function createTimers(): Timers {
	const pending = new Set<NodeJS.Timeout>();
	return {
		after(milliseconds, action) {
			const timer = setTimeout(() => {
				pending.delete(timer);
				// A late timer must not take the process down; the failure shows in the journal instead.
				void Promise.resolve()
					.then(action)
					.catch(() => undefined);
			}, milliseconds);
			pending.add(timer);
		},
		clear() {
			for (const timer of pending) clearTimeout(timer);
			pending.clear();
		},
	};
}
