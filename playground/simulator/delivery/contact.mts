import { digitsOf } from '../account.mts';
import type { SimulatedPerson } from '../people.mts';

/** A webhook's `contacts[]` item. Someone with a hidden number has no wa_id at all (M:business-scoped-user-ids). */
export function contactOf(person: SimulatedPerson) {
	return {
		profile: { name: person.name, ...(person.username && { username: person.username }) },
		...(person.phone && { wa_id: digitsOf(person.phone) }),
		user_id: person.userId,
	};
}
