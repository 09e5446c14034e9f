import { asObject, asText, defined } from '../../core/json';
import type { Message, Recipient, TemplateMessage } from '../../whatsapp/messages';
import type { Credential, HttpRequest } from '../http';
import type { ReadReceipt, Sent } from '../provider';
import { unsupportedKind } from '../failure';
import { isService, senderAddress, twilioCredential, twilioUrl } from './account';
import { withReference } from './senders';
import { contentName, contentValues, callbackNeed, contentNeed } from './contents';
import { phoneOf, userIdOf } from './events';

type Form = Record<string, string | undefined>;
type PreparedValues = Readonly<Record<string, string>>;

/**
 * Builds `POST /2010-04-01/Accounts/<Account SID>/Messages.json`.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource
 */
export function send(
	message: Message,
	credential: Credential,
	prepared: PreparedValues,
): HttpRequest {
	const twilio = twilioCredential(credential);
	const { accountSid } = twilio;
	const path = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
	const form: Form = {
		To: recipient(message.to),
		...from(message.from),
		StatusCallback: statusCallback(message, prepared),
		...content(message, prepared),
	};
	return {
		method: 'POST',
		url: twilioUrl(twilio, 'api', path),
		form: defined(form) as Record<string, string>,
	};
}

/** A phone number where there is one, else the user ID, as nyaruka/courier sends it: `whatsapp:US.…`. */
const recipient = ({ phone, userId }: Recipient): string =>
	phone === undefined ? `whatsapp:${userId ?? ''}` : senderAddress(phone);

function from(sender: string): Form {
	const address = senderAddress(sender);
	return isService(address) ? { MessagingServiceSid: address } : { From: address };
}

function statusCallback({ from: sender, reference }: Message, prepared: PreparedValues) {
	if (reference === undefined) return undefined;
	const url = prepared[callbackNeed(sender)];
	return url ? withReference(url, reference) : undefined;
}

function content(message: Message, prepared: PreparedValues): Form {
	switch (message.kind) {
		case 'text':
			return { Body: message.text };
		case 'media':
			return {
				MediaUrl: 'link' in message.media ? message.media.link : undefined,
				Body: message.caption || undefined,
			};
		case 'buttons':
		case 'list':
			return {
				ContentSid: prepared[contentNeed(contentName(message) ?? '')],
				ContentVariables: JSON.stringify(contentValues(message)),
			};
		case 'template':
			return template(message);
		default:
			return unsupportedKind(message);
	}
}

/** One flat map for all places; what is not given is left out, empty values are refused. */
function template({ template: { id, variables }, values }: TemplateMessage): Form {
	const given = variables.filter((variable) => (values[variable.id] ?? '') !== '');
	const byName = Object.fromEntries(given.map(({ id: at, name }) => [name, values[at]]));
	return {
		ContentSid: id,
		// Twilio refuses an empty map for a content without variables (21656).
		ContentVariables: given.length === 0 ? undefined : JSON.stringify(byName),
	};
}

/**
 * Shows "typing…", with which Twilio marks the message as read; public beta in 2026. Our number is the one
 * that got the message.
 *
 * @see https://www.twilio.com/docs/whatsapp/api/typing-indicators-resource
 */
export function markRead({ messageId }: ReadReceipt, credential: Credential): HttpRequest {
	return {
		method: 'POST',
		url: twilioUrl(twilioCredential(credential), 'messaging', '/v2/Indicators/Typing.json'),
		form: { channel: 'whatsapp', messageId },
	};
}

/** Reads the answer of a send: taken in, which is not yet delivered. */
export function sent(body: unknown): Sent | undefined {
	const message = asObject(body);
	const messageId = asText(message?.sid);
	if (messageId === undefined || !/^(SM|MM)/.test(messageId)) return undefined;
	const to = asText(message?.to);
	return {
		messageId,
		status: asText(message?.status) ?? 'accepted',
		recipient: defined({ phone: phoneOf(to), userId: userIdOf(to) }),
	};
}
