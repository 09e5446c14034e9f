import type { INodeProperties } from 'n8n-workflow';
import { footerField, headerField } from '../shared/frameFields';
import { providerField, senderField } from '../shared/providerFields';
import { operations } from './actions/operations';

const shown = (...values: string[]) => ({ show: { resource: ['message'], operation: values } });

export const messageFields: INodeProperties[] = [
	providerField,
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Message', value: 'message' }],
		default: 'message',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: 'sendTemplate',
	},
	senderField,
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description: 'Phone number with country code, or a WhatsApp user ID',
	},
	...operations.flatMap(({ value, fields }) =>
		fields.map((field) => ({
			...field,
			displayOptions: { ...shown(value), ...field.displayOptions },
		})),
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				...footerField,
				displayOptions: { show: { '/operation': ['sendList', 'sendReplyButtons'] } },
			},
			{
				...headerField,
				displayOptions: { show: { '/operation': ['sendList', 'sendReplyButtons'] } },
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
