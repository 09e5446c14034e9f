import type { Message } from '../../whatsapp/messages';
import { messageBody } from '../meta/send';
import type { Account, HttpRequest } from '../provider';
import { dialogAccount } from './account';

/**
 * Builds `POST /messages`: Meta's body unchanged. The API key stands for the sending number, so the
 * path names none and `message.from` has nowhere to go.
 *
 * @see https://docs.360dialog.com/guides/send-and-receive-messages
 */
export function send(message: Message, account: Account): HttpRequest {
	return {
		method: 'POST',
		url: `${dialogAccount(account).baseUrl}/messages`,
		body: messageBody(message),
	};
}
