import type { INodeProperties } from 'n8n-workflow';

/** Bold text above a message with buttons or a list. */
export const headerField: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'string',
	default: '',
	placeholder: 'e.g. Delivery 4711',
	description: 'Bold text above the message, up to 60 characters',
};

/** Small text below it. */
export const footerField: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. Rio Logistics',
	description: 'Small grey text below the message, up to 60 characters',
};
