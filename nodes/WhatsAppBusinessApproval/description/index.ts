import type { INodeProperties } from 'n8n-workflow';
import { providerField, senderField } from '../../n8n/fields';
import { aboveFields } from './above';
import { optionFields } from './options';
import { templateField, waitFields } from './reach';
import { IN_REVIEW, SINCE_1_2 } from './displayOptions';

/**
 * Below the node on the canvas: how it is decided, and by whom; the end may be cut off. Who is only known
 * when the workflow runs is left out: n8n shows nothing at all where a part cannot be told.
 */
export const subtitleExpression = `={{ (
	{ choices: "Choices", freeText: "Free text" }[$parameter["responseType"]] || {
		order: "Everyone in order", everyone: "Everyone at once", majority: "More than half",
		number: ($parameter["approvalsNeeded"] || 2) + " approvals", groups: "One of each group",
	}[$parameter["whoDecides"]] || "Approve or reject"
) + (!$rawParameter["approver"] || $rawParameter["approver"].startsWith("=") ? "" : ": " + $rawParameter["approver"]) }}`;

/** `operation`, `message` and `approvalOptions` are the names that n8n looks for in such nodes. */
export const approvalFields: INodeProperties[] = [
	providerField,
	{
		displayName: 'Operation',
		name: 'operation',
		// There is only one, so nobody has to read it; n8n looks for it by name and value.
		type: 'hidden',
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
			'Phone number with country code, or WhatsApp user ID, of the person who decides; several are separated by commas. Nobody else can answer.',
	},
	{
		displayName: 'Who Decides',
		name: 'whoDecides',
		type: 'options',
		noDataExpression: true,
		displayOptions: {
			hide: IN_REVIEW,
			show: {
				responseType: ['approval'],
				// Not a pattern: n8n gives one 250 ms, and on a busy machine the node would fail.
				approver: [',', ';', '\n'].map((separator) => ({ _cnd: { includes: separator } })),
			},
		},
		options: [
			{
				name: 'Everyone, at the Same Time',
				value: 'everyone',
				description: 'All are asked at once and all have to approve; a rejection ends it',
			},
			{
				name: 'Everyone, in Order',
				value: 'order',
				description: 'The next is asked when the one before has approved; a rejection ends it',
			},
			{
				name: 'More Than Half',
				value: 'majority',
				description: 'All are asked at once; more than half of those named have to approve',
			},
			{
				name: 'One of Each Group',
				value: 'groups',
				description:
					'Groups are separated by semicolons in "Ask": foreman 1, foreman 2; driver. One of each has to approve.',
			},
			{
				name: 'Several of Them',
				value: 'number',
				description: 'All are asked at once; as many as you say have to approve',
			},
			{
				name: 'The First to Answer',
				value: 'first',
				description: 'All are asked at once; the others are told who decided',
			},
		],
		default: 'first',
	},
	{
		displayName: 'Approvals Needed',
		name: 'approvalsNeeded',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 2,
		displayOptions: {
			hide: IN_REVIEW,
			show: { responseType: ['approval'], whoDecides: ['number'] },
		},
	},
	{
		displayName: 'A Rejection',
		name: 'rejections',
		type: 'options',
		noDataExpression: true,
		displayOptions: {
			hide: IN_REVIEW,
			show: { responseType: ['approval'], whoDecides: ['majority', 'number', 'groups'] },
		},
		options: [
			{
				name: 'Ends It',
				value: 'veto',
				description: 'One rejection is enough to leave by "Rejected"',
			},
			{
				name: 'Counts as One Vote',
				value: 'count',
				description: 'It leaves by "Rejected" as soon as there can be no approval any more',
			},
		],
		default: 'veto',
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
	...aboveFields,
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { hide: IN_REVIEW },
		options: [
			{ name: 'Approve or Reject', value: 'approval', description: 'Two buttons, two exits' },
			{
				name: 'Choices',
				value: 'choices',
				description: 'Two to ten choices of your own, each with an exit named after it',
			},
			{
				name: 'Free Text',
				value: 'freeText',
				description: 'The person writes the answer; it leaves by the exit Answered',
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
		displayOptions: { hide: IN_REVIEW, show: { responseType: ['choices'] } },
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
		displayName: 'Button Labels',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Change labels',
		default: {},
		// In a review there is no response type.
		displayOptions: { hide: { responseType: ['choices', 'freeText'] } },
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
	...waitFields,
	{ ...templateField, displayOptions: SINCE_1_2 },
	{
		displayName:
			'Only people who wrote to you in the last 24 hours can be asked: choose a <b>Template</b> to reach everybody else',
		name: 'templateNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			hide: {
				...SINCE_1_2.hide,
				template: [{ _cnd: { not: '' } }],
				'/options.directSend': [true],
			},
		},
	},
	...optionFields,
];
