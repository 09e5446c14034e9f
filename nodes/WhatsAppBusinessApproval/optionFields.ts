import type { INodeProperties } from 'n8n-workflow';
import { footerField, headerField } from '../shared/frameFields';
import { templateField } from '../shared/providerFields';
import { CONFIRMATION, LIST_BUTTON, OTHERS } from './readRequest';

const deadline: INodeProperties = {
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
					options: [
						{ name: 'Minutes', value: 'minutes' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Days', value: 'days' },
					],
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

/** What few people need. */
export const optionFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Confirmation',
			name: 'confirmation',
			type: 'string',
			default: CONFIRMATION,
			description:
				'What the person is told after the decision; {choice} stands for the label of the button. Leave it empty to say nothing.',
		},
		deadline,
		footerField,
		headerField,
		{
			displayName: 'List Button Label',
			name: 'listButton',
			type: 'string',
			default: LIST_BUTTON,
			placeholder: 'e.g. See routes',
			description:
				'What opens the list when there are more than three choices; up to 20 characters',
			displayOptions: { show: { '/responseType': ['choices'] } },
		},
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
			displayName: 'Note to the Others',
			name: 'othersText',
			type: 'string',
			default: OTHERS,
			description:
				'What the others are told when one of several has decided; {person} and {choice} are filled in. Leave it empty to say nothing.',
		},
		{
			displayName: 'One Output',
			name: 'oneOutput',
			type: 'boolean',
			default: false,
			description:
				'Whether every result leaves by the same output, with the field approval.decision to tell them apart (needed on n8n before 2.39)',
		},
		{
			...templateField,
			description:
				'Asks in this approved template instead when the person has not written in the last 24 hours. It needs one variable, for the question, and one quick-reply button for each answer, in the same order.',
		},
	],
};
