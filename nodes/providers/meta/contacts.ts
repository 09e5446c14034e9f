import { defined } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Contact, ContactsMessage } from '../../whatsapp/messages';

/**
 * The `contacts` of a send.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export const contacts = (message: ContactsMessage) => message.contacts.map(contact);

function contact({ name, phones, emails, organization }: Contact) {
	return defined({
		name: defined({
			formatted_name: name.formatted,
			first_name: name.first,
			last_name: name.last,
		}),
		phones: phones.length > 0 ? phones.map(phone) : undefined,
		emails: emails.length > 0 ? emails.map((email) => ({ email })) : undefined,
		org: organization === undefined ? undefined : { company: organization },
	});
}

/**
 * With `wa_id` the card offers to write to this person, without it to invite them. Only a number
 * written with its country is certain to be theirs.
 */
function phone(number: string) {
	const international = /^\s*(\+|00)/.test(number);
	return defined({ phone: number, wa_id: international ? phoneDigits(number) : undefined });
}
