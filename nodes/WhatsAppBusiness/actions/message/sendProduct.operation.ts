import { footerField } from '../../../n8n/fields';
import { readText } from '../../../n8n/readText';
import { markdownOption, readBody, readFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';
import { catalogIdField, productIdField } from './catalogFields';

export const sendProduct: SendOperation = {
	resource: 'message',
	value: 'sendProduct',
	name: 'Send Product',
	action: 'Send product',
	description: 'Show one product of your catalog, within 24 hours of the last message',
	fields: [
		catalogIdField,
		{ ...productIdField(), required: true },
		{
			displayName: 'Message',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Back in stock, as you asked.',
			description: 'The text below the product, up to 1024 characters. May be left empty.',
		},
	],
	options: [footerField, markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex).trim();
		const body = readBody(context, itemIndex);
		const productId = text('productId');
		return {
			message: {
				kind: 'product',
				...addressing,
				catalogId: text('catalogId'),
				productId,
				body: body.trim() === '' ? undefined : body,
				footer: readFrame(context, itemIndex).footer,
			},
			output: { text: body, product: productId },
		};
	},
};
