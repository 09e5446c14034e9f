import { asObject, asObjects, asText, parseJson } from '../../shared/json';
import type { InboundEvent } from '../../whatsapp/events';
import type { WebhookRequest } from '../provider';
import { readChange } from './events';
import { isoTime, type Change } from './envelope';
import { readMessage } from './inbound';
import { readStatus } from './status';

/** Of an entry without a time: the same on every delivery. */
const EPOCH = new Date(0).toISOString();

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
	const events: InboundEvent[] = [];
	for (const entry of asObjects(envelope.entry)) {
		const entryId = asText(entry.id) ?? '';
		const time = isoTime(entry.time) ?? EPOCH;
		for (const change of asObjects(entry.changes)) {
			const field = asText(change.field) ?? 'unknown';
			const value = asObject(change.value) ?? {};
			events.push(...readOneChange({ provider, field, value, entryId, time }));
		}
	}
	return events;
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
