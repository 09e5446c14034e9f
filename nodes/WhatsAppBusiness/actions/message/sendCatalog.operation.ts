import { footerField } from '../../../n8n/fields';
import { readText } from '../../../n8n/readText';
import { bodyField, markdownOption, readBody, readFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';
import { productIdField } from './catalogFields';

export const sendCatalog: SendOperation = {
	resource: 'message',
	value: 'sendCatalog',
	name: 'Send Catalog',
	action: 'Send catalog',
	description: 'Send a button that opens your catalog, within 24 hours of the last message',
	fields: [
		{
			...bodyField('e.g. Have a look, and put what you like into the cart.'),
			description: 'The text above the button "View catalog", up to 1024 characters',
		},
		productIdField(' whose picture is shown above. Empty means the first product.'),
	],
	options: [footerField, markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return {
			message: {
				kind: 'catalog',
				...addressing,
				body,
				footer: readFrame(context, itemIndex).footer,
				thumbnail: readText(context, 'productId', itemIndex).trim() || undefined,
			},
			output: { text: body },
		};
	},
};
