import type { Template, TemplateButton } from '../../whatsapp/template.mts';
import { componentOf, variablesIn } from '../../whatsapp/template.mts';
import { InteraktRefusal } from './failure.mts';
import type { TemplateContent } from './sendSchema.mts';

type Component = Record<string, unknown>;

function texts(template: Template, text: string | undefined, values: string[]): Component[] {
	const names = variablesIn(text);
	return values.map((value, index) => ({
		type: 'text',
		text: value,
		...(template.parameter_format === 'NAMED' && { parameter_name: names[index] ?? 'none' }),
	}));
}

function headerParameters(template: Template, content: TemplateContent): Component[] {
	const header = componentOf(template, 'HEADER');
	const [value] = content.headerValues ?? [];
	if (value === undefined) return [];
	if (!header || header.format === 'TEXT') return texts(template, header?.text, [value]);
	const format = header.format.toLowerCase();
	const filename = format === 'document' && content.fileName;
	return [{ type: format, [format]: { link: value, ...(filename && { filename }) } }];
}

function buttonComponent(button: TemplateButton | undefined, index: string, value: string) {
	if (button?.type === 'COPY_CODE') {
		const parameters = [{ type: 'coupon_code', coupon_code: value }];
		return { type: 'button', sub_type: 'copy_code', index, parameters };
	}
	if (button?.type === 'URL') {
		return { type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text: value }] };
	}
	// Documented for links and codes only: a quick reply takes no payload.
	throw new InteraktRefusal(400, `buttonValues: the template's button ${index} takes no value`);
}

/** The `template` object in Meta's shape; whether it fits is checked where WhatsApp checks it. */
export function metaTemplate(templates: Template[], content: TemplateContent): Component {
	const { name, languageCode, bodyValues = [], buttonValues = {} } = content;
	const template = templates.find((one) => one.name === name && one.language === languageCode);
	const sent = { name, language: { code: languageCode } };
	if (!template) return sent;
	const header = headerParameters(template, content);
	const body = texts(template, componentOf(template, 'BODY')?.text, bodyValues);
	const buttons = componentOf(template, 'BUTTONS')?.buttons;
	const components = [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...Object.entries(buttonValues).map(([index, [value = '']]) =>
			buttonComponent(buttons?.[Number(index)], index, value),
		),
	];
	return { ...sent, components };
}
