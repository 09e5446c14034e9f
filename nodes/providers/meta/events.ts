import { asObject, asObjects, asText, defined, parseJson } from '../../core/json';
import type { AccountEvent, InboundEvent, TemplateEvent } from '../../whatsapp/events';
import type { WebhookRequest } from '../http';
import {
	type Change,
	contentId,
	isoTime,
	readErrors,
	readMessage,
	readReceiver,
	readStatus,
} from './inbound';

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

/** Fields about templates; the rest is about the account. */
const TEMPLATE_FIELDS = new Set([
	'message_template_status_update',
	'message_template_quality_update',
	'message_template_components_update',
	'template_category_update',
]);

/**
 * Reads a change that is neither a message nor a status. Unknown fields pass through as account
 * events with everything in `raw`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function readChange(change: Change): TemplateEvent | AccountEvent {
	const { field, value, time } = change;
	const common = {
		provider: change.provider,
		id: contentId(change, value),
		timestamp: time,
		from: {},
		to: readReceiver(value),
		raw: value,
	};
	if (!TEMPLATE_FIELDS.has(field)) {
		const kind = field === 'messages' ? messagesKind(value) : field;
		return defined({ event: 'account', kind, errors: readErrors(value.errors), ...common });
	}
	return defined({
		event: 'template',
		// Meta's own sample of a quality update carries the status field's name.
		kind: value.new_quality_score === undefined ? field : 'message_template_quality_update',
		templateId: asText(value.message_template_id),
		templateName: asText(value.message_template_name),
		language: asText(value.message_template_language),
		status: asText(value.event),
		reason: asText(value.reason),
		...common,
	});
}

function messagesKind(value: Change['value']): string {
	if (value.errors !== undefined) return 'errors';
	return value.user_actions === undefined ? 'messages' : 'user_actions';
}
