import type { INodeProperties } from 'n8n-workflow';
import { providerField, senderField } from '../n8n/fields';
import { operations, resources } from './actions';
import { isSend, type Operation } from './actions/operation';
import { commonOptions } from './actions/options';

const shownFor = ({ resource, value }: Operation) => ({
	show: { resource: [resource], operation: [value] },
});

const sends = operations.filter(isSend).map(({ value }) => value);
const shownForSends = { show: { resource: ['message'], operation: sends } };

/** "Operation", once for each resource. */
const operationFields = resources.map(
	({ value: resource, usual }): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations
			.filter((operation) => operation.resource === resource)
			.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: usual,
	}),
);

/** The options of every message and those that operations have of their own, by name. */
function optionFields(): INodeProperties[] {
	const declared = new Map<string, { field: INodeProperties; by: string[] }>();
	for (const { value, options = [] } of operations.filter(isSend)) {
		for (const field of options) {
			const by = [...(declared.get(field.name)?.by ?? []), value];
			declared.set(field.name, { field, by });
		}
	}
	const own = [...declared.values()].map(({ field, by }) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, '/operation': by } },
	}));
	return [...commonOptions, ...own].sort((one, other) =>
		one.displayName.localeCompare(other.displayName, 'en'),
	);
}

export const nodeFields: INodeProperties[] = [
	providerField,
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...operationFields,
	{ ...senderField, displayOptions: shownForSends },
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description: 'Phone number with country code, or a WhatsApp user ID',
		displayOptions: shownForSends,
	},
	...operations.flatMap((operation) =>
		operation.fields.map((field) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { ...field.displayOptions?.show, ...shownFor(operation).show },
			},
		})),
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: shownForSends,
		options: optionFields(),
	},
];
