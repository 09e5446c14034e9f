import {
	type Template,
	type TemplateButton,
	componentOf,
	isOrdinary,
	numbered,
	variablesIn,
} from '../../whatsapp/template.mts';
import { requireOwnApp } from './checkup.mts';
import { GupshupRefusal } from './failure.mts';
import type { TemplateForm } from './sendSchema.mts';

/** Gupshup's IDs are UUIDs of its own. */
const idOf = ({ id }: Template): string =>
	`00000000-0000-4000-8000-${id.padStart(12, '0').slice(-12)}`;

/** How a send gives a code to copy is not known here, so such templates are not played. */
const isPlayed = (template: Template): boolean =>
	isOrdinary(template) &&
	!componentOf(template, 'BUTTONS')?.buttons.some(({ type }) => type === 'COPY_CODE');

function shown(template: Template, appId: string) {
	const header = componentOf(template, 'HEADER')?.text;
	const body = numbered(componentOf(template, 'BODY')?.text ?? '');
	const footer = componentOf(template, 'FOOTER')?.text;
	const buttons = componentOf(template, 'BUTTONS')?.buttons;
	const containerMeta = {
		data: body,
		...(buttons && {
			buttons: buttons.map(({ type, text, url, phone_number }) => ({
				type,
				text,
				url,
				phone_number,
			})),
		}),
		...(header !== undefined && { header: numbered(header) }),
		...(footer !== undefined && { footer }),
		sampleText: body,
		enableSample: true,
	};
	const labels = (buttons ?? []).map(({ text, url, phone_number }) => {
		const target = url ?? phone_number;
		return ` | [${target === undefined ? text : `${text},${target}`}]`;
	});
	return {
		appId,
		category: template.category,
		containerMeta: JSON.stringify(containerMeta),
		data: [header, body, footer].filter(Boolean).join('\n') + labels.join(''),
		elementName: template.name,
		id: idOf(template),
		languageCode: template.language,
		meta: JSON.stringify({ example: body }),
		status: template.status,
		templateType: componentOf(template, 'HEADER')?.format ?? 'TEXT',
	};
}

/** `GET /wa/app/<app ID>/template`, all at once. */
export function listTemplates(templates: Template[], appId: string) {
	requireOwnApp(appId);
	const played = templates.filter(isPlayed);
	return { status: 'success', templates: played.map((template) => shown(template, appId)) };
}

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
