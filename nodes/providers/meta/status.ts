import { asObject, asText, defined, type JsonObject } from '../../shared/json';
import type { StatusEvent } from '../../whatsapp/events';
import { contentId, isoTime, type Change } from './envelope';
import { fromCode } from './failure';
import { readErrors, readPerson, readReceiver } from './people';

const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const;

/**
 * Reads one entry of `value.statuses`. In groups the person is the participant; Meta's pages spell
 * some of these fields two ways, so both are read.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function readStatus(status: JsonObject, change: Change): StatusEvent {
	const inGroup = status.recipient_type === 'group';
	const recipient = asText(status.recipient_id);
	const participant =
		asText(status.recipient_participant_id) ?? asText(status.participant_recipient_id);
	const phone = inGroup ? participant : recipient;
	const userId = asText(status.recipient_participant_user_id) ?? asText(status.recipient_user_id);
	const messageId = asText(status.id) ?? contentId(change, status);
	const text = asText(status.status) ?? 'other';
	const errors = readErrors(status.errors);
	const [error] = errors ?? [];
	const who = inGroup ? (phone ?? userId) : undefined;
	return defined({
		event: 'status',
		status: STATUSES.find((known) => known === text) ?? 'other',
		messageId,
		provider: change.provider,
		id: [messageId, text, ...(who === undefined ? [] : [who])].join(':'),
		timestamp: isoTime(status.timestamp) ?? change.time,
		from: readPerson(defined({ phone, userId }), change.value),
		to: readReceiver(change.value),
		reference: asText(status.biz_opaque_callback_data),
		errors,
		failure: error === undefined ? undefined : fromCode(error.code, error.details ?? error.message),
		pricing: asObject(status.pricing),
		groupId: inGroup ? recipient : undefined,
		raw: status,
	});
}
