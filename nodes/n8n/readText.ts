import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textOf } from '../core/text';

/** A text field of one item, whatever an expression in it gives; empty where nothing is filled in. */
export const readText = (context: IExecuteFunctions, name: string, itemIndex: number): string =>
	textOf(context.getNodeParameter(name, itemIndex, ''));

/** What is chosen in a field with a list, such as "From" and "Template"; empty for nothing. */
export const readChosen = (context: IExecuteFunctions, name: string, itemIndex: number): string =>
	textOf(context.getNodeParameter(name, itemIndex, '', { extractValue: true })).trim();

/**
 * A collection of fields, as n8n hands it over, with a text in each text field that is set, at any depth.
 * The rest is left as it came.
 *
 * @param fields what the collection may hold, as the panel declares it
 */
export function withTexts<Values extends object>(
	values: Values,
	fields: readonly INodeProperties[],
): Values {
	const read = Object.fromEntries(
		fields
			.filter(({ name }) => Object.hasOwn(values, name))
			.map((field) => [field.name, fieldWithTexts((values as never)[field.name], field)]),
	);
	return { ...values, ...read };
}

function fieldWithTexts(value: unknown, { type, options = [] }: INodeProperties): unknown {
	if (type === 'string') return textOf(value);
	if (typeof value !== 'object' || value === null) return value;
	if (type === 'collection') return withTexts(value, options as INodeProperties[]);
	if (type !== 'fixedCollection') return value;
	const groups = options as Array<{ name: string; values: INodeProperties[] }>;
	return Object.fromEntries(
		Object.entries(value).map(([name, group]) => [
			name,
			groupWithTexts(group, groups.find((one) => one.name === name)?.values ?? []),
		]),
	);
}

/** One row of a list of fields, or all. */
function groupWithTexts(group: unknown, fields: INodeProperties[]): unknown {
	if (Array.isArray(group)) return group.map((row) => groupWithTexts(row, fields));
	return typeof group === 'object' && group !== null ? withTexts(group, fields) : group;
}
