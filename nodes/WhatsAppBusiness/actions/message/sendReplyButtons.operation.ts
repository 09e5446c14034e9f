import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/text';
import type { ReplyButton } from '../../../whatsapp/messages';
import {
	mediaFrameOptions,
	outsideWindowOption,
	readBody,
	readMediaFrame,
	replyIdField,
} from '../interactiveFields';
import type { SendOperation } from '../operation';

export const sendReplyButtons: SendOperation = {
	resource: 'message',
	value: 'sendReplyButtons',
	name: 'Send Reply Buttons',
	action: 'Send reply buttons',
	description: 'Ask a question with up to three buttons, within 24 hours of the last message',
	fields: [
		{
			displayName: 'Message',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. How did the delivery go?',
			description: 'The question above the buttons, up to 1024 characters',
		},
		{
			displayName: 'Buttons',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Button',
			default: { button: [{ title: '', id: '' }] },
			description: 'One to three buttons',
			options: [
				{
					displayName: 'Button',
					name: 'button',
					values: [
						{
							displayName: 'Label',
							name: 'title',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Delivered',
							description: 'What the person sees, up to 20 characters',
						},
						replyIdField('button is tapped'),
					],
				},
			],
		},
	],
	options: [...mediaFrameOptions, outsideWindowOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return {
			message: {
				kind: 'buttons',
				...addressing,
				body,
				...readMediaFrame(context, itemIndex),
				buttons: readButtons(context, itemIndex),
			},
			output: { text: body },
		};
	},
};

function readButtons(context: IExecuteFunctions, itemIndex: number): ReplyButton[] {
	const { button } = context.getNodeParameter('buttons', itemIndex, {}) as {
		button?: Array<Record<keyof ReplyButton, unknown>>;
	};
	return (button ?? []).map(({ id, title }) => ({
		title: textOf(title),
		id: textOf(id) || textOf(title),
	}));
}
