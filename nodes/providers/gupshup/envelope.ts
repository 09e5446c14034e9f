import { createHash } from 'node:crypto';
import { asObject, asText, defined, type JsonObject } from '../../shared/json';
import type { Person, Receiver } from '../../whatsapp/events';

/** What is around every webhook of version 2. */
export interface Envelope {
	type: string;
	payload: JsonObject;
	/** The whole body. */
	body: JsonObject;
	/** ISO 8601. */
	time: string;
	to: Receiver;
}

/** Undefined when the body is no webhook of version 2. */
export function readEnvelope(value: unknown): Envelope | undefined {
	const body = asObject(value);
	const type = asText(body?.type);
	const payload = asObject(body?.payload);
	if (body === undefined || type === undefined || payload === undefined) return undefined;
	return {
		type,
		payload,
		body,
		time: isoTime(body.timestamp) ?? new Date(0).toISOString(),
		to: defined({
			phone: asText(body.phone)?.replace(/\D/g, '') || undefined,
			phoneNumberId: asText(body.app),
		}),
	};
}

/** Seconds or milliseconds since 1970: Gupshup writes both. */
export function isoTime(value: unknown): string | undefined {
	const number = Number(asText(value));
	const date = new Date(number < 1e11 ? number * 1000 : number);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** An id for what has none: the same for every delivery of the same content. */
export function contentId({ body }: Envelope): string {
	return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 32);
}

/** The person who wrote. */
export function readSender({ payload }: Envelope): Person {
	const sender = asObject(payload.sender);
	return defined({
		phone: digits(payload.source) ?? digits(sender?.phone),
		name: asText(sender?.name),
	});
}

export const digits = (value: unknown): string | undefined =>
	asText(value)?.replace(/\D/g, '') || undefined;
