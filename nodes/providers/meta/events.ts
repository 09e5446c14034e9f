import {
	asObject,
	asObjects,
	asText,
	jsonBudget,
	type JsonBudget,
	parseJson,
} from '../../core/json';
import type { InboundEvent } from '../../whatsapp/events';
import { MOST_EVENTS, type WebhookRequest } from '../http';
import { readChanges } from './changes';
import { type Change, isoTime, ofMessages, STANDBY } from './envelope';
import { readMessage } from './inbound';
import { readStatus } from './statuses';

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
		const time = isoTime(entry.time);
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

/** All that a change holds which says nothing but messages and statuses. */
const OF_MESSAGES = new Set(['messaging_product', 'metadata', 'contacts', 'messages', 'statuses']);

/** One by one, so that nobody has to read all of too many. */
function* readOneChange(change: Change, budget: JsonBudget): Generator<InboundEvent> {
	if (change.field !== 'messages' && change.field !== STANDBY) return yield* readChanges(change);
	// On standby they stand one level deeper.
	const contents = asObject(change.value[STANDBY]) ?? change.value;
	const messages = asObjects(contents.messages);
	const statuses = asObjects(contents.statuses);
	const shared = ofMessages(change, contents, budget);
	for (const message of messages) yield readMessage(message, shared);
	for (const status of statuses) yield readStatus(status, shared);
	// Errors beside them, clicks on ads, what the agent said, and whatever Meta adds next. Most have nothing.
	const nothing = messages.length + statuses.length === 0;
	if (nothing || Object.keys(contents).some((name) => !OF_MESSAGES.has(name)))
		yield* readChanges(change);
}
