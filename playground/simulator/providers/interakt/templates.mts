import { z } from 'zod';

import { firstIssue } from '../../api.mts';
import { nonEmpty } from '../../whatsapp/limits.mts';
import {
	type Template,
	type TemplateButton,
	componentOf,
	isOrdinary,
	numbered,
	variablesIn,
} from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';
import { InteraktRefusal } from './failure.mts';

const PAGE = 100;

const query = z.strictObject({
	offset: z.string().regex(/^\d+$/, 'must be a number').default('0'),
	autosubmitted_for: z.literal('all').default('all'),
	approval_status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']).optional(),
	language: z.string().default('all'),
});

/** JSON inside a text, at times encoded twice: here, where the template answers with quick replies. */
function buttonsText(template: Template): string | null {
	const buttons = componentOf(template, 'BUTTONS')?.buttons;
	if (!buttons) return null;
	const shown = JSON.stringify(
		buttons.map(({ type, text, url, phone_number }) => ({ type, text, url, phone_number })),
	);
	return buttons.some(({ type }) => type === 'QUICK_REPLY') ? JSON.stringify(shown) : shown;
}

function shown(template: Template): Record<string, unknown> {
	const header = componentOf(template, 'HEADER');
	return {
		id: template.id,
		name: template.name,
		display_name: template.name,
		language: template.language,
		category: template.category,
		approval_status: template.status,
		header_format: header?.format ?? null,
		header: header?.text === undefined ? null : numbered(header.text),
		body: numbered(componentOf(template, 'BODY')?.text ?? ''),
		footer: componentOf(template, 'FOOTER')?.text ?? null,
		buttons: buttonsText(template),
		is_archived: false,
	};
}

/** `GET /v1/public/track/organization/templates`, a page of it. */
export function listTemplates(world: World, given: unknown): Record<string, unknown> {
	const parsed = query.safeParse(given);
	if (!parsed.success) {
		throw new InteraktRefusal(400, firstIssue(parsed.error, 'query'));
	}
	const { offset, approval_status, language } = parsed.data;
	const wanted = world.templates.filter(
		(template) =>
			isOrdinary(template) &&
			(approval_status === undefined || template.status === approval_status) &&
			(language === 'all' || template.language === language),
	);
	const from = Number(offset);
	const templates = wanted.slice(from, from + PAGE).map(shown);
	return { results: { templates }, has_next: from + PAGE < wanted.length };
}

/** `template` of a send. */
export const templateContent = z.strictObject({
	name: nonEmpty(512),
	languageCode: nonEmpty(20),
	headerValues: z.array(z.string()).max(1).optional(),
	fileName: nonEmpty(240).optional(),
	bodyValues: z.array(z.string()).optional(),
	buttonValues: z.record(z.string().regex(/^\d$/), z.array(z.string()).length(1)).optional(),
});

type TemplateContent = z.infer<typeof templateContent>;
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
