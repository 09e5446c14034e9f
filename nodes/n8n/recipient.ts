import type { IExecuteFunctions } from 'n8n-workflow';
import type { Country } from '../core/countries';
import type { Recipient } from '../whatsapp/messages';
import { parseRecipient } from '../whatsapp/person';
import { numberHint } from './defaultCountry';
import { configurationError } from './errors';

/**
 * Who is named in a field for one person.
 *
 * @param field as the panel calls it
 * @param country of numbers without one
 * @throws NodeOperationError for what names nobody
 */
export function recipientNamed(
	context: IExecuteFunctions,
	field: string,
	typed: string,
	country: Country | undefined,
	itemIndex: number,
): Recipient {
	const person = parseRecipient(typed, country);
	if (person !== undefined) return person;
	throw configurationError(
		context.getNode(),
		`"${typed}" is no phone number with country code`,
		numberHint(field, typed, country),
		itemIndex,
	);
}
