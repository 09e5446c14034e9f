import type { Template, TemplateButton } from '../../whatsapp/template.mts';
import { componentOf, variablesIn } from '../../whatsapp/template.mts';
import { GupshupRefusal } from './failure.mts';
import type { TemplateForm } from './sendSchema.mts';
import { idOf, isPlayed } from './templates.mts';

type Component = Record<string, unknown>;

/** Values by position, as many as the text has variables. */
function texts(template: Template, text: string | undefined, params: string[]): Component[] {
	return variablesIn(text).map((name) => ({
		type: 'text',
		text: params.shift() ?? '',
		...(template.parameter_format === 'NAMED' && { parameter_name: name }),
	}));
}

function links(buttons: TemplateButton[], params: string[]): Component[] {
	return buttons.flatMap(({ url }, index) =>
		variablesIn(url).length === 0
			? []
			: [
					{
						type: 'button',
						sub_type: 'url',
						index,
						parameters: [{ type: 'text', text: params.shift() ?? '' }],
					},
				],
	);
}

/** The `template` object in Meta's shape; whether it fits is checked where WhatsApp checks it. */
export function metaTemplate(
	templates: Template[],
	{ template: { id, params: given }, message, postbackTexts = [] }: TemplateForm,
): Component {
	const template = templates.find((one) => isPlayed(one) && idOf(one) === id);
	if (!template) throw new GupshupRefusal(400, 'Template Not Found');
	const params = [...given];
	const heading = componentOf(template, 'HEADER');
	const header = message ? [message] : texts(template, heading?.text, params);
	const body = texts(template, componentOf(template, 'BODY')?.text, params);
	const buttons = componentOf(template, 'BUTTONS')?.buttons ?? [];
	const components = [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...links(buttons, params),
		...postbackTexts.map(({ index, text }) => ({
			type: 'button',
			sub_type: 'quick_reply',
			index,
			parameters: [{ type: 'payload', payload: text }],
		})),
	];
	if (params.length > 0) throw new GupshupRefusal(400, 'Template params count mismatch');
	return { name: template.name, language: { code: template.language }, components };
}
