import { defined } from '../../core/json';
import type { Contact } from '../../whatsapp/contact';
import type { ContactsMessage } from '../../whatsapp/messages';
import { waIdOf } from '../meta/contacts';

/**
 * The `contacts` of a send; here the first name has to be there.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-contact-message
 */
export const contacts = (message: ContactsMessage) => message.contacts.map(contact);

function contact({ name, phones, emails, urls, addresses, organization, birthday }: Contact) {
	return defined({
		name: defined({
			firstName: name.first ?? name.formatted,
			lastName: name.last,
			middleName: name.middle,
			namePrefix: name.prefix,
			nameSuffix: name.suffix,
			formattedName: name.formatted,
		}),
		phones: some(
			phones.map((phone) =>
				defined({ phone: phone.number, type: phone.type, waId: waIdOf(phone) }),
			),
		),
		emails: some(emails),
		urls: some(urls),
		addresses: some(addresses),
		org: organization,
		birthday,
	});
}

/** Undefined where there are none. */
const some = (items: readonly object[] = []) =>
	items.length > 0 ? items.map((item) => defined({ ...item })) : undefined;
