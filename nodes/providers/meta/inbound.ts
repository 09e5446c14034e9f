import { contentHash } from '../../core/crypto';
import {
	asObject,
	asObjects,
	asText,
	defined,
	type JsonBudget,
	type JsonObject,
	parseInner,
} from '../../core/json';
import { digitsIn } from '../../core/phone';
import type {
	Media,
	MessageEvent,
	Person,
	ReportedError,
	Receiver,
	ReplyEvent,
	StatusEvent,
} from '../../whatsapp/events';
import { writtenTo } from '../../whatsapp/person';
import { MOST_EVENTS } from '../http';
import { fromCode } from './failure';

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * Reads one entry of `value.messages`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function readMessage(
	message: JsonObject,
	change: MessagesChange,
): MessageEvent | ReplyEvent {
	const type = asText(message.type) ?? 'unknown';
	const content = asObject(message[type]) ?? {};
	const common = readCommon(message, change);
	return (
		readReply(type, content, common, change.budget) ?? readPlain(type, message, content, common)
	);
}

function readCommon(message: JsonObject, change: MessagesChange): Common {
	const context = asObject(message.context);
	const contextId = asText(context?.id);
	return defined({
		provider: change.provider,
		id: asText(message.id) ?? contentId(change, message),
		timestamp: isoTime(message.timestamp) ?? change.time,
		from: readPerson(
			{ phone: asText(message.from), userId: asText(message.from_user_id) },
			change.contacts,
		),
		to: change.to,
		context: contextId === undefined ? undefined : { messageId: contextId },
		groupId: asText(message.group_id),
		referral: asObject(message.referral),
		standby: change.standby,
		forwarded: context?.forwarded === true || context?.frequently_forwarded === true || undefined,
		raw: message,
	});
}

function readReply(
	type: string,
	content: JsonObject,
	common: Common,
	budget: JsonBudget,
): ReplyEvent | undefined {
	const reply = (kind: ReplyEvent['kind'], rest: Partial<ReplyEvent>): ReplyEvent =>
		defined({ event: 'reply', kind, ...common, ...rest });
	if (type === 'button') {
		return reply('template', { replyId: asText(content.payload), title: asText(content.text) });
	}
	if (type === 'reaction') {
		return reply('reaction', {
			emoji: asText(content.emoji),
			context: defined({ messageId: asText(content.message_id) }),
		});
	}
	if (type !== 'interactive') return undefined;
	const kind = asText(content.type) ?? '';
	const answer = asObject(content[kind]) ?? {};
	switch (kind) {
		case 'button_reply':
			return reply('button', { replyId: asText(answer.id), title: asText(answer.title) });
		case 'list_reply':
			return reply('list', {
				replyId: asText(answer.id),
				title: asText(answer.title),
				description: asText(answer.description),
			});
		case 'nfm_reply':
			// The form's fields come as JSON inside a string.
			return reply('flow', {
				title: asText(answer.name),
				data: asObject(parseInner(asText(answer.response_json) ?? '', budget)),
			});
		case 'call_permission_reply':
			return reply('callPermission', { title: asText(answer.response), data: answer });
		default:
			return undefined;
	}
}

function readPlain(
	type: string,
	message: JsonObject,
	content: JsonObject,
	common: Common,
): MessageEvent {
	return defined({
		event: 'message',
		kind: type,
		text: asText(content.body) ?? asText(content.caption),
		media: MEDIA.has(type) ? readMedia(content) : undefined,
		location: type === 'location' ? content : undefined,
		contacts: Array.isArray(message.contacts) ? message.contacts : undefined,
		order: type === 'order' ? content : undefined,
		system: type === 'system' ? readSystem(content) : undefined,
		originalMessageId: asText(content.original_message_id),
		errors: readErrors(message.errors),
		...common,
	});
}

function readMedia(content: JsonObject): Media {
	return defined({
		id: asText(content.id),
		mimeType: asText(content.mime_type),
		sha256: asText(content.sha256),
		url: asText(content.url),
		filename: asText(content.filename),
		caption: asText(content.caption),
		voice: content.voice === true || undefined,
		animated: content.animated === true || undefined,
	});
}

function readSystem(content: JsonObject): MessageEvent['system'] {
	return defined({
		type: asText(content.type),
		text: asText(content.body),
		newPhone: asText(content.wa_id),
		newUserId: asText(content.user_id),
		newParentUserId: asText(content.parent_user_id),
		previousUserId: asText(content.previous_user_id),
		previousParentUserId: asText(content.previous_parent_user_id),
	});
}

const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const;

/**
 * Reads one entry of `value.statuses`. In groups the person is the participant; Meta's pages spell
 * some of these fields two ways, so both are read.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function readStatus(status: JsonObject, change: MessagesChange): StatusEvent {
	const inGroup = status.recipient_type === 'group';
	const recipient = asText(status.recipient_id);
	const participant =
		asText(status.recipient_participant_id) ?? asText(status.participant_recipient_id);
	const phone = inGroup ? participant : recipient;
	const userId = asText(status.recipient_participant_user_id) ?? asText(status.recipient_user_id);
	const messageId = asText(status.id) ?? contentId(change, status);
	const text = asText(status.status) ?? 'other';
	const errors = readErrors(status.errors);
	const [error] = errors ?? [];
	const who = inGroup ? (phone ?? userId) : undefined;
	return defined({
		event: 'status',
		status: STATUSES.find((known) => known === text) ?? 'other',
		messageId,
		provider: change.provider,
		id: [messageId, text, ...(who === undefined ? [] : [who])].join(':'),
		timestamp: isoTime(status.timestamp) ?? change.time,
		...writtenTo(readPerson(defined({ phone, userId }), change.contacts)),
		to: change.to,
		reference: asText(status.biz_opaque_callback_data),
		errors,
		failure: error === undefined ? undefined : fromCode(error.code, error.details ?? error.message),
		pricing: asObject(status.pricing),
		standby: change.standby,
		groupId: inGroup ? recipient : undefined,
		raw: status,
	});
}

/** What every event of one change shares. */
export interface Change {
	/** ID of the provider that passes Meta's shapes on. */
	provider: string;
	field: string;
	value: JsonObject;
	/** The WABA; for partner events the business. */
	entryId: string;
	/** ISO 8601 of the entry, where an event has no time of its own. */
	time: string;
}

/** A change that holds messages and statuses, with what all of them share. */
export interface MessagesChange extends Change {
	to: Receiver;
	contacts: Contacts;
	/** For JSON inside of texts, of the whole webhook. */
	budget: JsonBudget;
	standby?: true;
}

/** @param contents the change's value, or the part of it that holds messages and statuses */
export const ofMessages = (
	change: Change,
	contents: JsonObject,
	budget: JsonBudget,
): MessagesChange => ({
	...change,
	to: readReceiver(change.value),
	contacts: readContacts(contents.contacts ?? change.value.contacts),
	budget,
	standby: change.field === STANDBY || undefined,
});

/**
 * The field on which everything of a chat comes while an AI agent of Meta holds it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby/
 */
export const STANDBY = 'standby';

/** The contacts of a change, by user ID and by `wa_id`; of several alike the first. */
export interface Contacts {
	all: readonly JsonObject[];
	/** Where each of these stands in `all`. */
	byUserId: ReadonlyMap<string, number>;
	byPhone: ReadonlyMap<string, number>;
}

function readContacts(value: unknown): Contacts {
	// Of one more event than this at most is somebody looked up.
	const all = asObjects(value).slice(0, MOST_EVENTS);
	const byUserId = new Map<string, number>();
	const byPhone = new Map<string, number>();
	for (const [index, { user_id, wa_id }] of all.entries()) {
		const userId = asText(user_id);
		if (userId !== undefined && !byUserId.has(userId)) byUserId.set(userId, index);
		const phone = asText(wa_id);
		if (phone !== undefined && !byPhone.has(phone)) byPhone.set(phone, index);
	}
	return { all, byUserId, byPhone };
}

/** Unix seconds, as text or number, to ISO 8601 in UTC. */
export function isoTime(seconds: unknown): string | undefined {
	const text = asText(seconds);
	if (text === undefined) return undefined;
	const date = new Date(Number(text) * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** An id for events that have none: the same for every delivery of the same content. */
export function contentId(change: Change, content: unknown): string {
	return contentHash([change.entryId, change.time, change.field, content]);
}

/**
 * The person behind a message: `from` and `wa_id` are absent (not empty) for people who hide their
 * number behind a username; the business-scoped user ID is always there since April 2026.
 *
 * @param ids phone and user ID, from the message or status itself
 * @param contacts of the change, among which the person may be
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
function readPerson(ids: { phone?: string; userId?: string }, contacts: Contacts): Person {
	const { all, byUserId, byPhone } = contacts;
	const nobody = ids.phone === undefined && ids.userId === undefined;
	const at = Math.min(
		byUserId.get(ids.userId ?? '') ?? Infinity,
		byPhone.get(ids.phone ?? '') ?? Infinity,
		nobody && all.length === 1 ? 0 : Infinity,
	);
	const contact = at === Infinity ? undefined : all[at];
	const profile = asObject(contact?.profile);
	return defined({
		phone: ids.phone ?? asText(contact?.wa_id),
		userId: ids.userId ?? asText(contact?.user_id),
		username: asText(profile?.username),
		name: asText(profile?.name),
	});
}

/** Our number, from the change's metadata; fields about the account name it without, handovers elsewhere. */
export function readReceiver(value: JsonObject): Receiver {
	const metadata = asObject(value.metadata) ?? asObject(value.recipient);
	const phone = asText(metadata?.display_phone_number) ?? asText(value.display_phone_number);
	return defined({
		phone: phone === undefined ? undefined : digitsIn(phone),
		phoneNumberId: asText(metadata?.phone_number_id),
	});
}

/** Errors of a failed status, of an unsupported message, or of the account. */
export function readErrors(value: unknown): ReportedError[] | undefined {
	const errors = asObjects(value).map((error) =>
		defined({
			code: asText(error.code) ?? 'unknown',
			title: asText(error.title),
			message: asText(error.message),
			details: asText(asObject(error.error_data)?.details),
		}),
	);
	return errors.length > 0 ? errors : undefined;
}
