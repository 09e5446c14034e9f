import type { INodeProperties } from 'n8n-workflow';
import { cardsField, messageButtons } from './buttonFields';
import { bodyFields, codeFields, footerField, headerFields, shownFor } from './partFields';

const categories = [
	{
		name: 'Authentication',
		value: 'AUTHENTICATION',
		description: 'A code for signing in',
	},
	{
		name: 'Marketing',
		value: 'MARKETING',
		description: 'Offers, news, invitations',
	},
	{
		name: 'Utility',
		value: 'UTILITY',
		description: 'About an order, an appointment or a task that the person knows of',
	},
];

const categoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: categories,
	default: 'UTILITY',
	description: 'WhatsApp may choose another one when it reviews the template',
};

const giveUpField: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'giveUpAfter',
	type: 'number',
	typeOptions: { minValue: 0.5, numberPrecision: 1 },
	default: 10,
	description:
		'How long WhatsApp tries to deliver a message: 0.5 to 15 minutes for Authentication, 0.5 to 720 for Utility, 720 to 43200 for Marketing',
};

const offerFields: INodeProperties[] = [
	{
		displayName: 'Limited-Time Offer',
		name: 'offerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Expiring offer!',
		description:
			'Up to 16 characters beside the countdown, for Marketing. Needs a button that opens a website; no footer.',
	},
	{
		displayName: 'Offer Countdown',
		name: 'offerCountdown',
		type: 'boolean',
		default: true,
		description:
			'Whether to show when the offer ends, which each message says. Needs a button that copies a code, before the others.',
	},
];

/** What a new template is made of. */
export const draftFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_ready',
		description: 'Small letters, digits and underscores. The person does not see it.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. en_US',
		description: 'Language code of the text, as WhatsApp writes it',
	},
	categoryField,
	...shownFor(
		'category',
		['MARKETING', 'UTILITY'],
		[...headerFields, ...bodyFields, footerField, messageButtons],
	),
	...shownFor('category', ['MARKETING'], [cardsField]),
	...shownFor('category', ['AUTHENTICATION'], codeFields),
	{
		displayName: 'Options',
		name: 'draftOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [giveUpField, ...shownFor('/category', ['MARKETING'], offerFields)],
	},
];

/** What can change of a template. */
export const editFields: INodeProperties[] = [
	{
		displayName: 'Change',
		name: 'change',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Body', value: 'body' },
			{ name: 'Buttons', value: 'buttons' },
			{ name: 'Carousel Cards', value: 'cards' },
			{ name: 'Category', value: 'category', description: 'Not of an approved template' },
			{ name: 'Footer', value: 'footer' },
			{ name: 'Give Up After', value: 'giveUpAfter' },
			{ name: 'Header', value: 'header' },
			{ name: 'Limited-Time Offer', value: 'offer' },
			{ name: 'Sign-In Code', value: 'code', description: 'Of an Authentication template' },
		],
		default: ['body'],
		description: 'Everything else stays as it is. What is chosen and left empty is taken away.',
	},
	...shownFor(
		'change',
		['category'],
		[{ ...categoryField, options: categories.slice(1), description: '' }],
	),
	...shownFor('change', ['header'], headerFields),
	...shownFor('change', ['body'], bodyFields),
	...shownFor('change', ['footer'], [footerField]),
	...shownFor('change', ['buttons'], [messageButtons]),
	...shownFor('change', ['cards'], [cardsField]),
	...shownFor('change', ['offer'], offerFields),
	...shownFor('change', ['code'], codeFields),
	...shownFor('change', ['giveUpAfter'], [giveUpField]),
];
