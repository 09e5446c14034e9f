import { sleep } from 'n8n-workflow';

/** In place of the node's clock: who sleeps has slept at once, and so much later it is. */
let ahead = 0;

export const systemClock = {
	now: () => Date.now() + ahead,
	async sleep(milliseconds: number) {
		ahead += milliseconds;
		await sleep(0);
	},
	random: () => 0,
};
