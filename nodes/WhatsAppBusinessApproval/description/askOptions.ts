import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../../n8n/defaultCountry';
import { languages } from '../languages';
import { directSendField } from './directSend';
import { IN_REVIEW } from './displayOptions';
import { UNITS } from './reach';

const { reminder: REMINDER } = languages.en;

/** One message before the deadline. */
const reminder: INodeProperties = {
	displayName: 'Reminder',
	name: 'reminder',
	type: 'fixedCollection',
	displayOptions: { hide: IN_REVIEW },
	default: { values: {} },
	description: 'One message before the deadline, which quotes the question',
	options: [
		{
			displayName: 'Reminder',
			name: 'values',
			values: [
				{
					displayName: 'Before the Deadline',
					name: 'amount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
				},
				{
					displayName: 'Unit',
					name: 'unit',
					type: 'options',
					options: UNITS,
					default: 'hours',
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: REMINDER,
					placeholder: 'e.g. The truck leaves at four, please answer',
				},
			],
		},
	],
};

/** Names in the form in which luxon counts them. */
const WEEKDAYS = [
	{ name: 'Monday', value: 1 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Friday', value: 5 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 7 },
];

/** When people work. */
const workingHours: INodeProperties = {
	displayName: 'Working Hours',
	name: 'workingHours',
	type: 'fixedCollection',
	default: { values: {} },
	description:
		'A deadline "For a Time" then counts only while people work: two hours asked on Friday at 16:30 end on Monday morning. A day is one shift.',
	options: [
		{
			displayName: 'Working Hours',
			name: 'values',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: WEEKDAYS,
					default: [1, 2, 3, 4, 5],
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '17:00',
					placeholder: 'e.g. 17:00',
					description: 'A shift that ends before it begins goes over midnight',
				},
				{
					displayName: 'Time Zone',
					name: 'timezone',
					type: 'string',
					default: '',
					placeholder: 'e.g. Europe/Madrid',
					description: "Where the people work; empty for the workflow's own time zone",
				},
			],
		},
	],
};

/** Whom to ask, how, and when once more. */
export const askOptions: INodeProperties[] = [
	{
		displayName: 'Check That Answers Return',
		name: 'checkAnswers',
		type: 'boolean',
		default: true,
		description:
			'Whether the node makes sure, before it asks, that a WhatsApp Business Trigger on this n8n takes the answers',
	},
	defaultCountryField,
	directSendField,
	{
		displayName: 'Never Ask',
		name: 'neverAsk',
		type: 'string',
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description:
			'Phone number or user ID of somebody who must not decide, such as the one who made the request, even when named in "Ask"',
	},
	{
		displayName: 'One Output',
		name: 'oneOutput',
		type: 'boolean',
		displayOptions: { hide: IN_REVIEW },
		default: false,
		description:
			'Whether every result leaves by the same output, with the field approval.decision to tell them apart (needed on n8n before 2.39)',
	},
	reminder,
	{
		displayName: 'Send As',
		name: 'sendAs',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Buttons; where WhatsApp does not take them because the person has not written in 24 hours, Direct Send if it is switched on, then the template',
			},
			{
				name: 'Buttons Only',
				value: 'interactive',
				description: 'Whom they do not reach is not asked',
			},
			{
				name: 'Template Only',
				value: 'template',
				description: 'Reaches people at any time; WhatsApp charges for it',
			},
		],
		default: 'automatic',
	},
	workingHours,
];
