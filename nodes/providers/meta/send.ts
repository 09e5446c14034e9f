import { asObject, asObjects, asText, defined } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import { documentName } from '../../whatsapp/documentName';
import { listSections } from '../../whatsapp/listSections';
import type {
	ButtonsMessage,
	Contact,
	ContactsMessage,
	FlowMessage,
	Frame,
	HeaderMedia,
	LinkMessage,
	ListMessage,
	LocationMessage,
	LocationRequestMessage,
	MediaMessage,
	Message,
	Recipient,
} from '../../whatsapp/messages';
import type { Failure } from '../../whatsapp/failure';
import type { Credential, HttpRequest } from '../http';
import type { ReadReceipt, Sent } from '../provider';
import { graphUrl, metaCredential } from './account';
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

/**
 * Builds `POST /<PHONE_NUMBER_ID>/marketing_messages` where a marketing template was refused by the usual
 * way. The form is the same.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/route-template-messages
 */
export function detour(
	message: Message,
	credential: Credential,
	{ code }: Failure,
): HttpRequest | undefined {
	return message.kind === 'template' && code === MARKETING_APART
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
 * The `contacts` of a send.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
const contacts = (message: ContactsMessage) => message.contacts.map(contact);

function contact({ name, phones, emails, organization }: Contact) {
	return defined({
		name: defined({
			formatted_name: name.formatted,
			first_name: name.first,
			last_name: name.last,
		}),
		phones: phones.length > 0 ? phones.map(phone) : undefined,
		emails: emails.length > 0 ? emails.map((email) => ({ email })) : undefined,
		org: organization === undefined ? undefined : { company: organization },
	});
}

/**
 * With `wa_id` the card offers to write to this person, without it to invite them. Only a number
 * written with its country is certain to be theirs.
 */
function phone(number: string) {
	const international = /^\s*(\+|00)/.test(number);
	return defined({ phone: number, wa_id: international ? phoneDigits(number) : undefined });
}

type InteractiveMessage =
	| ButtonsMessage
	| ListMessage
	| LinkMessage
	| LocationRequestMessage
	| FlowMessage;

/** The `interactive` object of a send. */
export function interactive(message: InteractiveMessage): Record<string, unknown> {
	switch (message.kind) {
		case 'buttons':
			return { type: 'button', ...frame(message), action: { buttons: replyButtons(message) } };
		case 'list':
			return { type: 'list', ...frame(message), action: list(message) };
		case 'link':
			return { type: 'cta_url', ...frame(message), action: link(message) };
		case 'locationRequest':
			return {
				type: 'location_request_message',
				body: { text: message.body },
				action: { name: 'send_location' },
			};
		case 'flow':
			return { type: 'flow', ...frame(message), action: flow(message) };
	}
}

/** What an interactive message has around its action. */
function frame({ header, headerMedia, body, footer }: Frame) {
	return defined({
		header:
			headerMedia !== undefined
				? mediaHeader(headerMedia)
				: header === undefined
					? undefined
					: { type: 'text', text: header },
		body: { text: body },
		footer: footer === undefined ? undefined : { text: footer },
	});
}

function mediaHeader({ type, link: address, filename }: HeaderMedia) {
	const name = type === 'document' ? documentName(filename, address) : undefined;
	return { type, [type]: defined({ link: address, filename: name }) };
}

const replyButtons = ({ buttons }: ButtonsMessage) =>
	buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));

/** A title of one section alone is optional to some of Meta's pages and required by others. */
function list({ button, rows: given }: ListMessage) {
	const sections = listSections(given).map(({ title = button, rows }) => ({
		title,
		rows: rows.map(({ id, title: label, description }) =>
			defined({ id, title: label, description: description || undefined }),
		),
	}));
	return { button, sections };
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-cta-url-messages */
const link = ({ label, url }: LinkMessage) => ({
	name: 'cta_url',
	parameters: { display_text: label, url },
});

/** @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
function flow({ flow: which, cta, token, screen, data, screenFromServer, draft }: FlowMessage) {
	const parameters = defined({
		flow_message_version: '3',
		...('id' in which ? { flow_id: which.id } : { flow_name: which.name }),
		flow_cta: cta,
		flow_token: token,
		mode: draft ? 'draft' : undefined,
		// Without a screen the flow begins where its makers said.
		flow_action: screenFromServer ? 'data_exchange' : screen === undefined ? undefined : 'navigate',
		flow_action_payload: screen === undefined ? undefined : defined({ screen, data }),
	});
	return { name: 'flow', parameters };
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
