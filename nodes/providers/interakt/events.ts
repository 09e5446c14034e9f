import { createHash } from 'node:crypto';
import {
	asObject,
	asText,
	defined,
	jsonBudget,
	type JsonObject,
	parseInner,
	parseJson,
	without,
} from '../../core/json';
import { bodyHash } from '../../core/crypto';
import { phoneDigits } from '../../core/phone';
import type {
	AccountEvent,
	InboundEvent,
	MessageEvent,
	Person,
	ReportedError,
	Receiver,
	ReplyEvent,
	StatusEvent,
} from '../../whatsapp/events';
import { writtenTo } from '../../whatsapp/person';
import type { WebhookRequest } from '../http';
import { readChanges } from '../meta/changes';
import { SENDER } from './account';
import { statusFailure } from './failure';

const STATUSES: Record<string, StatusEvent['status']> = {
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	failed: 'failed',
};

/**
 * The event of a webhook body; Interakt never puts several into one.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const envelope = readEnvelope(body);
	return envelope === undefined ? [] : readEvents(envelope);
}

function readEvents(envelope: Envelope): InboundEvent[] {
	const { type } = envelope;
	if (type === 'message_received' || type === 'message_api_flow_response')
		return [readMessage(envelope)];
	const what = /^message_(?:api|campaign)_(sent|delivered|read|failed|clicked)$/.exec(type)?.[1];
	if (what === 'clicked') return [readClick(envelope)];
	if (what !== undefined) return [readStatus(STATUSES[what], envelope)];
	return type === 'workflow_response_update'
		? [readWorkflowAnswers(envelope)]
		: readOther(envelope);
}

/** Templates and the account: Interakt's names for these events are Meta's. */
function readOther({ type, time, data, person, raw }: Envelope): InboundEvent[] {
	const change = { provider: 'interakt', field: type, value: data, entryId: '', time };
	return [...readChanges(change)].map((event) => ({ ...event, from: person, to: RECEIVER, raw }));
}

/**
 * Somebody answers questions of a workflow at Interakt; each webhook has all answers so far.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
function readWorkflowAnswers({ type, time, data, raw, source }: Envelope): AccountEvent {
	const number = asText(data.customer_number);
	return defined({
		event: 'account',
		kind: type,
		provider: 'interakt',
		id: bodyHash(source),
		timestamp: time,
		from: defined({
			phone: number === undefined ? undefined : phoneDigits(number),
			name: asText(data.customer_name),
		}),
		to: RECEIVER,
		details: without(data, ['customer_number', 'customer_name', 'customer_id']),
		raw,
	});
}

/**
 * Reads `message_api_clicked`: a tap on a template's button, told as something that happened to the
 * message that was sent. A quick reply has no payload of ours, so its label, the message and the
 * reference tell what it answers. Its facts are in `meta_data`, those of a link in `data.event`.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
function readClick(envelope: Envelope): ReplyEvent | AccountEvent {
	const { data, message, person, raw } = envelope;
	const click = clickIn(message, data);
	const title = asText(click.button_text) ?? payloadText(click);
	const messageId = asText(message.id);
	const common = {
		provider: 'interakt',
		id: `${messageId ?? 'unknown'}:clicked:${contentId(click.click_type, title, click.click_timestamp ?? envelope.time)}`,
		timestamp: isoUtc(click.click_timestamp) ?? envelope.time,
		from: person,
		to: RECEIVER,
		context: messageId === undefined ? undefined : { messageId },
		raw,
	};
	// The person opened a link: nothing that was said to us.
	if (asText(click.click_type)?.toUpperCase() === 'CTA') {
		return defined({ event: 'account', kind: 'link_click', ...common });
	}
	return defined({
		event: 'reply',
		kind: 'template',
		title,
		reference: readReference(envelope),
		...common,
	});
}

function clickIn(message: JsonObject, data: JsonObject): JsonObject {
	const places = [embedded(message.meta_data), embedded(data.event), message];
	return places.find((place) => asText(place?.click_type) !== undefined) ?? message;
}

function payloadText(click: JsonObject): string | undefined {
	return asText(embedded(embedded(click.button_payload)?.payload)?.text);
}

const LOCATION = ['latitude', 'longitude', 'name', 'address', 'url'];

/**
 * Reads `message_received`, and `message_api_flow_response`, which says the same of a form once more under
 * the same ID. What somebody of the business or an API wrote comes as the first too, seen by an
 * integration in production; nobody wrote that to us.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
function readMessage(envelope: Envelope): MessageEvent | ReplyEvent | AccountEvent {
	const { message, person, raw } = envelope;
	const common = {
		provider: 'interakt',
		id: asText(message.id) ?? bodyHash(envelope.source),
		timestamp: isoUtc(message.received_at_utc) ?? envelope.time,
		from: person,
		to: RECEIVER,
		raw,
	};
	const type = (asText(message.message_content_type) ?? 'unknown').slice(0, LONGEST_TYPE);
	const writer = asText(message.chat_message_type) ?? CUSTOMER;
	if (writer !== CUSTOMER) {
		const { text, media, location, kind } = readPlain(type, message);
		const said = defined({ text, media, location, messageKind: kind, reason: writer });
		return { event: 'account', kind: 'message_echoes', ...said, ...common, recipient: person };
	}
	const reply = readReply(type, message.message, message.meta_data);
	const answered = asText(embedded(message.message_context)?.id);
	if (reply === undefined)
		return { ...readPlain(type, message), ...common, ...answering(answered) };
	// By WhatsApp's own ID nobody can tell which message of ours it was.
	const known = answered?.startsWith('wamid.') ? undefined : answered;
	const reference = readReference(envelope);
	return defined({ event: 'reply', ...reply, reference, ...common, ...answering(known) });
}

/** `chat_message_type` of what the person wrote; others are `AgentMessage`, `PublicApiMessage` … */
const CUSTOMER = 'CustomerMessage';

const answering = (messageId: string | undefined): Pick<MessageEvent, 'context'> =>
	messageId === undefined ? {} : { context: { messageId } };

type Plain = Pick<MessageEvent, 'event' | 'kind' | 'text' | 'media' | 'location'>;

function readPlain(type: string, message: JsonObject): Plain {
	const kind = type.toLowerCase();
	const text = asText(message.message);
	const url = asText(message.media_url);
	return defined({
		event: 'message',
		kind,
		text: kind === 'location' ? undefined : text,
		media:
			url === undefined
				? undefined
				: defined({ url, caption: text, filename: fileName(kind, url) }),
		location: kind === 'location' ? readLocation(message.message) : undefined,
	});
}

/** Documents are kept under their own name. */
function fileName(kind: string, url: string): string | undefined {
	if (kind !== 'document') return undefined;
	const [path] = url.split(/[?#]/, 1);
	return path.slice(path.lastIndexOf('/') + 1) || undefined;
}

/**
 * How a location looks is not documented. Only single values are taken: JSON inside a text has not
 * been checked for its depth.
 */
function readLocation(value: unknown): Record<string, unknown> | undefined {
	const location = embedded(value);
	if (location === undefined) return undefined;
	const known = LOCATION.filter((name) => asText(location[name]) !== undefined);
	return Object.fromEntries(known.map((name) => [name, location[name]]));
}

/** Longer than any of Interakt's. */
const LONGEST_TYPE = 100;

type Reply = Pick<ReplyEvent, 'kind' | 'replyId' | 'title' | 'description' | 'data'>;

/**
 * A form, or a tap on a reply button or a row of a list: JSON inside a text, seen encoded once, twice and not at
 * all; or only the label, with ID and label in `meta_data`, as an integration in production reads them.
 *
 * @param type `message_content_type`; a plain text that looks like a tap is no tap
 * @returns undefined for anything that is no answer
 */
function readReply(type: string, message: unknown, meta: unknown): Reply | undefined {
	if (!/reply|button|flow/i.test(type)) return undefined;
	const tap = tapIn(message);
	const form = asObject(tap?.nfm_reply) ?? asObject(tap?.interactive_flow_reply);
	if (form !== undefined || /flow/i.test(type)) {
		return defined({
			kind: 'flow' as const,
			title: asText(form?.name),
			data: embedded(form?.response_json),
		});
	}
	const button = asObject(tap?.button_reply);
	const answer = button ?? asObject(tap?.list_reply);
	const list = answer === undefined ? /list/i.test(type) : button === undefined;
	const beside = embedded(meta);
	const label =
		answer === undefined ? (asText(tap?.title) ?? asText(message)) : asText(answer.title);
	return defined({
		kind: list ? ('list' as const) : ('button' as const),
		replyId: asText(answer?.id) ?? asText(beside?.button_id),
		title: label ?? asText(beside?.button_title),
		description: asText(answer?.description),
	});
}

function tapIn(message: unknown): JsonObject | undefined {
	return embedded(typeof message === 'string' ? parseInner(message, jsonBudget()) : message);
}

/**
 * Reads `message_api_sent`, `…_delivered`, `…_read` and `…_failed`, and the same of campaigns.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
function readStatus(status: StatusEvent['status'], envelope: Envelope): StatusEvent {
	const { message, person, raw, time } = envelope;
	const messageId = asText(message.id) ?? bodyHash(envelope.source);
	const at = { delivered: message.delivered_at_utc, read: message.seen_at_utc }[status as string];
	const code = asText(message.channel_error_code);
	const text = asText(message.channel_failure_reason);
	const failed = status === 'failed';
	return defined({
		event: 'status',
		status,
		messageId,
		provider: 'interakt',
		id: `${messageId}:${status}`,
		timestamp: isoUtc(at) ?? time,
		...writtenTo(person),
		to: RECEIVER,
		reference: readReference(envelope),
		errors: failed ? errors(code, text) : undefined,
		failure: failed ? statusFailure(code, text) : undefined,
		raw,
	});
}

function errors(code: string | undefined, text: string | undefined): ReportedError[] | undefined {
	if (code === undefined && text === undefined) return undefined;
	return [defined({ code: code ?? 'unknown', message: text })];
}

/** One webhook: Interakt sends one event in each. */
interface Envelope {
	type: string;
	/** When it happened, ISO 8601. */
	time: string;
	data: JsonObject;
	message: JsonObject;
	person: Person;
	raw: JsonObject;
	/** The bytes of the body. */
	source: Buffer;
}

/** Webhooks do not say which number they are about: there is only one. */
const RECEIVER: Receiver = { phoneNumberId: SENDER.id };

/** Reads what all webhooks share; undefined when the body is none of Interakt's. */
function readEnvelope(source: Buffer): Envelope | undefined {
	const raw = asObject(parseJson(source));
	const type = asText(raw?.type);
	const data = asObject(raw?.data);
	if (raw === undefined || type === undefined || data === undefined) return undefined;
	return {
		type,
		time: isoUtc(raw.timestamp) ?? new Date(0).toISOString(),
		data,
		message: asObject(data.message) ?? {},
		person: readPerson(asObject(data.customer) ?? {}),
		raw,
		source,
	};
}

function readPerson(customer: JsonObject): Person {
	const local = asText(customer.phone_number);
	const number =
		asText(customer.channel_phone_number) ??
		(local === undefined ? undefined : `${asText(customer.country_code) ?? ''}${local}`);
	return defined({
		phone: number === undefined ? undefined : phoneDigits(number),
		name: asText(asObject(customer.traits)?.name),
	});
}

/**
 * `2026-01-05T10:00:00.123456` to ISO 8601: Interakt writes UTC without saying so, at times with a
 * space in the middle.
 */
export function isoUtc(value: unknown): string | undefined {
	const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/;
	const text = (asText(value) ?? '').slice(0, 50);
	const [, day, time, fraction = '', zone = 'Z'] = form.exec(text) ?? [];
	const date = new Date(`${day}T${time}${fraction}${zone}`);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A short id made of content: the same for every delivery of it. */
function contentId(...content: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 32);
}

/** An object, also one that travels as JSON inside a text. A webhook has a handful of these. */
function embedded(value: unknown): JsonObject | undefined {
	return typeof value === 'string' ? asObject(parseInner(value, jsonBudget())) : asObject(value);
}

/** The reference given when the message was sent. */
function readReference({ data, message }: Envelope): string | undefined {
	const source = embedded(embedded(message.meta_data)?.source_data);
	const template = asObject(data.source_template_message);
	return (
		asText(source?.callback_data) ??
		asText(template?.callback_data) ??
		asText(embedded(data.event)?.callbackData)
	);
}
