import {
	asObject,
	asObjects,
	asText,
	defined,
	type JsonObject,
	parseJson,
} from '../../../core/json';
import type { Contact } from '../../../whatsapp/contact';

export type ContactsReading =
	| { ok: true; contacts: Contact[] }
	| { ok: false; message: string; hint: string };

const EXAMPLE =
	'[{"name": {"formatted_name": "Ana Silva", "first_name": "Ana"}, "phones": [{"phone": "+34600000001"}]}]';

/** What each part may hold, as Meta writes it; `vcard` and `origin` come with cards that people send. */
const KEYS = {
	contact: ['addresses', 'birthday', 'emails', 'name', 'org', 'phones', 'urls', 'origin', 'vcard'],
	name: ['formatted_name', 'first_name', 'middle_name', 'last_name', 'prefix', 'suffix'],
	org: ['company', 'department', 'title'],
	phones: ['phone', 'type', 'wa_id'],
	emails: ['email', 'type'],
	urls: ['url', 'type'],
	addresses: ['street', 'city', 'state', 'zip', 'country', 'country_code', 'type'],
} as const;

/**
 * Reads contacts as Meta writes them, which is also how the trigger gives cards that people send.
 *
 * @param given a list, one contact, or the JSON of either
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export function readContactsJson(given: unknown): ContactsReading {
	const value = typeof given === 'string' ? parseJson(given) : given;
	const list = Array.isArray(value) ? value : [value];
	const cards = asObjects(list);
	if (cards.length < list.length || cards.length === 0) {
		return {
			ok: false,
			message: '"Contacts (JSON)" is no list of contacts in JSON',
			hint: `Write it like ${EXAMPLE}`,
		};
	}
	const strange = cards.map(strangeKey).find((key) => key !== undefined);
	if (strange !== undefined) {
		return {
			ok: false,
			message: `"Contacts (JSON)" has "${strange}", which no contact has`,
			hint: `Remove it, or write it as Meta does: ${EXAMPLE}`,
		};
	}
	return { ok: true, contacts: cards.map(readCard) };
}

/** The first key that Meta does not know; it would refuse the message for it. */
function strangeKey(card: JsonObject): string | undefined {
	const among = (value: unknown, part: keyof typeof KEYS) =>
		Object.keys(asObject(value) ?? {}).find(
			(key) => !(KEYS[part] as readonly string[]).includes(key),
		);
	const lists = (['phones', 'emails', 'urls', 'addresses'] as const).flatMap((part) =>
		asObjects(card[part]).map((entry) => among(entry, part)),
	);
	return [among(card, 'contact'), among(card.name, 'name'), among(card.org, 'org'), ...lists].find(
		(key) => key !== undefined,
	);
}

function readCard(card: JsonObject): Contact {
	const name = asObject(card.name) ?? {};
	const org = asObject(card.org);
	return defined({
		name: defined({
			formatted: asText(name.formatted_name) ?? '',
			first: asText(name.first_name),
			middle: asText(name.middle_name),
			last: asText(name.last_name),
			prefix: asText(name.prefix),
			suffix: asText(name.suffix),
		}),
		phones: asObjects(card.phones).map((phone) =>
			defined({
				number: asText(phone.phone) ?? '',
				type: typeOf(phone),
				waId: asText(phone.wa_id),
			}),
		),
		emails: asObjects(card.emails).map((email) =>
			defined({ email: asText(email.email) ?? '', type: typeOf(email) }),
		),
		urls: filled(card.urls, (url) => defined({ url: asText(url.url) ?? '', type: typeOf(url) })),
		addresses: filled(card.addresses, ({ country_code: countryCode, ...address }) => ({
			...texts(address),
			...defined({ countryCode: asText(countryCode), type: typeOf(address) }),
		})),
		organization: org && texts(org),
		birthday: asText(card.birthday),
	});
}

/** Cards that people send have their types in small letters at times. */
const typeOf = ({ type }: JsonObject): string | undefined => asText(type)?.toUpperCase();

const texts = (object: JsonObject): Record<string, string> =>
	Object.fromEntries(
		Object.entries(object).flatMap(([key, value]) => {
			const text = asText(value);
			return text === undefined ? [] : [[key, text]];
		}),
	);

function filled<Item>(value: unknown, read: (entry: JsonObject) => Item): Item[] | undefined {
	const entries = asObjects(value);
	return entries.length > 0 ? entries.map(read) : undefined;
}
