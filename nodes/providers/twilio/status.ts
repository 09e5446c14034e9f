import { defined } from '../../shared/json';
import type { StatusEvent } from '../../whatsapp/events';
import { fromCode } from './failure';
import type { Params } from './params';
import { phoneOf, readReceiver, userIdOf } from './people';

/** Its `queued`, `accepted` and `sending` come before anything has left Twilio. */
const STATUSES: Readonly<Record<string, StatusEvent['status']>> = {
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	failed: 'failed',
	undelivered: 'failed',
};

type Common = Pick<StatusEvent, 'provider' | 'timestamp' | 'raw'>;

/**
 * Reads a status callback: here the person is in `To`.
 *
 * @param reference from the URL's query, which is the only thing that comes back
 * @see https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
export function readStatus(params: Params, common: Common, reference?: string): StatusEvent {
	const { MessageSid = '', MessageStatus = '', ErrorCode, ErrorMessage } = params;
	const word = MessageStatus.toLowerCase();
	const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : 'other';
	const details = params.ChannelStatusMessage || undefined;
	return {
		event: 'status',
		status,
		messageId: MessageSid,
		...common,
		id: `${MessageSid}:${MessageStatus}`,
		from: defined({ phone: phoneOf(params.To), userId: userIdOf(params.To) }),
		to: readReceiver(params.From),
		reference,
		errors: ErrorCode
			? [defined({ code: ErrorCode, message: ErrorMessage || undefined, details })]
			: undefined,
		failure: status === 'failed' ? fromCode(ErrorCode || word, ErrorMessage || details) : undefined,
	};
}
