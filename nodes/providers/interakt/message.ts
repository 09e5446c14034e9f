import { asText, defined, type JsonObject } from '../../shared/json';
import type { MessageEvent, ReplyEvent } from '../../whatsapp/events';
import { contentId, embedded, isoUtc, RECEIVER, type Envelope } from './events';
import { readReply } from './reply';

const LOCATION = ['latitude', 'longitude', 'name', 'address', 'url'];

/**
 * Reads `message_received`. It never says which message is answered.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function readMessage(envelope: Envelope): MessageEvent | ReplyEvent {
	const { message, person, raw } = envelope;
	const common = {
		provider: 'interakt',
		id: asText(message.id) ?? contentId(raw),
		timestamp: isoUtc(message.received_at_utc) ?? envelope.time,
		from: person,
		to: RECEIVER,
		raw,
	};
	const type = asText(message.message_content_type) ?? 'unknown';
	const reply = readReply(type, message.message);
	return reply === undefined
		? { ...readPlain(type, message), ...common }
		: { event: 'reply', ...reply, ...common };
}

function readPlain(type: string, message: JsonObject): Pick<MessageEvent, 'event' | 'kind'> {
	const kind = type.toLowerCase();
	const text = asText(message.message);
	const url = asText(message.media_url);
	return defined({
		event: 'message',
		kind,
		text: kind === 'location' ? undefined : text,
		media:
			url === undefined
				? undefined
				: defined({ url, caption: text, filename: fileName(kind, url) }),
		location: kind === 'location' ? readLocation(message.message) : undefined,
	});
}

/** Documents are kept under their own name. */
function fileName(kind: string, url: string): string | undefined {
	return kind === 'document' ? url.split(/[?#]/)[0].split('/').pop() || undefined : undefined;
}

/**
 * How a location looks is not documented. Only single values are taken: JSON inside a text has not
 * been checked for its depth.
 */
function readLocation(value: unknown): Record<string, unknown> | undefined {
	const location = embedded(value);
	if (location === undefined) return undefined;
	const known = LOCATION.filter((name) => asText(location[name]) !== undefined);
	return Object.fromEntries(known.map((name) => [name, location[name]]));
}
