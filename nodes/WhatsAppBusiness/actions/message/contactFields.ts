import type { INodeProperties } from 'n8n-workflow';

const text = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

const PLACE = [
	{ name: 'Home', value: 'HOME' },
	{ name: 'Not Said', value: '' },
	{ name: 'Work', value: 'WORK' },
];

const addresses: INodeProperties = {
	displayName: 'Addresses',
	name: 'addresses',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Address',
	default: {},
	options: [
		{
			displayName: 'Address',
			name: 'address',
			values: [
				text('Street', 'street', { placeholder: 'e.g. Calle Mayor 1' }),
				text('City', 'city', { placeholder: 'e.g. Madrid' }),
				text('State', 'state'),
				text('Postal Code', 'zip', { placeholder: 'e.g. 28013' }),
				text('Country', 'country', { placeholder: 'e.g. Spain' }),
				text('Country Code', 'countryCode', {
					placeholder: 'e.g. ES',
					description: 'Its two letters',
				}),
				{ displayName: 'Type', name: 'type', type: 'options', options: PLACE, default: '' },
			],
		},
	],
};

const typedPhones: INodeProperties = {
	displayName: 'Phone Numbers With Type',
	name: 'typedPhones',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Phone Number',
	default: {},
	description: 'Besides those above',
	options: [
		{
			displayName: 'Phone Number',
			name: 'phone',
			values: [
				text('Number', 'number', { placeholder: 'e.g. +34 600 000 001' }),
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Cell', value: 'CELL' },
						{ name: 'Home', value: 'HOME' },
						{ name: 'iPhone', value: 'IPHONE' },
						{ name: 'Main', value: 'MAIN' },
						{ name: 'Work', value: 'WORK' },
					],
					default: 'CELL',
				},
			],
		},
	],
};

/** What a card can say: what most say first, the rest behind "Further Details". */
export const contactFields: INodeProperties[] = [
	text('Name', 'name', { required: true, placeholder: 'e.g. Ana Silva' }),
	text('Phone Numbers', 'phones', {
		placeholder: 'e.g. +34 600 000 001',
		description:
			'With country code; several with commas between them. The card offers to write to them on WhatsApp.',
	}),
	text('Emails', 'emails', {
		placeholder: 'e.g. ana@example.com',
		description: 'Several with commas between them',
	}),
	text('Organization', 'organization', { placeholder: 'e.g. Rio Logistics' }),
	{
		displayName: 'Further Details',
		name: 'more',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		options: [
			addresses,
			text('Birthday', 'birthday', { placeholder: 'e.g. 1990-04-23' }),
			text('Department', 'department', { placeholder: 'e.g. Dispatch' }),
			text('First Name', 'first', {
				description: 'Without it, and without a last name: the first word of the name',
			}),
			text('Job Title', 'title', { placeholder: 'e.g. Driver' }),
			text('Last Name', 'last'),
			text('Middle Name', 'middle'),
			typedPhones,
			text('Prefix', 'prefix', { placeholder: 'e.g. Dr.' }),
			text('Suffix', 'suffix', { placeholder: 'e.g. Jr.' }),
			text('Websites', 'urls', {
				placeholder: 'e.g. https://example.com',
				description: 'Several with commas between them',
			}),
		],
	},
];
