import type { INode, INodeProperties } from 'n8n-workflow';
import { type Country, countryOf } from '../core/countries';
import { asciiDigits } from '../core/digits';
import { configurationError } from './errors';

/** The country of numbers that come without one, among the options. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. ES or +34',
	description:
		'The country of phone numbers that are written without one, as calling code or as its two letters. Numbers with + or 00 keep their own.',
};

/** What that option says; undefined where it is empty. @throws NodeOperationError for what is no country */
export function readDefaultCountry(
	node: INode,
	given: string,
	itemIndex?: number,
): Country | undefined {
	if (given.trim() === '') return undefined;
	const country = countryOf(asciiDigits(given));
	if (country !== undefined) return country;
	throw configurationError(
		node,
		`"${given}" in "Default Country" is no country`,
		'Write its calling code like +34, or its two letters like ES',
		itemIndex,
	);
}

/** What to do about a number that cannot be read, in the words of its field. */
export function numberHint(field: string, entry: string, country: Country | undefined): string {
	if (country !== undefined)
		return `Write the number in "${field}" with + and its country, like +34 600 000 001: it is none of the country +${country.code} in "Default Country", or could be of two`;
	return /^\s*\(?0[^0]/.test(asciiDigits(entry))
		? `The number lacks its country: write it in "${field}" like +34 600 000 001, or name the country of such numbers in the option "Default Country"`
		: `Write the number in "${field}" like +34 600 000 001, or give a WhatsApp user ID; for numbers without a country set the option "Default Country"`;
}
