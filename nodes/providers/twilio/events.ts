import { asObject, asText, defined, jsonBudget, parseInner } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type {
	InboundEvent,
	Media,
	MessageEvent,
	Person,
	Receiver,
	ReplyEvent,
	StatusEvent,
} from '../../whatsapp/events';
import { isUserId, writtenTo } from '../../whatsapp/person';
import type { WebhookRequest } from '../http';
import { type Params, readParams } from './account';
import { fromCode } from './failure';

/**
 * The event of a webhook: one message or one status. The same URL may serve SMS too, which is none.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function parse(request: WebhookRequest): InboundEvent[] {
	const params = readParams(request);
	if (!params.MessageSid || !(onWhatsApp(params.From) || onWhatsApp(params.To))) return [];
	const common = {
		provider: 'twilio',
		// Twilio says nowhere when it happened; the webhook is on its way for moments only.
		timestamp: new Date().toISOString(),
		raw: { ...params },
	};
	const event = params.MessageStatus
		? readStatus(params, common, request.query.reference || undefined)
		: readMessage(params, common);
	return [defined(event)];
}

type Given = Pick<MessageEvent, 'provider' | 'timestamp' | 'raw'>;

/**
 * Reads what a person wrote or tapped.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
function readMessage(params: Params, given: Given): MessageEvent | ReplyEvent {
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

type MessageFacts = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * A tap has a `ButtonPayload` whatever `MessageType` says, of which Twilio documents no complete list.
 */
function readReply(params: Params, common: MessageFacts): ReplyEvent | undefined {
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
	if (params.InteractiveData) {
		return { event: 'reply', kind: 'flow', ...common, data: readForm(params.InteractiveData) };
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

/** The fields of a form: as they are, or in the answer as WhatsApp has it. */
function readForm(text: string): Record<string, unknown> | undefined {
	const budget = jsonBudget();
	const whole = asObject(parseInner(text, budget));
	const answer = asText(asObject(whole?.nfm_reply)?.response_json) ?? asText(whole?.response_json);
	return answer === undefined ? whole : asObject(parseInner(answer, budget));
}

function readPlain(params: Params, common: MessageFacts): MessageEvent {
	const media = readMedia(params);
	const location = readLocation(params);
	const files = furtherFiles(params);
	return {
		event: 'message',
		kind: kindOf(params, media, location),
		...common,
		text: params.Body || undefined,
		media,
		furtherMedia: files.length > 0 ? files : undefined,
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

/** The first file; WhatsApp itself sends one at a time. */
function readMedia(params: Params): Media | undefined {
	if (!params.MediaUrl0) return undefined;
	return defined({
		url: params.MediaUrl0,
		mimeType: params.MediaContentType0 || undefined,
		caption: params.Body || undefined,
	});
}

/** Most files in one webhook (MediaUrl0 to MediaUrl9). */
const MOST_FILES = 10;

/** Files after the first. */
function furtherFiles(params: Params): Media[] {
	const files: Media[] = [];
	for (let at = 1; at < MOST_FILES; at++) {
		const url = params[`MediaUrl${at}`];
		if (url) files.push(defined({ url, mimeType: params[`MediaContentType${at}`] || undefined }));
	}
	return files;
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
		media_id: params.ReferralMediaId || undefined,
		media_url: params.ReferralMediaUrl || undefined,
		media_type: params.ReferralMediaContentType || undefined,
		num_media: params.ReferralNumMedia || undefined,
	});
	return Object.keys(referral).length > 0 ? referral : undefined;
}

/** Its `queued`, `accepted` and `sending` come before anything has left Twilio. */
const STATUSES: Readonly<Record<string, StatusEvent['status']>> = {
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	failed: 'failed',
	undelivered: 'failed',
};

type StatusFacts = Pick<StatusEvent, 'provider' | 'timestamp' | 'raw'>;

/**
 * Reads a status callback: here the person is in `To`.
 *
 * @param reference from the URL's query, which is the only thing that comes back
 * @see https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
function readStatus(params: Params, common: StatusFacts, reference?: string): StatusEvent {
	const { MessageSid = '', MessageStatus = '', ErrorCode, ErrorMessage } = params;
	const word = MessageStatus.toLowerCase();
	const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : 'other';
	const details = params.ChannelStatusMessage || undefined;
	return {
		event: 'status',
		status,
		messageId: MessageSid,
		...common,
		id: `${MessageSid}:${MessageStatus}`,
		...writtenTo(
			defined({
				phone: phoneOf(params.To),
				userId: userIdOf(params.To) ?? userIdOf(params.ExternalUserId),
				parentUserId: userIdOf(params.ParentExternalUserId),
			}),
		),
		to: readReceiver(params.From),
		reference,
		errors: ErrorCode
			? [defined({ code: ErrorCode, message: ErrorMessage || undefined, details })]
			: undefined,
		failure: status === 'failed' ? fromCode(ErrorCode || word, ErrorMessage || details) : undefined,
	};
}

const bare = (address: string | undefined) => (address ?? '').replace(/^whatsapp:/i, '');

/** Is this an address on WhatsApp, and not a phone that takes SMS? */
export const onWhatsApp = (address: string | undefined): boolean =>
	/^whatsapp:/i.test(address ?? '');

/** The digits of `whatsapp:+14155550100`. */
export const phoneOf = (address: string | undefined): string | undefined =>
	phoneDigits(bare(address));

/** The user ID of `whatsapp:US.1234`: Twilio writes it where a phone number would stand. */
export const userIdOf = (address: string | undefined): string | undefined =>
	isUserId(bare(address)) ? bare(address) : undefined;

/**
 * The person who wrote.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
function readPerson(params: Params): Person {
	return defined({
		phone: phoneOf(params.From) ?? phoneOf(params.WaId),
		userId: userIdOf(params.ExternalUserId) ?? userIdOf(params.From) ?? userIdOf(params.WaId),
		parentUserId: userIdOf(params.ParentExternalUserId),
		username: params.ProfileUsername || undefined,
		name: params.ProfileName || undefined,
	});
}

/** Our number, with the ID from which an answer can be sent. */
function readReceiver(address: string | undefined): Receiver {
	const phone = phoneOf(address);
	return phone === undefined ? {} : { phone, phoneNumberId: `whatsapp:+${phone}` };
}
