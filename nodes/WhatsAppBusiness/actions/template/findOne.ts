import type { IExecuteFunctions } from 'n8n-workflow';
import type { Template } from '../../../whatsapp/messages';
import type { Provider } from '../../../providers/provider';
import { mistake } from '../../../n8n/errors';
import { findTemplate } from '../../../n8n/templates';

/** The template of the field "Template", in whatever state. @throws NodeOperationError */
export async function findOne(
	context: IExecuteFunctions,
	index: number,
	provider: Provider,
): Promise<Template> {
	const chosen = context.getNodeParameter('template', index, '', { extractValue: true }) as string;
	const template = await findTemplate(context, provider, chosen);
	if (template !== undefined) return template;
	throw mistake(
		context.getNode(),
		chosen === ''
			? 'No template is chosen'
			: `There is no template "${chosen}" in this WhatsApp account`,
		'Choose it from the list, or write it as name|language, e.g. order_ready|en_US',
		index,
	);
}
