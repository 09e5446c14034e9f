import type { Person } from './events';
import type { Recipient } from './messages';
import { foldPhone, phoneDigits } from '../core/phone';

/** A business-scoped user ID: country code, dot, up to 128 letters and digits; parents add `ENT.` */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * Reads whom to write to from what a builder typed.
 *
 * @param input a phone number in any human form with its country, or a user ID (BSUID)
 * @returns undefined when it is neither
 */
export function parseRecipient(input: string): Recipient | undefined {
	const trimmed = input.trim();
	if (USER_ID.test(trimmed)) return { userId: trimmed };
	const phone = phoneDigits(trimmed);
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
		if (known.userId !== undefined && known.userId === person.userId) return true;
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

/** How to write back to a person. */
export const asRecipient = ({ phone, userId }: Person): Recipient =>
	phone === undefined ? { userId } : { phone };

/** Every identity under which a person is known, each by itself. */
export const identitiesOf = ({ phone, userId }: Person): Recipient[] => [
	...(phone === undefined ? [] : [{ phone }]),
	...(userId === undefined ? [] : [{ userId }]),
];
