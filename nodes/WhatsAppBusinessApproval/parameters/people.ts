import type { IExecuteFunctions } from 'n8n-workflow';
import type { Country } from '../../core/countries';
import { numberHint, readDefaultCountry } from '../../n8n/defaultCountry';
import { configurationError } from '../../n8n/errors';
import type { Recipient } from '../../whatsapp/messages';
import { parsePeople } from '../../whatsapp/people';
import { canonicalPerson } from '../../whatsapp/person';
import type { ApprovalOptions } from './options';

export interface AskedPeople {
	people: Recipient[];
	/** For each of them the index of the group, where one of each group decides. */
	groups?: number[];
	/** Who must not decide. */
	excluded: Recipient[];
}

/** More people than are asked the same thing at once by anybody who means it. */
const MOST = 20;

/** What stands between groups, in the scripts in which people write lists. */
const BETWEEN_GROUPS = /[;\u061b\uff1b]/;

/**
 * Whom to ask: one person or several, each once, and never the one who must not decide. That one may
 * be among them under another identity all the same, which only an answer shows.
 *
 * @param grouped do semicolons in the list separate groups?
 * @throws NodeOperationError naming what is no number, or when nobody is left
 */
export function readPeople(
	context: IExecuteFunctions,
	ask: string,
	grouped: boolean,
	{ neverAsk, defaultCountry }: ApprovalOptions,
): AskedPeople {
	const country = readDefaultCountry(context.getNode(), defaultCountry);
	const excluded = peopleOf(context, neverAsk, 'Never Ask', country);
	const lists = (grouped ? ask.split(BETWEEN_GROUPS) : [ask])
		.map((list) => peopleOf(context, list, 'Ask', country))
		.filter(({ length }) => length > 0);
	if (lists.length === 0) throw notAPerson(context, '', 'Ask', country);
	const people = onceEach(context, lists);
	const named = people.size;
	for (const person of excluded) people.delete(canonicalPerson(person));
	const asked = [...people.values()];
	const emptied = lists.some((_, index) => asked.every(({ group }) => group !== index));
	if (!emptied && asked.length <= MOST) {
		return {
			people: asked.map(({ person }) => person),
			...(grouped ? { groups: asked.map(({ group }) => group) } : {}),
			excluded,
		};
	}
	throw configurationError(
		context.getNode(),
		emptied
			? `The only person in ${grouped ? 'a group of "Ask"' : '"Ask"'} is the one who must not decide, so nobody was asked`
			: `There are ${named} people in "Ask"; at most ${MOST} can be asked at once`,
		emptied ? 'Name somebody else in "Ask"' : 'Ask fewer people',
	);
}

/** Everybody by their identity. @throws NodeOperationError where somebody would decide for two groups */
function onceEach(
	context: IExecuteFunctions,
	lists: readonly Recipient[][],
): Map<string, { person: Recipient; group: number }> {
	const people = new Map<string, { person: Recipient; group: number }>();
	for (const [group, list] of lists.entries()) {
		for (const person of list) {
			const key = canonicalPerson(person);
			const known = people.get(key);
			if (known === undefined) people.set(key, { person, group });
			else if (known.group !== group) {
				throw configurationError(
					context.getNode(),
					`${person.phone ?? person.userId} stands in two groups of "Ask", so nobody was asked`,
					'Name each person in one group only',
				);
			}
		}
	}
	return people;
}

/** The people that a field names. @throws NodeOperationError for an entry that names nobody */
function peopleOf(
	context: IExecuteFunctions,
	list: string,
	field: string,
	country: Country | undefined,
): Recipient[] {
	const { people, unreadable } = parsePeople(list, country);
	if (unreadable.length > 0) throw notAPerson(context, unreadable[0], field, country);
	return people;
}

const notAPerson = (
	context: IExecuteFunctions,
	entry: string,
	field: string,
	country: Country | undefined,
) =>
	configurationError(
		context.getNode(),
		entry === '' ? `"${field}" is empty` : `"${entry}" is no phone number with country code`,
		`${numberHint(field, entry, country)}. Separate several with commas`,
	);
