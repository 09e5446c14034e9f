import { asObject, asText, defined, type JsonObject, without } from '../../core/json';
import type { AccountEvent } from '../../whatsapp/events';
import { isoTime } from './envelope';
import { readContent } from './inbound';
import { type Contacts, type Named, readNamed, readPerson, recipientOf } from './people';

/** What is read of one fact; without `id` and `timestamp` the fact's content and `timestamp` make them. */
export type Fact = Partial<
	Omit<AccountEvent, 'event' | 'kind' | 'provider' | 'to' | 'raw' | 'standby'>
>;

type Read = (fact: JsonObject, contacts: Contacts) => Fact;

/** Facts that come as lists, by the name of the list: each is an event of its own. */
export const FACTS: Readonly<Record<string, Read>> = {
	user_preferences: preference,
	calls: call,
	statuses: callStatus,
	message_echoes: echo,
	groups: group,
	automatic_events: automaticEvent,
	user_actions: userAction,
	user_id_update: userIdUpdate,
	state_sync: appContact,
	history: pastChats,
};

const PERSON = ['wa_id', 'user_id', 'parent_user_id', 'identity_key_hash'];

const theirs = (fact: JsonObject): Named =>
	readNamed(fact.wa_id, fact.user_id, fact.parent_user_id, fact.identity_key_hash);

/**
 * Somebody stops marketing messages, or takes them again.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 */
function preference(fact: JsonObject, contacts: Contacts): Fact {
	return {
		from: readPerson(theirs(fact), contacts),
		category: asText(fact.category),
		value: asText(fact.value),
		reason: asText(fact.detail),
	};
}

/**
 * A call begins or ends. The person is who called us, or whom we called.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-initiated-calls
 */
function call(fact: JsonObject, contacts: Contacts): Fact {
	const { id, event, timestamp, direction, biz_opaque_callback_data: reference } = fact;
	const ours = direction === 'BUSINESS_INITIATED';
	const person = ours
		? readNamed(fact.to, fact.to_user_id, fact.to_parent_user_id)
		: readNamed(fact.from, fact.from_user_id, fact.from_parent_user_id);
	return {
		...callId(id, event),
		timestamp: isoTime(timestamp),
		from: readPerson(person, contacts),
		direction: asText(direction),
		status: asText(event),
		reason: asText(fact.status),
		reference: asText(reference),
		details: rest(fact, ['session', 'start_time', 'end_time', 'duration', 'connection']),
	};
}

/** A call of ours rings, is taken or rejected. */
function callStatus(fact: JsonObject, contacts: Contacts): Fact {
	return {
		...callId(fact.id, fact.status),
		timestamp: isoTime(fact.timestamp),
		from: readPerson(recipientOf(fact), contacts),
		direction: 'BUSINESS_INITIATED',
		status: asText(fact.status),
		reference: asText(fact.biz_opaque_callback_data),
	};
}

/** All events of a call have its ID. */
function callId(id: unknown, event: unknown): Fact {
	const known = asText(id);
	return known === undefined ? {} : { id: `${known}:${asText(event) ?? 'event'}`, callId: known };
}

/**
 * What the business wrote from its app, or an AI agent for it: nobody wrote that to us. On `standby` the
 * message stands one level deeper.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes
 */
function echo(fact: JsonObject, contacts: Contacts): Fact {
	const message = asObject(fact.message) ?? fact;
	const type = asText(message.type) ?? 'unknown';
	const person = readPerson(
		readNamed(message.to, message.to_user_id, message.to_parent_user_id),
		contacts,
	);
	const answered = asText(asObject(message.context)?.id);
	return {
		id: asText(fact.id) ?? asText(message.id),
		from: person,
		recipient: person,
		messageKind: type,
		...readContent(type, message),
		context: answered === undefined ? undefined : { messageId: answered },
	};
}

/**
 * A group comes, goes or changes, people join and leave.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/webhooks
 */
function group(fact: JsonObject, contacts: Contacts): Fact {
	const { group_id, type, reason } = fact;
	const named = theirs(fact);
	return {
		from: Object.keys(named).length > 0 ? readPerson(named, contacts) : {},
		groupId: asText(group_id),
		status: asText(type),
		reason: asText(reason),
		details: without(fact, [...PERSON, 'timestamp', 'group_id', 'type', 'reason', 'errors']),
	};
}

/**
 * Meta takes a chat that an ad began for a purchase or a lead.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/automatic_events
 */
function automaticEvent(fact: JsonObject, contacts: Contacts): Fact {
	const messageId = asText(fact.id);
	const name = asText(fact.event_name);
	return {
		id: messageId === undefined ? undefined : `${messageId}:${name ?? 'event'}`,
		from: readPerson(theirs(fact), contacts),
		context: messageId === undefined ? undefined : { messageId },
		status: name,
		details: rest(fact, ['ctwa_clid', 'custom_data']),
	};
}

/**
 * Somebody opened a link in a marketing message.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/track-click-events
 */
function userAction(fact: JsonObject, contacts: Contacts): Fact {
	return {
		from: readPerson(theirs(fact), contacts),
		status: asText(fact.action_type),
		details: without(fact, [...PERSON, 'action_type', 'timestamp']),
	};
}

/** Somebody has another user ID; the page of 11 August 2026 tells it by a system message instead. */
function userIdUpdate(fact: JsonObject, contacts: Contacts): Fact {
	const [own, parent] = [asObject(fact.user_id), asObject(fact.parent_user_id)];
	return {
		from: readPerson(readNamed(fact.wa_id, own?.current, parent?.current), contacts),
		reason: asText(fact.detail),
		details: without(fact, ['wa_id', 'detail', 'timestamp']),
	};
}

/**
 * Somebody is put into the contacts of the business's app, or taken out.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_app_state_sync
 */
function appContact(fact: JsonObject): Fact {
	const contact = asObject(fact.contact);
	return {
		timestamp: isoTime(asObject(fact.metadata)?.timestamp),
		from: defined({
			...readNamed(contact?.phone_number, contact?.user_id),
			name: asText(contact?.full_name) ?? asText(contact?.first_name),
		}),
		status: asText(fact.action),
	};
}

/**
 * A part of what was written before the number joined; the chats themselves are in `raw`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 */
function pastChats(fact: JsonObject): Fact {
	return { details: asObject(fact.metadata) };
}

/** Those of these that the fact has. */
function rest(fact: JsonObject, names: readonly string[]): JsonObject | undefined {
	const known = names.filter((name) => fact[name] !== undefined);
	return known.length === 0
		? undefined
		: Object.fromEntries(known.map((name) => [name, fact[name]]));
}
