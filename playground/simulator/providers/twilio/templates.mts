import { createHash } from 'node:crypto';

import { componentOf, variablesIn, type Template } from '../../whatsapp/template.mts';

export interface Content {
	sid: string;
	friendly_name: string;
	language: string;
	variables: Record<string, string>;
	types: Record<string, unknown>;
}

/** What of a template is filled in by which variable of its content. */
export interface TemplateContent extends Content {
	template: Template;
	/** The variable at the end of a button's link, or of its code, by the button's position. */
	buttonVariables: Map<number, string>;
	/** The variable at the end of the link of the header's file. */
	mediaVariable?: string;
	/** The fixed ID of each quick reply. */
	replyIds: Map<number, string>;
}

export const MEDIA_BASE = 'https://example.com/';

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
