import {
	asObject,
	asObjects,
	asText,
	defined,
	jsonBudget,
	type JsonObject,
	parseInner,
	parseJson,
	without,
} from '../../core/json';
import { bodyHash } from '../../core/crypto';
import { digitsIn } from '../../core/phone';
import type {
	AccountEvent,
	InboundEvent,
	Media,
	MessageEvent,
	Person,
	Receiver,
	ReplyEvent,
	StatusEvent,
	TemplateEvent,
} from '../../whatsapp/events';
import { isUserId, writtenTo } from '../../whatsapp/person';
import { undated } from '../../whatsapp/undated';
import type { WebhookRequest } from '../http';
import { undelivered } from './failure';

/**
 * The event of a webhook of version 2: Gupshup sends each alone.
 *
 * @see https://docs.gupshup.io/docs/inbound-messages
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const whole = asObject(parseJson(body));
	if (whole === undefined) return [];
	const envelope = readEnvelope(whole, body);
	if (envelope === undefined) return readForeign(whole, body);
	if (envelope.type === 'message') return [readMessage(envelope)];
	if (envelope.type === 'message-event') return [readStatus(envelope)];
	return [envelope.type === 'template-event' ? readTemplateChange(envelope) : readOther(envelope)];
}

/**
 * A body that is no webhook of version 2. Version 3 has Meta's form and names messages otherwise; where it
 * is chosen by mistake nothing would come, and nobody would know.
 *
 * @see https://partner-docs.gupshup.io/docs/v3-message-events
 */
function readForeign(body: JsonObject, source: Buffer): AccountEvent[] {
	if (Object.keys(body).length === 0) return [];
	const isV3 = asText(body.object) === 'whatsapp_business_account';
	if (isV3 && asObjects(body.entry).length === 0) return [];
	return [
		defined({
			event: 'account',
			kind: 'unsupported',
			unsupported: true,
			reason: isV3 ? VERSION_3 : undefined,
			provider: 'gupshup',
			...undated(bodyHash(source)),
			from: {},
			to: {},
			raw: body,
		}),
	];
}

const VERSION_3 =
	'This webhook is of version 3 (Meta format). Choose "Gupshup format (v2)" for the callback URL at Gupshup';

const common = (envelope: Envelope) => ({
	provider: 'gupshup',
	id: bodyHash(envelope.source),
	timestamp: envelope.time,
	to: envelope.to,
	raw: envelope.body,
});

function readTemplateChange(envelope: Envelope): TemplateEvent {
	const { payload } = envelope;
	const category = asObject(payload.category);
	return defined({
		event: 'template',
		kind: asText(payload.type) ?? envelope.type,
		from: {},
		templateId: asText(payload.id),
		templateName: asText(payload.elementName),
		language: asText(payload.languageCode),
		status: asText(payload.status),
		reason: asText(payload.rejectedReason),
		category: asText(category?.new) ?? asText(payload.category),
		previousCategory: asText(category?.old),
		correctCategory: asText(category?.correct),
		quality: asText(payload.quality),
		details: without(payload, TEMPLATE_FACTS),
		...common(envelope),
	});
}

const TEMPLATE_FACTS = [
	'type',
	'id',
	'elementName',
	'languageCode',
	'status',
	'rejectedReason',
	'category',
	'quality',
];

/** What `value` of an opt-out is with every provider. */
const WISHES: Readonly<Record<string, string>> = { 'opted-out': 'stop', 'opted-in': 'resume' };

/** Opt-ins and opt-outs, the account, billing, and whatever is added next. */
function readOther(envelope: Envelope): AccountEvent {
	const { payload, type } = envelope;
	const kind = asText(payload.type) ?? type;
	return defined({
		event: 'account',
		kind,
		from: defined({ phone: digits(payload.phone) }),
		value: Object.hasOwn(WISHES, kind) ? WISHES[kind] : undefined,
		status: asText(payload.status) ?? asText(payload.event),
		reason: asText(payload.reason),
		details: without(payload, ['type', 'phone', 'status', 'event', 'reason']),
		...common(envelope),
	});
}

/** Gupshup's words for WhatsApp's types. */
const KINDS: Readonly<Record<string, string>> = {
	file: 'document',
	contact: 'contacts',
};
const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Common = Omit<MessageEvent, 'event' | 'kind'>;

/**
 * Reads a webhook of the type `message`.
 *
 * @see https://docs.gupshup.io/docs/text
 * @see https://docs.gupshup.io/docs/interactive
 */
function readMessage(envelope: Envelope): MessageEvent | ReplyEvent {
	const { payload } = envelope;
	const type = asText(payload.type) ?? 'unknown';
	const content = asObject(payload.payload) ?? {};
	// `context.id` is WhatsApp's ID; a send is told only Gupshup's, which is missing after a week.
	const answered = asText(asObject(payload.context)?.gsId);
	const common: Common = defined({
		provider: 'gupshup',
		id: asText(payload.id) ?? bodyHash(envelope.source),
		timestamp: envelope.time,
		from: readSender(envelope),
		to: envelope.to,
		context: answered === undefined ? undefined : { messageId: answered },
		forwarded: asObject(payload.context)?.forwarded === true || undefined,
		referral: asObject(payload.referral) ?? asObject(content.referral),
		raw: envelope.body,
	});
	return readReply(type, content, common) ?? readPlain(type, content, common);
}

function readReply(type: string, content: JsonObject, common: Common): ReplyEvent | undefined {
	const reply = (kind: ReplyEvent['kind'], rest: Partial<ReplyEvent>): ReplyEvent =>
		defined({ event: 'reply', kind, ...common, ...rest });
	const replyId = asText(content.postbackText);
	switch (type) {
		case 'button_reply':
			return reply('button', {
				replyId,
				title: asText(content.title) ?? asText(content.text),
				reference: reference(content),
			});
		case 'list_reply':
			return reply('list', {
				replyId,
				title: asText(content.title),
				description: asText(content.description),
				reference: reference(content),
			});
		// A template's quick reply: the page on postback texts has the first, older ones the second, and
		// the page on texts a text of the type "button". A session's button is told by its title.
		case 'quick_reply':
		case 'button':
		case 'text':
			if (type === 'text' && content.type !== 'button') return undefined;
			return content.title === undefined
				? reply('template', { replyId, title: asText(content.text) })
				: reply('button', { replyId, title: asText(content.title), reference: reference(content) });
		case 'nfm_reply': {
			const form = asObject(content.nfm_reply) ?? content;
			const { response_json: answers } = form;
			const data = typeof answers === 'string' ? parseInner(answers, jsonBudget()) : answers;
			return reply('flow', { title: asText(form.name), data: asObject(data) });
		}
		case 'reaction':
			return reply('reaction', { emoji: asText(content.emoji) ?? asText(content.text) });
		default:
			return undefined;
	}
}

/** The `msgid` of the send: its reference, or the random ID of one that had none. */
function reference({ id }: JsonObject): string | undefined {
	const given = asText(id);
	return given === undefined || UUID.test(given) ? undefined : given;
}

function readPlain(type: string, content: JsonObject, common: Common): MessageEvent {
	const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : type;
	return defined({
		event: 'message',
		kind,
		text: asText(content.text) ?? asText(content.caption),
		media: MEDIA.has(kind) ? readMedia(content) : undefined,
		location: kind === 'location' ? content : undefined,
		contacts: Array.isArray(content.contacts) ? content.contacts : undefined,
		order: kind === 'order' ? content : undefined,
		...common,
	});
}

function readMedia(content: JsonObject): Media {
	return defined({
		url: asText(content.url),
		mimeType: asText(content.contentType),
		filename: asText(content.name) ?? asText(content.filename),
		caption: asText(content.caption),
	});
}

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;

/**
 * Reads a webhook of the type `message-event`. It repeats nothing of the send but its message ID: as
 * `gsId`, or as `id` where WhatsApp has given none yet (`enqueued`, and what failed before). Marketing
 * messages on Meta's newer way have WhatsApp's ID only: nobody can tell which send it was.
 *
 * @see https://docs.gupshup.io/docs/message-events
 */
function readStatus(envelope: Envelope): StatusEvent {
	const { payload } = envelope;
	const type = asText(payload.type) ?? 'other';
	const detail = asObject(payload.payload) ?? {};
	const messageId =
		asText(payload.gsId) ??
		asText(payload.gs_id) ??
		asText(payload.id) ??
		bodyHash(envelope.source);
	const status = STATUSES.find((known) => known === type) ?? 'other';
	const code = asText(detail.code) ?? 'unknown';
	const reason = asText(detail.reason);
	return defined({
		event: 'status',
		status,
		messageId,
		provider: 'gupshup',
		id: `${messageId}:${type}`,
		timestamp: isoTime(detail.ts) ?? envelope.time,
		...writtenTo(defined({ phone: digits(payload.destination) })),
		to: envelope.to,
		errors: status === 'failed' ? [defined({ code, message: reason })] : undefined,
		failure: status === 'failed' ? undelivered(code, reason) : undefined,
		raw: envelope.body,
	});
}

/** What is around every webhook of version 2. */
interface Envelope {
	type: string;
	payload: JsonObject;
	/** The whole body, and its bytes. */
	body: JsonObject;
	source: Buffer;
	/** ISO 8601. */
	time: string;
	to: Receiver;
}

/** Undefined when the body is no webhook of version 2. */
function readEnvelope(body: JsonObject, source: Buffer): Envelope | undefined {
	const type = asText(body.type);
	const payload = asObject(body.payload);
	if (type === undefined || payload === undefined) return undefined;
	return {
		type,
		payload,
		body,
		source,
		time: isoTime(body.timestamp) ?? new Date(0).toISOString(),
		to: defined({
			phone: digits(body.phone),
			phoneNumberId: asText(body.app),
		}),
	};
}

/** Seconds or milliseconds since 1970: Gupshup writes both. */
function isoTime(value: unknown): string | undefined {
	const number = Number(asText(value));
	const date = new Date(number < 1e11 ? number * 1000 : number);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The person who wrote. */
function readSender({ payload }: Envelope): Person {
	const sender = asObject(payload.sender);
	const source = asText(payload.source) ?? '';
	return defined({
		phone: (isUserId(source) ? undefined : digits(source)) ?? digits(sender?.phone),
		userId: asText(sender?.user_id) ?? (isUserId(source) ? source : undefined),
		parentUserId: asText(sender?.parent_user_id),
		username: asText(sender?.username),
		name: asText(sender?.name),
	});
}

const digits = (value: unknown): string | undefined => digitsIn(asText(value) ?? '') || undefined;
