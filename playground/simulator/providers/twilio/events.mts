import type { WebhookBody } from '../../provider.mts';
import type { Change } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { ACCOUNT_SID, addressOf, senderSid } from './account.mts';
import { inboundContent } from './inbound.mts';
import { codeFor } from './failure.mts';

export type Params = Record<string, string>;

const API_VERSION = '2010-04-01';

/** A person's address: people may hide their number behind a user ID. */
const personAddress = (phone: unknown, userId: unknown): string =>
	phone === undefined ? `whatsapp:${String(userId)}` : `whatsapp:+${String(phone)}`;

function ours(world: World, { phoneNumberId }: Change) {
	const number = world.account.phoneNumbers.find(({ id }) => id === phoneNumberId);
	return number
		? { address: addressOf(number), sid: senderSid(number) }
		: { address: 'whatsapp:', sid: '' };
}

/** twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
function statusParams(world: World, change: Change, status: Record<string, any>): Params {
	const sid = String(status.id);
	const { address, sid: channel } = ours(world, change);
	const error = status.errors?.[0] as { code: number } | undefined;
	const [code, text] = error ? codeFor(error.code) : [];
	return {
		ApiVersion: API_VERSION,
		MessageStatus: String(status.status),
		SmsSid: sid,
		SmsStatus: String(status.status),
		ChannelInstallSid: channel,
		To: personAddress(status.recipient_id, status.recipient_user_id),
		From: address,
		MessageSid: sid,
		AccountSid: ACCOUNT_SID,
		ChannelPrefix: 'whatsapp',
		...(status.status === 'read' && { EventType: 'READ' }),
		...(code !== undefined && { ErrorCode: String(code), ErrorMessage: String(text) }),
	};
}

/** twilio.com/docs/messaging/guides/webhook-request */
function messageParams(world: World, change: Change, message: Record<string, any>): Params | null {
	const content = inboundContent(message);
	if (content === null) return null;
	const sid = String(message.id);
	const { address } = ours(world, change);
	const contact = change.value.contacts?.[0] as { profile?: { name?: string } } | undefined;
	const answered = message.context?.id as string | undefined;
	return {
		SmsMessageSid: sid,
		NumMedia: '0',
		ProfileName: contact?.profile?.name ?? '',
		SmsSid: sid,
		...(message.from !== undefined && { WaId: String(message.from) }),
		...(message.from_user_id !== undefined && {
			ExternalUserId: `whatsapp:${String(message.from_user_id)}`,
		}),
		SmsStatus: 'received',
		To: address,
		NumSegments: '1',
		MessageSid: sid,
		AccountSid: ACCOUNT_SID,
		From: personAddress(message.from, message.from_user_id),
		ApiVersion: API_VERSION,
		...(answered !== undefined && {
			OriginalRepliedMessageSender: address,
			OriginalRepliedMessageSid: answered,
		}),
		...content,
	};
}

/** One message or one status in each webhook, as a form. */
export function webhook(world: World, [change]: Change[]): WebhookBody | null {
	const status = change?.value.statuses?.[0];
	const message = change?.value.messages?.[0];
	const body =
		change && status
			? statusParams(world, change, status)
			: change && message
				? messageParams(world, change, message)
				: null;
	return body && { body, rawBody: new URLSearchParams(body).toString() };
}
