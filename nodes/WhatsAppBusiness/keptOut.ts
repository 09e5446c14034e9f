import type { Lookups } from '../shared/lookups';
import { canonicalPerson, parseRecipient } from '../whatsapp/person';

/**
 * The people on the list "Do Not Write To", each in one spelling. What is no number and no user ID is
 * left out.
 */
export async function keptOut(list: string, lookup: Lookups): Promise<ReadonlySet<string>> {
	return await lookup(`kept out ${list}`, async () => {
		const people = list.split(/[,;\n]/).map(parseRecipient);
		return new Set(
			people.flatMap((person) => (person === undefined ? [] : [canonicalPerson(person)])),
		);
	});
}
