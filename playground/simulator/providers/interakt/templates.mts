import { z } from 'zod';

import type { Template } from '../../whatsapp/template.mts';
import { componentOf, filled, isOrdinary, variablesIn } from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';
import { InteraktRefusal } from './failure.mts';

const PAGE = 100;

const query = z.strictObject({
	offset: z.string().regex(/^\d+$/, 'must be a number').default('0'),
	autosubmitted_for: z.literal('all').default('all'),
	approval_status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']).optional(),
	language: z.string().default('all'),
});

/** Interakt's variables have numbers only. */
function numbered(text: string): string {
	const names = variablesIn(text);
	return filled(text, new Map(names.map((name, index) => [name, `{{${index + 1}}}`])));
}

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
		const [issue] = parsed.error.issues;
		throw new InteraktRefusal(400, `${issue?.path.join('.') || 'query'}: ${issue?.message}`);
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
