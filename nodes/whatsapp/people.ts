import type { Country } from '../core/countries';
import type { Recipient } from './messages';
import { parseRecipient } from './person';

/** What stands between the entries of a list, in the scripts in which people write one. */
const BETWEEN = /[,;|\n\r\t\u060c\u061b\u3001\uff0c\uff1b\uff5c]/;

/** Where the next number begins although nothing but a space stands before it. */
const NEXT = /(?<!(?:whatsapp|tel):\s*)(?=\+\s*\p{Nd})|(?=\b(?:whatsapp|tel):)/iu;

/** Quotes, brackets and bullets around an entry. Not round brackets: they belong to numbers too. */
const AROUND =
	/^[\s"'`«»<>[\]{}\u2018-\u201f\u2022\u2039\u203a*]+|[\s"'`«»<>[\]{}\u2018-\u201f\u2022\u2039\u203a*]+$/g;

/** A stretch of an entry that can be a number; the rest of it is a name then. */
const NUMBER =
	/(?:(?:whatsapp|tel):\s*)?(?:\+\s*)?\(?\p{Nd}[\p{Nd}\s().\-/\u00a0\u2010-\u2015]*/giu;

export interface PeopleList {
	people: Recipient[];
	/** Entries that name nobody who can be told, as they are written. */
	unreadable: string[];
}

/**
 * Reads a list of people as it is typed, pasted from a sheet or made by an expression: phone numbers and
 * user IDs with commas, semicolons, bars, tabs, line breaks or spaces between, in quotes or not, with a name
 * beside the number or not.
 *
 * @param country of numbers that come without one
 */
export function parsePeople(list: string, country?: Country): PeopleList {
	const read = (text: string) => parseRecipient(text, country);
	const people: Recipient[] = [];
	const unreadable: string[] = [];
	for (const entry of list.split(BETWEEN)) {
		const written = entry.replace(AROUND, '');
		if (written === '') continue;
		const found = peopleIn(written, read);
		if (found === undefined) unreadable.push(written);
		else people.push(...found);
	}
	return { people, unreadable };
}

type Read = (text: string) => Recipient | undefined;

/** The people of one entry; undefined when a part of it names nobody. */
function peopleIn(entry: string, read: Read): Recipient[] | undefined {
	const words = entry
		.split(/\s+/)
		.map((word) => word.replace(AROUND, ''))
		.filter((word) => word !== '');
	const each = words.map(read);
	if (each.length > 1 && each.every((person) => person !== undefined)) return each;
	const parts = entry
		.split(NEXT)
		.map((part) => part.replace(AROUND, ''))
		.filter((part) => part !== '');
	// A name may stand before its number.
	const named = parts.length > 1 && !/\p{Nd}/u.test(parts[0]) ? [`${parts[0]} ${parts[1]}`] : [];
	const whole = [...named, ...parts.slice(named.length * 2)];
	const people = whole.map((part) => read(part) ?? namedIn(part, read));
	return people.every((person) => person !== undefined) ? people : undefined;
}

/** The one person in a text that holds a name too; undefined for none, and where more numbers stand in it. */
function namedIn(text: string, read: Read): Recipient | undefined {
	const ids = text.split(/[\s<>()[\]:]+/).flatMap((word) => {
		const person = read(word);
		return person?.userId === undefined ? [] : [person];
	});
	if (ids.length > 0) return ids.length === 1 ? ids[0] : undefined;
	const [found, ...more] = text.matchAll(NUMBER);
	if (found === undefined || more.length > 0) return undefined;
	const number = trimmed(found[0]);
	// Not a part of a word, which would be half of something else: `A600000001B`, `3.46E`.
	const before = text.slice(0, found.index);
	const after = text.slice(found.index + number.length);
	return /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after) ? undefined : read(number);
}

/** Without what stands between a number and a name, and without one half of a pair of brackets. */
function trimmed(number: string): string {
	const text = number.replace(/[\s(\-/.\u2010-\u2015]+$/, '');
	const count = (bracket: string) => text.split(bracket).length - 1;
	return count('(') < count(')') ? text.replace(/\)$/, '') : text.trim();
}
