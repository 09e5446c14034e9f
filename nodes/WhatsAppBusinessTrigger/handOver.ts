import type { IWebhookFunctions } from 'n8n-workflow';
import type { InboundEvent } from '../providers/events';
import type { Provider, WebhookRequest } from '../providers/types';
import { readReference, type ApprovalReference } from '../shared/approvalReference';
import { sendMessage } from '../shared/sendMessage';
import { wasForwarded } from './forwarding';
import { waitingBaseUrl } from './ownUrls';
import { resumeApproval, resumeUrl } from './resumeApproval';
import { readOptions } from './triggerParameters';

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
	{ event, from, to, id }: InboundEvent,
	text: string,
): Promise<void> {
	const recipient = from.phone === undefined ? { userId: from.userId } : { phone: from.phone };
	if (event !== 'reply' || text === '' || to.phoneNumberId === undefined) return;
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
