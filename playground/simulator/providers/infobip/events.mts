import type { Change } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { MEDIA_HOST, senderOfNumber } from './account.mts';
import { infobipContact, infobipTime } from './parties.mts';

type Part = Record<string, unknown>;

/** One message in the shape MO_OTT_CONTACT (openapi 3.210.0, receive-inbound-whatsapp-messages). */
export function inboundResult(world: World, { phoneNumberId, value }: Change, message: Part) {
	const sender = senderOfNumber(world.account, phoneNumberId);
	const reaction = message.reaction as Part | undefined;
	const answered = (message.context as Part | undefined)?.id ?? reaction?.message_id;
	const stored = answered === undefined ? undefined : world.conversations.find(String(answered));
	const extra = stored?.outgoing?.extra;
	return {
		from: message.from ?? message.from_user_id,
		to: sender,
		integrationType: 'WHATSAPP',
		receivedAt: infobipTime(message.timestamp),
		messageId: message.id,
		...(extra && { pairedMessageId: stored?.id }),
		...(extra?.callbackData !== undefined && { callbackData: extra.callbackData }),
		message: {
			...content(sender, message),
			// By the name that WhatsApp has for the message: the pairing says which one of ours it is.
			...(answered !== undefined && { context: { from: sender, id: extra?.wamid ?? answered } }),
		},
		price: { pricePerMessage: 0, currency: 'EUR' },
		contact: infobipContact(value.contacts),
	};
}

function content(sender: string, message: Part): Part {
	const type = String(message.type);
	const part = (message[type] ?? {}) as Part;
	switch (type) {
		case 'text':
			return { type: 'TEXT', text: part.body };
		case 'button':
			return { type: 'BUTTON', text: part.text, payload: part.payload };
		case 'interactive':
			return interactive(part);
		case 'reaction':
			return part.emoji === undefined
				? { type: 'REACTION', action: 'REMOVED' }
				: { type: 'REACTION', action: 'ADDED', emoji: part.emoji };
		case 'image':
		case 'video':
		case 'document':
		case 'sticker':
			return media(sender, type.toUpperCase(), part);
		case 'audio':
			return media(sender, part.voice === true ? 'VOICE' : 'AUDIO', part);
		case 'location':
			return { type: 'LOCATION', ...part };
		case 'contacts':
			return { type: 'CONTACT', contacts: message.contacts };
		case 'order':
			return { type: 'ORDER', ...part };
		default:
			return { type: 'UNSUPPORTED' };
	}
}

function interactive(part: Part): Part {
	const { id, title, description } = (part[String(part.type)] ?? {}) as Part;
	switch (part.type) {
		case 'button_reply':
			return { type: 'INTERACTIVE_BUTTON_REPLY', id, title };
		case 'list_reply':
			return {
				type: 'INTERACTIVE_LIST_REPLY',
				id,
				title,
				...(description !== undefined && { description }),
			};
		case 'nfm_reply':
			return flowAnswer(part.nfm_reply as Part);
		default:
			return { type: 'UNSUPPORTED' };
	}
}

/** WhatsApp has the fields of a form as JSON inside a text; Infobip writes them out. */
function flowAnswer({ body, response_json }: Part): Part {
	let response: unknown = {};
	try {
		response = JSON.parse(String(response_json));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	return { type: 'INTERACTIVE_FLOW_REPLY', text: body ?? 'Sent', response };
}

/** A file's name is the caption of a document without one. */
function media(sender: string, type: string, { id, caption, filename }: Part): Part {
	const said = caption ?? (type === 'DOCUMENT' ? filename : undefined);
	return {
		type,
		url: `${MEDIA_HOST}/whatsapp/1/senders/${sender}/media/${String(id)}`,
		...(said !== undefined && { caption: said }),
	};
}
