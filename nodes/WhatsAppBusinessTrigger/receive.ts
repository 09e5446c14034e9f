import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Provider, WebhookRequest } from '../providers/types';
import { readAccount } from '../shared/transport';
import { readWebhookRequest, takeIn } from '../shared/webhookIntake';
import { passes } from './eventFilter';
import { toOutputs } from './eventOutputs';
import { forwardsOf, passOn, type Forward } from './forwarding';
import { asTap, handOver } from './handOver';
import { claim, onRecord, record, release, standing } from './seenEvents';
import { readFilter, readOptions } from './triggerParameters';

/** What a refused sender is told: nothing about the reason, which is in n8n's log. */
const REFUSED = { 400: 'Bad Request', 401: 'Unauthorized', 413: 'Content Too Large' };

/** Answers the provider's check of a new callback URL. */
export async function answerChallenge(
	context: IWebhookFunctions,
	provider: Provider,
): Promise<IWebhookResponseData> {
	const answer = provider.challenge?.(
		await readWebhookRequest(context),
		await readAccount(context, provider),
	) ?? { ok: false as const, reason: 'This provider makes no such request' };
	if (answer.ok) return respond(context, 200, answer.text);
	context.logger.warn(`WhatsApp Business Trigger: verification refused. ${answer.reason}`);
	return respond(context, 403, 'Forbidden');
}

/** Takes in one POST of the provider: every event in it, each once. */
export async function receive(
	context: IWebhookFunctions,
	provider: Provider,
): Promise<IWebhookResponseData> {
	const request = await readWebhookRequest(context);
	const intake = takeIn(provider, await readAccount(context, provider), request);
	if (!intake.ok) {
		context.logger.warn(
			`WhatsApp Business Trigger: webhook refused. ${intake.reason}. Check the app secret in the credential "${provider.name}"`,
		);
		return respond(context, intake.status, REFUSED[intake.status]);
	}
	const options = readOptions(context);
	const node = `${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;
	const data = context.getWorkflowStaticData('node');
	const ownUrl = context.getNodeWebhookUrl('default') ?? '';
	const forwards = forwardsOf(request, options.forwardTo, ownUrl);
	const { fresh, busy } = claimFresh([...intake.events, ...forwards], data, node);
	const events = fresh.filter((job) => 'event' in job);

	const taps = events.flatMap(asTap);
	const again = new Set([
		...(await handOver(context, provider, request, taps, { ownUrl, options })),
		...(await passOnAll(
			context,
			fresh.filter((job) => 'url' in job),
			request,
		)),
	]);
	for (const id of again) release(node, id);
	const handled = fresh.map(({ id }) => id).filter((id) => !again.has(id));

	const tapped = new Set(taps.map(({ event }) => event));
	const filter = readFilter(context, options);
	const starting = events.filter((event) => !tapped.has(event) && passes(event, filter));
	const workflowData = toOutputs(starting, filter.events, options.splitOutputs);
	// An error makes the provider deliver again; what was handled is known by then.
	if (busy || again.size > 0) {
		record(data, node, handled);
		return { ...respond(context, 503, 'Please deliver again'), workflowData };
	}
	return {
		workflowData,
		// n8n reads the answer once it has stored the execution. Not before is the event on record,
		// and only then does n8n save static data: starting an execution makes it forget that the
		// data was changed (seen on 2.40, where two Workflow objects share it).
		get webhookResponse() {
			record(data, node, handled);
			return 'OK';
		},
	};
}

/** Of events and forwards those that nobody has done or is doing; they are claimed. */
function claimFresh<Job extends { id: string }>(
	jobs: readonly Job[],
	data: IDataObject,
	node: string,
) {
	const now = Date.now();
	const recorded = onRecord(data);
	let busy = false;
	const fresh = jobs.filter(({ id }) => {
		const known = standing(recorded, node, id, now);
		if (known === 'busy') busy = true;
		if (known === 'new') claim(node, id, now);
		return known === 'new';
	});
	return { fresh, busy };
}

/** Passes the webhook on to other addresses. @returns ids of those that did not take it */
async function passOnAll(
	context: IWebhookFunctions,
	forwards: Forward[],
	request: WebhookRequest,
): Promise<string[]> {
	const taken = await Promise.all(forwards.map((to) => passOn(context, to, request)));
	return forwards.filter((_, index) => !taken[index]).map(({ id }) => id);
}

/** Ends the request. */
export function respond(
	context: IWebhookFunctions,
	status: number,
	text: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
