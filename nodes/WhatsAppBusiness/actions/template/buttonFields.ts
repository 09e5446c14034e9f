import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { examplesField, sampleField } from './partFields';

const buttonsField = (
	options: INodePropertyOptions[],
	fields: INodeProperties[],
): INodeProperties => ({
	displayName: 'Buttons',
	name: 'templateButtons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{ displayName: 'Type', name: 'kind', type: 'options', options, default: 'quickReply' },
				...fields,
			],
		},
	],
});

const onCards: INodePropertyOptions[] = [
	{ name: 'Call a Number', value: 'phone' },
	{ name: 'Open a Website', value: 'url' },
	{ name: 'Quick Reply', value: 'quickReply' },
];

/** Of a button that opens a website. */
export const websiteFields: INodeProperties[] = [
	{
		displayName: 'Website',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/{{1}}',
		description: 'May end with the variable {{1}}, which each message fills in',
		displayOptions: { show: { kind: ['url'] } },
	},
	{
		displayName: 'Website Example',
		name: 'urlExample',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/4711',
		description: 'The complete address, needed when the website ends with a variable',
		displayOptions: { show: { kind: ['url'] } },
	},
];

const common: INodeProperties[] = [
	{
		displayName: 'Label',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. Accept',
		description: 'What stands on the button, up to 25 characters',
		displayOptions: { hide: { kind: ['copyCode'] } },
	},
	...websiteFields,
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		displayOptions: { show: { kind: ['phone'] } },
	},
];
const cardButtons = buttonsField(onCards, common);

/** Cards with a picture or video each, which people swipe through. */
export const cardsField: INodeProperties = {
	displayName: 'Carousel Cards',
	name: 'cards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description:
		'For a carousel: 2 to 10 cards below the body, to swipe through. All are made alike; header, footer and other buttons are left out.',
	options: [
		{
			displayName: 'Card',
			name: 'card',
			values: [
				{
					displayName: 'Shows',
					name: 'format',
					type: 'options',
					options: [
						{ name: 'Image', value: 'image' },
						{ name: 'Video', value: 'video' },
					],
					default: 'image',
				},
				{ ...sampleField, name: 'sample' },
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Fresh lemons, {{1}} a kilo this week.',
					description: 'Up to 160 characters. Variables begin at {{1}} on each card.',
				},
				examplesField,
				cardButtons,
			],
		},
	],
};

const onMessages: INodePropertyOptions[] = [
	{ name: 'Call a Number', value: 'phone' },
	{ name: 'Copy a Code', value: 'copyCode' },
	{ name: 'Open a Form (Flow)', value: 'flow' },
	{ name: 'Open a Website', value: 'url' },
	{ name: 'Quick Reply', value: 'quickReply' },
];

const messageOnly: INodeProperties[] = [
	{
		displayName: 'Example Code',
		name: 'code',
		type: 'string',
		default: '',
		placeholder: 'e.g. SAVE20',
		description: 'Each message brings a code of its own; WhatsApp writes the label',
		displayOptions: { show: { kind: ['copyCode'] } },
	},
	{
		displayName: 'Flow ID',
		name: 'flowId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890123456',
		description: 'The form, as WhatsApp Manager lists it under Flows',
		displayOptions: { show: { kind: ['flow'] } },
	},
	{
		displayName: 'First Screen',
		name: 'screen',
		type: 'string',
		default: '',
		placeholder: 'e.g. WELCOME',
		description: "ID of the screen to begin with. Empty means the form's own first one.",
		displayOptions: { show: { kind: ['flow'] } },
	},
];

export const messageButtons = buttonsField(onMessages, [...common, ...messageOnly]);
