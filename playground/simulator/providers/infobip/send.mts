import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { accept } from '../../whatsapp/accept.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import { readByBusiness } from '../../whatsapp/inbound.mts';
import { parsedMessage } from '../../whatsapp/message.mts';
import { changed, type World } from '../../world.mts';
import { numberOf } from './account.mts';
import { badRequest, notFound, schemaRefusal } from './failure.mts';
import {
	type Envelope,
	type SendContent,
	type SendKind,
	bulk,
	sendSchemas,
} from './sendSchema.mts';
import { graphTemplate } from './templates.mts';

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
	const result = schema.safeParse(body);
	if (!result.success) throw schemaRefusal(result.error);
	return result.data;
}

const PENDING = {
	groupId: 1,
	groupName: 'PENDING',
	id: 7,
	name: 'PENDING_ENROUTE',
	description: 'Message sent to next instance',
};
/** https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes#general-status-codes */
const REPEATED = {
	groupId: 5,
	groupName: 'REJECTED',
	id: 23,
	name: 'REJECTED_DUPLICATE_MESSAGE_ID',
	description: 'Message has been rejected because of a repeated message ID',
};

/** Every kind but templates: one message, one answer. */
export function sendOne(world: World, kind: string, body: unknown): unknown {
	if (!Object.hasOwn(sendSchemas, kind)) throw notFound();
	const known = kind as SendKind;
	const { content, ...envelope } = parsed(sendSchemas[known] as z.ZodType, body) as Envelope & {
		content: unknown;
	};
	return send(world, envelope, graphContent(known, content));
}

/** Templates travel in a list; its messages are looked at together before any is sent. */
export function sendTemplates(world: World, body: unknown): unknown {
	const { messages, bulkId } = parsed(bulk, body);
	const ready = messages.map(({ content, ...envelope }) => ({
		envelope,
		content: graphTemplate(world.templates, content),
	}));
	return {
		messages: ready.map(({ envelope, content }) => send(world, envelope, content)),
		...((messages.length > 1 || bulkId) && { bulkId: bulkId || randomUUID() }),
	};
}

function send(world: World, envelope: Envelope, content: Record<string, unknown>) {
	const { from, to, messageId, callbackData, notifyUrl, context } = envelope;
	const number = numberOf(world.account, from);
	if (!number) throw badRequest('from', 'is not a sender of this account');
	const quoted = context?.replyToMessageId;
	if (quoted !== undefined && world.conversations.find(quoted)?.direction !== 'incoming') {
		throw badRequest('context.replyToMessageId', 'is not the ID of an inbound message');
	}
	const answer = { to, messageCount: 1, messageId: messageId ?? randomUUID() };
	if (world.conversations.find(answer.messageId)) return { ...answer, status: REPEATED };
	const message = parsedMessage({
		messaging_product: 'whatsapp',
		...recipient(to),
		...(quoted !== undefined && { context: { message_id: quoted } }),
		...content,
	});
	accept(world, {
		message,
		phoneNumberId: number.id,
		id: answer.messageId,
		...(notifyUrl && { statusUrl: notifyUrl }),
		extra: {
			...(callbackData && { callbackData }),
			wamid: newWamid(to, 'outgoing'),
			from,
		},
	});
	return { ...answer, status: PENDING };
}

/** A number in international format, or a business-scoped user ID. */
function recipient(to: string) {
	return /^[A-Z]{2}\./.test(to) ? { recipient: to } : { to: `+${to.replace(/^\+/, '')}` };
}

/** `POST /whatsapp/1/senders/{sender}/message/{messageId}/read` */
export function markMessageRead(world: World, sender: string, messageId: string): void {
	const message = world.conversations.find(messageId);
	const number = numberOf(world.account, sender);
	if (message?.direction !== 'incoming' || message.phoneNumberId !== number?.id) {
		throw badRequest('messageId', 'is not a message received by this sender');
	}
	readByBusiness(world, message);
}

const typingEvent = z.strictObject({
	sender: z.string().min(1),
	content: z.strictObject({ type: z.literal('TYPING_INDICATOR'), messageId: z.string().min(1) }),
});
const TYPING_MILLISECONDS = 25_000;

/** github.com/infobip/infobip-api-java-client, WhatsAppEvent; WhatsApp marks the message as read, too. */
export function showTyping(world: World, body: unknown): void {
	const { sender, content } = parsed(typingEvent, body);
	markMessageRead(world, sender, content.messageId);
	const { personId } = world.conversations.find(content.messageId)!;
	if (personId === null) return;
	world.typingUntil.set(personId, Date.now() + TYPING_MILLISECONDS);
	world.timers.after(TYPING_MILLISECONDS, () => changed(world));
	changed(world);
}

/** The `type` and body of a message in Meta's shape, in which WhatsApp's limits are checked. */
function graphContent(kind: SendKind, content: unknown): Record<string, unknown> {
	switch (kind) {
		case 'text': {
			const { text, previewUrl } = content as SendContent<'text'>;
			return { type: 'text', text: { body: text, preview_url: previewUrl ?? false } };
		}
		case 'interactive/buttons':
			return interactive(buttons(content as SendContent<'interactive/buttons'>));
		case 'interactive/list':
			return interactive(list(content as SendContent<'interactive/list'>));
		case 'interactive/url-button':
			return urlButton(content as SendContent<'interactive/url-button'>);
		case 'interactive/location-request':
			return locationRequest(content as SendContent<'interactive/location-request'>);
		case 'interactive/flow':
			return flow(content as SendContent<'interactive/flow'>);
		case 'interactive/product':
			return product(content as SendContent<'interactive/product'>);
		case 'interactive/multi-product':
			return products(content as SendContent<'interactive/multi-product'>);
		case 'interactive/call-permission-request':
			return interactive({
				type: 'call_permission_request',
				action: { name: 'call_permission_request' },
			});
		case 'location':
			return { type: 'location', location: filled(content as SendContent<'location'>) };
		case 'contact':
			return contacts(content as SendContent<'contact'>);
		default: {
			const { mediaUrl, ...rest } = content as SendContent<'document'>;
			return { type: kind, [kind]: { link: mediaUrl, ...filled(rest) } };
		}
	}
}

function buttons({ header, body, footer, action }: SendContent<'interactive/buttons'>) {
	return {
		type: 'button',
		...(header && { header: buttonsHeader(header) }),
		body,
		...(footer && { footer }),
		action: {
			buttons: action.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
		},
	};
}

function list({ header, body, footer, action }: SendContent<'interactive/list'>) {
	return {
		type: 'list',
		...(header && { header: { type: 'text', text: header.text } }),
		body,
		...(footer && { footer }),
		action: {
			button: action.title,
			sections: action.sections.map(({ title, rows }) => ({
				...(title && { title }),
				rows: rows.map(filled),
			})),
		},
	};
}

const interactive = (body: Record<string, unknown>) => ({
	type: 'interactive',
	interactive: body,
});

/** Empty means absent: Infobip's limits begin at 0 here, WhatsApp's at 1. */
function filled(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function buttonsHeader(
	header: NonNullable<SendContent<'interactive/buttons'>['header']>,
): Record<string, unknown> {
	if (header.type === 'TEXT') return { type: 'text', text: header.text };
	const { type, mediaUrl, ...rest } = header;
	return { type: type.toLowerCase(), [type.toLowerCase()]: { link: mediaUrl, ...filled(rest) } };
}

/** What opens a page, a form or the map, in Meta's shape. */

const urlButton = ({ header, body, footer, action }: SendContent<'interactive/url-button'>) =>
	interactive({
		type: 'cta_url',
		...(header && { header: buttonsHeader(header) }),
		body,
		...(footer && { footer }),
		action: {
			name: 'cta_url',
			parameters: { display_text: action.displayText, url: action.url },
		},
	});

const locationRequest = ({ body }: SendContent<'interactive/location-request'>) =>
	interactive({
		type: 'location_request_message',
		body,
		action: { name: 'send_location' },
	});

function flow({ header, body, footer, action }: SendContent<'interactive/flow'>) {
	const { mode, flowToken, flowId, callToActionButton, flowAction, flowActionPayload } = action;
	return interactive({
		type: 'flow',
		...(header && { header: { type: 'text', text: header.text } }),
		body,
		...(footer && { footer }),
		action: {
			name: 'flow',
			parameters: {
				flow_message_version: '3',
				flow_id: flowId,
				flow_cta: callToActionButton,
				flow_token: flowToken,
				...(mode && { mode: mode.toLowerCase() }),
				...(flowAction && { flow_action: flowAction.toLowerCase() }),
				...(flowActionPayload && { flow_action_payload: flowActionPayload }),
			},
		},
	});
}

/** Products, in Meta's shape. */

const product = ({ body, footer, action }: SendContent<'interactive/product'>) =>
	interactive({
		type: 'product',
		...(body && { body }),
		...(footer && { footer }),
		action: { catalog_id: action.catalogId, product_retailer_id: action.productRetailerId },
	});

const products = ({ header, body, footer, action }: SendContent<'interactive/multi-product'>) =>
	interactive({
		type: 'product_list',
		header: { type: 'text', text: header.text },
		body,
		...(footer && { footer }),
		action: {
			catalog_id: action.catalogId,
			sections: action.sections.map(({ title, productRetailerIds }) => ({
				...(title && { title }),
				product_items: productRetailerIds.map((id) => ({ product_retailer_id: id })),
			})),
		},
	});

/** Contact cards, in Meta's shape. */
const contacts = ({ contacts: cards }: SendContent<'contact'>) => ({
	type: 'contacts',
	contacts: cards.map(({ name, phones, addresses, ...rest }) => ({
		name: given({
			formatted_name: name.formattedName,
			first_name: name.firstName,
			middle_name: name.middleName,
			last_name: name.lastName,
			prefix: name.namePrefix,
			suffix: name.nameSuffix,
		}),
		...(phones && { phones: phones.map(({ waId, ...phone }) => given({ ...phone, wa_id: waId })) }),
		...(addresses && {
			addresses: addresses.map(({ countryCode, ...address }) =>
				given({ ...address, country_code: countryCode }),
			),
		}),
		...rest,
	})),
});

const given = (fields: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
