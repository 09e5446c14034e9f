import { defined } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Contact, ContactPhone } from '../../whatsapp/contact';
import type { ContactsMessage } from '../../whatsapp/messages';

/**
 * The `contacts` of a send.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export const contacts = (message: ContactsMessage) => message.contacts.map(contact);

function contact({ name, phones, emails, urls, addresses, organization, birthday }: Contact) {
	return defined({
		name: defined({
			formatted_name: name.formatted,
			first_name: name.first,
			middle_name: name.middle,
			last_name: name.last,
			prefix: name.prefix,
			suffix: name.suffix,
		}),
		phones: some(phones, phone),
		emails: some(emails, ({ email, type }) => defined({ email, type })),
		urls: some(urls, ({ url, type }) => defined({ url, type })),
		addresses: some(addresses, ({ countryCode, ...address }) =>
			defined({ ...address, country_code: countryCode }),
		),
		org: organization && defined({ ...organization }),
		birthday,
	});
}

/** Each as Meta writes it; undefined where there are none. */
const some = <Item>(items: readonly Item[] = [], write: (item: Item) => object) =>
	items.length > 0 ? items.map(write) : undefined;

const phone = ({ number, type, ...known }: ContactPhone) =>
	defined({ phone: number, type, wa_id: waIdOf({ number, ...known }) });

/**
 * With `wa_id` the card offers to write to this person, without it to invite them. Only a number
 * written with its country is certain to be theirs.
 */
export function waIdOf({ number, waId }: ContactPhone): string | undefined {
	return waId ?? (/^\s*(\+|00)/.test(number) ? phoneDigits(number) : undefined);
}
