import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../../../providers/provider';
import type { Template } from '../../../whatsapp/messages';
import { configurationError } from '../../../n8n/errors';
import { readChosen } from '../../../n8n/readText';
import { parseJson } from '../../../core/json';
import {
	inLanguage,
	templatePreview,
	missingValue,
	unknownValue,
	unusable,
} from '../../../whatsapp/template';
import { chosenOf, findTranslations } from '../../../n8n/templates';
import { templateField } from '../../../n8n/fields';
import type { SendOperation } from '../operation';
import { readOptions } from '../options';
import { finishedValues, languageOption, readValues, showAsOption } from './templateValues';

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
	options: [
		{
			displayName: 'Check Daily Limit',
			name: 'checkDailyLimit',
			type: 'boolean',
			default: false,
			description:
				'Whether to send nothing at all if the items name more people than templates may go to in 24 hours. Not every provider tells that limit.',
		},
		{
			displayName: 'Components (JSON)',
			name: 'components',
			type: 'json',
			default: '',
			placeholder: 'e.g. [{"type": "body", "parameters": []}]',
			description:
				'For what the variables above cannot say, e.g. the products of a multi-product message: the components as Meta documents them',
		},
		languageOption,
		showAsOption,
	],
	async prepare(context, itemIndex, provider, addressing, once) {
		const chosen = readChosen(context, 'template', itemIndex);
		const translations = await once(`template ${chosen}`, () =>
			findTranslations(context, provider, chosen),
		);
		const { language = '' } = readOptions(context, itemIndex, [languageOption]);
		const found = inLanguage(translations, language) ?? chosenOf(translations, chosen);
		const components = readComponents(context, itemIndex);
		const given = components === undefined ? readValues(context, itemIndex) : undefined;
		const template = usable(context, itemIndex, { chosen, translations }, found, given);
		const values = given ? finishedValues(context, itemIndex, template, given) : {};
		const reference = addressing.reference ?? nameAsReference(provider, template);
		return {
			message: { kind: 'template', ...addressing, reference, template, values, components },
			output: {
				template: { name: template.name, language: template.language },
				text: templatePreview(template, values),
			},
		};
	},
};

/**
 * What a template's statuses bring back where nothing else is to: which template it was, as the example
 * "Delivery dashboard" counts it. Nothing where the provider does not repeat a reference by itself: at Twilio
 * it stands in the address that a message's statuses go to, which is somebody else's to choose.
 */
function nameAsReference({ supports, webhooks }: Provider, { name }: Template): string | undefined {
	const reference = `template:${name}`;
	const fits = reference.length <= (supports.reference ?? 0);
	return webhooks.repeatsReference && fits ? reference : undefined;
}

/** Meta's own JSON, for what the fields cannot say: products to choose from, the details of an order. */
function readComponents(context: IExecuteFunctions, itemIndex: number): unknown[] | undefined {
	const { components = '' } = readOptions(context, itemIndex);
	if (components === '' || components === null) return undefined;
	const read = typeof components === 'string' ? parseJson(components) : components;
	if (Array.isArray(read)) return read;
	throw configurationError(
		context.getNode(),
		'"Components (JSON)" is no list in JSON',
		'Write it like [{"type":"body","parameters":[{"type":"text","text":"Ana"}]}]',
		itemIndex,
	);
}

/**
 * The template, if it can be sent with these values.
 *
 * @throws NodeOperationError for what WhatsApp would refuse, or what would arrive with a hole in it
 */
function usable(
	context: IExecuteFunctions,
	itemIndex: number,
	{ chosen, translations }: { chosen: string; translations: Template[] },
	template: Template | undefined,
	values: Record<string, string> | undefined,
): Template {
	const problem =
		unusable(chosen, template, translations) ??
		(values && (missingValue(template!, values) ?? unknownValue(template!, values)));
	if (problem)
		throw configurationError(context.getNode(), problem.message, problem.hint, itemIndex);
	return template!;
}
