import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Provider } from '../providers/provider';
import type { WebhookRequest } from '../providers/http';
import { readReference } from '../approvals/reference';
import { PREFLIGHT, readAnnouncement, TRY_WAYS } from '../approvals/protocol';
import { readCredentialCached } from '../n8n/transport';
import { readWebhookRequest, withCredential } from '../n8n/webhook';
import { OpenQuestions } from './openQuestions';
import { readOptions } from './parameters';
import { nodeOf, respond } from './receive';
import { tryWays, waitingBases } from './waitingWays';

/** Answers the provider's check of a new callback URL. */
export async function answerChallenge(
	context: IWebhookFunctions,
	provider: Provider,
): Promise<IWebhookResponseData> {
	const request = await readWebhookRequest(context);
	const preflight = request.query[PREFLIGHT];
	if (preflight !== undefined) return await answerPreflight(context, provider, request);
	const answer = await withCredential(
		context,
		provider,
		(credential) =>
			provider.challenge?.(request, credential) ?? {
				ok: false as const,
				reason: 'This provider makes no such request',
			},
		({ ok }) => !ok,
	);
	if (answer.ok) return respond(context, 200, answer.text);
	context.logger.warn(`WhatsApp Business Trigger: verification refused. ${answer.reason}`);
	return respond(context, 403, 'Forbidden');
}

/**
 * Tells an approval to which n8n this trigger would hand the answers, whether it can, and what it knows about
 * the approval's questions; or takes in a question that the approval tells of. The reference holds the
 * signature of the resume URL, so who knows it may know the facts.
 */
async function answerPreflight(
	context: IWebhookFunctions,
	provider: Provider,
	{ query }: WebhookRequest,
): Promise<IWebhookResponseData> {
	const { [PREFLIGHT]: reference } = query;
	const { resumeUrl } = readOptions(context);
	const bases = waitingBases(context, resumeUrl);
	const questions = new OpenQuestions(context.getWorkflowStaticData('node'), nodeOf(context));
	const announced =
		query.message === undefined
			? undefined
			: readAnnouncement(query, await readCredentialCached(context, provider));
	if (announced !== undefined) {
		questions.add(announced);
		questions.save();
	}
	const facts = readReference(reference) === undefined ? [] : questions.facts(reference);
	// The address inside is nobody else's business; what was found there is told in a few words.
	const ways = reference === TRY_WAYS ? await tryWays(context, bases) : undefined;
	context.getResponseObject().status(200).json({ waitingBase: bases.outside, facts, ways });
	return { noWebhookResponse: true };
}
