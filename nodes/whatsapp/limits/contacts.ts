import type { Carrier } from '../capabilities';
import { type Contact, PHONE_TYPES, PLACE_TYPES } from '../contact';
import type { ContactsMessage } from '../messages';
import { between, type Problem, type Problems, unless } from './problem';

/** Of a message with contact cards. */
export function contactsProblems({ contacts }: ContactsMessage, { supports }: Carrier): Problems {
	const { count } = supports.contacts!;
	return [
		unless(contacts.length > 0, 'There is no contact', 'Add at least one contact'),
		unless(
			contacts.length <= count,
			`There are ${contacts.length} contacts; WhatsApp takes at most ${count}`,
			'Remove contacts, or send several messages',
		),
		...contacts.flatMap((contact, index) => contactProblems(contact, `contact ${index + 1}`)),
	];
}

function contactProblems(contact: Contact, which: string): Problems {
	const { name, phones, emails, urls = [], addresses = [], birthday } = contact;
	const { formatted, ...parts } = name;
	return [
		between(`Name of ${which}`, formatted, 1, Infinity),
		unless(
			Object.values(parts).some((part) => part?.trim()),
			`C${which.slice(1)} has neither a first nor a last name`,
			'Fill in the name',
		),
		...phones.flatMap(({ number, type }) => [
			between(`A phone number of ${which}`, number, 1, Infinity),
			typeProblem(type, PHONE_TYPES, 'phone number', which),
		]),
		...emails.flatMap(({ email, type }) => [
			unless(
				/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email),
				`"${email}" of ${which} is no e-mail address`,
				'Write it like ana@example.com',
			),
			typeProblem(type, PLACE_TYPES, 'e-mail address', which),
		]),
		...urls.flatMap(({ url, type }) => [
			unless(
				URL.canParse(url) && !/\s/.test(url),
				`"${url}" of ${which} is no website`,
				'Write it like https://example.com',
			),
			typeProblem(type, PLACE_TYPES, 'website', which),
		]),
		...addresses.flatMap(({ countryCode, type }) => [
			unless(
				countryCode === undefined || /^[A-Za-z]{2}$/.test(countryCode),
				`"${countryCode}" of ${which} is no country code`,
				'Write its two letters, like ES',
			),
			typeProblem(type, PLACE_TYPES, 'address', which),
		]),
		unless(
			birthday === undefined || isDate(birthday),
			`"${birthday}" of ${which} is no birthday`,
			'Write it as year, month and day, like 1990-04-23',
		),
	];
}

function typeProblem(
	type: string | undefined,
	known: readonly string[],
	what: string,
	which: string,
): Problem | undefined {
	return unless(
		type === undefined || known.includes(type),
		`"${type}" is no type of ${what} (${which})`,
		`Write one of ${known.join(', ')}, or leave it out`,
	);
}

/** A day that there is, as `YYYY-MM-DD`. */
function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
