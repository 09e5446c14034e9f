import type { TextMessage } from '../../../whatsapp/messages';
import { splitText } from '../../splitText';
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
	async prepare(context, itemIndex, provider, addressing) {
		const { previewUrl, splitLongText } = context.getNodeParameter('options', itemIndex, {}) as {
			previewUrl?: boolean;
			splitLongText?: boolean;
		};
		const text = context.getNodeParameter('text', itemIndex) as string;
		const most = provider.supports.text?.body ?? 0;
		const [first = text, ...rest] = splitLongText && most > 1 ? splitText(text, most) : [text];
		const piece = (words: string): TextMessage => ({
			kind: 'text',
			...addressing,
			text: words,
			previewUrl,
		});
		return {
			message: piece(first),
			further: rest.map((words) => ({ ...piece(words), replyTo: undefined })),
			output: { text },
		};
	},
};
