import type { INodeProperties } from 'n8n-workflow';
import { websiteFields } from './buttonFields';

/** What a search in the library can be narrowed down to. */
export const libraryFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'libraryFilters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Industry',
			name: 'industry',
			type: 'options',
			options: [
				{ name: 'Any', value: '' },
				{ name: 'E-Commerce', value: 'E_COMMERCE' },
				{ name: 'Financial Services', value: 'FINANCIAL_SERVICES' },
			],
			default: '',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en_US',
		},
		{
			displayName: 'Topic',
			name: 'topic',
			type: 'options',
			options: [
				{ name: 'Account Update', value: 'ACCOUNT_UPDATE' },
				{ name: 'Any', value: '' },
				{ name: 'Customer Feedback', value: 'CUSTOMER_FEEDBACK' },
				{ name: 'Order Management', value: 'ORDER_MANAGEMENT' },
				{ name: 'Payments', value: 'PAYMENTS' },
			],
			default: '',
		},
		{
			displayName: 'Use Case',
			name: 'useCase',
			type: 'string',
			default: '',
			placeholder: 'e.g. DELIVERY_UPDATE',
			description: 'As the results name it in "useCase"',
		},
	],
};

/** What a template of the library needs from the account. */
export const libraryDraftFields: INodeProperties[] = [
	{
		displayName: 'Library Template',
		name: 'libraryTemplate',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. delivery_update_1',
		description: 'Its exact name, as "Search Library" gives it',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_on_its_way',
		description: 'What it is called in your account: small letters, digits and underscores',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. en_US',
		description: 'One in which the library has it',
	},
	{
		displayName: 'Buttons',
		name: 'libraryButtons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		default: {},
		description:
			'Your website or number for each button of the library template that opens or calls one, in its order',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{
						displayName: 'Type',
						name: 'kind',
						type: 'options',
						options: [
							{ name: 'Call a Number', value: 'phone' },
							{ name: 'Open a Website', value: 'url' },
						],
						default: 'url',
					},
					{
						displayName: 'Phone Number',
						name: 'phone',
						type: 'string',
						default: '',
						placeholder: 'e.g. +34 600 000 001',
						description: 'With its country code',
						displayOptions: { show: { kind: ['phone'] } },
					},
					...websiteFields,
				],
			},
		],
	},
];
