import type { IExecuteFunctions } from 'n8n-workflow';
import type { Template } from '../../../providers/messages';
import { mistake } from '../../../shared/callProblem';
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
		const values = readValues(context, itemIndex);
		refuse(context, itemIndex, chosen, template, values);
		return {
			message: { kind: 'template', ...addressing, template: template!, values },
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

/** Says before the call what WhatsApp would refuse, or what would arrive with a hole in it. */
function refuse(
	context: IExecuteFunctions,
	itemIndex: number,
	chosen: string,
	template: Template | undefined,
	values: Record<string, string>,
): void {
	const problem =
		unusable(chosen, template) ??
		missingValue(template!, values) ??
		unknownValue(template!, values);
	if (problem) throw mistake(context.getNode(), problem.message, problem.hint, itemIndex);
}
