import type { Failure } from '../../whatsapp/failure';
import type { Message } from '../../whatsapp/messages';
import type { Credential, HttpRequest } from '../http';
import { goesApart, messageBody, readBody } from '../meta/send';
import type { ReadReceipt } from '../provider';
import { dialogCredential } from './account';

/**
 * Builds `POST /messages`: Meta's body unchanged. The API key stands for the sending number, so the
 * path names none and `message.from` has nowhere to go.
 *
 * @see https://docs.360dialog.com/guides/send-and-receive-messages
 */
export const send = (message: Message, credential: Credential): HttpRequest =>
	sendBy('messages', message, credential);

const sendBy = (path: string, message: Message, credential: Credential): HttpRequest => ({
	method: 'POST',
	url: `${dialogCredential(credential).baseUrl}/${path}`,
	body: messageBody(message),
});

/**
 * Builds `POST /marketing_messages` for a marketing template that the usual way refused: key and body are
 * the same.
 *
 * @see https://docs.360dialog.com/docs/alphas-and-betas/mm-lite-api-beta/mm-lite-versus-cloud-api
 */
export const detour = (
	message: Message,
	credential: Credential,
	failure: Failure,
): HttpRequest | undefined =>
	goesApart(message, failure) ? sendBy('marketing_messages', message, credential) : undefined;

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
