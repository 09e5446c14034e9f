import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../providers/http';
import type { ApprovalReference } from '../approvals/reference';
import { FACTS, writeFacts, type DeliveryFact, readNotes, type Note } from '../approvals/protocol';
import { asObject, asText, parseJson } from '../core/json';
import { forward } from '../n8n/transport';
import { passedOn } from './forward';

/** Milliseconds before each try: a tap can beat the moment at which n8n saves the execution. */
const TRIES = [0, 200, 400, 800, 1600];
/** After these where the provider does not deliver again: a minute and a half in all. */
const FURTHER_TRIES = [3000, 5000, 10_000, 15_000, 25_000, 30_000];

/**
 * `over`: the approval has ended with it. `noted`: it was taken, and the approval goes on waiting.
 * `declined`: it was looked at and changes nothing. `late`: nobody waits for it any more. `unknown`:
 * this n8n has no such execution (any more). `refused`: n8n says that the reference was not made by
 * it. `again`: not now; let the provider deliver it again.
 */
export type Resumption = 'over' | 'noted' | 'declined' | 'late' | 'unknown' | 'refused' | 'again';

interface ResumeAnswer {
	outcome: Resumption;
	/** What to tell whom, now that the approval has gone on. */
	notes: Note[];
}

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
const turns = new Map<string, Promise<ResumeAnswer>>();

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
): Promise<ResumeAnswer> {
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
): Promise<ResumeAnswer> {
	const headers = { ...passedOn(request), [FACTS]: writeFacts(facts) };
	let dead = true;
	for (const delay of [...TRIES, ...(redelivers ? [] : FURTHER_TRIES)]) {
		// Of an execution that is dead for good, a few seconds are enough to know it.
		if (delay >= FURTHER_TRIES[0] && dead) break;
		await sleep(delay);
		const said = await forward(context, url, request.body, headers);
		const answer = readAnswer(said);
		if (answer.outcome !== 'again') return answer;
		dead &&= DEAD.test(said.body);
	}
	if (dead) return { outcome: 'late', notes: [] };
	const next = redelivers
		? 'it will be delivered again'
		: 'this provider does not deliver it again, so it is lost';
	context.logger.warn(
		`A WhatsApp answer could not be handed to the waiting execution; ${next}. If this goes on, check the option "Resume URL" of the WhatsApp Business Trigger`,
		{ executionUrl: url.split('?')[0] },
	);
	return { outcome: 'again', notes: [] };
}

/** What n8n's waiting endpoint says (n8n 2.40, waiting-webhooks), and the approval node behind it. */
export function readAnswer(answer: {
	status: number;
	contentType: string;
	body: string;
}): ResumeAnswer {
	const said = answer.contentType.includes('json') ? parseJson(answer.body) : undefined;
	const outcome = readOutcome(answer.status, answer.contentType, asObject(said));
	return { outcome, notes: readNotes(said) };
}

const SAID: Readonly<Record<string, Resumption>> = {
	resumed: 'over',
	noted: 'noted',
	refused: 'declined',
};

function readOutcome(
	status: number,
	contentType: string,
	said: Record<string, unknown> | undefined,
): Resumption {
	if (status === 401) return 'refused';
	const message = asText(said?.message) ?? '';
	if (status === 200) {
		if (contentType.includes('text/html')) return 'late';
		return SAID[asText(said?.approval) ?? ''] ?? 'again';
	}
	if (status === 404 && message.includes('does not exist')) return 'unknown';
	if (status === 409 && message.includes('finished')) return 'late';
	return 'again';
}
