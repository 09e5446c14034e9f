import { createHash } from 'node:crypto';
import { asObject, asObjects, asText, defined, type JsonObject, parseJson } from '../../core/json';
import type {
	AccountEvent,
	AskedProduct,
	InboundEvent,
	Media,
	MessageEvent,
	ReplyEvent,
} from '../../whatsapp/events';
import { undated } from '../../whatsapp/undated';
import { MOST_EVENTS, type WebhookRequest } from '../http';
import type { Understood } from './errorCodes';
import { readNews } from './news';
import { readReport, readSeen } from './reports';
import {
	isoTime,
	isWhatsAppId,
	readPerson,
	readReceiver,
	readReference,
	UNKNOWN_TIME,
} from './values';

/**
 * Every event of a webhook. Messages, delivery reports and seen reports come in lists named `results`,
 * everything else without; nothing but their fields tells them apart.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-inbound-messages/receive-whatsapp-inbound-messages
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const whole = asObject(parseJson(body));
	if (whole === undefined || Object.keys(whole).length === 0) return [];
	if (!Array.isArray(whole.results)) return [readNews(whole, body)];
	const results = asObjects(whole.results);
	const newId = contentIds(body);
	const understood: Understood = new Map();
	const events: InboundEvent[] = [];
	for (const [index, result] of results.entries()) {
		if (Object.keys(result).length === 0) continue;
		const id = () => newId(index);
		const event = readResult(result, id, understood) ?? unsupported(result, id());
		if (events.push(event) > MOST_EVENTS) break;
	}
	return events;
}

/** Neither a message nor a report of one; it is said at least. */
function unsupported(result: JsonObject, id: string): AccountEvent {
	return {
		event: 'account',
		kind: 'unsupported',
		unsupported: true,
		provider: 'infobip',
		...undated(id),
		from: {},
		to: {},
		raw: result,
	};
}

function readResult(
	result: JsonObject,
	newId: () => string,
	understood: Understood,
): InboundEvent | undefined {
	if (asObject(result.message)) return readInbound(result, newId);
	return result.seenAt === undefined ? readReport(result, understood) : readSeen(result);
}

/** IDs for messages that have none: the same for every delivery of the same body, which is read once. */
function contentIds(body: Buffer): (index: number) => string {
	let whole: string | undefined;
	return (index) => {
		whole ??= createHash('sha256').update(body).digest('base64url');
		return createHash('sha256').update(`${index}:${whole}`).digest('base64url').slice(0, 32);
	};
}

/** Infobip's types to WhatsApp's, where they are not the same word in capitals. */
const KINDS: Record<string, string> = { VOICE: 'audio', CONTACT: 'contacts' };
const MEDIA = new Set(['IMAGE', 'VIDEO', 'DOCUMENT', 'AUDIO', 'VOICE', 'STICKER']);

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * Reads one inbound result.
 *
 * @param newId makes an id for a result without one
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-inbound-messages/receive-whatsapp-inbound-messages
 */
function readInbound(result: JsonObject, newId: () => string): MessageEvent | ReplyEvent {
	const message = asObject(result.message) ?? {};
	const type = asText(message.type)?.toUpperCase() ?? 'UNKNOWN';
	const common: Common = defined({
		provider: 'infobip',
		id: asText(result.messageId) ?? newId(),
		timestamp: isoTime(result.receivedAt) ?? UNKNOWN_TIME,
		from: defined({
			...readPerson(result.from, result),
			identityKeyHash: asText(asObject(message.identity)?.hash),
		}),
		to: readReceiver(result.to),
		product: readProduct(asObject(message.context)?.referredProduct),
		groupId: asText(asObject(message.context)?.groupId),
		referral: asObject(message.referral),
		raw: result,
	});
	return readReply(type, message, result, common) ?? readPlain(type, message, common);
}

function readProduct(value: unknown): AskedProduct | undefined {
	const product = asObject(value);
	if (product === undefined) return undefined;
	return defined({
		catalogId: asText(product.catalogId),
		productId: asText(product.productRetailerId) ?? asText(product.productId),
	});
}

function readReply(
	type: string,
	message: JsonObject,
	result: JsonObject,
	common: Common,
): ReplyEvent | undefined {
	const messageId = answeredId(message);
	const reply = (kind: ReplyEvent['kind'], rest: Partial<ReplyEvent>): ReplyEvent =>
		defined({
			event: 'reply',
			kind,
			...common,
			context: messageId === undefined ? undefined : { messageId },
			// It tells to whom the answer is handed, and decides nothing; so the pairing will do.
			reference:
				readReference(messageId) ??
				readReference(result.pairedMessageId) ??
				asText(result.callbackData),
			...rest,
		});
	const title = asText(message.title) ?? asText(message.text);
	switch (type) {
		case 'INTERACTIVE_BUTTON_REPLY':
			return reply('button', { replyId: asText(message.id), title });
		case 'INTERACTIVE_LIST_REPLY':
			return reply('list', {
				replyId: asText(message.id),
				title,
				description: asText(message.description),
			});
		case 'BUTTON':
			return reply('template', { replyId: asText(message.payload), title: asText(message.text) });
		case 'REACTION':
			return reply('reaction', {
				emoji: message.action === 'REMOVED' ? undefined : asText(message.emoji),
			});
		case 'INTERACTIVE_FLOW_REPLY':
			return reply('flow', { title, data: asObject(message.response) });
		case 'INTERACTIVE_CALL_PERMISSION_REPLY': {
			const data = asObject(message.callPermissionReply);
			return reply('callPermission', { title: asText(data?.response), data });
		}
		default:
			return undefined;
	}
}

/**
 * The message that is answered, by the ID that a send gave. It may also be named by WhatsApp's own ID,
 * and then nobody can tell which it was: `pairedMessageId` is the message that Infobip takes the answer
 * to belong to, "if matched", which is not what the person quoted.
 */
function answeredId(message: JsonObject): string | undefined {
	const answered = asText(asObject(message.context)?.id);
	return answered === undefined || isWhatsAppId(answered) ? undefined : answered;
}

function readPlain(type: string, message: JsonObject, common: Common): MessageEvent {
	// Under WhatsApp's own ID it is a quote all the same, of a message that is not known.
	const messageId = asText(asObject(message.context)?.id);
	return defined({
		event: 'message',
		kind: Object.hasOwn(KINDS, type) ? KINDS[type] : type.toLowerCase(),
		...common,
		context: messageId === undefined ? undefined : { messageId },
		text: asText(message.text) ?? asText(message.caption),
		media: MEDIA.has(type) ? readMedia(type, message) : undefined,
		location: type === 'LOCATION' ? readLocation(message) : undefined,
		contacts: Array.isArray(message.contacts) ? message.contacts : undefined,
		order: type === 'ORDER' ? message : undefined,
	});
}

/** The link can only be opened with the API key. */
function readMedia(type: string, message: JsonObject): Media {
	const url = asText(message.url);
	return defined({
		id: url === undefined ? undefined : /\/media\/([^/?#]+)/.exec(url)?.[1],
		url,
		caption: asText(message.caption),
		voice: type === 'VOICE' || undefined,
	});
}

function readLocation({ latitude, longitude, name, address, url }: JsonObject) {
	return defined({ latitude, longitude, name, address, url });
}
