import type { Clock } from '../../../../nodes/n8n/clock';

/** More than any chain of promises between two sleeps is long. */
const MICROTASKS = 200;

/** A clock that goes on only when everybody sleeps, to whoever wakes first. */
export function virtualClock() {
	let now = 0;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	const clock: Clock = {
		now: () => now,
		sleep: async (milliseconds) =>
			await new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake })),
		random: () => 0,
	};
	return {
		clock,
		/** Runs until the promise is settled. */
		async until<Value>(promise: Promise<Value>): Promise<Value> {
			let settled = false;
			const note = () => (settled = true);
			promise.then(note, note);
			for (;;) {
				for (let count = 0; count < MICROTASKS; count++) await undefined;
				if (settled) return await promise;
				sleepers.sort((a, b) => a.at - b.at);
				const next = sleepers.shift();
				if (next === undefined) throw new Error('Nobody sleeps, and yet it is not done');
				now = next.at;
				next.wake();
			}
		},
	};
}
