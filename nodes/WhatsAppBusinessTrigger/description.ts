import type { INodeProperties } from 'n8n-workflow';
import { languageOptions } from '../approvals/languages';
import { providers } from '../providers';
import { providerField, senderField } from '../n8n/fields';
import { usualTexts } from './usualTexts';

const { faultText, lateText, severalText } = usualTexts.en;

/** Value of "Receive" for those who paste the URL themselves. */
export const MANUAL = 'manual';

const pasteUrl = {
	name: 'I Paste the URL Myself',
	value: MANUAL,
	description: 'Nothing is changed at the provider; copy the production URL from this node',
};

/** "Receive": what each provider can be told to send here. */
const receiveFields = providers.map(({ id, registration }): INodeProperties => {
	const choices = registration?.choices ?? [];
	const options = [
		...choices.map(({ name, value, description }) => ({ name, value, description })),
		pasteUrl,
	];
	const usual = choices[0]?.value ?? MANUAL;
	return {
		displayName: 'Receive',
		name: 'receive',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { provider: [id] } },
		options,
		default: usual,
		description: 'Whose messages come to this workflow',
	};
});

/** Where to paste the URL, in the provider's own words. */
const pastingNotices = providers.map(
	({ id, webhooks }): INodeProperties => ({
		displayName: webhooks.pasting,
		name: 'pastingNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: [id], receive: [MANUAL] } },
	}),
);

/** What few people need. */
export const triggerOptions: INodeProperties[] = [
	{
		displayName: 'Fault Note',
		name: 'faultText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: faultText,
		description:
			'What somebody is told who answers an approval whose execution failed, crashed or was stopped. Leave it empty to say nothing.',
	},
	{
		displayName: 'Forward To',
		name: 'forwardTo',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…',
		description:
			'Addresses that get every webhook too, unchanged and still signed, so that several workflows or systems can share one number. Separate them with commas or line breaks.',
	},
	{
		displayName: 'From Person',
		name: 'person',
		type: 'string',
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description:
			'Phone number or user ID of the only person who may start this workflow; several with commas between them',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: languageOptions,
		default: 'en',
		description:
			'Of what people are told about approvals that do not say in which language they ask. A note of your own goes out as you write it.',
	},
	{
		displayName: 'Late Answer Note',
		name: 'lateText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: lateText,
		description:
			'What somebody is told who answers an approval after it was closed. Leave it empty to say nothing.',
	},
	{
		displayName: 'Leave Out Names and Raw Data',
		name: 'lean',
		type: 'boolean',
		default: false,
		description:
			'Whether to keep names of people, and the provider’s own form of the event, out of the output and so out of the stored executions. Numbers, texts and replies stay.',
	},
	{
		displayName: 'Message Contains',
		name: 'keyword',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice, bill',
		description:
			'Only messages with this word start the workflow, or with one of several separated by commas; capitals, accents and the width of letters make no difference',
	},
	{
		displayName: 'One Output per Kind',
		name: 'splitOutputs',
		type: 'boolean',
		default: false,
		description: 'Whether messages, replies and the other kinds leave by outputs of their own',
	},
	{
		displayName: 'Replace Existing Callback',
		name: 'replace',
		type: 'boolean',
		default: false,
		description:
			'Whether this workflow may take the place of another address that receives these messages now',
	},
	{
		displayName: 'Reply ID Starts With',
		name: 'replyIdPrefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. delivery-',
		description: 'Only taps on buttons and rows whose reply ID starts with this start the workflow',
	},
	{
		displayName: 'Resume URL',
		name: 'resumeUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook-waiting',
		description:
			'Only needed when the administrator renamed the address at which n8n takes answers for waiting executions',
	},
	{
		displayName: 'Several Questions Note',
		name: 'severalText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: severalText,
		description:
			'What somebody is told who writes without replying to a message while several approvals wait for their words. Leave it empty to say nothing.',
	},
];

export const triggerFields: INodeProperties[] = [
	providerField,
	...receiveFields,
	...pastingNotices,
	{
		...senderField,
		displayName: 'Phone Number',
		description:
			'The WhatsApp number whose messages start this workflow. For "One Phone Number" you can leave it empty if your account has only one.',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Account Change',
				value: 'account',
				description: 'Quality, limits, opt-outs and other news about the account',
			},
			{
				name: 'Delivery Status',
				value: 'status',
				description: 'A message of yours was sent, delivered, read, or failed',
			},
			{ name: 'Message', value: 'message', description: 'Somebody wrote or sent something' },
			{
				name: 'Reply',
				value: 'reply',
				description: 'Somebody tapped a button, chose from a list, filled in a flow or reacted',
			},
			{
				name: 'Template Change',
				value: 'template',
				description: 'A template was approved, rejected, paused or changed',
			},
		],
		default: ['message', 'reply'],
		description: 'What starts this workflow. Each event becomes one item.',
	},
	{
		displayName:
			'Answers to a waiting WhatsApp Business Approval do not start this workflow; they go to the execution that waits for them',
		name: 'approvalNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: triggerOptions,
	},
];
