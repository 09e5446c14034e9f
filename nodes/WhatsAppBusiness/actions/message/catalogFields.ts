import type { INodeProperties } from 'n8n-workflow';

export const catalogIdField: INodeProperties = {
	displayName: 'Catalog ID',
	name: 'catalogId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 194836987003835',
	description:
		'The catalog that is connected to your WhatsApp account, from Commerce Manager → Settings',
};

/** @param more what the product is for */
export const productIdField = (more = ''): INodeProperties => ({
	displayName: 'Content ID',
	name: 'productId',
	type: 'string',
	default: '',
	placeholder: 'e.g. shirt-blue',
	description: `The product's content ID (SKU) in the catalog${more}`,
});
