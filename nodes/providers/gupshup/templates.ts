import {
	asObject,
	asObjects,
	asText,
	defined,
	parseJson,
	type JsonObject,
} from '../../shared/json';
import type { Template, TemplateButton, TemplateVariable } from '../messages';
import type { Listing } from '../types';
import { gupshupAccount } from './account';

const STATUSES = ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const;
const MEDIA_FORMATS = ['image', 'video', 'document', 'location'] as const;
const BUTTONS: Readonly<Record<string, TemplateButton['kind']>> = {
	QUICK_REPLY: 'quickReply',
	URL: 'url',
	PHONE_NUMBER: 'phone',
	COPY_CODE: 'copyCode',
	FLOW: 'flow',
};

/**
 * The templates of an app, in every language and status; the answer is not paged.
 *
 * @see https://docs.gupshup.io/reference/get_partner-app-appid-templates-1
 */
export const templates: Listing<Template> = {
	request(account) {
		const { baseUrl, appId } = gupshupAccount(account);
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
	const statusText = asText(raw.status) ?? '';
	const header = readHeader(raw, parts);
	const body = asText(parts.data) ?? text.trim();
	const buttons = Array.isArray(parts.buttons)
		? asObjects(parts.buttons).map(readButton)
		: labels.map(readLabel);
	return defined({
		id: asText(raw.id) ?? '',
		name: asText(raw.elementName) ?? '',
		language: asText(raw.languageCode) ?? '',
		category: asText(raw.category) ?? '',
		status: STATUSES.find((s) => s === statusText.toLowerCase()) ?? 'other',
		statusText,
		parameterFormat: 'positional',
		header,
		body,
		footer: asText(parts.footer),
		buttons,
		variables: [
			...headerVariables(header),
			...textVariables('body', body),
			...buttons.flatMap(buttonVariables),
		],
		raw,
	}) as Template;
}

function readHeader(raw: JsonObject, parts: JsonObject): Template['header'] {
	const type = asText(raw.templateType)?.toLowerCase();
	const format = MEDIA_FORMATS.find((one) => one === type);
	if (format !== undefined) return { format };
	const text = asText(parts.header);
	return text === undefined ? undefined : { format: 'text', text };
}

function readButton(button: JsonObject): TemplateButton {
	const type = asText(button.type)?.toUpperCase() ?? '';
	return defined({
		kind: Object.hasOwn(BUTTONS, type) ? BUTTONS[type] : 'other',
		text: asText(button.text) ?? '',
		url: asText(button.url),
	});
}

/** `[Yes]`, `[See order,https://…]`, `[Call us,+34…]`. */
function readLabel(label: string): TemplateButton {
	const [text, target] = label
		.trim()
		.replace(/^\[|\]$/g, '')
		.split(/,(?=https?:|\+)/);
	if (target === undefined) return { kind: 'quickReply', text };
	return target.startsWith('+') ? { kind: 'phone', text } : { kind: 'url', text, url: target };
}

function textVariables(place: 'header' | 'body', text: string): TemplateVariable[] {
	const names = [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]);
	return [...new Set(names)].map((name) => ({
		id: `${place}.${name}`,
		place,
		kind: 'text',
		name,
		label: place === 'header' ? `Header: ${name}` : `Body: ${name}`,
		required: true,
	}));
}

function headerVariables(header: Template['header']): TemplateVariable[] {
	if (header === undefined) return [];
	if (header.format === 'text') return textVariables('header', header.text ?? '');
	const location = header.format === 'location';
	return [
		{
			id: 'header.media',
			place: 'header',
			kind: location ? 'location' : 'media',
			name: header.format,
			label: location
				? 'Header: location (latitude, longitude, name, address)'
				: `Header: ${header.format} (public link)`,
			required: true,
		},
	];
}

const OPEN: Partial<
	Record<TemplateButton['kind'], [kind: TemplateVariable['kind'], what: string, required: boolean]>
> = {
	url: ['urlSuffix', 'end of the link', true],
	copyCode: ['copyCode', 'code', true],
	quickReply: ['payload', 'reply ID', false],
};

function buttonVariables({ kind, text, url }: TemplateButton, button: number): TemplateVariable[] {
	const open = OPEN[kind];
	if (open === undefined || (kind === 'url' && !url?.includes('{{'))) return [];
	return [
		{
			id: `button.${button}`,
			place: 'button',
			kind: open[0],
			name: String(button),
			label: `Button "${text}": ${open[1]}`,
			required: open[2],
			button,
		},
	];
}
