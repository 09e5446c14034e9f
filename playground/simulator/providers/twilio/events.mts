import type { Change } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import type { World } from '../../world.mts';
import { ACCOUNT_SID, addressOf, senderSid } from './account.mts';
import { codeFor } from './failure.mts';
import type { AnyJson } from '../../../anyJson.mts';

type Params = Record<string, string>;

const API_VERSION = '2010-04-01';

/** A person's address: people may hide their number behind a user ID. */
const personAddress = (phone: unknown, userId: unknown): string =>
	phone === undefined ? `whatsapp:${String(userId)}` : `whatsapp:+${String(phone)}`;

function ours(world: World, { phoneNumberId }: Change) {
	const number = world.account.phoneNumbers.find(({ id }) => id === phoneNumberId);
	return number
		? { address: addressOf(number), sid: senderSid(number) }
		: { address: 'whatsapp:', sid: '' };
}

/** twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
function statusParams(world: World, change: Change, status: Record<string, AnyJson>): Params {
	const sid = String(status.id);
	const { address, sid: channel } = ours(world, change);
	const error = status.errors?.[0] as { code: number } | undefined;
	const [code, text] = error ? codeFor(error.code) : [];
	return {
		ApiVersion: API_VERSION,
		MessageStatus: String(status.status),
		SmsSid: sid,
		SmsStatus: String(status.status),
		ChannelInstallSid: channel,
		To: personAddress(status.recipient_id, status.recipient_user_id),
		From: address,
		MessageSid: sid,
		AccountSid: ACCOUNT_SID,
		ChannelPrefix: 'whatsapp',
		...(status.status === 'read' && { EventType: 'READ' }),
		...(code !== undefined && { ErrorCode: String(code), ErrorMessage: String(text) }),
	};
}

/** twilio.com/docs/messaging/guides/webhook-request */
function messageParams(
	world: World,
	change: Change,
	message: Record<string, AnyJson>,
): Params | null {
	const content = inboundContent(message);
	if (content === null) return null;
	const sid = String(message.id);
	const { address } = ours(world, change);
	const contact = change.value.contacts?.[0] as
		| { profile?: { name?: string; username?: string } }
		| undefined;
	const answered = message.context?.id as string | undefined;
	return {
		SmsMessageSid: sid,
		NumMedia: '0',
		ProfileName: contact?.profile?.name ?? '',
		...(contact?.profile?.username !== undefined && {
			ProfileUsername: contact.profile.username,
		}),
		SmsSid: sid,
		...(message.from !== undefined && { WaId: String(message.from) }),
		...(message.from_user_id !== undefined && {
			ExternalUserId: `whatsapp:${String(message.from_user_id)}`,
		}),
		SmsStatus: 'received',
		To: address,
		NumSegments: '1',
		MessageSid: sid,
		AccountSid: ACCOUNT_SID,
		From: personAddress(message.from, message.from_user_id),
		ApiVersion: API_VERSION,
		...(answered !== undefined && {
			OriginalRepliedMessageSender: address,
			OriginalRepliedMessageSid: answered,
		}),
		...content,
	};
}

type Part = Record<string, AnyJson>;

const MIME_TYPES: Readonly<Record<string, string>> = {
	image: 'image/jpeg',
	video: 'video/mp4',
	audio: 'audio/ogg',
	document: 'application/pdf',
	sticker: 'image/webp',
};

/** What Twilio says of a message of WhatsApp; null for what it is not known to pass on. */
function inboundContent(message: Part): Record<string, string> | null {
	const part = (message[message.type] ?? {}) as Part;
	switch (message.type) {
		case 'text':
			return { MessageType: 'text', Body: String(part.body ?? '') };
		case 'interactive':
			return answer(part);
		case 'button':
			return {
				MessageType: 'button',
				Body: String(part.text),
				ButtonText: String(part.text),
				ButtonPayload: String(part.payload),
			};
		case 'location':
			return {
				MessageType: 'location',
				Body: '',
				Latitude: String(part.latitude),
				Longitude: String(part.longitude),
				...(part.name && { Label: String(part.name) }),
				...(part.address && { Address: String(part.address) }),
			};
		default:
			return message.type in MIME_TYPES ? file(message, part) : null;
	}
}

function answer({ button_reply, list_reply }: Part): Record<string, string> | null {
	if (button_reply) {
		const { id, title } = button_reply as Record<string, string>;
		return {
			MessageType: 'interactive',
			Body: title ?? '',
			ButtonText: title ?? '',
			ButtonPayload: id ?? '',
		};
	}
	if (!list_reply) return null;
	const { id, title, description } = list_reply as Record<string, string>;
	return {
		MessageType: 'interactive',
		Body: title ?? '',
		ListId: id ?? '',
		ListTitle: title ?? '',
		...(description && { ListDescription: description }),
	};
}

function file(message: Part, part: Part): Record<string, string> {
	const media = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${message.id}/Media/ME1`;
	return {
		MessageType: String(message.type),
		Body: String(part.caption ?? ''),
		NumMedia: '1',
		MediaUrl0: `https://api.twilio.com${media}`,
		MediaContentType0: String(part.mime_type ?? MIME_TYPES[message.type] ?? ''),
	};
}

/** One message or one status in each webhook, as a form. */
export const events: EventsDoor = {
	batches: false,
	webhook(world, [change]) {
		const status = change?.value.statuses?.[0];
		const message = change?.value.messages?.[0];
		const body =
			change && status
				? statusParams(world, change, status)
				: change && message
					? messageParams(world, change, message)
					: null;
		return body && { body, rawBody: new URLSearchParams(body).toString() };
	},
};
