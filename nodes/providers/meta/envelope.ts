import { contentHash } from '../../core/crypto';
import {
	asObject,
	asObjects,
	asText,
	defined,
	type JsonBudget,
	type JsonObject,
} from '../../core/json';
import type { Receiver, ReportedError } from '../../whatsapp/events';
import { MOST_EVENTS } from '../http';
import { type Contacts, readContacts, readReceiver, recipientOf, senderOf } from './people';

/** What every event of one change shares. */
export interface Change {
	/** ID of the provider that passes Meta's shapes on. */
	provider: string;
	field: string;
	value: JsonObject;
	/** The WABA; for partner events the business. Empty where the provider does not say. */
	entryId: string;
	/** ISO 8601 of the entry, where an event has no time of its own. */
	time?: string;
}

/** A change that holds messages and statuses, with what all of them share. */
export interface MessagesChange extends Change {
	time: string;
	to: Receiver;
	contacts: Contacts;
	/** For JSON inside of texts, of the whole webhook. */
	budget: JsonBudget;
	standby?: true;
}

/** Of messages without a time: nobody could say that it was after a question or before a deadline. */
const EPOCH = new Date(0).toISOString();

/** @param contents the change's value, or the part of it that holds messages and statuses */
export function ofMessages(
	change: Change,
	contents: JsonObject,
	budget: JsonBudget,
): MessagesChange {
	const named = () => [
		...asObjects(contents.messages).slice(0, MOST_EVENTS).map(senderOf),
		...asObjects(contents.statuses).slice(0, MOST_EVENTS).map(recipientOf),
	];
	return {
		...change,
		time: change.time ?? EPOCH,
		to: readReceiver(change.value, change.entryId),
		contacts: readContacts(contents.contacts ?? change.value.contacts, named),
		budget,
		standby: change.field === STANDBY || undefined,
	};
}

/**
 * The field on which everything of a chat comes while an AI agent of Meta holds it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby/
 */
export const STANDBY = 'standby';

/** Unix seconds, as text or number, to ISO 8601 in UTC. */
export function isoTime(seconds: unknown): string | undefined {
	const text = asText(seconds);
	if (text === undefined) return undefined;
	const date = new Date(Number(text) * 1000);
	const year = date.getUTCFullYear();
	if (Number.isNaN(year)) return undefined;
	// As toISOString writes it, which takes four times as long; a webhook has up to a thousand.
	if (!(year >= 1970 && year <= 9999) || date.getUTCMilliseconds() !== 0) return date.toISOString();
	const day = `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
	return `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}.000Z`;
}

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** An id for events that have none: the same for every delivery of the same content. */
export function contentId(change: Change, content: unknown): string {
	return contentHash([change.entryId, change.time, change.field, content]);
}

/** Errors of a failed status, of an unsupported message, or of the account. */
export function readErrors(value: unknown): ReportedError[] | undefined {
	const errors = asObjects(value).map((error) =>
		defined({
			code: asText(error.code) ?? 'unknown',
			title: asText(error.title),
			message: asText(error.message),
			// Older webhooks have the details beside the title.
			details: asText(asObject(error.error_data)?.details) ?? asText(error.details),
		}),
	);
	return errors.length > 0 ? errors : undefined;
}
