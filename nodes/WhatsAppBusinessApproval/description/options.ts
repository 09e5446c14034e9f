import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../../n8n/defaultCountry';
import { footerField, headerField } from '../../n8n/fields';
import { languageOptions } from '../../approvals/languages';
import { languages } from '../languages';
import { directSendField } from './directSend';
import { deadlineField, templateField, UNITS } from './reach';
import { FIRST_VERSIONS, FOR_APPROVAL, IN_REVIEW } from './displayOptions';

const { approveWords, askAgain, askReason, confirmation, listButton, others, again, rejectWords } =
	languages.en;
const APPROVE_WORDS = approveWords.join(', ');
const REJECT_WORDS = rejectWords.join(', ');

const REMINDER = languages.en.reminder;

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

/** What few people need. */
export const optionFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Accept Reactions',
			name: 'reactions',
			type: 'boolean',
			default: false,
			description:
				'Whether a 👍 on the question approves and a 👎 rejects. A thumb is easily put on the wrong message.',
			displayOptions: FOR_APPROVAL,
		},
		{
			displayName: 'Accept Typed Answers',
			name: 'typedAnswers',
			type: 'boolean',
			default: true,
			description:
				'Whether a reply to the question with "yes", "no", the label or the number of an answer counts. What is not clear is answered with the question again.',
			displayOptions: { hide: { '/responseType': ['freeText'] } },
		},
		{
			displayName: 'Already Answered Note',
			name: 'againText',
			type: 'string',
			displayOptions: { hide: IN_REVIEW },
			default: again,
			description:
				'What somebody is told who answers a second time while others are still to decide. Leave it empty to say nothing.',
		},
		{
			displayName: 'Ask for a Reason',
			name: 'askReason',
			type: 'boolean',
			default: false,
			description:
				'Whether somebody who rejects is asked why; the answer is in the field approval.comment',
			displayOptions: FOR_APPROVAL,
		},
		{
			displayName: 'Check That Answers Return',
			name: 'checkAnswers',
			type: 'boolean',
			default: true,
			description:
				'Whether the node makes sure, before it asks, that a WhatsApp Business Trigger on this n8n takes the answers',
		},
		{
			displayName: 'Confirmation',
			name: 'confirmation',
			type: 'string',
			default: confirmation,
			description:
				'What the person is told after the decision; {choice} stands for the answer. Leave it empty to say nothing.',
		},
		{ ...deadlineField, displayOptions: FIRST_VERSIONS },
		defaultCountryField,
		directSendField,
		footerField,
		headerField,
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languageOptions,
			default: 'en',
			description:
				'Of the buttons, of everything the person is told, and of the words that count, as far as you do not write your own',
		},
		{
			displayName: 'List Button Label',
			name: 'listButton',
			type: 'string',
			default: listButton,
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
			displayName: 'Not Understood Note',
			name: 'notUnderstoodText',
			type: 'string',
			default: askAgain,
			description:
				'What comes before the question when it is put again; {answers} lists what can be typed. Leave it empty to say nothing.',
		},
		{
			displayName: 'Note to the Others',
			name: 'othersText',
			type: 'string',
			displayOptions: { hide: IN_REVIEW },
			default: others,
			description:
				'What the others are told when one of several has decided; {person} and {choice} are filled in. Leave it empty to say nothing.',
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
		{
			displayName: 'Question for the Reason',
			name: 'reasonText',
			type: 'string',
			default: askReason,
			displayOptions: FOR_APPROVAL,
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
		{ ...templateField, displayOptions: FIRST_VERSIONS },
		{
			displayName: 'Wait for a Reason (Minutes)',
			name: 'reasonMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'Without a reason by then, the rejection stands without one',
			displayOptions: FOR_APPROVAL,
		},
		{
			displayName: 'Words for Approve',
			name: 'approveWords',
			type: 'string',
			default: APPROVE_WORDS,
			placeholder: 'e.g. yes, go ahead',
			description: 'What people may type, separated by commas',
			displayOptions: FOR_APPROVAL,
		},
		{
			displayName: 'Words for Reject',
			name: 'rejectWords',
			type: 'string',
			default: REJECT_WORDS,
			placeholder: 'e.g. no, wait',
			description: 'What people may type, separated by commas',
			displayOptions: FOR_APPROVAL,
		},
		workingHours,
	],
};
