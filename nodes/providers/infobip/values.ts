import { asObject, asText, defined, type JsonObject } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Person, Receiver } from '../../whatsapp/events';

const digitsOf = (value: unknown) => phoneDigits(asText(value) ?? '');

/**
 * The person of a result. The phone can be absent: people may hide it behind a username.
 *
 * @param address the number of the person, or their user ID in its place
 */
export function readPerson(address: unknown, result: JsonObject): Person {
	const contact = asObject(result.contact);
	const number = digitsOf(address);
	const phone = digitsOf(contact?.phoneNumber) ?? number;
	const userId = asText(contact?.userId) ?? (number ? undefined : asText(address));
	return defined({
		phone,
		userId,
		parentUserId: asText(contact?.parentUserId),
		username: asText(contact?.username),
		name: asText(contact?.name),
	});
}

/** Our number; its digits are the sender's ID too. */
export function readReceiver(number: unknown): Receiver {
	const phone = digitsOf(number);
	return defined({ phone, phoneNumberId: phone });
}

/**
 * Person and sender of a seen report. The documentation says `from` is the person; in its example it
 * is the other way round, so a contact decides where there is one.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/receive-whatsapp-seen-reports
 */
export function readSeenParties(result: JsonObject): { recipient: Person; to: Receiver } {
	const { from, to } = result;
	const known = digitsOf(asObject(result.contact)?.phoneNumber);
	return known !== undefined && digitsOf(to) === known
		? { recipient: readPerson(to, result), to: readReceiver(from) }
		: { recipient: readPerson(from, result), to: readReceiver(to) };
}

/** Between the reference and our own ID; nobody else's message ID has it. */
const MARK = '.n8n.';
/** Longest message ID that a send takes. */
const LIMIT = 200;

/**
 * The ID under which a message is sent. It carries the reference where that fits, because everything
 * that comes back names the message, while `callbackData` is promised for delivery reports only.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages
 */
export function writeMessageId(message: { id?: string; reference?: string }): string | undefined {
	const { id, reference } = message;
	if (id === undefined || reference === undefined || !/^[\w.-]+$/.test(reference)) return id;
	const joined = `${reference}${MARK}${id}`;
	return joined.length > LIMIT ? id : joined;
}

/** The reference in a message ID of ours, else undefined. */
export function readReference(messageId: unknown): string | undefined {
	const text = asText(messageId) ?? '';
	const at = text.lastIndexOf(MARK);
	return at > 0 ? text.slice(0, at) : undefined;
}

/** Is this WhatsApp's own ID of a message, which a send never gives? */
export const isWhatsAppId = (id: string): boolean => id.startsWith('wamid.');

type StatusGroup = 'PENDING' | 'UNDELIVERABLE' | 'DELIVERED' | 'EXPIRED' | 'REJECTED';

const BY_ID: Record<string, StatusGroup> = {
	'1': 'PENDING',
	'2': 'UNDELIVERABLE',
	'3': 'DELIVERED',
	'4': 'EXPIRED',
	'5': 'REJECTED',
};
const NAMES = new Set<string>(Object.values(BY_ID));

/**
 * The group of a `status`, by its name, else by its number.
 *
 * @see https://www.infobip.com/docs/essentials/response-status-and-error-codes
 */
export function statusGroup(status: JsonObject | undefined): StatusGroup | undefined {
	const name = asText(status?.groupName)?.toUpperCase() ?? '';
	if (NAMES.has(name)) return name as StatusGroup;
	const id = asText(status?.groupId) ?? '';
	return Object.hasOwn(BY_ID, id) ? BY_ID[id] : undefined;
}

/** Will this message not arrive? */
export function hasFailed(status: JsonObject | undefined): boolean {
	const group = statusGroup(status);
	return group === 'UNDELIVERABLE' || group === 'EXPIRED' || group === 'REJECTED';
}

/** Infobip's `2026-01-05T10:00:00.000+0000` to ISO 8601 in UTC. */
export function isoTime(value: unknown): string | undefined {
	const text =
		asText(value)
			?.slice(0, 50)
			.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') ?? '';
	if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
	const date = new Date(text);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Where a result has no time that can be read. */
export const UNKNOWN_TIME = new Date(0).toISOString();
