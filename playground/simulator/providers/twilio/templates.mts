import { createHash } from 'node:crypto';

import { type Template, componentOf, filled, variablesIn } from '../../whatsapp/template.mts';

export interface Content {
	sid: string;
	friendly_name: string;
	language: string;
	variables: Record<string, string>;
	types: Record<string, unknown>;
	/** Of the template that it was submitted as. */
	templateId?: string;
}

/** What of a template is filled in by which variable of its content. */
export interface TemplateContent extends Content {
	template: Template;
	/** The variable at the end of a button's link, or of its code, by the button's position. */
	buttonVariables: Map<number, string>;
	/** The variable at the end of the link of the header's file. */
	mediaVariable?: string;
	/** The ID of each quick reply: fixed, or a variable. */
	replyIds: Map<number, string>;
	/** Where the link of the header's file begins; all of it, where no variable follows. */
	mediaBase?: string;
	/** Which variables of the content a text has, in the order in which WhatsApp counts them. */
	texts?: { header: string[]; body: string[] };
}

const MEDIA_BASE = 'https://example.com/';

/** A template of WhatsApp as a content: one flat map of variables, quick replies with fixed IDs. */
export function templateContent(template: Template): TemplateContent {
	const header = componentOf(template, 'HEADER');
	const body = componentOf(template, 'BODY')?.text ?? '';
	const footer = componentOf(template, 'FOOTER')?.text;
	const variables: Record<string, string> = {};
	for (const name of [...variablesIn(header?.text), ...variablesIn(body)]) {
		variables[name] ??= `sample ${name}`;
	}
	const buttonVariables = new Map<number, string>();
	const replyIds = new Map<number, string>();
	const fresh = (sample: string): string => {
		let number = Object.keys(variables).length + 1;
		while (variables[number] !== undefined) number += 1;
		variables[number] = sample;
		return String(number);
	};
	const withFile = header !== undefined && header.format !== 'TEXT';
	const mediaVariable = withFile ? fresh('file.jpg') : undefined;
	const actions = (componentOf(template, 'BUTTONS')?.buttons ?? []).map((button, index) => {
		const action = { type: button.type, title: button.text };
		switch (button.type) {
			case 'QUICK_REPLY': {
				const id = button.text.toLowerCase().replace(/\W+/g, '_');
				replyIds.set(index, id);
				return { ...action, id };
			}
			case 'COPY_CODE': {
				const name = fresh(String(button.example ?? 'CODE'));
				buttonVariables.set(index, name);
				return { ...action, code: `{{${name}}}` };
			}
			case 'URL': {
				if (variablesIn(button.url).length === 0) return { ...action, url: button.url };
				const name = fresh('sample');
				buttonVariables.set(index, name);
				return { ...action, url: button.url?.replace(/\{\{[^{}]*\}\}/, `{{${name}}}`) };
			}
			default:
				return { ...action, phone: button.phone_number };
		}
	});
	const media = mediaVariable === undefined ? {} : { media: [`${MEDIA_BASE}{{${mediaVariable}}}`] };
	return {
		sid: `HX${createHash('md5').update(template.id).digest('hex')}`,
		friendly_name: template.name,
		language: template.language,
		variables,
		types: typesOf(),
		template,
		buttonVariables,
		replyIds,
		...(mediaVariable !== undefined && { mediaVariable }),
	};

	function typesOf(): Record<string, unknown> {
		const framed = footer !== undefined || (header !== undefined && !withFile);
		const kinds = new Set(actions.map(({ type }) => type));
		if (!framed && !withFile && kinds.size === 1 && kinds.has('QUICK_REPLY')) {
			return { 'twilio/quick-reply': { body, actions } };
		}
		if (!framed && !withFile && kinds.size > 0 && !kinds.has('QUICK_REPLY')) {
			return { 'twilio/call-to-action': { body, actions } };
		}
		if (!framed && kinds.size === 0) {
			return withFile ? { 'twilio/media': { body, ...media } } : { 'twilio/text': { body } };
		}
		return {
			'whatsapp/card': {
				body,
				...(footer !== undefined && { footer }),
				...(header?.text !== undefined && { header_text: header.text }),
				...media,
				...(actions.length > 0 && { actions }),
			},
		};
	}
}

type Values = Map<string, string>;
type MetaMessage = Record<string, unknown>;

/** The send of a template in Meta's shape; whether it fits is checked where WhatsApp checks it. */
export function templateMessage(content: TemplateContent, values: Values): MetaMessage {
	const { template } = content;
	const named = template.parameter_format === 'NAMED';
	const parameters = (variables: string[]) =>
		variables.map((name) => ({
			type: 'text',
			...(named && { parameter_name: name }),
			text: values.get(name),
		}));
	const header = content.texts?.header ?? variablesIn(componentOf(template, 'HEADER')?.text);
	const body = content.texts?.body ?? variablesIn(componentOf(template, 'BODY')?.text);
	const components = [
		{ type: 'header', parameters: [...parameters(header), ...headerFile(content, values)] },
		{ type: 'body', parameters: parameters(body) },
	].filter((component) => component.parameters.length > 0);
	const { name, language } = template;
	return {
		type: 'template',
		template: {
			name,
			language: { code: language },
			components: [...components, ...buttons(content, values)],
		},
	};
}

function headerFile(content: TemplateContent, values: Values): MetaMessage[] {
	const { template, mediaVariable, mediaBase = MEDIA_BASE } = content;
	if (mediaVariable === undefined && content.mediaBase === undefined) return [];
	const type = componentOf(template, 'HEADER')?.format.toLowerCase() ?? 'image';
	const rest = mediaVariable === undefined ? '' : values.get(mediaVariable);
	return [{ type, [type]: { link: `${mediaBase}${rest}` } }];
}

/** Quick replies bring back the IDs of the content. */
function buttons({ template, buttonVariables, replyIds }: TemplateContent, values: Values) {
	const all = componentOf(template, 'BUTTONS')?.buttons ?? [];
	return all.flatMap(({ type }, index) => {
		const payload = replyIds.get(index);
		const value = values.get(buttonVariables.get(index) ?? '');
		const button = (sub_type: string, parameter: MetaMessage) => [
			{ type: 'button', sub_type, index: String(index), parameters: [parameter] },
		];
		if (payload !== undefined)
			return button('quick_reply', { type: 'payload', payload: filled(payload, values) });
		if (value === undefined) return [];
		return type === 'COPY_CODE'
			? button('copy_code', { type: 'coupon_code', coupon_code: value })
			: button('url', { type: 'text', text: value });
	});
}
