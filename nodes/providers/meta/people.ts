import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import { digitsIn, foldPhone } from '../../core/phone';
import type { Person, Receiver } from '../../whatsapp/events';
import { isUserId } from '../../whatsapp/person';
import { MOST_EVENTS } from '../http';

/** The contacts of a change, by user ID and by `wa_id`; of several alike the first. */
export interface Contacts {
	all: readonly JsonObject[];
	/** Where each of these stands in `all`. */
	byUserId: ReadonlyMap<string, number>;
	/** By the folded number: `wa_id` is at times another form of the number in `from` (Brazil, Mexico). */
	byPhone: ReadonlyMap<string, number>;
	/** All that the change says is of one person, so that its only contact is theirs. */
	ofOne: boolean;
}

const NOBODY: Contacts = { all: [], byUserId: new Map(), byPhone: new Map(), ofOne: false };

/**
 * @param value of `contacts`
 * @param named gives whom the change names, each as often as it likes; asked only where there is a contact
 */
export function readContacts(value: unknown, named: () => readonly Named[]): Contacts {
	// Of one more event than this at most is somebody looked up.
	const all = asObjects(value).slice(0, MOST_EVENTS);
	if (all.length === 0) return NOBODY;
	const people = named();
	const byUserId = new Map<string, number>();
	const byPhone = new Map<string, number>();
	for (const [index, contact] of all.entries()) {
		const { phone, userId } = readNamed(contact.wa_id, contact.user_id);
		if (userId !== undefined && !byUserId.has(userId)) byUserId.set(userId, index);
		const folded = phone === undefined ? undefined : foldPhone(phone);
		if (folded !== undefined && !byPhone.has(folded)) byPhone.set(folded, index);
	}
	const [first] = people;
	const ofOne =
		all.length === 1 &&
		people.every(({ phone, userId }) => phone === first.phone && userId === first.userId);
	return { all, byUserId, byPhone, ofOne };
}

/** How a message, a status or a fact names a person. */
export interface Named {
	phone?: string;
	userId?: string;
	parentUserId?: string;
	identityKeyHash?: string;
}

/**
 * Reads under what somebody is named. A user ID may stand where a number would (seen in `from` and in
 * `wa_id`), and is no number.
 *
 * @param address a number, `+` or not, or a user ID
 */
export function readNamed(
	address: unknown,
	userId: unknown,
	parentUserId?: unknown,
	identityKeyHash?: unknown,
): Named {
	const text = asText(address);
	const isNumber = text !== undefined && !isUserId(text);
	return defined({
		phone: isNumber ? digitsIn(text) || undefined : undefined,
		userId: asText(userId) ?? (isNumber ? undefined : text),
		parentUserId: asText(parentUserId),
		identityKeyHash: asText(identityKeyHash),
	});
}

/** Who wrote a message. */
export const senderOf = (message: JsonObject): Named =>
	readNamed(message.from, message.from_user_id, message.from_parent_user_id);

export const isOfGroup = (status: JsonObject): boolean => status.recipient_type === 'group';

/** Meta's pages spell the parent's ID and the participant two ways. */
export function recipientOf(status: JsonObject): Named {
	const participant = status.recipient_participant_id ?? status.participant_recipient_id;
	return readNamed(
		isOfGroup(status) ? participant : status.recipient_id,
		status.recipient_participant_user_id ?? status.recipient_user_id,
		status.recipient_participant_parent_user_id ??
			status.recipient_parent_user_id ??
			status.parent_recipient_user_id,
		status.recipient_identity_key_hash,
	);
}

/**
 * The person behind a message: `from` and `wa_id` are absent (not empty) for people who hide their
 * number behind a username; the business-scoped user ID is always there since April 2026.
 *
 * @param named by the message, status or fact itself
 * @param contacts of the change, among which the person may be
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function readPerson(named: Named, contacts: Contacts): Person {
	const contact = contactOf(named, contacts);
	if (contact === undefined) return named;
	const profile = asObject(contact.profile);
	return defined({
		...readNamed(contact.wa_id, contact.user_id, contact.parent_user_id, contact.identity_key_hash),
		...named,
		username: asText(profile?.username),
		name: asText(profile?.name),
	});
}

/** The contact that is this person. */
export function contactOf(
	{ phone, userId }: Named,
	{ all, byUserId, byPhone, ofOne }: Contacts,
): JsonObject | undefined {
	if (all.length === 0) return undefined;
	const at = Math.min(
		byUserId.get(userId ?? '') ?? Infinity,
		byPhone.get(foldPhone(phone ?? '')) ?? Infinity,
	);
	if (at !== Infinity) return all[at];
	const [only] = all;
	const nobody = phone === undefined && userId === undefined;
	if (only === undefined || all.length > 1 || !(ofOne || nobody)) return undefined;
	// With two user IDs it would be two people.
	return userId === undefined || asText(only.user_id) === undefined ? only : undefined;
}

/** Our number, from the change's metadata; fields about the account name it without, handovers elsewhere. */
export function readReceiver(value: JsonObject, wabaId?: string): Receiver {
	const metadata = asObject(value.metadata) ?? asObject(value.recipient);
	const phone = asText(metadata?.display_phone_number) ?? asText(value.display_phone_number);
	const named = asText(asObject(value.waba_info)?.waba_id);
	return defined({
		phone: phone === undefined ? undefined : digitsIn(phone),
		phoneNumberId: asText(metadata?.phone_number_id),
		wabaId: (named ?? wabaId) || undefined,
	});
}
