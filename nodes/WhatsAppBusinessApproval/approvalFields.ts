import type { INodeProperties } from 'n8n-workflow';
import { providerField, senderField } from '../shared/providerFields';
import { CONFIRMATION, LIST_BUTTON } from './readRequest';

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

/** `operation`, `message` and `approvalOptions` are the names that n8n looks for in such nodes. */
export const approvalFields: INodeProperties[] = [
	providerField,
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send and Wait for Response',
				value: 'sendAndWait',
				action: 'Ask for approval and wait',
				description: 'Ask somebody on WhatsApp and wait until they tap a button',
			},
		],
		default: 'sendAndWait',
	},
	senderField,
	{
		displayName: 'Ask',
		name: 'approver',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description:
			'Phone number with country code, or WhatsApp user ID, of the person who decides. Nobody else can.',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Route 7 is blocked. May Diego take the coast road?',
		description: 'The question, up to 1024 characters',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Approve or Reject', value: 'approval', description: 'Two buttons, two exits' },
			{
				name: 'Choices',
				value: 'choices',
				description: 'Two to ten choices of your own, each with an exit named after it',
			},
		],
		default: 'approval',
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Choice',
		default: { choice: [{ label: '' }, { label: '' }] },
		displayOptions: { show: { responseType: ['choices'] } },
		description: 'Up to three are shown as buttons, more as a list',
		options: [
			{
				displayName: 'Choice',
				name: 'choice',
				values: [
					{
						displayName: 'Label',
						name: 'label',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. Take the coast road',
						description: 'Up to 20 characters on a button, 24 in a list',
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. 20 minutes longer',
						description: 'Small text below the label, in lists only; up to 72 characters',
					},
				],
			},
		],
	},
	{
		displayName: 'Buttons',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Change labels',
		default: {},
		displayOptions: { show: { responseType: ['approval'] } },
		options: [
			{
				displayName: 'Labels',
				name: 'values',
				values: [
					{
						displayName: 'Approve Label',
						name: 'approveLabel',
						type: 'string',
						default: 'Approve',
						placeholder: 'e.g. Yes, go ahead',
						description: 'Up to 20 characters',
					},
					{
						displayName: 'Reject Label',
						name: 'disapproveLabel',
						type: 'string',
						default: 'Reject',
						placeholder: 'e.g. No',
						description: 'Up to 20 characters',
					},
				],
			},
		],
	},
	{
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
			{
				displayName: 'Footer',
				name: 'footer',
				type: 'string',
				default: '',
				placeholder: 'e.g. Rio Logistics',
				description: 'Small grey text below the message, up to 60 characters',
			},
			{
				displayName: 'Header',
				name: 'header',
				type: 'string',
				default: '',
				placeholder: 'e.g. Route change',
				description: 'Bold text above the message, up to 60 characters',
			},
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
				displayName: 'One Output',
				name: 'oneOutput',
				type: 'boolean',
				default: false,
				description:
					'Whether every result leaves by the same output, with the field approval.decision to tell them apart (needed on n8n before 2.39)',
			},
		],
	},
];
