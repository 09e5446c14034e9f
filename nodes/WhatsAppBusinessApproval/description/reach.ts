import type { INodeProperties } from 'n8n-workflow';
import { templateField as anyTemplate } from '../../n8n/fields';
import { SINCE_1_2 } from './displayOptions';

/** Of times, as the reader of the parameters knows them. */
export const UNITS = [
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Days', value: 'days' },
];

const since = (limitType: string) => ({ ...SINCE_1_2, show: { limitType: [limitType] } });

/** When to stop waiting; the names are those of n8n's own nodes that send and wait. */
export const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait for the Answer',
		name: 'limitType',
		type: 'options',
		noDataExpression: true,
		displayOptions: SINCE_1_2,
		options: [
			{ name: 'For a Time', value: 'afterTimeInterval' },
			{ name: 'Until a Date', value: 'atSpecifiedTime' },
			{ name: 'Without a Deadline', value: 'none' },
		],
		default: 'afterTimeInterval',
		description: 'What nobody answers by then leaves by "No Answer"',
	},
	{
		displayName: 'Amount',
		name: 'resumeAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: since('afterTimeInterval'),
		default: 1,
	},
	{
		displayName: 'Unit',
		name: 'resumeUnit',
		type: 'options',
		displayOptions: since('afterTimeInterval'),
		options: UNITS,
		default: 'days',
	},
	{
		displayName: 'Date and Time',
		name: 'maxDateAndTime',
		type: 'dateTime',
		displayOptions: since('atSpecifiedTime'),
		default: '',
	},
	{
		displayName: 'This waits for ever, and never leaves by "No Answer"',
		name: 'deadlineNotice',
		type: 'notice',
		default: '',
		displayOptions: since('none'),
	},
];

/** The same as an option, where nodes of before have it. */
export const deadlineField: INodeProperties = {
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

/** How people are reached whom buttons do not reach. */
export const templateField: INodeProperties = {
	...anyTemplate,
	description:
		'Asks in this approved template instead when the person has not written in the last 24 hours. It needs one variable, for the question, and one quick-reply button for each answer, in the same order.',
};
