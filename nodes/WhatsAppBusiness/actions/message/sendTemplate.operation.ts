import type { IExecuteFunctions } from 'n8n-workflow';
import type { Template } from '../../../providers/messages';
import { mistake } from '../../../shared/callProblem';
import { parseJson } from '../../../shared/json';
import { templatePreview } from '../../../shared/templatePreview';
import { findTemplate, splitTemplateValue } from '../../../shared/templateLookup';
import { templateField } from '../../../shared/providerFields';
import { missingValue, unknownValue, unusable } from '../../../shared/templateCheck';
import type { SendOperation } from '../operation';

export const sendTemplate: SendOperation = {
	resource: 'message',
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template',
	description: 'Send a message that WhatsApp has approved; works at any time',
	fields: [
		{ ...templateField, required: true },
		{
			displayName: 'Variables',
			name: 'variables',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description: 'What the template leaves open',
			typeOptions: {
				loadOptionsDependsOn: ['template.value', 'provider'],
				resourceMapper: {
					resourceMapperMethod: 'getTemplateVariables',
					mode: 'map',
					valuesLabel: 'Variables',
					fieldWords: { singular: 'variable', plural: 'variables' },
					addAllFields: true,
					multiKeyMatch: false,
					supportAutoMap: false,
					noFieldsError: 'This template has no variables, so there is nothing to fill in.',
				},
			},
			displayOptions: { hide: { template: [''] } },
		},
	],
	async prepare(context, itemIndex, provider, addressing, lookup) {
		const chosen = String(
			context.getNodeParameter('template', itemIndex, '', { extractValue: true }) ?? '',
		);
		const template = await lookup(`template ${chosen}`, () =>
			findTemplate(context, provider, chosen),
		);
		const components = readComponents(context, itemIndex);
		const values = components === undefined ? readValues(context, itemIndex) : {};
		refuse(context, itemIndex, chosen, template, components === undefined ? values : undefined);
		return {
			message: { kind: 'template', ...addressing, template: template!, values, components },
			output: {
				template: splitTemplateValue(chosen),
				text: templatePreview(template!, values),
			},
		};
	},
};

/** Empty fields count as not filled in. */
function readValues(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const mapped = context.getNodeParameter('variables.value', itemIndex, {}) as Record<
		string,
		unknown
	> | null;
	return Object.fromEntries(
		Object.entries(mapped ?? {})
			.filter(([, value]) => value !== null && value !== undefined && value !== '')
			.map(([id, value]) => [id, String(value)]),
	);
}

/** Meta's own JSON, for what the fields cannot say: currencies, one-time codes, carousels. */
function readComponents(context: IExecuteFunctions, itemIndex: number): unknown[] | undefined {
	const { components = '' } = context.getNodeParameter('options', itemIndex, {}) as {
		components?: unknown;
	};
	if (components === '' || components === null) return undefined;
	const read = typeof components === 'string' ? parseJson(components) : components;
	if (Array.isArray(read)) return read;
	throw mistake(
		context.getNode(),
		'"Components (JSON)" is no list in JSON',
		'Write it like [{"type":"body","parameters":[{"type":"text","text":"Ana"}]}]',
		itemIndex,
	);
}

/** Says before the call what WhatsApp would refuse, or what would arrive with a hole in it. */
function refuse(
	context: IExecuteFunctions,
	itemIndex: number,
	chosen: string,
	template: Template | undefined,
	values: Record<string, string> | undefined,
): void {
	const problem =
		unusable(chosen, template) ??
		(values && (missingValue(template!, values) ?? unknownValue(template!, values)));
	if (problem) throw mistake(context.getNode(), problem.message, problem.hint, itemIndex);
}
