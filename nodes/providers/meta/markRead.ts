import { defined } from '../../shared/json';
import type { Account, HttpRequest, ReadReceipt } from '../provider';
import { graphUrl, metaAccount } from './account';

/**
 * Builds the request that marks a message as read, and with it all earlier ones of this person.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators
 */
export function markRead(receipt: ReadReceipt, account: Account): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(metaAccount(account), receipt.from, 'messages'),
		body: readBody(receipt),
	};
}

/** Its body, also for providers that pass it on as it is. */
export function readBody({ messageId, typing }: ReadReceipt): Record<string, unknown> {
	return defined({
		messaging_product: 'whatsapp',
		status: 'read',
		message_id: messageId,
		typing_indicator: typing ? { type: 'text' } : undefined,
	});
}
