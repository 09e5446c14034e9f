import { asObject, asText } from '../../shared/json';
import type { Message } from '../../whatsapp/messages';
import type { Account, HttpRequest, Sent } from '../provider';
import { gupshupAccount } from './account';
import { sessionContent } from './sessionContent';
import { templateFields } from './templateFields';

/**
 * Builds `POST /wa/api/v1/msg`, or `/wa/api/v1/template/msg`: a form whose fields hold JSON.
 *
 * @see https://docs.gupshup.io/reference/post_wa-api-v1-msg-1
 */
export function send(message: Message, account: Account): HttpRequest {
	const gupshup = gupshupAccount(account);
	const addressing = {
		channel: 'whatsapp',
		source: gupshup.sourceNumber,
		destination: message.to.phone ?? '',
		'src.name': message.from,
	};
	if (message.kind === 'template') {
		return {
			method: 'POST',
			url: `${gupshup.baseUrl}/wa/api/v1/template/msg`,
			form: { ...addressing, ...templateFields(message, gupshup) },
		};
	}
	return {
		method: 'POST',
		url: `${gupshup.baseUrl}/wa/api/v1/msg`,
		form: { ...addressing, message: JSON.stringify(sessionContent(message)) },
	};
}

/** Reads `{"status":"submitted","messageId":"…"}`: taken, which is not yet sent. */
export function sent(body: unknown): Sent | undefined {
	const answer = asObject(body);
	const messageId = asText(answer?.messageId);
	if (messageId === undefined || answer?.status === 'error') return undefined;
	return { messageId, status: asText(answer?.status) ?? 'submitted', recipient: {} };
}
