import {
	asObject,
	asText,
	defined,
	type JsonBudget,
	type JsonObject,
	parseInner,
} from '../../core/json';
import type { AskedProduct, Media, MessageEvent, ReplyEvent } from '../../whatsapp/events';
import { contentId, isoTime, type MessagesChange, readErrors } from './envelope';
import { readPerson, senderOf } from './people';

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
	// What is not known is left out by whoever makes the event of it.
	return {
		provider: change.provider,
		id: asText(message.id) ?? contentId(change, message),
		timestamp: isoTime(message.timestamp) ?? change.time,
		from: readPerson(senderOf(message), change.contacts),
		to: change.to,
		context: contextId === undefined ? undefined : { messageId: contextId },
		product: readProduct(context?.referred_product),
		groupId: asText(message.group_id),
		referral: asObject(message.referral),
		standby: change.standby,
		forwarded: context?.forwarded === true || context?.frequently_forwarded === true || undefined,
		raw: message,
	};
}

function readProduct(value: unknown): AskedProduct | undefined {
	const product = asObject(value);
	if (product === undefined) return undefined;
	return defined({
		catalogId: asText(product.catalog_id),
		productId: asText(product.product_retailer_id),
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
		case 'nfm_reply': {
			// The form's fields come as JSON inside a string.
			const data = asObject(parseInner(asText(answer.response_json) ?? '', budget));
			return answer.name === 'address_message'
				? reply('address', { data: readAddress(data) })
				: reply('flow', { title: asText(answer.name), data });
		}
		case 'call_permission_reply':
			return reply('callPermission', { title: asText(answer.response), data: answer });
		default:
			return undefined;
	}
}

/**
 * The fields of an address, which come one step further inside; `saved_address_id` where the person chose one
 * that was offered.
 *
 * @see https://developers.facebook.com/docs/whatsapp/api/messages/address-messages
 */
function readAddress(data: JsonObject | undefined): JsonObject | undefined {
	const { values, ...rest } = data ?? {};
	return data === undefined ? undefined : { ...asObject(values), ...rest };
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
		...readContent(type, message),
		order: type === 'order' ? content : undefined,
		system: type === 'system' ? readSystem(content) : undefined,
		errors: readErrors(message.errors),
		...common,
	});
}

type Content = Pick<MessageEvent, 'text' | 'media' | 'location' | 'contacts' | 'originalMessageId'>;

/**
 * Reads what a message says. An edit has the message as it is now inside.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/edit
 */
export function readContent(type: string, message: JsonObject): Content {
	const content = asObject(message[type]) ?? {};
	const edited = type === 'edit' ? asObject(content.message) : undefined;
	const inner = asText(edited?.type);
	if (edited !== undefined && inner !== undefined && inner !== 'edit') {
		const originalMessageId = asText(content.original_message_id);
		return { ...readContent(inner, edited), originalMessageId };
	}
	return {
		text: asText(content.body) ?? asText(content.caption) ?? orderText(type, content),
		media: MEDIA.has(type) ? readMedia(content) : undefined,
		location: type === 'location' ? content : undefined,
		contacts: Array.isArray(message.contacts) ? message.contacts : undefined,
		originalMessageId: asText(content.original_message_id),
	};
}

/** What somebody wrote beside their cart. */
const orderText = (type: string, content: JsonObject): string | undefined =>
	type === 'order' ? asText(content.text) : undefined;

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
