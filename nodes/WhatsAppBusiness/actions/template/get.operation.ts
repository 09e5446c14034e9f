import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { defined } from '../../../core/json';
import { configurationError } from '../../../n8n/errors';
import { readChosen } from '../../../n8n/readText';
import { templateField } from '../../../n8n/fields';
import { chosenOf, findTranslations } from '../../../n8n/templates';
import type { Provider } from '../../../providers/provider';
import type { Template } from '../../../whatsapp/messages';
import { unusable } from '../../../whatsapp/template';
import { offered, type RunOperation } from '../operation';

export const getTemplate: RunOperation = {
	resource: 'template',
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get one template in one language: its texts, variables and state',
	fields: [{ ...templateField, description: 'The template in one language' }],
	async run(context, itemIndex, provider) {
		offered(provider.templates, context, itemIndex, provider, 'list templates');
		return [{ json: templateItem(await findOne(context, itemIndex, provider)) }];
	},
};

/** The template of the field "Template", in whatever state. @throws NodeOperationError */
export async function findOne(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
): Promise<Template> {
	const chosen = readChosen(context, 'template', itemIndex);
	const translations = await findTranslations(context, provider, chosen);
	const template = chosenOf(translations, chosen);
	if (template !== undefined) return template;
	const { message, hint } = unusable(chosen, undefined, translations)!;
	throw configurationError(context.getNode(), message, hint, itemIndex);
}

/** A template as an item: what one can see and fill in, without the provider's own form of it. */
export function templateItem(template: Template): IDataObject {
	return defined({ ...template, raw: undefined }) as unknown as IDataObject;
}
