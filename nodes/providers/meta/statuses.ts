import { asObject, asText, defined, type JsonObject } from '../../core/json';
import type { Payment, StatusEvent } from '../../whatsapp/events';
import { writtenTo } from '../../whatsapp/person';
import { contentId, isoTime, type MessagesChange, readErrors } from './envelope';
import { fromCode } from './failure';
import { isOfGroup, readPerson, recipientOf } from './people';

const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const;

/**
 * Reads one entry of `value.statuses`. In groups the person is the participant; Meta's pages spell
 * some of these fields two ways, so both are read.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function readStatus(status: JsonObject, change: MessagesChange): StatusEvent {
	const inGroup = isOfGroup(status);
	const named = recipientOf(status);
	const messageId = asText(status.id) ?? contentId(change, status);
	const text = asText(status.status) ?? 'other';
	const errors = readErrors(status.errors);
	const [error] = errors ?? [];
	const payment = readPayment(status);
	const who = inGroup ? (named.phone ?? named.userId) : undefined;
	const about = payment === undefined ? [who] : ['payment', payment.transactionId];
	return defined({
		event: 'status',
		// A payment may fail long after its message was delivered.
		status: payment ? 'other' : (STATUSES.find((known) => known === text) ?? 'other'),
		messageId,
		provider: change.provider,
		id: [messageId, text, ...about].filter((part) => part !== undefined).join(':'),
		timestamp: isoTime(status.timestamp) ?? change.time,
		...writtenTo(readPerson(named, change.contacts)),
		to: change.to,
		reference: asText(status.biz_opaque_callback_data),
		errors,
		failure:
			error === undefined || payment !== undefined
				? undefined
				: fromCode(error.code, error.details ?? error.message),
		payment,
		pricing: asObject(status.pricing),
		standby: change.standby,
		groupId: inGroup ? asText(status.recipient_id) : undefined,
		raw: status,
	});
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/pg */
function readPayment(status: JsonObject): Payment | undefined {
	if (status.type !== 'payment') return undefined;
	const payment = asObject(status.payment);
	return defined({
		status: asText(status.status),
		referenceId: asText(payment?.reference_id),
		transactionId: asText(asObject(payment?.transaction)?.id),
		currency: asText(payment?.currency),
		amount: payment?.amount,
	});
}
