import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/text';
import { footerField, headerField } from '../../../n8n/fields';
import { readText } from '../../../n8n/readText';
import type { ListedProduct } from '../../../whatsapp/messages';
import { markdownOption, readBody, readFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';
import { catalogIdField, productIdField } from './catalogFields';

export const sendProductList: SendOperation = {
	resource: 'message',
	value: 'sendProductList',
	name: 'Send Product List',
	action: 'Send product list',
	description: 'Show up to 30 products of your catalog, within 24 hours of the last message',
	fields: [
		catalogIdField,
		{
			...headerField,
			name: 'productsHeader',
			required: true,
			placeholder: 'e.g. Our shirts',
			description: 'Bold text above the products, up to 60 characters',
		},
		{
			displayName: 'Message',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. These are in stock.',
			description: 'The text below the header, up to 1024 characters',
		},
		{
			displayName: 'Products',
			name: 'products',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Product',
			default: { product: [{ productId: '', section: '' }] },
			description: 'Up to 30 products, in up to ten sections',
			options: [
				{
					displayName: 'Product',
					name: 'product',
					values: [
						productIdField('. Several with commas between them.'),
						{
							displayName: 'Section',
							name: 'section',
							type: 'string',
							default: '',
							placeholder: 'e.g. Summer',
							description:
								'Title above this product and all others with the same section, up to 24 characters. Fill it in for all products or for none.',
						},
					],
				},
			],
		},
	],
	options: [footerField, markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		const products = readProducts(context, itemIndex);
		return {
			message: {
				kind: 'productList',
				...addressing,
				header: readText(context, 'productsHeader', itemIndex),
				body,
				footer: readFrame(context, itemIndex).footer,
				catalogId: readText(context, 'catalogId', itemIndex).trim(),
				products,
			},
			output: { text: body, products: products.map(({ id }) => id) },
		};
	},
};

function readProducts(context: IExecuteFunctions, itemIndex: number): ListedProduct[] {
	const { product } = context.getNodeParameter('products', itemIndex, {}) as {
		product?: Array<Record<'productId' | 'section', unknown>>;
	};
	return (product ?? []).flatMap(({ productId, section }) =>
		textOf(productId)
			.split(/[,\n]/)
			.map((id) => ({ id: id.trim(), section: textOf(section).trim() || undefined })),
	);
}
