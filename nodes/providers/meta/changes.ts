import { contentHash } from '../../core/crypto';
import { asObject, asObjects, asText, defined, type JsonObject, without } from '../../core/json';
import type { AccountEvent, Receiver, TemplateEvent } from '../../whatsapp/events';
import { undated } from '../../whatsapp/undated';
import { FACTS, type Fact } from './facts';
import { type Change, contentId, isoTime, readErrors, STANDBY } from './envelope';
import { contactOf, type Contacts, readContacts, readNamed, readReceiver } from './people';

/** Fields about templates; the rest is about the account. */
const TEMPLATE_FIELDS = new Set([
	'message_template_status_update',
	'message_template_quality_update',
	'message_template_components_update',
	'template_category_update',
]);

/**
 * Fields about the account whose values are passed on in Meta's own words.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
const ACCOUNT_FIELDS = new Set([
	'account_alerts',
	'account_offboarded',
	'account_reconnected',
	'account_review_update',
	'account_settings_update',
	'account_update',
	'business_capability_update',
	'business_username_update',
	'consumer_profile',
	'flows',
	'messaging_handovers',
	'partner_solutions',
	'payment_configuration_update',
	'phone_number_name_update',
	'phone_number_quality_update',
	'security',
]);

/**
 * Reads a change that is neither a message nor a status: one event for each fact in it. Fields that nobody
 * knows yet pass through with everything in `raw`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function* readChanges(change: Change): Generator<TemplateEvent | AccountEvent> {
	const { field, value } = change;
	if (TEMPLATE_FIELDS.has(field)) return yield readTemplateChange(change);
	const contents = asObject(value[STANDBY]) ?? value;
	let found = false;
	for (const [list, read] of Object.entries(FACTS)) {
		// Statuses of messages are read elsewhere; those of calls come with calls.
		if (contents[list] === undefined || (list === 'statuses' && field !== 'calls')) continue;
		const facts = asObjects(contents[list]);
		const contacts = readContacts(contents.contacts ?? value.contacts, () => namedIn(facts));
		for (const fact of facts) {
			found = true;
			yield accountEvent(change, list, fact, read(fact, contacts), contacts);
		}
	}
	if (field === 'messages' || field === STANDBY) {
		const [beside] = [...asObjects(contents.messages), ...asObjects(contents.statuses)];
		for (const error of asObjects(contents.errors)) {
			found = true;
			yield accountEvent(change, 'errors', error, errorFact(error, beside));
		}
		if (beside !== undefined) return;
	}
	if (!found) yield readWhole(change);
}

/** How facts name people, so that one contact can be told to be theirs. */
const namedIn = (facts: readonly JsonObject[]) =>
	facts.map(({ wa_id, user_id, from, to, direction }) =>
		direction === undefined ? readNamed(wa_id, user_id) : readNamed(`${from}${to}`, undefined),
	);

/** @param beside the message that came with the error, which is about it */
function errorFact(error: JsonObject, beside?: JsonObject): Fact {
	const errors = readErrors([error]);
	const [known] = errors ?? [];
	const messageId = asText(beside?.id);
	return {
		id: messageId === undefined ? undefined : `${messageId}:error:${known?.code}`,
		timestamp: isoTime(beside?.timestamp),
		context: messageId === undefined ? undefined : { messageId },
		errors,
		status: known?.code,
		reason: known?.details ?? known?.message ?? known?.title,
	};
}

/** One fact of a list. Its `raw` is the value as it would be with this fact alone. */
function accountEvent(
	change: Change,
	list: string,
	fact: JsonObject,
	{ id, timestamp, ...read }: Fact,
	contacts?: Contacts,
): AccountEvent {
	const { field, value } = change;
	const own = timestamp ?? isoTime(fact.timestamp);
	const contact = contacts && contactOf(read.from ?? {}, contacts);
	const alone = { [list]: [fact], contacts: contact === undefined ? undefined : [contact] };
	const inner = asObject(value[STANDBY]);
	return defined({
		event: 'account',
		kind: field === 'messages' ? list : field,
		from: {},
		errors: readErrors(fact.errors ?? value.errors),
		...defined(read),
		...identity(change, id, own, [list, fact]),
		provider: change.provider,
		to: readReceiver(value, change.entryId),
		standby: field === STANDBY || undefined,
		raw: defined(
			inner === undefined
				? { ...value, messages: undefined, statuses: undefined, ...alone }
				: { ...value, [STANDBY]: defined(alone) },
		),
	});
}

/** When it was, and an ID: of its own, of its content and time, or of its content and the hour. */
function identity(change: Change, id: string | undefined, own: string | undefined, what: unknown) {
	const timestamp = own ?? change.time;
	if (timestamp === undefined) {
		const found = undated(contentId(change, what));
		return { ...found, id: id ?? found.id };
	}
	if (id !== undefined) return { id, timestamp };
	if (own === undefined) return { id: contentId(change, what), timestamp };
	return { id: contentHash([change.entryId, change.field, what]), timestamp };
}

/** What has fields of its own. */
const SAID = ['sender', 'timestamp', 'event', 'decision', 'type', 'reason', 'rejection_reason'];

/** A value that says one thing about the account. */
function readWhole(change: Change): AccountEvent {
	const { field, value } = change;
	const known = ACCOUNT_FIELDS.has(field);
	const { sender, timestamp, event, decision, type, reason, rejection_reason } = value;
	const violation = asObject(value.violation_info)?.violation_type;
	const person = asObject(sender);
	return defined({
		event: 'account',
		kind: field,
		from: readNamed(person?.phone_number, person?.user_id),
		...(known && {
			status: asText(event) ?? asText(decision) ?? asText(type),
			reason: asText(reason) ?? asText(rejection_reason) ?? asText(violation),
			details: without(value, [...FRAME, ...SAID]),
		}),
		errors: readErrors(value.errors),
		unsupported: known ? undefined : true,
		...identity(change, undefined, isoTime(timestamp), value),
		provider: change.provider,
		to: receiver(change),
		standby: field === STANDBY || undefined,
		raw: value,
	});
}

const receiver = ({ value, entryId }: Change): Receiver => readReceiver(value, entryId);

/** What each value has, beside what it says. */
const FRAME = [
	'messaging_product',
	'metadata',
	'contacts',
	'errors',
	'recipient',
	'display_phone_number',
];

const SAID_OF_TEMPLATES = [
	'message_template_id',
	'message_template_name',
	'message_template_language',
	'message_template_category',
	'event',
	'reason',
	'previous_category',
	'new_category',
	'correct_category',
	'category_update_timestamp',
	'previous_quality_score',
	'new_quality_score',
	'rejection_info',
];

/**
 * Reads a change of a template.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
 */
function readTemplateChange(change: Change): TemplateEvent {
	const { field, value } = change;
	const rejection = asObject(value.rejection_info);
	return defined({
		event: 'template',
		// Meta's own sample of a quality update carries the status field's name.
		kind: value.new_quality_score === undefined ? field : 'message_template_quality_update',
		templateId: asText(value.message_template_id),
		templateName: asText(value.message_template_name),
		language: asText(value.message_template_language),
		status: asText(value.event),
		reason: asText(value.reason),
		category: asText(value.new_category) ?? asText(value.message_template_category),
		previousCategory: asText(value.previous_category),
		correctCategory: asText(value.correct_category),
		changesAt: isoTime(value.category_update_timestamp),
		quality: asText(value.new_quality_score),
		previousQuality: asText(value.previous_quality_score),
		rejection:
			rejection &&
			defined({
				reason: asText(rejection.reason),
				recommendation: asText(rejection.recommendation),
			}),
		details: without(value, [...FRAME, ...SAID_OF_TEMPLATES]),
		from: {},
		...identity(change, undefined, undefined, value),
		provider: change.provider,
		to: receiver(change),
		raw: value,
	});
}
