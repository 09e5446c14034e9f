import type { MessageEvent, Person, SystemChange } from './events';
import type { Recipient } from './messages';
import type { Country } from '../core/countries';
import { foldPhone, phoneDigits, phoneDigitsIn, typedPhoneDigits } from '../core/phone';

/** A business-scoped user ID: country code, dot, up to 128 letters and digits; parents add `ENT.` */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Is this a business-scoped user ID, or that of a parent? */
export const isUserId = (text: string): boolean => USER_ID.test(text);

/**
 * Reads whom to write to from what a builder typed.
 *
 * @param input a phone number in any human form with its country, or a user ID (BSUID)
 * @param country of numbers that come without one
 * @returns undefined when it is neither
 */
export function parseRecipient(input: string, country?: Country): Recipient | undefined {
	const trimmed = input.trim();
	if (USER_ID.test(trimmed)) return { userId: trimmed };
	const phone = country === undefined ? typedPhoneDigits(trimmed) : phoneDigitsIn(country, trimmed);
	return phone === undefined ? undefined : { phone };
}

/** One spelling per person: the user ID, or the phone with its country variants folded. */
export function canonicalPerson(person: Recipient): string {
	if (person.userId !== undefined) return `user:${person.userId}`;
	return `phone:${foldPhone(phoneDigits(person.phone ?? '') ?? '')}`;
}

/**
 * Is this the person who was asked?
 *
 * @param asked every identity under which the asked person is known
 * @param person who answered, as the provider signed it
 */
export function isPerson(asked: readonly Recipient[], person: Person): boolean {
	return asked.some((known) => {
		const ids = [person.userId, person.parentUserId];
		if (known.userId !== undefined && ids.includes(known.userId)) return true;
		const phone = known.phone === undefined ? undefined : phoneDigits(known.phone);
		const theirs = person.phone === undefined ? undefined : phoneDigits(person.phone);
		return phone !== undefined && theirs !== undefined && foldPhone(phone) === foldPhone(theirs);
	});
}

/**
 * The person whom a status is about. `from` is the old name of the same, which saved workflows read.
 */
export const writtenTo = (recipient: Person): { recipient: Person; from: Person } => ({
	recipient,
	from: recipient,
});

/** Have two lists of identities one in common, so that they are of the same human? */
export const isSamePerson = (one: readonly Recipient[], other: readonly Recipient[]): boolean =>
	other.some((identity) => isPerson(one, identity));

/** Whom a system message is about: as it names the sender, and as they were known before. */
export const changedPeople = ({
	from,
	system,
}: Pick<MessageEvent, 'from' | 'system'>): Person[] => [
	from,
	{ userId: system?.previousUserId, parentUserId: system?.previousParentUserId },
];

/**
 * The identities that a system message adds. Only where its type says that somebody has new ones: other
 * types name people too.
 */
export function newIdentities(system: SystemChange = {}): Recipient[] {
	const { type, newPhone: phone, newUserId: userId, newParentUserId: parentUserId } = system;
	switch (type) {
		case 'user_changed_number':
			return identitiesOf({ phone, userId, parentUserId });
		case 'user_changed_user_id':
			return identitiesOf({ userId, parentUserId });
		default:
			return [];
	}
}

/** How to write back to a person. */
export const asRecipient = ({ phone, userId }: Person): Recipient =>
	phone === undefined ? { userId } : { phone };

/** Every identity under which a person is known, each by itself. */
export const identitiesOf = ({ phone, userId, parentUserId }: Person): Recipient[] => [
	...(phone === undefined ? [] : [{ phone }]),
	...(userId === undefined ? [] : [{ userId }]),
	...(parentUserId === undefined ? [] : [{ userId: parentUserId }]),
];

/** The identities of somebody, with those that are new and were named together with a known one. */
export function withIdentities(known: readonly Recipient[], person: Person): Recipient[] {
	const fresh = identitiesOf(person).filter((identity) => !isPerson(known, identity));
	return [...known, ...fresh];
}
