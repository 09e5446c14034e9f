import { createHmac } from 'node:crypto';

import type { World } from '../../world.mts';

/** The value of one change of the field `messages` (M:webhooks/reference/messages). */
export interface ChangeValue {
	contacts?: unknown[];
	messages?: Array<Record<string, unknown>>;
	statuses?: Array<Record<string, unknown>>;
}

export interface Change {
	phoneNumberId: string;
	/** Plain words for the drawer. */
	event: string;
	value: ChangeValue;
}

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

export function signatureOf(rawBody: string, appSecret: string): string {
	return `sha256=${createHmac('sha256', appSecret).update(rawBody, 'utf8').digest('hex')}`;
}
