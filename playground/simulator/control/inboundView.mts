import type { MessageView } from '../whatsapp/conversation.mts';

type Part = Record<string, string | undefined>;

/** How the phone shows an inbound message of any type. */
export function inboundView(
	message: Record<string, unknown> & { type: string },
): MessageView | undefined {
	const part = (message[message.type] ?? {}) as Part;
	switch (message.type) {
		case 'reaction':
		case 'system':
			return undefined;
		case 'text':
			return { kind: 'text', text: part.body ?? '' };
		case 'image':
		case 'video':
		case 'document':
		case 'audio':
		case 'sticker':
			return {
				kind: message.type,
				media: {
					kind: message.type,
					...(part.id && { mediaId: part.id }),
					...(part.filename && { filename: part.filename }),
				},
				...(part.caption && { text: part.caption }),
			};
		case 'location':
			return {
				kind: 'location',
				location: {
					latitude: Number(part.latitude),
					longitude: Number(part.longitude),
					...(part.name && { name: part.name }),
				},
			};
		default:
			return { kind: message.type, text: `(${message.type})` };
	}
}
