import type { SendOperation } from '../operation';

export const sendText: SendOperation = {
	resource: 'message',
	value: 'sendText',
	name: 'Send Text',
	action: 'Send text',
	description: 'Send plain words to somebody who wrote in the last 24 hours',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order is on its way.',
			description: 'Up to 4096 characters. WhatsApp shows *bold*, _italic_ and ~struck~ text.',
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const { previewUrl } = context.getNodeParameter('options', itemIndex, {}) as {
			previewUrl?: boolean;
		};
		const text = context.getNodeParameter('text', itemIndex) as string;
		return {
			message: { kind: 'text', ...addressing, text, previewUrl },
			output: { text },
		};
	},
};
