import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { providers } from '../providers';

/** One credential per provider, each shown for its own. */
export const providerCredentials: INodeCredentialDescription[] = providers.map(
	({ id, credential }) => ({
		name: credential,
		required: true,
		displayOptions: { show: { provider: [id] } },
	}),
);

const providerOptions = providers.map(({ id, name }) => ({ name, value: id }));

export const providerField: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	options: providerOptions,
	default: 'meta',
	description: 'Who connects you to WhatsApp',
};

/** Where fields about Direct Send are shown. */
export const withDirectSend: string[] = providers
	.filter(({ supports }) => supports.directSend !== undefined)
	.map(({ id }) => id);

/** The sending number: chosen from a list, given by ID, or left empty when the account has one only. */
export const senderField: INodeProperties = {
	displayName: 'From',
	name: 'sender',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'Your WhatsApp number. Leave it empty if your account has only one, or if the credential names it.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Your only or usual number',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 106540352242922',
		},
	],
};

/** A template, chosen from a searchable list or given as name and language. */
export const templateField: INodeProperties = {
	displayName: 'Template',
	name: 'template',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The approved message, in one language',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a template…',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. order_ready|en_US',
			hint: 'Name and language code, with a bar between them',
		},
	],
};

/** Which file of the item is meant. */
export const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field that holds the file',
};

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
