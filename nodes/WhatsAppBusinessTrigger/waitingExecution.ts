import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../providers/http';
import type { ApprovalReference } from '../approvals/reference';
import { FACTS, REHEARSAL, writeFacts, type DeliveryFact } from '../approvals/protocol';
import { shownUrl } from '../core/http';
import { forward } from '../n8n/transport';
import { passedOn } from './forward';
import { readAnswer, type WaitingAnswer } from './waitingAnswer';
import { describeAnswer, inOrder, shun, type WaitingBases } from './waitingWays';

/** Milliseconds before each try: a tap can beat the moment at which n8n saves the execution. */
const TRIES = [0, 200, 400, 800, 1600];
/** After these where the provider does not deliver again: a minute and a half in all. */
const FURTHER_TRIES = [3000, 5000, 10_000, 15_000, 25_000, 30_000];

/**
 * What n8n 2.40 says of an execution that was stopped, or that crashed (there it trips over what it
 * had begun to write). The first it also says when another answer has just made the execution go on,
 * but that is over a moment later.
 */
const DEAD = /already being resumed|inputOverride/;

/** Path and query of the signed resume URL, behind the address at which n8n takes answers. */
export function resumePath({ executionId, nodeId, signature }: ApprovalReference) {
	return `/${executionId}/${nodeId}?signature=${signature}`;
}

/**
 * The last hand-over to each execution. One after the other: n8n reads an execution, and later writes
 * it whole; of two at once the slower would undo what the faster has noted.
 */
const turns = new Map<string, Promise<WaitingAnswer>>();

/** What is handed to a waiting execution, and how. */
export interface HandOver {
	bases: WaitingBases;
	/** As `resumePath` writes it. */
	path: string;
	request: WebhookRequest;
	/** What else is known about the questions, as evidence. */
	facts: readonly DeliveryFact[];
	/** Does the provider deliver again what was not taken? Else this tries longer. */
	redelivers: boolean;
	/** Only ask whether it would be taken: by the question with this reference, or by any. */
	rehearsal?: string;
}

/**
 * Hands a webhook on to the execution that waits for it, bytes and signature as they came, and
 * tries again for a few seconds while n8n is not ready.
 */
export async function resumeApproval(
	context: IWebhookFunctions,
	handOver: HandOver,
): Promise<WaitingAnswer> {
	const { path } = handOver;
	const before = turns.get(path);
	const turn = (before ?? Promise.resolve()).then(async () => await handOn(context, handOver));
	turns.set(path, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(path) === turn) turns.delete(path);
	}
}

async function handOn(context: IWebhookFunctions, handOver: HandOver): Promise<WaitingAnswer> {
	const { path, redelivers } = handOver;
	let dead = true;
	let reason = '';
	for (const delay of [...TRIES, ...(redelivers ? [] : FURTHER_TRIES)]) {
		// Of an execution that is dead for good, a few seconds are enough to know it.
		if (delay >= FURTHER_TRIES[0] && dead) break;
		await sleep(delay);
		const { answer, said, elsewhere } = await tryOnce(context, handOver);
		if (answer.outcome !== 'again' && answer.outcome !== 'unproven') return answer;
		dead &&= answer.byN8n && DEAD.test(said);
		reason = reasonOf(answer, elsewhere);
		// A credential is not mended within seconds.
		if (answer.outcome === 'unproven' && redelivers) break;
	}
	if (dead) return { outcome: 'failed', notes: [], byN8n: true };
	const next = redelivers
		? 'it will be delivered again'
		: 'this provider does not deliver it again, so it is lost';
	context.logger.warn(
		`A WhatsApp answer could not be handed to the waiting execution ${path.split('/')[1]}; ${next}${reason}`,
	);
	return { outcome: 'again', notes: [], byN8n: true };
}

/** Why an answer was not taken, as the end of a line in n8n's log; empty where n8n was just not ready. */
function reasonOf({ outcome, byN8n }: WaitingAnswer, elsewhere: readonly string[]): string {
	if (outcome === 'unproven') {
		return ". The waiting approval's credential does not verify what this trigger's does; the line before this one names it";
	}
	return byN8n
		? ''
		: `. n8n did not answer there, but something before it or nothing: ${elsewhere.join('; ')}. Let POST requests through unchanged, or check the option "Resume URL" of the WhatsApp Business Trigger`;
}

/**
 * One try, by each way until n8n answers.
 *
 * @returns the answer, its text, and where something else answered or nobody
 */
async function tryOnce(
	context: IWebhookFunctions,
	{ bases, path, request, facts, rehearsal }: HandOver,
): Promise<{ answer: WaitingAnswer; said: string; elsewhere: string[] }> {
	const headers = {
		...passedOn(request),
		[FACTS]: writeFacts(facts),
		...(rehearsal === undefined ? {} : { [REHEARSAL]: rehearsal }),
	};
	const elsewhere: string[] = [];
	let answer: WaitingAnswer = { outcome: 'again', notes: [], byN8n: false };
	for (const base of inOrder(bases)) {
		const here = base === bases.here;
		const said = await forward(context, base + path, request.body, headers, { here });
		answer = readAnswer(said);
		if (answer.byN8n) return { answer, said: said.body, elsewhere };
		elsewhere.push(`${shownUrl(base)} (${describeAnswer(said)})`);
		if (here) shun(base);
	}
	return { answer, said: '', elsewhere };
}
