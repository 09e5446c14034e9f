import type { Template } from '../../whatsapp/template.mts';
import { componentOf, filled, isOrdinary, variablesIn } from '../../whatsapp/template.mts';

/** Gupshup's IDs are UUIDs of its own. */
export const idOf = ({ id }: Template): string =>
	`00000000-0000-4000-8000-${id.padStart(12, '0').slice(-12)}`;

/** How a send gives a code to copy is not known here, so such templates are not played. */
export const isPlayed = (template: Template): boolean =>
	isOrdinary(template) &&
	!componentOf(template, 'BUTTONS')?.buttons.some(({ type }) => type === 'COPY_CODE');

/** Gupshup's variables have numbers only. */
function numbered(text: string): string {
	const names = variablesIn(text);
	return filled(text, new Map(names.map((name, index) => [name, `{{${index + 1}}}`])));
}

function typeOf(template: Template): string {
	const format = componentOf(template, 'HEADER')?.format ?? 'TEXT';
	return format === 'TEXT' ? 'TEXT' : format;
}

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
		templateType: typeOf(template),
	};
}

/** `GET /wa/app/<app ID>/template`, all at once. */
export function listTemplates(templates: Template[], appId: string) {
	const played = templates.filter(isPlayed);
	return { status: 'success', templates: played.map((template) => shown(template, appId)) };
}
