import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { InboundEvent } from '../providers/events';
import type { Provider, WebhookRequest } from '../providers/types';
import { readReference, type ApprovalReference } from '../shared/approvalReference';
import { sendMessage } from '../shared/sendMessage';
import { readAccount } from '../shared/transport';
import { readWebhookRequest, takeIn } from '../shared/webhookIntake';
import { passes } from './eventFilter';
import { toOutputs } from './eventOutputs';
import { forwardsOf, passOn, wasForwarded, type Forward } from './forwarding';
import { waitingBaseUrl } from './ownUrls';
import { resumeApproval, resumeUrl } from './resumeApproval';
import { claim, record, release, standing } from './seenEvents';
import { readFilter, readOptions } from './triggerParameters';

type Tap = { event: InboundEvent; reference: ApprovalReference };

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
		return respond(context, intake.status, intake.reason);
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
		...(await handOver(context, provider, request, taps)),
		...(await passOnAll(
			context,
			fresh.filter((job) => 'url' in job),
			request,
		)),
	]);
	for (const id of again) release(node, id);
	const handled = fresh.map(({ id }) => id).filter((id) => !again.has(id));

	const tapped = new Set(taps.map(({ event }) => event));
	const filter = readFilter(context);
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
	let busy = false;
	const fresh = jobs.filter(({ id }) => {
		const known = standing(data, node, id, now);
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

function asTap(event: InboundEvent): Tap[] {
	const reference = event.event === 'reply' ? readReference(event.replyId) : undefined;
	return reference ? [{ event, reference }] : [];
}

/** Gives taps to the executions that wait for them. @returns ids of those that none could take */
async function handOver(
	context: IWebhookFunctions,
	provider: Provider,
	request: WebhookRequest,
	taps: Tap[],
): Promise<string[]> {
	const options = readOptions(context);
	const base = waitingBaseUrl(context.getNodeWebhookUrl('default') ?? '', options.resumeUrl);
	// Where webhooks are shared, an execution unknown here may well wait on another n8n.
	const shared = options.forwardTo !== '' || wasForwarded(request);
	// The whole body goes on, so each waiting execution needs it once.
	const urls = [...new Set(taps.map(({ reference }) => resumeUrl(base, reference)))];
	const outcomes = new Map(
		await Promise.all(
			urls.map(async (url) => [url, await resumeApproval(context, url, request)] as const),
		),
	);
	const again: string[] = [];
	for (const { event, reference } of taps) {
		const outcome = outcomes.get(resumeUrl(base, reference));
		if (outcome === 'again') again.push(event.id);
		if (outcome === 'late' || (outcome === 'unknown' && !shared)) {
			await tellLate(context, provider, event, options.lateText);
		}
		if (outcome === 'refused') {
			context.logger.warn('A tap with a forged approval reference was ignored', {
				executionId: reference.executionId,
			});
		}
	}
	return again;
}

/** A polite note to somebody whose answer nobody waits for any more. */
async function tellLate(
	context: IWebhookFunctions,
	provider: Provider,
	{ from, to, id }: InboundEvent,
	text: string,
): Promise<void> {
	const recipient = from.phone === undefined ? { userId: from.userId } : { phone: from.phone };
	if (text === '' || to.phoneNumberId === undefined) return;
	try {
		await sendMessage(context, provider, {
			kind: 'text',
			from: to.phoneNumberId,
			to: recipient,
			replyTo: id,
			text,
		});
	} catch (error) {
		context.logger.warn(`The note about a late answer was not sent: ${(error as Error).message}`);
	}
}

function respond(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
