import type { IWebhookFunctions } from 'n8n-workflow';
import type { InboundEvent } from '../providers/events';
import type { Provider, WebhookRequest } from '../providers/types';
import { readReference, type ApprovalReference } from '../shared/approvalReference';
import type { Note } from '../shared/note';
import { sendMessage } from '../shared/sendMessage';
import { wasForwarded } from './forwarding';
import { waitingBaseUrl } from './ownUrls';
import { resumeApproval, resumeUrl } from './resumeApproval';
import type { TriggerOptions } from './triggerParameters';

/** An event that belongs to a waiting approval: a tap, or the failure of the question itself. */
interface Tap {
	event: InboundEvent;
	reference: ApprovalReference;
}

/** The tap in an event, as a list of one or none. */
export function asTap(event: InboundEvent): Tap[] {
	const reference = readReference(referenceIn(event));
	return reference ? [{ event, reference }] : [];
}

function referenceIn(event: InboundEvent): string | undefined {
	if (event.event === 'reply') return event.replyId;
	return event.event === 'status' && event.status === 'failed' ? event.reference : undefined;
}

/** Gives taps to the executions that wait for them. @returns ids of those that none could take */
export async function handOver(
	context: IWebhookFunctions,
	provider: Provider,
	request: WebhookRequest,
	taps: Tap[],
	{ ownUrl, options }: { ownUrl: string; options: TriggerOptions },
): Promise<string[]> {
	const base = waitingBaseUrl(ownUrl, options.resumeUrl);
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
		const { outcome, notes } = outcomes.get(resumeUrl(base, reference))!;
		if (outcome === 'again') again.push(event.id);
		if (outcome === 'late' || (outcome === 'unknown' && !shared)) {
			await tellLate(context, provider, event, options.lateText);
		}
		await Promise.all(notes.splice(0).map((note) => tell(context, provider, event, note)));
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
	event: InboundEvent,
	text: string,
): Promise<void> {
	const { phone, userId } = event.from;
	const to = phone === undefined ? { userId } : { phone };
	if (event.event === 'reply' && text !== '') await tell(context, provider, event, { to, text });
}

/** Sends a note from the number that the event came to. That it fails is noted in n8n's log only. */
async function tell(
	context: IWebhookFunctions,
	provider: Provider,
	{ to: receiver }: InboundEvent,
	{ to, text }: Note,
): Promise<void> {
	const from = receiver.phoneNumberId;
	if (from === undefined) return;
	try {
		await sendMessage(context, provider, { kind: 'text', from, to, text });
	} catch (error) {
		context.logger.warn(`A note about an approval was not sent: ${(error as Error).message}`);
	}
}
