import { asObject, asText, defined, type JsonObject } from '../../core/json';
import type { ReportedError, StatusEvent } from '../../whatsapp/events';
import { writtenTo } from '../../whatsapp/person';
import {
	readReference,
	readPerson,
	readSeenParties,
	hasFailed,
	statusGroup,
	isoTime,
	UNKNOWN_TIME,
} from './values';
import { reportFailure, type Understood } from './errorCodes';

/**
 * Reads one delivery report. `callbackData` is promised for it, but not in its published shape, so the
 * message ID carries the reference as well.
 *
 * @param understood what was read from the words of this webhook so far
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/receive-whatsapp-delivery-reports
 */
export function readReport(result: JsonObject, understood?: Understood): StatusEvent | undefined {
	const messageId = asText(result.messageId);
	const status = asObject(result.status);
	if (messageId === undefined || status === undefined) return undefined;
	const known = readStatus(status);
	const failed = known === 'failed';
	const error = asObject(result.error);
	return defined<StatusEvent>({
		event: 'status',
		status: known,
		...common(result, messageId, known === 'other' ? (asText(status.name) ?? known) : known),
		timestamp: isoTime(result.doneAt) ?? isoTime(result.sentAt) ?? UNKNOWN_TIME,
		...writtenTo(readPerson(result.to, result)),
		to: {},
		errors: failed ? [readError(error, status)] : undefined,
		failure: failed ? reportFailure(error, status, understood) : undefined,
		pricing: asObject(result.price),
	});
}

/** Reads one seen report. */
export function readSeen(result: JsonObject): StatusEvent | undefined {
	const messageId = asText(result.messageId);
	if (messageId === undefined) return undefined;
	const { recipient, to } = readSeenParties(result);
	return defined<StatusEvent>({
		event: 'status',
		status: 'read',
		...common(result, messageId, 'read'),
		timestamp: isoTime(result.seenAt) ?? UNKNOWN_TIME,
		...writtenTo(recipient),
		to,
	});
}

function common(result: JsonObject, messageId: string, status: string) {
	return {
		provider: 'infobip',
		id: `${messageId}:${status}`,
		messageId,
		reference: asText(result.callbackData) ?? readReference(messageId),
		raw: result,
	};
}

/**
 * On its way counts as sent: Infobip has no word of its own for that.
 *
 * @see https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes general status
 * codes, group PENDING
 */
function readStatus(status: JsonObject): StatusEvent['status'] {
	if (hasFailed(status)) return 'failed';
	if (statusGroup(status) === 'DELIVERED') return 'delivered';
	return /^PENDING_(WAITING_DELIVERY|ENROUTE|ACCEPTED)$/i.test(asText(status.name) ?? '')
		? 'sent'
		: 'other';
}

function readError(error: JsonObject | undefined, status: JsonObject): ReportedError {
	const told = Number(error?.id) > 0 ? error : status;
	return defined({
		code: asText(told?.id) ?? 'unknown',
		title: asText(told?.name),
		message: asText(told?.description),
	});
}
