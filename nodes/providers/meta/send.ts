import { asObject, asObjects, asText, defined } from '../../core/json';
import { documentName } from '../../whatsapp/documentName';
import type {
	LocationMessage,
	MediaMessage,
	Message,
	Recipient,
	TextMessage,
} from '../../whatsapp/messages';
import type { Failure } from '../../whatsapp/failure';
import type { Credential, HttpRequest } from '../http';
import type { ReadReceipt, Sent } from '../provider';
import { graphUrl, metaCredential } from './account';
import { contacts } from './contacts';
import { interactive } from './interactive';
import { templateBody } from './sendTemplate';

/**
 * Builds `POST /<PHONE_NUMBER_ID>/messages`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export const send = (message: Message, credential: Credential): HttpRequest =>
	sendBy('messages', message, credential);

const sendBy = (edge: string, message: Message, credential: Credential): HttpRequest => ({
	method: 'POST',
	url: graphUrl(metaCredential(credential), message.from, edge),
	body: messageBody(message),
});

/** The account sends marketing templates by a way of their own, and no longer by the usual one. */
const MARKETING_APART = '131063';

/** Was this a marketing template, refused because it goes by the way of its own? */
export const goesApart = ({ kind }: Message, { code }: Failure): boolean =>
	kind === 'template' && code === MARKETING_APART;

/**
 * Builds `POST /<PHONE_NUMBER_ID>/marketing_messages` where a marketing template was refused by the usual
 * way. The form is the same.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/route-template-messages
 */
export function detour(
	message: Message,
	credential: Credential,
	failure: Failure,
): HttpRequest | undefined {
	return goesApart(message, failure)
		? sendBy('marketing_messages', message, credential)
		: undefined;
}

/** The body of a send, also for providers that pass it on as it is. */
export function messageBody(message: Message): Record<string, unknown> {
	return defined({
		messaging_product: 'whatsapp',
		recipient_type: 'individual',
		...recipient(message.to),
		context: message.replyTo === undefined ? undefined : { message_id: message.replyTo },
		biz_opaque_callback_data: message.reference,
		...content(message),
		category: isDirect(message) ? 'utility' : undefined,
	});
}

/**
 * Direct Send: an ordinary message that Meta makes a template of.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/send-utility-and-authentication-messages
 */
const isDirect = (message: Message): boolean =>
	'directSend' in message && message.directSend === true;

/** With a plus, or the business number's own country code may be put in front (send-messages). */
function recipient(to: Recipient): Record<string, unknown> {
	return to.userId === undefined ? { to: `+${to.phone}` } : { recipient: to.userId };
}

function content(message: Message): Record<string, unknown> {
	switch (message.kind) {
		case 'text':
			return { type: 'text', text: text(message) };
		case 'media':
			return { type: message.type, [message.type]: media(message) };
		case 'template':
			return { type: 'template', template: templateBody(message) };
		case 'location':
			return { type: 'location', location: location(message) };
		case 'contacts':
			return { type: 'contacts', contacts: contacts(message) };
		case 'reaction':
			return {
				type: 'reaction',
				reaction: { message_id: message.messageId, emoji: message.emoji },
			};
		default:
			return { type: 'interactive', interactive: interactive(message) };
	}
}

/** Direct Send does not support `preview_url` (direct-send/supported-message-types). */
const text = ({ text: body, previewUrl = false, directSend }: TextMessage) =>
	defined({ body, preview_url: directSend ? undefined : previewUrl });

function media({ type, media: where, caption, filename, voice }: MediaMessage) {
	const link = 'link' in where ? where.link : undefined;
	const name = type === 'document' ? documentName(filename, link) : filename;
	return defined({ ...where, caption, filename: name, voice });
}

/** Meta's OpenAPI file has degrees as text. */
function location({ latitude, longitude, name, address }: LocationMessage) {
	return defined({ latitude: String(latitude), longitude: String(longitude), name, address });
}

/** Reads the answer of a send: accepted, which is not yet delivered. */
export function sent(body: unknown): Sent | undefined {
	const message = asObjects(asObject(body)?.messages)[0];
	const messageId = asText(message?.id);
	if (messageId === undefined) return undefined;
	const contact = asObjects(asObject(body)?.contacts)[0];
	return {
		messageId,
		status: asText(message?.message_status) ?? 'accepted',
		recipient: defined({ phone: asText(contact?.wa_id), userId: asText(contact?.user_id) }),
	};
}

/**
 * Builds the request that marks a message as read, and with it all earlier ones of this person.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators
 */
export function markRead(receipt: ReadReceipt, credential: Credential): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(metaCredential(credential), receipt.from, 'messages'),
		body: readBody(receipt),
	};
}

/** Its body, also for providers that pass it on as it is. */
export function readBody({ messageId, typing }: ReadReceipt): Record<string, unknown> {
	return defined({
		messaging_product: 'whatsapp',
		status: 'read',
		message_id: messageId,
		typing_indicator: typing ? { type: 'text' } : undefined,
	});
}
