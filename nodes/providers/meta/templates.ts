import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type { HeaderFormat, Template, TemplateButton, TemplateVariable } from '../messages';
import type { Account, HttpRequest, Listing, Page } from '../types';
import { graphUrl, metaAccount } from './account';
import { nextCursor } from './paging';

const FIELDS = 'id,name,status,category,language,components,parameter_format';
const STATUSES = ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const;
const FORMATS: readonly string[] = ['text', 'image', 'video', 'document', 'location'];
const BUTTONS: Record<string, TemplateButton['kind']> = {
	QUICK_REPLY: 'quickReply',
	URL: 'url',
	PHONE_NUMBER: 'phone',
	COPY_CODE: 'copyCode',
	FLOW: 'flow',
};

/**
 * The templates of a WABA, in every language and status.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const templates: Listing<Template> = {
	request(account: Account, { cursor, name }): HttpRequest {
		const meta = metaAccount(account);
		return {
			method: 'GET',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			query: defined({ fields: FIELDS, limit: '100', after: cursor, name }) as Record<
				string,
				string
			>,
		};
	},
	page(body: unknown): Page<Template> {
		return defined({
			items: asObjects(asObject(body)?.data).map(readTemplate),
			cursor: nextCursor(body),
		});
	},
};

/** Reads one entry of the list into the common model. */
export function readTemplate(raw: JsonObject): Template {
	const parts = asObjects(raw.components);
	const part = (type: string) => parts.find((p) => asText(p.type)?.toUpperCase() === type);
	const statusText = asText(raw.status) ?? '';
	const header = readHeader(part('HEADER'));
	const body = asText(part('BODY')?.text) ?? '';
	const buttons = asObjects(part('BUTTONS')?.buttons);
	return defined({
		id: asText(raw.id) ?? '',
		name: asText(raw.name) ?? '',
		language: asText(raw.language) ?? '',
		category: asText(raw.category) ?? '',
		status: STATUSES.find((s) => s === statusText.toLowerCase()) ?? 'other',
		statusText,
		parameterFormat:
			asText(raw.parameter_format)?.toUpperCase() === 'NAMED' ? 'named' : 'positional',
		header,
		body,
		footer: asText(part('FOOTER')?.text),
		buttons: buttons.map(readButton),
		variables: [
			...headerVariables(header),
			...textVariables('body', body),
			...buttons.flatMap((button, index) => buttonVariables(readButton(button), index)),
		],
		raw,
	}) as Template;
}

function readHeader(part: JsonObject | undefined): Template['header'] {
	const format = asText(part?.format)?.toLowerCase();
	if (part === undefined || format === undefined || !FORMATS.includes(format)) return undefined;
	return defined({ format: format as HeaderFormat, text: asText(part.text) });
}

function readButton(button: JsonObject): TemplateButton {
	return defined({
		kind: BUTTONS[asText(button.type)?.toUpperCase() ?? ''] ?? 'other',
		text: asText(button.text) ?? '',
		url: asText(button.url),
	});
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
	return [
		{
			id: 'header.media',
			place: 'header',
			kind: header.format === 'location' ? 'location' : 'media',
			name: header.format,
			label:
				header.format === 'location'
					? 'Header: location (latitude, longitude, name, address)'
					: `Header: ${header.format} (public link or media ID)`,
			required: true,
		},
	];
}

function buttonVariables(button: TemplateButton, index: number): TemplateVariable[] {
	const variable = (kind: TemplateVariable['kind'], what: string, required: boolean) => [
		{
			id: `button.${index}`,
			place: 'button' as const,
			kind,
			name: String(index),
			label: `Button "${button.text}": ${what}`,
			required,
			button: index,
		},
	];
	if (button.kind === 'url' && button.url?.includes('{{')) {
		return variable('urlSuffix', 'end of the link', true);
	}
	if (button.kind === 'copyCode') return variable('copyCode', 'code', true);
	if (button.kind === 'quickReply') return variable('payload', 'reply ID', false);
	return [];
}
