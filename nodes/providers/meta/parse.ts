import { asObject, asObjects, asText, parseJson } from '../../shared/json';
import type { InboundEvent } from '../events';
import type { WebhookRequest } from '../types';
import { readChange } from './change';
import { isoTime, type Change } from './envelope';
import { readMessage } from './message';
import { readStatus } from './status';

/**
 * Every event of a webhook body: all entries, all changes, all messages and statuses. Meta puts up
 * to 1000 updates into one POST.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
export function parse(request: WebhookRequest): InboundEvent[] {
	return parseFor('meta', request);
}

/** The same for a provider that passes Meta's webhooks on as they are. */
export function parseFor(provider: string, { body }: WebhookRequest): InboundEvent[] {
	const envelope = asObject(parseJson(body));
	if (envelope?.object !== 'whatsapp_business_account') return [];
	return asObjects(envelope.entry).flatMap((entry) =>
		asObjects(entry.changes).flatMap((change) =>
			readOneChange({
				provider,
				field: asText(change.field) ?? 'unknown',
				value: asObject(change.value) ?? {},
				entryId: asText(entry.id) ?? '',
				time: isoTime(entry.time) ?? new Date(0).toISOString(),
			}),
		),
	);
}

function readOneChange(change: Change): InboundEvent[] {
	if (change.field !== 'messages') return [readChange(change)];
	const { messages, statuses } = change.value;
	const events = [
		...asObjects(messages).map((message) => readMessage(message, change)),
		...asObjects(statuses).map((status) => readStatus(status, change)),
	];
	// Account-wide errors, clicks on ads, and whatever Meta adds next.
	return events.length > 0 ? events : [readChange(change)];
}
