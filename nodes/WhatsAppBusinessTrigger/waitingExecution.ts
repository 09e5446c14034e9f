import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../providers/http';
import type { ApprovalReference } from '../approvals/reference';
import { FACTS, writeFacts, type DeliveryFact } from '../approvals/protocol';
import { shownUrl } from '../core/http';
import { forward } from '../n8n/transport';
import { passedOn } from './forward';
import { readAnswer, type WaitingAnswer } from './waitingAnswer';

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

/** The signed resume URL of the waiting execution. */
export function resumeUrl(base: string, { executionId, nodeId, signature }: ApprovalReference) {
	return `${base}/${executionId}/${nodeId}?signature=${signature}`;
}

/**
 * The last hand-over to each execution. One after the other: n8n reads an execution, and later writes
 * it whole; of two at once the slower would undo what the faster has noted.
 */
const turns = new Map<string, Promise<WaitingAnswer>>();

/**
 * Hands a webhook on to the execution that waits for it, bytes and signature as they came, and
 * tries again for a few seconds while n8n is not ready.
 *
 * @param facts what else is known about the questions, as evidence
 * @param redelivers does the provider deliver again what was not taken? Else this tries longer
 */
export async function resumeApproval(
	context: IWebhookFunctions,
	url: string,
	request: WebhookRequest,
	facts: readonly DeliveryFact[],
	redelivers: boolean,
): Promise<WaitingAnswer> {
	const before = turns.get(url);
	const turn = (before ?? Promise.resolve()).then(
		async () => await handOn(context, url, request, facts, redelivers),
	);
	turns.set(url, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(url) === turn) turns.delete(url);
	}
}

async function handOn(
	context: IWebhookFunctions,
	url: string,
	request: WebhookRequest,
	facts: readonly DeliveryFact[],
	redelivers: boolean,
): Promise<WaitingAnswer> {
	const headers = { ...passedOn(request), [FACTS]: writeFacts(facts) };
	let dead = true;
	let foreign = '';
	for (const delay of [...TRIES, ...(redelivers ? [] : FURTHER_TRIES)]) {
		// Of an execution that is dead for good, a few seconds are enough to know it.
		if (delay >= FURTHER_TRIES[0] && dead) break;
		await sleep(delay);
		const said = await forward(context, url, request.body, headers);
		const answer = readAnswer(said);
		if (answer.outcome !== 'again') return answer;
		dead &&= answer.byN8n && DEAD.test(said.body);
		foreign = answer.byN8n ? '' : describe(said);
	}
	if (dead) return { outcome: 'late', notes: [], byN8n: true };
	const next = redelivers
		? 'it will be delivered again'
		: 'this provider does not deliver it again, so it is lost';
	const reason =
		foreign && `. Not n8n answered there but something before it, or nothing: ${foreign}`;
	context.logger.warn(
		`A WhatsApp answer could not be handed to the waiting execution; ${next}${reason}. If this goes on, let POST through to ${shownUrl(url)}, or check the option "Resume URL" of the WhatsApp Business Trigger`,
	);
	return { outcome: 'again', notes: [], byN8n: foreign === '' };
}

/** What was answered, in few words and without its text, which may be anything. */
const describe = ({ status, contentType, body }: Awaited<ReturnType<typeof forward>>): string =>
	status === 0 ? body : `HTTP ${status}${contentType && `, ${contentType.split(';')[0]}`}`;
