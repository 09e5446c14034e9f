/** Marks of direction and width that come along when a number is copied from a contact list. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Longest text in which a number is looked for; 15 digits is the longest number. */
const LONGEST = 100;

/** The digits of a number that a provider wrote in some form. */
export const digitsIn = (text: string): string => text.slice(0, LONGEST).replace(/\D+/g, '');

/**
 * Turns a phone number as people write it into digits with the country code.
 *
 * @param input e.g. `+34 600 00 00 01`, `0034-600.000.001`, `(34) 600000001`
 * @returns 7 to 15 digits (E.164 without `+`), or undefined when it is no such number
 */
export function phoneDigits(input: string): string | undefined {
	if (input.length > LONGEST) return undefined;
	// `+44 (0)20 …`: the zero is for callers inside the country.
	const trimmed = input
		.replace(INVISIBLE, '')
		.trim()
		.replace(/^((?:\+|00)[^(]*)\(0\)/, '$1');
	if (!/^(\+|00)?[\d\s().\-/\u00a0\u2010-\u2015]+$/.test(trimmed)) return undefined;
	const digits = trimmed.replace(/\D/g, '');
	const international = trimmed.startsWith('00') ? digits.slice(2) : digits;
	return /^[1-9]\d{6,14}$/.test(international) ? international : undefined;
}

/**
 * Folds the forms one person's number takes into one, for comparing only: WhatsApp itself knows
 * some people in Brazil, Mexico and Argentina under a number that differs from the dialled one
 * (Brazil's ninth digit, Mexico's 1 and Argentina's 9 after the country code; see green-api and
 * wassenger docs). Never send to a folded number. In Brazil, 2 to 5 after the 9 is a mobile that
 * never had eight digits; without the 9 it would be somebody's landline.
 *
 * @param digits as `phoneDigits` gives them
 */
export function foldPhone(digits: string): string {
	return digits
		.replace(/^55(\d{2})9([6-9]\d{7})$/, '55$1$2')
		.replace(/^521(\d{10})$/, '52$1')
		.replace(/^549(\d{10})$/, '54$1');
}
