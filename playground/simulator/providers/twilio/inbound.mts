import type { AnyJson } from '../../../anyJson.mts';
import { ACCOUNT_SID } from './account.mts';

type Part = Record<string, AnyJson>;

const MIME_TYPES: Readonly<Record<string, string>> = {
	image: 'image/jpeg',
	video: 'video/mp4',
	audio: 'audio/ogg',
	document: 'application/pdf',
	sticker: 'image/webp',
};

/** What Twilio says of a message of WhatsApp; null for what it is not known to pass on. */
export function inboundContent(message: Part): Record<string, string> | null {
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
