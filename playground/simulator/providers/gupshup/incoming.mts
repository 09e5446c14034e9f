import type { StoredMessage } from '../../whatsapp/conversation.mts';

type Json = Record<string, any>;

/** Gupshup's words for WhatsApp's types (docs.gupshup.io/docs/inbound-messages). */
const FILES: Json = {
	image: 'image',
	video: 'video',
	audio: 'audio',
	document: 'file',
	sticker: 'sticker',
};

/** The title with the number of the button or row, as Gupshup's samples have it. */
function reply(title: string, id: string, answered?: StoredMessage): string {
	const rows = answered?.view.list?.sections.flatMap((section) =>
		section.rows.map((row) => row.id),
	);
	const ids = rows ?? answered?.view.buttons?.map((button) => button.reply) ?? [];
	return `${title} ${ids.indexOf(id) + 1}`;
}

/**
 * `type` and `payload` of what somebody wrote or tapped (docs.gupshup.io/docs/text, …/interactive,
 * …/reference/postback-text-support); undefined for what is not documented.
 */
export function incoming(
	message: Json,
	answered: StoredMessage | undefined,
): { type: string; payload: Json } | undefined {
	const type = String(message.type);
	const part = (message[type] ?? {}) as Json;
	if (type === 'text') return { type, payload: { text: part.body } };
	if (type === 'button') {
		const payload = { text: part.text, type: 'button', postbackText: part.payload };
		return { type: 'quick_reply', payload };
	}
	if (type === 'interactive') {
		const { id, title, description } = (part[part.type] ?? {}) as Json;
		if (part.type !== 'button_reply' && part.type !== 'list_reply') return undefined;
		const msgid = answered?.outgoing?.extra?.msgid;
		const payload = { title, id: msgid, reply: reply(title, id, answered), postbackText: id };
		return {
			type: part.type,
			payload: part.type === 'list_reply' ? { ...payload, description } : payload,
		};
	}
	if (type === 'location') {
		return {
			type,
			payload: { longitude: String(part.longitude), latitude: String(part.latitude) },
		};
	}
	if (FILES[type] !== undefined) {
		const url = part.link ?? `https://media.example.com/${part.id ?? 'file'}`;
		return {
			type: FILES[type],
			payload: { url, caption: part.caption, contentType: part.mime_type, name: part.filename },
		};
	}
	return undefined;
}
