import type { INodeProperties } from 'n8n-workflow';
import { footerField, headerField, providerField, senderField } from '../n8n/fields';
import { flowOptions, headerMediaField } from './actions/interactiveFields';
import { languageOption, showAsOption } from './actions/message/templateValues';
import { isSend, type Operation } from './actions/operation';
import { operations, resources } from './actions';

const shownFor = ({ resource, value }: Operation) => ({
	show: { resource: [resource], operation: [value] },
});

const sends = operations.filter(isSend).map(({ value }) => value);
const shownForSends = { show: { resource: ['message'], operation: sends } };

/** Messages with a header and a footer. */
const shownForFramed = {
	show: { '/operation': ['sendFlow', 'sendLinkButton', 'sendList', 'sendReplyButtons'] },
};

/** "Operation", once for each resource. */
const operationFields = resources.map(
	({ value: resource, usual }): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations
			.filter((operation) => operation.resource === resource)
			.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: usual,
	}),
);

export const nodeFields: INodeProperties[] = [
	providerField,
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...operationFields,
	{ ...senderField, displayOptions: shownForSends },
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description: 'Phone number with country code, or a WhatsApp user ID',
		displayOptions: shownForSends,
	},
	...operations.flatMap((operation) =>
		operation.fields.map((field) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { ...field.displayOptions?.show, ...shownFor(operation).show },
			},
		})),
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: shownForSends,
		options: [
			{
				displayName: 'At the Same Time',
				name: 'atTheSameTime',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 250 },
				default: 20,
				description: 'How many messages at most are on their way to the provider at a time',
			},
			{
				displayName: 'Check Daily Limit',
				name: 'checkDailyLimit',
				type: 'boolean',
				default: false,
				description:
					'Whether to send nothing at all if the items name more people than templates may go to in 24 hours. Not every provider tells that limit.',
				displayOptions: { show: { '/operation': ['sendTemplate'] } },
			},
			{
				displayName: 'Components (JSON)',
				name: 'components',
				type: 'json',
				default: '',
				placeholder: 'e.g. [{"type": "body", "parameters": []}]',
				description:
					'For what the variables above cannot say, e.g. the products of a multi-product message: the components as Meta documents them',
				displayOptions: { show: { '/operation': ['sendTemplate'] } },
			},
			{
				displayName: 'Do Not Write To',
				name: 'doNotWriteTo',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. +34 600 000 001, +34 600 000 002',
				description:
					'Phone numbers and user IDs of people who opted out, with commas or line breaks between. Their items come out as not sent.',
			},
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description:
					'Whether to check everything and show the filled message and the request, without sending anything',
			},
			...flowOptions,
			{ ...footerField, displayOptions: shownForFramed },
			{ ...headerField, displayOptions: shownForFramed },
			{
				...headerMediaField,
				displayOptions: {
					show: { '/operation': ['sendFlow', 'sendLinkButton', 'sendReplyButtons'] },
				},
			},
			languageOption,
			{
				displayName: 'Messages per Second',
				name: 'messagesPerSecond',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 2 },
				default: 80,
				description:
					'How fast to send from one number. Without this option: as fast as the provider allows, which is 80 at most of them.',
			},
			{
				displayName: 'Preview Links',
				name: 'previewUrl',
				type: 'boolean',
				default: false,
				description: 'Whether WhatsApp shows a preview of the first link in the text',
				displayOptions: { show: { '/operation': ['sendText'] } },
			},
			{
				displayName: 'Reply To Message ID',
				name: 'replyTo',
				type: 'string',
				default: '',
				placeholder: 'e.g. wamid.HBgL…',
				description: 'The message that this one quotes. Not every provider can.',
			},
			showAsOption,
			{
				displayName: 'Split Long Text',
				name: 'splitLongText',
				type: 'boolean',
				default: false,
				description:
					'Whether a text that is too long for one message goes out as several. Otherwise it is refused.',
				displayOptions: { show: { '/operation': ['sendText'] } },
			},
			{
				displayName: 'Tracking Reference',
				name: 'reference',
				type: 'string',
				default: '',
				placeholder: 'e.g. order-4711',
				description:
					'Comes back with each delivery status of this message, up to 512 characters. The person does not see it.',
			},
		],
	},
];
