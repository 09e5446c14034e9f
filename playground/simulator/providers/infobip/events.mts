import type { Change } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import type { World } from '../../world.mts';
import { MEDIA_HOST, senderOfNumber } from './account.mts';

type Part = Record<string, unknown>;

/** One message in the shape MO_OTT_CONTACT (openapi 3.210.0, receive-inbound-whatsapp-messages). */
function inboundResult(world: World, { phoneNumberId, value }: Change, message: Part) {
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
		case 'call_permission_reply':
			return {
				type: 'INTERACTIVE_CALL_PERMISSION_REPLY',
				callPermissionReply: part.call_permission_reply,
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

const NO_ERROR = {
	id: 0,
	name: 'NO_ERROR',
	description: 'No Error',
	groupId: 0,
	groupName: 'OK',
	permanent: false,
};
const DELIVERED = {
	id: 5,
	groupId: 3,
	groupName: 'DELIVERED',
	name: 'DELIVERED_TO_HANDSET',
	description: 'Message delivered to handset',
};
const UNDELIVERABLE = {
	id: 9,
	groupId: 2,
	groupName: 'UNDELIVERABLE',
	name: 'UNDELIVERABLE_NOT_DELIVERED',
	description: 'Message sent not delivered',
};

/**
 * WhatsApp's codes in the list of chat errors; `permanent` as it says there.
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes#chat-error-codes
 */
const ERRORS: Record<number, [id: number, name: string, passing?: true]> = {
	130472: [7021, 'EC_LIMITED_FUNCTIONALITY'],
	131026: [7020, 'EC_DEVICE_REPRODUCTION_ERROR'],
	131031: [7011, 'EC_ACCOUNT_ISSUE'],
	131042: [7019, 'EC_PROVIDER_BILLING_ERROR'],
	131047: [7010, 'EC_NO_SESSION'],
	131048: [7016, 'EC_SPAM_RATE'],
	131049: [7032, 'EC_FREQUENCY_CAPPING'],
	131050: [7033, 'EC_MARKETING_OPT_OUT'],
	131053: [7014, 'EC_MEDIA_UPLOAD_ERROR', true],
	131056: [7017, 'EC_TOO_MANY_REQUESTS', true],
	132015: [7009, 'EC_INVALID_TEMPLATE'],
};
const UNKNOWN: (typeof ERRORS)[number] = [7080, 'EC_INTERNAL_ERROR'];

/** A delivery or seen report; undefined for what Infobip does not report. */
function statusResult(world: World, change: Change, status: Part): Part | undefined {
	const stored = world.conversations.find(String(status.id));
	const { callbackData } = stored?.outgoing?.extra ?? {};
	const to = status.recipient_id ?? status.recipient_user_id;
	const contact = infobipContact(change.value.contacts);
	const parties = {
		...(Object.keys(contact).length > 0 && { contact }),
		...(callbackData !== undefined && { callbackData }),
	};
	const sentAt = infobipTime((stored?.at ?? 0) / 1000);
	if (status.status === 'read') {
		return {
			messageId: status.id,
			from: to,
			to: senderOfNumber(world.account, change.phoneNumberId),
			sentAt,
			seenAt: infobipTime(status.timestamp),
			...parties,
		};
	}
	const outcome = deliveryOutcome(status);
	if (!outcome) return undefined;
	return {
		bulkId: '',
		price: { pricePerMessage: 0, currency: 'EUR' },
		...outcome,
		messageId: status.id,
		doneAt: infobipTime(status.timestamp),
		messageCount: 1,
		sentAt,
		to,
		...parties,
	};
}

/** Reports are final: that a message is on its way is only said in the answer to the send. */
function deliveryOutcome({ status, errors }: Part): Part | undefined {
	if (status === 'delivered') return { status: DELIVERED, error: NO_ERROR };
	if (status !== 'failed') return undefined;
	const [error] = (errors ?? []) as Array<{ code: number; error_data?: { details?: string } }>;
	const [id, name, passing] = ERRORS[error?.code ?? 0] ?? UNKNOWN;
	return {
		status: UNDELIVERABLE,
		error: {
			id,
			name,
			description: error?.error_data?.details ?? name,
			groupId: 1,
			groupName: 'USER_ERRORS',
			permanent: passing !== true,
		},
	};
}

/** Infobip's form of a time: no colon in the zone. */
function infobipTime(seconds: unknown): string {
	return new Date(Number(seconds) * 1000).toISOString().replace('Z', '+0000');
}

interface GraphContact {
	profile?: { name?: string; username?: string };
	wa_id?: string;
	user_id?: string;
}

/** `contact` of every webhook, from WhatsApp's own; somebody with a hidden number has no phone. */
function infobipContact(contacts: unknown[] | undefined): Record<string, unknown> {
	const [contact] = (contacts ?? []) as GraphContact[];
	return {
		...(contact?.profile?.name && { name: contact.profile.name }),
		...(contact?.wa_id && { phoneNumber: contact.wa_id }),
		...(contact?.user_id && { userId: contact.user_id }),
		...(contact?.profile?.username && { username: contact.profile.username }),
	};
}

/** Messages and reports alike are lists named `results`. */
export const events: EventsDoor = {
	batches: true,
	webhook(world, changes) {
		const inbound = changes.flatMap((change) =>
			(change.value.messages ?? []).map((message) => inboundResult(world, change, message)),
		);
		const reports = changes.flatMap((change) =>
			(change.value.statuses ?? []).flatMap((status) => statusResult(world, change, status) ?? []),
		);
		const results = [...inbound, ...reports];
		if (results.length === 0) return null;
		const counts = { messageCount: inbound.length, pendingMessageCount: 0 };
		const body = { results, ...(inbound.length > 0 && counts) };
		return { body, rawBody: JSON.stringify(body) };
	},
};
