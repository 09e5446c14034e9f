import { asObject, asText, defined, parseJson, type JsonObject } from '../../shared/json';
import type { Media, MessageEvent, ReplyEvent } from '../../whatsapp/events';
import { contentId, isoTime, type Change } from './envelope';
import { readErrors, readPerson, readReceiver } from './people';

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * Reads one entry of `value.messages`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function readMessage(message: JsonObject, change: Change): MessageEvent | ReplyEvent {
	const type = asText(message.type) ?? 'unknown';
	const content = asObject(message[type]) ?? {};
	const common = readCommon(message, change);
	return readReply(type, content, common) ?? readPlain(type, message, content, common);
}

function readCommon(message: JsonObject, change: Change): Common {
	const { value } = change;
	const context = asObject(message.context);
	const contextId = asText(context?.id);
	return defined({
		provider: change.provider,
		id: asText(message.id) ?? contentId(change, message),
		timestamp: isoTime(message.timestamp) ?? change.time,
		from: readPerson({ phone: asText(message.from), userId: asText(message.from_user_id) }, value),
		to: readReceiver(value),
		context: contextId === undefined ? undefined : { messageId: contextId },
		groupId: asText(message.group_id),
		referral: asObject(message.referral),
		forwarded: context?.forwarded === true || context?.frequently_forwarded === true || undefined,
		raw: message,
	});
}

function readReply(type: string, content: JsonObject, common: Common): ReplyEvent | undefined {
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
				data: asObject(parseJson(asText(answer.response_json) ?? '')),
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
	});
}
