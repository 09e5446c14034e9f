import type { AnyJson } from '../../../anyJson.mts';

type Json = Record<string, AnyJson>;

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

/** Where Interakt would keep the file. */
const mediaUrl = ({ link, id, filename }: Json): string =>
	link ?? `https://media.example.com/${id ?? 'file'}/${filename ?? ''}`;

/** The three fields that say what somebody wrote; undefined for what Interakt does not report. */
function content(message: Json): Json | undefined {
	const type = String(message.type);
	const part = (message[type] ?? {}) as Json;
	const named = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
	if (type === 'text') return { message_content_type: named, message: part.body, media_url: null };
	if (MEDIA.has(type)) {
		const url = mediaUrl(part);
		return { message_content_type: named, message: part.caption ?? null, media_url: url };
	}
	if (type === 'interactive') {
		// JSON inside a text, seen by two integrations; without what it answers.
		const kinds: Json = {
			button_reply: 'InteractiveButtonReply',
			list_reply: 'InteractiveListReply',
		};
		const kind: string | undefined = kinds[part.type];
		if (kind === undefined) return undefined;
		return { message_content_type: kind, message: JSON.stringify(part), media_url: null };
	}
	if (type === 'reaction') return undefined;
	return { message_content_type: named, message: JSON.stringify(part), media_url: null };
}

/** `data.message` of `message_received`. It never names the message that is answered. */
export function incoming(message: Json, at: string): Json | undefined {
	const told = content(message);
	return (
		told && {
			id: message.id,
			chat_message_type: 'CustomerMessage',
			channel_failure_reason: null,
			message_status: 'Sent',
			received_at_utc: at,
			delivered_at_utc: null,
			seen_at_utc: null,
			campaign_id: null,
			is_template_message: false,
			raw_template: null,
			channel_error_code: null,
			...told,
			meta_data: {},
		}
	);
}
