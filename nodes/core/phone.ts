import { hasCallingCode } from './callingCodes';
import { countryOfNumber, type Country, fromAbroad } from './countries';
import { asciiDigits } from './digits';

/** Marks of direction and width that come along when a number is copied from a contact list. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Longest text in which a number is looked for; 15 digits is the longest number. */
const LONGEST = 100;

/** The digits of a number that a provider wrote in some form. */
export const digitsIn = (text: string): string => text.slice(0, LONGEST).replace(/\D+/g, '');

/** What stands before a number in links and in exports of other systems. */
const PREFIX = /^(?:whatsapp:|tel:|(?:https?:\/\/)?wa\.me\/)\s*/i;

/**
 * Turns a phone number as people and spreadsheets write it into digits with the country code. What can be
 * read in two ways is not read: the other one is somebody else's number.
 *
 * @param input e.g. `+34 600 00 00 01`, `0034-600.000.001`, `(34) 600000001`, `whatsapp:+34600000001`,
 *   `34600000001.0` or `3.4600000001E+10` of a sheet, with the digits of any script
 * @returns 7 to 15 digits (E.164 without `+`), or undefined when it is no such number
 */
export function phoneDigits(input: string): string | undefined {
	// As providers write it.
	if (E164.test(input)) return input;
	// Often there is none at all.
	if (input === '') return undefined;
	const written = bareNumber(input);
	const digits = written?.replace(/\D/g, '');
	const international = written?.startsWith('00') ? digits?.slice(2) : digits;
	return international !== undefined && E164.test(international) ? international : undefined;
}

/**
 * The same for what a person or a sheet gives, not a provider: digits without `+` or `00` that no country's
 * numbers look like are a number without its country. Sent as they are they would reach nobody, or somebody
 * abroad.
 */
export function typedPhoneDigits(input: string): string | undefined {
	const digits = phoneDigits(input);
	if (digits === undefined || hasCallingCode(digits)) return digits;
	return /^(\+|00)/.test(bareNumber(input) ?? '') ? digits : undefined;
}

/**
 * The same where numbers without `+` or `00` may be of one country: `0600 …`, `600 …`. A number that has its
 * country's code already, of that or another country, stays what it is.
 *
 * @returns undefined also for what could be both
 */
export function phoneDigitsIn(country: Country, input: string): string | undefined {
	const written = bareNumber(input);
	if (written === undefined || /^(\+|00)/.test(written)) return phoneDigits(input);
	const digits = written.replace(/\D/g, '');
	const { code, trunk, lengths } = country;
	const readings = new Set<string>();
	const fits = (national: string) => lengths.includes(national.length);
	const dialled = (national: string) => {
		const whole = fromAbroad(country, national);
		if (whole !== undefined) readings.add(code + whole);
	};
	if (trunk === '-' ? fits(digits) : !digits.startsWith('0') && fits(digits)) dialled(digits);
	if (/^\d/.test(trunk) && digits.startsWith(trunk)) {
		const rest = digits.slice(trunk.length);
		// Only a number inside a country begins with a zero; landlines are of any length.
		if (trunk === '0' || fits(rest)) dialled(rest);
	}
	if (digits.startsWith(code) && fits(digits.slice(code.length))) readings.add(digits);
	if (readings.size === 0 && countryOfNumber(digits) !== undefined) readings.add(digits);
	const [reading] = readings;
	return readings.size === 1 && E164.test(reading) ? reading : undefined;
}

const E164 = /^[1-9]\d{6,14}$/;

/**
 * The number in ASCII as it is written, without what surrounds it and what a sheet adds to it.
 *
 * @returns undefined for what is no number, or of which nobody can say which number it is
 */
function bareNumber(input: string): string | undefined {
	if (input.length > LONGEST) return undefined;
	const text = asciiDigits(input.replace(INVISIBLE, ''))
		.replace(/\uff0b/g, '+')
		.trim()
		.replace(PREFIX, '');
	const written = withoutTrunkZero(asWhole(text) ?? text);
	if (!/^(\+|00)?[\d\s().\-/\u00a0\u2010-\u2015]+$/.test(written)) return undefined;
	return hasTail(written) ? undefined : written;
}

/** A number that a sheet took for an amount; undefined where it is none, or has lost digits. */
function asWhole(text: string): string | undefined {
	const [, sign = '', whole, fraction = '', exponent] =
		/^(\+?)([1-9])(?:\.(\d+))?e\+?(\d{1,2})$/i.exec(text) ?? [];
	// With fewer digits than the exponent says, the last ones are gone.
	if (whole !== undefined)
		return fraction.length === Number(exponent) ? `${sign}${whole}${fraction}` : undefined;
	return /^[^.]*\d{2}\.0{1,2}$/.test(text) ? text.replace(/\.0+$/, '') : undefined;
}

/** `+44 (0)20 …`: the zero is for callers inside the country. */
const withoutTrunkZero = (text: string): string =>
	text.replace(/^((?:\+|00)?\s*[1-9][^(]*)\(\s*0\s*\)/, '$1');

/**
 * Does it end in what may not be of the number: decimals (`.5`, `.00` after other points), an extension
 * (`-2`), another number's end (`/02`), or does a bracket hold a zero that may be for callers inside only?
 */
const hasTail = (text: string): boolean =>
	/[.\-/\u2010-\u2015]\s*\d\s*$/.test(text) ||
	/\.0+$/.test(text) ||
	/^[^.]*\d\.\d\d$/.test(text) ||
	/^[^.]*\d{7,}\.\d+$/.test(text) ||
	/^[^/]*\d\s*\/\s*\d{1,3}$/.test(text) ||
	/\d\D*\(\s*0\d/.test(text);

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
