import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Message } from '../../whatsapp/messages';
import type { Account, HttpRequest, Sent } from '../provider';
import { infobipAccount } from './account';
import { contentOf, endpointOf } from './content';
import { writeMessageId } from './messageId';
import { hasFailed } from './statusGroup';

/**
 * Builds `POST /whatsapp/1/message/…`: each kind has an endpoint of its own, and only templates travel
 * in a list.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages
 */
export function send(message: Message, account: Account): HttpRequest {
	const one = defined({
		from: phoneDigits(message.from) ?? message.from,
		to: message.to.userId ?? message.to.phone,
		messageId: writeMessageId(message),
		content: contentOf(message),
		callbackData: message.reference,
		context: message.replyTo === undefined ? undefined : { replyToMessageId: message.replyTo },
	});
	return {
		method: 'POST',
		url: `${infobipAccount(account).baseUrl}/whatsapp/1/message/${endpointOf(message)}`,
		body: message.kind === 'template' ? { messages: [one] } : one,
	};
}

/** The message in the answer of a send: alone, or the first of a list. */
export function answeredMessage(body: unknown): JsonObject | undefined {
	const answer = asObject(body);
	return Array.isArray(answer?.messages) ? asObjects(answer.messages)[0] : answer;
}

/** Reads the answer of a send. Infobip answers 200 even where it rejects the message. */
export function sent(body: unknown): Sent | undefined {
	const message = answeredMessage(body);
	const messageId = asText(message?.messageId);
	const status = asObject(message?.status);
	if (messageId === undefined || hasFailed(status)) return undefined;
	const to = asText(message?.to);
	const phone = to === undefined ? undefined : phoneDigits(to);
	return {
		messageId,
		status: asText(status?.name) ?? 'accepted',
		recipient: defined({ phone, userId: phone === undefined ? to : undefined }),
	};
}
