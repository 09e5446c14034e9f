import { asText, defined } from '../../shared/json';
import type { ProviderError, StatusEvent } from '../../whatsapp/events';
import { contentId, isoUtc, readReference, RECEIVER, type Envelope } from './events';
import { statusFailure } from './failure';

/**
 * Reads `message_api_sent`, `…_delivered`, `…_read` and `…_failed`, and the same of campaigns.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function readStatus(status: StatusEvent['status'], envelope: Envelope): StatusEvent {
	const { message, person, raw, time } = envelope;
	const messageId = asText(message.id) ?? contentId(raw);
	const at = { delivered: message.delivered_at_utc, read: message.seen_at_utc }[status as string];
	const code = asText(message.channel_error_code);
	const text = asText(message.channel_failure_reason);
	const failed = status === 'failed';
	return defined({
		event: 'status',
		status,
		messageId,
		provider: 'interakt',
		id: `${messageId}:${status}`,
		timestamp: isoUtc(at) ?? time,
		from: person,
		to: RECEIVER,
		reference: readReference(envelope),
		errors: failed ? errors(code, text) : undefined,
		failure: failed ? statusFailure(code, text) : undefined,
		raw,
	});
}

function errors(code: string | undefined, text: string | undefined): ProviderError[] | undefined {
	if (code === undefined && text === undefined) return undefined;
	return [defined({ code: code ?? 'unknown', message: text })];
}
