import type { Change, ChangeValue } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import type { World } from '../../world.mts';

function metadata(world: World, phoneNumberId: string) {
	const number = world.account.phoneNumbers.find(({ id }) => id === phoneNumberId);
	return {
		display_phone_number: (number?.displayPhoneNumber ?? '').replace(/\D/g, ''),
		phone_number_id: phoneNumberId,
	};
}

/** Several statuses travel in one value; messages keep their own contacts, so a change each. */
function merged(changes: Change[]): ChangeValue[] {
	const statuses = changes.filter((change) => change.value.statuses);
	const others = changes.filter((change) => !change.value.statuses);
	const byPerson = new Map<string, ChangeValue>();
	for (const { value } of others) {
		const key = JSON.stringify(value.contacts);
		const same = byPerson.get(key);
		if (same) same.messages = [...(same.messages ?? []), ...(value.messages ?? [])];
		else byPerson.set(key, { ...value });
	}
	if (statuses.length === 0) return [...byPerson.values()];
	const contacts = statuses.flatMap((change) => change.value.contacts ?? []);
	const unique = [...new Map(contacts.map((item) => [JSON.stringify(item), item])).values()];
	return [
		...byPerson.values(),
		{
			...(unique.length > 0 && { contacts: unique }),
			statuses: statuses.flatMap((change) => change.value.statuses ?? []),
		},
	];
}

/** One POST's body; changes of several numbers become several entries. */
export function webhookBody(world: World, changes: Change[]) {
	const numbers = [...new Set(changes.map((change) => change.phoneNumberId))];
	return {
		object: 'whatsapp_business_account',
		entry: numbers.map((phoneNumberId) => ({
			id: world.account.wabaId,
			changes: merged(changes.filter((change) => change.phoneNumberId === phoneNumberId)).map(
				(value) => ({
					value: {
						messaging_product: 'whatsapp',
						metadata: metadata(world, phoneNumberId),
						...value,
					},
					field: 'messages',
				}),
			),
		})),
	};
}

/** Meta sends, and signs, text with everything beyond ASCII escaped in lower case (G:webhooks/getting-started). */
export function escapedJson(body: unknown): string {
	return JSON.stringify(body).replace(
		/[\u0080-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

export const events: EventsDoor = {
	batches: true,
	webhook(world, changes) {
		const body = webhookBody(world, changes);
		return { body, rawBody: escapedJson(body) };
	},
};
