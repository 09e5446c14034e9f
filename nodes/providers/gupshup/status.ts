import { asObject, asText, defined } from '../../shared/json';
import type { StatusEvent } from '../../whatsapp/events';
import { contentId, digits, isoTime, type Envelope } from './envelope';
import { undelivered } from './failure';

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;

/**
 * Reads a webhook of the type `message-event`. It repeats nothing of the send but its message ID: as
 * `gsId`, or as `id` where WhatsApp has given none yet (`enqueued`, and what failed before).
 *
 * @see https://docs.gupshup.io/docs/message-events
 */
export function readStatus(envelope: Envelope): StatusEvent {
	const { payload } = envelope;
	const type = asText(payload.type) ?? 'other';
	const detail = asObject(payload.payload) ?? {};
	const messageId = asText(payload.gsId) ?? asText(payload.id) ?? contentId(envelope);
	const status = STATUSES.find((known) => known === type) ?? 'other';
	const code = asText(detail.code) ?? 'unknown';
	const reason = asText(detail.reason);
	return defined({
		event: 'status',
		status,
		messageId,
		provider: 'gupshup',
		id: `${messageId}:${type}`,
		timestamp: isoTime(detail.ts) ?? envelope.time,
		from: defined({ phone: digits(payload.destination) }),
		to: envelope.to,
		errors: status === 'failed' ? [defined({ code, message: reason })] : undefined,
		failure: status === 'failed' ? undelivered(code, reason) : undefined,
		raw: envelope.body,
	});
}
