import { asObject, asText, defined, type JsonObject } from '../../shared/json';
import type { Media, MessageEvent, ReplyEvent } from '../../whatsapp/events';
import { contentId, readSender, type Envelope } from './envelope';

/** Gupshup's words for WhatsApp's types. */
const KINDS: Readonly<Record<string, string>> = {
	file: 'document',
	contact: 'contacts',
};
const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * Reads a webhook of the type `message`.
 *
 * @see https://docs.gupshup.io/docs/text
 * @see https://docs.gupshup.io/docs/interactive
 */
export function readMessage(envelope: Envelope): MessageEvent | ReplyEvent {
	const { payload } = envelope;
	const type = asText(payload.type) ?? 'unknown';
	const content = asObject(payload.payload) ?? {};
	// `context.id` is WhatsApp's ID; a send is told only Gupshup's, which is missing after a week.
	const answered = asText(asObject(payload.context)?.gsId);
	const common: Common = defined({
		provider: 'gupshup',
		id: asText(payload.id) ?? contentId(envelope),
		timestamp: envelope.time,
		from: readSender(envelope),
		to: envelope.to,
		context: answered === undefined ? undefined : { messageId: answered },
		forwarded: asObject(payload.context)?.forwarded === true || undefined,
		raw: envelope.body,
	});
	return readReply(type, content, common) ?? readPlain(type, content, common);
}

function readReply(type: string, content: JsonObject, common: Common): ReplyEvent | undefined {
	const reply = (kind: ReplyEvent['kind'], rest: Partial<ReplyEvent>): ReplyEvent =>
		defined({ event: 'reply', kind, ...common, ...rest });
	const replyId = asText(content.postbackText);
	switch (type) {
		case 'button_reply':
			return reply('button', {
				replyId,
				title: asText(content.title),
				reference: reference(content),
			});
		case 'list_reply':
			return reply('list', {
				replyId,
				title: asText(content.title),
				description: asText(content.description),
				reference: reference(content),
			});
		// A template's quick reply; the page on postback texts has the first, older ones the second.
		case 'quick_reply':
		case 'button':
			return reply('template', { replyId, title: asText(content.text) });
		case 'reaction':
			return reply('reaction', { emoji: asText(content.emoji) ?? asText(content.text) });
		default:
			return undefined;
	}
}

/** The `msgid` of the send: its reference, or the random ID of one that had none. */
function reference({ id }: JsonObject): string | undefined {
	const given = asText(id);
	return given === undefined || UUID.test(given) ? undefined : given;
}

function readPlain(type: string, content: JsonObject, common: Common): MessageEvent {
	const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : type;
	return defined({
		event: 'message',
		kind,
		text: asText(content.text) ?? asText(content.caption),
		media: MEDIA.has(kind) ? readMedia(content) : undefined,
		location: kind === 'location' ? content : undefined,
		contacts: Array.isArray(content.contacts) ? content.contacts : undefined,
		...common,
	});
}

function readMedia(content: JsonObject): Media {
	return defined({
		url: asText(content.url),
		mimeType: asText(content.contentType),
		filename: asText(content.name) ?? asText(content.filename),
		caption: asText(content.caption),
	});
}
