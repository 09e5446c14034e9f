import { sleep } from 'n8n-workflow';

/** Time and chance, so that tests can set them. */
export interface Clock {
	/** Milliseconds. */
	now(): number;
	sleep(milliseconds: number): Promise<unknown>;
	/** From 0 up to, not including, 1. */
	random(): number;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (milliseconds) => await sleep(milliseconds),
	random: () => Math.random(),
};
