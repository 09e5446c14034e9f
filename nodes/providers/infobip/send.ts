import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import { documentName } from '../../whatsapp/documentName';
import type { LocationMessage, MediaMessage, Message, TextMessage } from '../../whatsapp/messages';
import { unsupportedKind } from '../failure';
import type { Credential, HttpRequest } from '../http';
import type { ReadReceipt, Sent } from '../provider';
import { infobipCredential, infobipUrl } from './account';
import { interactive, templateContent } from './interactive';
import { contacts } from './contacts';
import { hasFailed, writeMessageId } from './values';

/**
 * Builds `POST /whatsapp/1/message/…`: each kind has an endpoint of its own, and only templates travel
 * in a list.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages
 */
export function send(message: Message, credential: Credential): HttpRequest {
	const one = defined({
		from: phoneDigits(message.from) ?? message.from,
		to: message.to.userId ?? message.to.phone,
		messageId: writeMessageId(message),
		content: contentOf(message),
		callbackData: message.reference,
		context: message.replyTo === undefined ? undefined : { replyToMessageId: message.replyTo },
	});
	return {
		method: 'POST',
		url: `${infobipCredential(credential).baseUrl}/whatsapp/1/message/${endpointOf(message)}`,
		body: message.kind === 'template' ? { messages: [one] } : one,
	};
}

/** The message in the answer of a send: alone, or the first of a list. */
export function answeredMessage(body: unknown): JsonObject | undefined {
	const answer = asObject(body);
	return Array.isArray(answer?.messages) ? asObjects(answer.messages)[0] : answer;
}

/** Reads the answer of a send. Infobip answers 200 even where it rejects the message. */
export function sent(body: unknown): Sent | undefined {
	const message = answeredMessage(body);
	const messageId = asText(message?.messageId);
	const status = asObject(message?.status);
	if (messageId === undefined || hasFailed(status)) return undefined;
	const to = asText(message?.to);
	const phone = to === undefined ? undefined : phoneDigits(to);
	return {
		messageId,
		status: asText(status?.name) ?? 'accepted',
		recipient: defined({ phone, userId: phone === undefined ? to : undefined }),
	};
}

/** The last part of the endpoint's path. */
function endpointOf(message: Message): string {
	switch (message.kind) {
		case 'media':
			return message.type;
		case 'buttons':
		case 'list':
		case 'flow':
		case 'product':
			return `interactive/${message.kind}`;
		case 'productList':
			return 'interactive/multi-product';
		case 'callPermissionRequest':
			return 'interactive/call-permission-request';
		case 'link':
			return 'interactive/url-button';
		case 'locationRequest':
			return 'interactive/location-request';
		case 'contacts':
			return 'contact';
		case 'text':
		case 'location':
		case 'template':
			return message.kind;
		default:
			return unsupportedKind(message);
	}
}

/** The `content` of a send. */
function contentOf(message: Message): Record<string, unknown> | undefined {
	switch (message.kind) {
		case 'text':
			return text(message);
		case 'media':
			return media(message);
		case 'buttons':
		case 'list':
		case 'link':
		case 'flow':
		case 'product':
		case 'productList':
			return interactive(message);
		case 'locationRequest':
			return { body: { text: message.body } };
		case 'location':
			return location(message);
		case 'contacts':
			return { contacts: contacts(message) };
		case 'template':
			return templateContent(message);
		// It says nothing but whom it is for (WhatsAppInteractiveCallPermissionRequestMessage of its Java client).
		case 'callPermissionRequest':
			return undefined;
		default:
			return unsupportedKind(message);
	}
}

/** A preview of a text without a link is refused. */
function text({ text: content, previewUrl }: TextMessage) {
	const preview = previewUrl === true && /https?:\/\//i.test(content);
	return defined({ text: content, previewUrl: preview || undefined });
}

function media({ media: where, caption, filename, type, voice }: MediaMessage) {
	const link = 'link' in where ? where.link : where.id;
	return defined({
		mediaUrl: link,
		caption,
		filename: type === 'document' ? documentName(filename, link) : undefined,
		voice,
	});
}

function location({ latitude, longitude, name, address }: LocationMessage) {
	return defined({ latitude, longitude, name, address });
}

/**
 * Builds `POST /whatsapp/1/senders/{sender}/message/{messageId}/read`, which has no body, or the event that shows
 * "typing…", which WhatsApp shows only where it marks the message as read as well.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-inbound-messages/mark-whatsapp-message-as-read
 * and Infobip's own Java client (WhatsAppEvent)
 */
export function markRead(receipt: ReadReceipt, credential: Credential): HttpRequest {
	const { from, messageId, typing } = receipt;
	const infobip = infobipCredential(credential);
	const sender = phoneDigits(from) ?? from;
	if (typing) {
		return {
			method: 'POST',
			url: infobipUrl(infobip, 'whatsapp', '1', 'events'),
			body: { sender, content: { type: 'TYPING_INDICATOR', messageId } },
		};
	}
	const path = ['whatsapp', '1', 'senders', sender, 'message', messageId, 'read'];
	return { method: 'POST', url: infobipUrl(infobip, ...path) };
}
