import { createHash } from 'node:crypto';
import { asObject, asText, defined, parseJson, type JsonObject } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Person, Receiver } from '../../whatsapp/events';
import { SENDER } from './account';

/** One webhook: Interakt sends one event in each. */
export interface Envelope {
	type: string;
	/** When it happened, ISO 8601. */
	time: string;
	data: JsonObject;
	message: JsonObject;
	person: Person;
	raw: JsonObject;
}

/** Webhooks do not say which number they are about: there is only one. */
export const RECEIVER: Receiver = { phoneNumberId: SENDER.id };

/** Reads what all webhooks share; undefined when the body is none of Interakt's. */
export function readEnvelope(body: Buffer): Envelope | undefined {
	const raw = asObject(parseJson(body));
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
	const [, day, time, fraction = '', zone = 'Z'] = form.exec(asText(value) ?? '') ?? [];
	const date = new Date(`${day}T${time}${fraction}${zone}`);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A short id made of content: the same for every delivery of it. */
export function contentId(...content: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 32);
}

/** An object, also one that travels as JSON inside a text. */
export function embedded(value: unknown): JsonObject | undefined {
	return typeof value === 'string' ? asObject(parseJson(value)) : asObject(value);
}

/** The reference given when the message was sent. */
export function readReference({ data, message }: Envelope): string | undefined {
	const source = embedded(embedded(message.meta_data)?.source_data);
	return asText(source?.callback_data) ?? asText(embedded(data.event)?.callbackData);
}
