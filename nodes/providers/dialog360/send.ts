import type { Message } from '../../whatsapp/messages';
import type { Credential, HttpRequest } from '../http';
import { messageBody, readBody } from '../meta/send';
import type { ReadReceipt } from '../provider';
import { dialogCredential } from './account';

/**
 * Builds `POST /messages`: Meta's body unchanged. The API key stands for the sending number, so the
 * path names none and `message.from` has nowhere to go.
 *
 * @see https://docs.360dialog.com/guides/send-and-receive-messages
 */
export function send(message: Message, credential: Credential): HttpRequest {
	return {
		method: 'POST',
		url: `${dialogCredential(credential).baseUrl}/messages`,
		body: messageBody(message),
	};
}

/**
 * Builds the request that marks a message as read: Meta's body unchanged.
 *
 * @see https://docs.360dialog.com/guides/send-and-receive-messages
 */
export function markRead(receipt: ReadReceipt, credential: Credential): HttpRequest {
	return {
		method: 'POST',
		url: `${dialogCredential(credential).baseUrl}/messages`,
		body: readBody(receipt),
	};
}
