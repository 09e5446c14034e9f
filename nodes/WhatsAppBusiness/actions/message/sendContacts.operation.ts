import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/text';
import type { Contact } from '../../../whatsapp/messages';
import type { SendOperation } from '../operation';

export const sendContacts: SendOperation = {
	resource: 'message',
	value: 'sendContacts',
	name: 'Send Contacts',
	action: 'Send contacts',
	description: 'Send contact cards, within 24 hours of the last message',
	fields: [
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Contact',
			default: { contact: [{ name: '', phones: '', emails: '', organization: '' }] },
			description: 'One or more people',
			options: [
				{
					displayName: 'Contact',
					name: 'contact',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Ana Silva',
						},
						{
							displayName: 'Phone Numbers',
							name: 'phones',
							type: 'string',
							default: '',
							placeholder: 'e.g. +34 600 000 001',
							description:
								'With country code; several with commas between them. The card offers to write to them on WhatsApp.',
						},
						{
							displayName: 'Emails',
							name: 'emails',
							type: 'string',
							default: '',
							placeholder: 'e.g. ana@example.com',
							description: 'Several with commas between them',
						},
						{
							displayName: 'Organization',
							name: 'organization',
							type: 'string',
							default: '',
							placeholder: 'e.g. Rio Logistics',
						},
					],
				},
			],
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const contacts = readContacts(context, itemIndex);
		return {
			message: { kind: 'contacts', ...addressing, contacts },
			output: { contacts: contacts.map(({ name }) => name.formatted) },
		};
	},
};

function readContacts(context: IExecuteFunctions, itemIndex: number): Contact[] {
	const { contact } = context.getNodeParameter('contacts', itemIndex, {}) as {
		contact?: Array<Record<string, unknown>>;
	};
	return (contact ?? []).map((given) => {
		const text = (name: string) => textOf(given[name]).trim() || undefined;
		return {
			name: parts(text('name')),
			phones: several(text('phones')),
			emails: several(text('emails')),
			organization: text('organization'),
		};
	});
}

/** WhatsApp wants one part of a name besides the whole: the first word, as good as any. */
function parts(formatted = ''): Contact['name'] {
	const [, first, last] = /^(\S+)\s*(.*)$/.exec(formatted) ?? [];
	return { formatted, first, last: last || undefined };
}

const several = (text = ''): string[] =>
	text
		.split(/[,;\n]/)
		.map((one) => one.trim())
		.filter((one) => one !== '');
