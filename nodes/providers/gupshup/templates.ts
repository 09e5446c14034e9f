import { asObject, asObjects, asText, parseJson, type JsonObject } from '../../core/json';
import { readTemplate as metaTemplate, PARAMETERS_OF_META } from '../meta/templates';
import type { Template, TemplateVariable } from '../../whatsapp/messages';
import type { Listing } from '../http';
import { gupshupCredential } from './account';

const MEDIA_FORMATS = ['image', 'video', 'document', 'location'] as const;

/**
 * The templates of an app, in every language and status; the answer is not paged.
 *
 * @see https://docs.gupshup.io/reference/get_partner-app-appid-templates-1
 */
export const templates: Listing<Template> = {
	request(credential) {
		const { baseUrl, appId } = gupshupCredential(credential);
		return { method: 'GET', url: `${baseUrl}/wa/app/${encodeURIComponent(appId)}/template` };
	},
	page(body) {
		return { items: asObjects(asObject(body)?.templates).map(readTemplate) };
	},
};

/** Reads one entry. What it is made of stands as JSON in `containerMeta`, as one text in `data`. */
export function readTemplate(raw: JsonObject): Template {
	const parts = asObject(parseJson(asText(raw.containerMeta) ?? '')) ?? {};
	const [text, ...labels] = (asText(raw.data) ?? '').split(/\n?\s*\| (?=\[)/);
	const buttons = Array.isArray(parts.buttons) ? parts.buttons : labels.map(readLabel);
	const template = metaTemplate({
		id: raw.id,
		name: raw.elementName,
		language: raw.languageCode,
		category: raw.category,
		status: raw.status,
		components: [
			...readHeader(raw, parts),
			{ type: 'BODY', text: asText(parts.data) ?? text.trim() },
			...(asText(parts.footer) ? [{ type: 'FOOTER', text: parts.footer }] : []),
			{ type: 'BUTTONS', buttons },
			...readKind(raw),
		],
	});
	return { ...template, variables: template.variables.flatMap(fillable), raw };
}

/** Types of templates that are more than a text with a header; how a send fills them in is not known. */
function readKind(raw: JsonObject): JsonObject[] {
	const type = asText(raw.templateType)?.toUpperCase();
	if (type === 'CAROUSEL') return [{ type }];
	return type === 'LTO' ? [{ type: 'LIMITED_TIME_OFFER' }] : [];
}

function readHeader(raw: JsonObject, parts: JsonObject): JsonObject[] {
	const type = asText(raw.templateType)?.toLowerCase();
	const format = MEDIA_FORMATS.find((one) => one === type);
	if (format !== undefined) return [{ type: 'HEADER', format }];
	const text = asText(parts.header);
	return text === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text }];
}

/** `[Yes]`, `[See order,https://…]`, `[Call us,+34…]`. */
function readLabel(label: string): JsonObject {
	const [text, target] = label
		.trim()
		.replace(/^\[|\]$/g, '')
		.split(/,(?=https?:|\+)/);
	if (target === undefined) return { type: 'QUICK_REPLY', text };
	return target.startsWith('+')
		? { type: 'PHONE_NUMBER', text }
		: { type: 'URL', text, url: target };
}

/** There are no uploads. */
function fillable(variable: TemplateVariable): TemplateVariable[] {
	if (PARAMETERS_OF_META.includes(variable.kind)) return [];
	if (variable.kind !== 'media') return [variable];
	return [{ ...variable, label: `Header: ${variable.name} (public link)` }];
}
