import type { IExecuteFunctions } from 'n8n-workflow';
import type { Recipient } from '../whatsapp/messages';
import { mistake } from '../n8n/errors';
import { canonicalPerson, parseRecipient } from '../whatsapp/person';

/** More people than are asked the same thing at once by anybody who means it. */
const MOST = 20;

/**
 * Whom to ask: one person or several, each once, and never the one who must not decide.
 *
 * @param never phone number or user ID of somebody who may not answer; empty for nobody
 * @throws NodeOperationError naming what is no number, or when nobody is left
 */
export function readPeople(context: IExecuteFunctions, ask: string, never: string): Recipient[] {
	const read = (text: string, field: string): Recipient => {
		const person = parseRecipient(text);
		if (person !== undefined) return person;
		throw mistake(
			context.getNode(),
			`"${text}" is no phone number with country code`,
			`Write the number in "${field}" like +34 600 000 001, or give a WhatsApp user ID; separate several with commas`,
		);
	};
	const excluded = never === '' ? undefined : canonicalPerson(read(never, 'Never Ask'));
	const people = new Map(
		ask
			.split(/[,;\n]/)
			.map((text) => text.trim())
			.filter((text, index) => text !== '' || index === 0)
			.map((text) => read(text, 'Ask'))
			.map((person) => [canonicalPerson(person), person]),
	);
	if (excluded !== undefined) people.delete(excluded);
	if (people.size > 0 && people.size <= MOST) return [...people.values()];
	throw mistake(
		context.getNode(),
		people.size === 0
			? 'The only person in "Ask" is the one who must not decide, so nobody was asked'
			: `There are ${people.size} people in "Ask"; at most ${MOST} can be asked at once`,
		people.size === 0 ? 'Name somebody else in "Ask"' : 'Ask fewer people',
	);
}
