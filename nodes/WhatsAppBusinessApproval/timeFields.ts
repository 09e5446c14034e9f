import type { INodeProperties } from 'n8n-workflow';
import { languages } from './languages';

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

const UNITS = [
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Days', value: 'days' },
];

const REMINDER = languages.en.reminder;

export const deadline: INodeProperties = {
	displayName: 'Deadline',
	name: 'deadline',
	type: 'fixedCollection',
	default: { values: {} },
	description: 'When to stop waiting and leave by "No Answer". Without it the node waits for ever.',
	options: [
		{
			displayName: 'Deadline',
			name: 'values',
			values: [
				{
					displayName: 'Wait',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'For a Time', value: 'afterTimeInterval' },
						{ name: 'Until a Date', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 4,
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: UNITS,
					default: 'hours',
				},
				{
					displayName: 'Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
				},
			],
		},
	],
};

/** One message before the deadline. */
export const reminder: INodeProperties = {
	displayName: 'Reminder',
	name: 'reminder',
	type: 'fixedCollection',
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

/** When people work. */
export const workingHours: INodeProperties = {
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
