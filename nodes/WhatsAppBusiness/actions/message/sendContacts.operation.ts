import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError } from '../../../n8n/errors';
import { readText } from '../../../n8n/readText';
import type { Contact } from '../../../whatsapp/contact';
import type { SendOperation } from '../operation';
import { contactFields } from './contactFields';
import { readContactsJson } from './contactsJson';
import { readContacts } from './readContacts';

export const sendContacts: SendOperation = {
	resource: 'message',
	value: 'sendContacts',
	name: 'Send Contacts',
	action: 'Send contacts',
	description: 'Send contact cards, within 24 hours of the last message',
	fields: [
		{
			displayName: 'Specify Contacts',
			name: 'specifyContacts',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{
					name: 'Using JSON',
					value: 'json',
					description: 'As Meta writes contacts, and the trigger gives those that people send',
				},
			],
			default: 'fields',
		},
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Contact',
			default: { contact: [{ name: '', phones: '', emails: '', organization: '' }] },
			description: 'One or more people',
			displayOptions: { show: { specifyContacts: ['fields'] } },
			options: [{ displayName: 'Contact', name: 'contact', values: contactFields }],
		},
		{
			displayName: 'Contacts (JSON)',
			name: 'contactsJson',
			type: 'json',
			required: true,
			default: '[]',
			placeholder: 'e.g. {{ $json.contacts }}',
			description:
				'A list of contacts as <a href="https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages">Meta documents them</a>',
			displayOptions: { show: { specifyContacts: ['json'] } },
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const contacts = read(context, itemIndex);
		return {
			message: { kind: 'contacts', ...addressing, contacts },
			output: { contacts: contacts.map(({ name }) => name.formatted) },
		};
	},
};

function read(context: IExecuteFunctions, itemIndex: number): Contact[] {
	if (readText(context, 'specifyContacts', itemIndex) !== 'json') {
		const { contact } = context.getNodeParameter('contacts', itemIndex, {}) as {
			contact?: Array<Record<string, unknown>>;
		};
		return readContacts(contact ?? []);
	}
	const reading = readContactsJson(context.getNodeParameter('contactsJson', itemIndex, ''));
	if (reading.ok) return reading.contacts;
	throw configurationError(context.getNode(), reading.message, reading.hint, itemIndex);
}
