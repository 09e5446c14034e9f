import {
	asObject,
	asObjects,
	asText,
	defined,
	jsonBudget,
	type JsonBudget,
	parseJson,
} from '../../core/json';
import type { AccountEvent, InboundEvent, TemplateEvent } from '../../whatsapp/events';
import { MOST_EVENTS, type WebhookRequest } from '../http';
import {
	type Change,
	contentId,
	isoTime,
	ofMessages,
	readErrors,
	readMessage,
	readReceiver,
	readStatus,
	STANDBY,
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
	const budget = jsonBudget();
	const events: InboundEvent[] = [];
	for (const entry of asObjects(envelope.entry)) {
		// Each event that has no ID is given one that this is part of.
		const entryId = (asText(entry.id) ?? '').slice(0, LONGEST_NAME);
		const time = isoTime(entry.time) ?? EPOCH;
		for (const change of asObjects(entry.changes)) {
			const field = (asText(change.field) ?? 'unknown').slice(0, LONGEST_NAME);
			const value = asObject(change.value) ?? {};
			for (const event of readOneChange({ provider, field, value, entryId, time }, budget)) {
				if (events.push(event) > MOST_EVENTS) return events;
			}
		}
	}
	return events;
}

/** Longer than Meta's IDs and names of fields. */
const LONGEST_NAME = 100;

/** One by one, so that nobody has to read all of too many. */
function* readOneChange(change: Change, budget: JsonBudget): Generator<InboundEvent> {
	if (change.field !== 'messages' && change.field !== STANDBY) return yield readChange(change);
	// On standby they stand one level deeper.
	const contents = asObject(change.value[STANDBY]) ?? change.value;
	const messages = asObjects(contents.messages);
	const statuses = asObjects(contents.statuses);
	const shared = ofMessages(change, contents, budget);
	for (const message of messages) yield readMessage(message, shared);
	for (const status of statuses) yield readStatus(status, shared);
	// Account-wide errors, clicks on ads, what the agent said, and whatever Meta adds next.
	const others = contents.message_echoes !== undefined;
	if (others || (messages.length === 0 && statuses.length === 0)) yield readChange(change);
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
		from: defined({ phone: asText(asObject(value.sender)?.phone_number) }),
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
