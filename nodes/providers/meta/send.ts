import { asObject, asObjects, asText, defined } from '../../shared/json';
import type { LocationMessage, MediaMessage, Message, Recipient } from '../../whatsapp/messages';
import type { Account, HttpRequest, Sent } from '../provider';
import { graphUrl, metaAccount } from './account';
import { contacts } from './contacts';
import { interactive } from './interactive';
import { templateBody } from './sendTemplate';

/**
 * Builds `POST /<PHONE_NUMBER_ID>/messages`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export function send(message: Message, account: Account): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(metaAccount(account), message.from, 'messages'),
		body: messageBody(message),
	};
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
	});
}

/** With a plus, or the business number's own country code may be put in front (send-messages). */
function recipient(to: Recipient): Record<string, unknown> {
	return to.userId === undefined ? { to: `+${to.phone}` } : { recipient: to.userId };
}

function content(message: Message): Record<string, unknown> {
	switch (message.kind) {
		case 'text':
			return {
				type: 'text',
				text: { body: message.text, preview_url: message.previewUrl ?? false },
			};
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

function media({ media: where, caption, filename }: MediaMessage) {
	return defined({ ...where, caption, filename });
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
