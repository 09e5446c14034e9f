import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WaitingAnswer } from './waitingAnswer';
import { type HandOver, resumeApproval } from './waitingExecution';

/**
 * Milliseconds before each look, more or less: by then n8n has written what it was about to write. On a
 * machine with too much to do, one of twenty rounds of votes was written over after the second.
 */
const LATER = [1000, 1000, 5000];
/** Votes of several questions may have come in one webhook. */
const ANY = '1';

/**
 * Makes sure that a vote stays on record. n8n writes a waiting execution as a whole: where two webhook
 * processes take in two votes in the same instant, the one that writes last can write over the vote of the
 * other. So the approval is asked later, three times, whether it would take the vote now; if it would, it has
 * lost it, and gets it again.
 *
 * @param handOver with which the vote was put on record
 * @returns what became of it the last time it had to be handed over; undefined where it stayed
 */
export async function keepVote(
	context: IWebhookFunctions,
	handOver: HandOver,
): Promise<WaitingAnswer | undefined> {
	let again: WaitingAnswer | undefined;
	for (const later of LATER) {
		// Not at the same moment as the other process.
		await sleep(later * (0.8 + 0.4 * Math.random()));
		const { outcome } = await resumeApproval(context, { ...handOver, rehearsal: ANY });
		if (outcome === 'again') return { outcome, notes: [], byN8n: true };
		if (outcome === 'open') again = await resumeApproval(context, handOver);
		else if (outcome !== 'declined') break;
	}
	return again;
}
