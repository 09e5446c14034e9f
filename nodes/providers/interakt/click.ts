import { asText, defined, type JsonObject } from '../../shared/json';
import type { AccountEvent, ReplyEvent } from '../../whatsapp/events';
import { contentId, embedded, isoUtc, readReference, RECEIVER, type Envelope } from './events';

/**
 * Reads `message_api_clicked`: a tap on a template's button, told as something that happened to the
 * message that was sent. A quick reply has no payload of ours, so its label, the message and the
 * reference tell what it answers. Its facts are in `meta_data`, those of a link in `data.event`.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function readClick(envelope: Envelope): ReplyEvent | AccountEvent {
	const { data, message, person, raw } = envelope;
	const click = clickIn(message, data);
	const title = asText(click.button_text) ?? payloadText(click);
	const messageId = asText(message.id);
	const common = {
		provider: 'interakt',
		id: `${messageId ?? 'unknown'}:clicked:${contentId(click.click_type, title, click.click_timestamp ?? envelope.time)}`,
		timestamp: isoUtc(click.click_timestamp) ?? envelope.time,
		from: person,
		to: RECEIVER,
		context: messageId === undefined ? undefined : { messageId },
		raw,
	};
	// The person opened a link: nothing that was said to us.
	if (asText(click.click_type)?.toUpperCase() === 'CTA') {
		return defined({ event: 'account', kind: 'link_click', ...common });
	}
	return defined({
		event: 'reply',
		kind: 'template',
		title,
		reference: readReference(envelope),
		...common,
	});
}

function clickIn(message: JsonObject, data: JsonObject): JsonObject {
	const places = [embedded(message.meta_data), embedded(data.event), message];
	return places.find((place) => asText(place?.click_type) !== undefined) ?? message;
}

function payloadText(click: JsonObject): string | undefined {
	return asText(embedded(embedded(click.button_payload)?.payload)?.text);
}
