import { defined } from '../../shared/json';
import type { Contact, ContactsMessage } from '../../whatsapp/messages';

/**
 * The `contacts` of a send; here the first name has to be there.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-contact-message
 */
export const contacts = (message: ContactsMessage) => message.contacts.map(contact);

function contact({ name, phones, emails, organization }: Contact) {
	return defined({
		name: defined({
			firstName: name.first ?? name.formatted,
			lastName: name.last,
			formattedName: name.formatted,
		}),
		phones: phones.length > 0 ? phones.map((phone) => ({ phone })) : undefined,
		emails: emails.length > 0 ? emails.map((email) => ({ email })) : undefined,
		org: organization === undefined ? undefined : { company: organization },
	});
}
