import { defined } from '../../shared/json';
import type { Media, MessageEvent, ReplyEvent } from '../../whatsapp/events';
import type { Params } from './params';
import { readPerson, readReceiver } from './people';

type Given = Pick<MessageEvent, 'provider' | 'timestamp' | 'raw'>;

/**
 * Reads what a person wrote or tapped.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function readMessage(params: Params, given: Given): MessageEvent | ReplyEvent {
	const quoted = params.OriginalRepliedMessageSid;
	const common = {
		...given,
		id: params.MessageSid ?? '',
		from: readPerson(params),
		to: readReceiver(params.To),
		context: quoted ? { messageId: quoted } : undefined,
	};
	return readReply(params, common) ?? readPlain(params, common);
}

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * A tap has a `ButtonPayload` whatever `MessageType` says, of which Twilio documents no complete list.
 */
function readReply(params: Params, common: Common): ReplyEvent | undefined {
	const { ButtonPayload, ButtonText, ListId, ListTitle, ListDescription, Body } = params;
	if (ListId) {
		return {
			event: 'reply',
			kind: 'list',
			...common,
			replyId: ListId,
			title: ListTitle || Body || undefined,
			description: ListDescription || undefined,
		};
	}
	if (!ButtonPayload && !ButtonText) return undefined;
	return {
		event: 'reply',
		kind: params.MessageType === 'button' ? 'template' : 'button',
		...common,
		replyId: ButtonPayload || undefined,
		title: ButtonText || Body || undefined,
	};
}

function readPlain(params: Params, common: Common): MessageEvent {
	const media = readMedia(params);
	const location = readLocation(params);
	return {
		event: 'message',
		kind: kindOf(params, media, location),
		...common,
		text: params.Body || undefined,
		media,
		location,
		referral: readReferral(params),
		forwarded: params.Forwarded === 'true' || params.FrequentlyForwarded === 'true' || undefined,
	};
}

function kindOf({ MessageType }: Params, media?: Media, location?: object): string {
	if (MessageType && /^\w{1,40}$/.test(MessageType)) return MessageType;
	if (location !== undefined) return 'location';
	if (media === undefined) return 'text';
	const [kind, form] = (media.mimeType ?? '').split('/');
	if (form === 'webp') return 'sticker';
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}

/** WhatsApp sends one file at a time. */
function readMedia(params: Params): Media | undefined {
	if (!params.MediaUrl0) return undefined;
	return defined({
		url: params.MediaUrl0,
		mimeType: params.MediaContentType0 || undefined,
		caption: params.Body || undefined,
	});
}

/** In the words of WhatsApp itself. */
function readLocation({ Latitude, Longitude, Label, Address }: Params) {
	if (!Latitude || !Longitude) return undefined;
	return defined({
		latitude: Number(Latitude),
		longitude: Number(Longitude),
		name: Label || undefined,
		address: Address || undefined,
	});
}

function readReferral(params: Params): Record<string, unknown> | undefined {
	const referral = defined({
		body: params.ReferralBody || undefined,
		headline: params.ReferralHeadline || undefined,
		source_id: params.ReferralSourceId || undefined,
		source_type: params.ReferralSourceType || undefined,
		source_url: params.ReferralSourceUrl || undefined,
		ctwa_clid: params.ReferralCtwaClid || undefined,
	});
	return Object.keys(referral).length > 0 ? referral : undefined;
}
