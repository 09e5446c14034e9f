import { readBody } from '../meta/markRead';
import type { Account, HttpRequest, ReadReceipt } from '../provider';
import { dialogAccount } from './account';

/**
 * Builds the request that marks a message as read: Meta's body unchanged.
 *
 * @see https://docs.360dialog.com/guides/send-and-receive-messages
 */
export function markRead(receipt: ReadReceipt, account: Account): HttpRequest {
	return {
		method: 'POST',
		url: `${dialogAccount(account).baseUrl}/messages`,
		body: readBody(receipt),
	};
}
