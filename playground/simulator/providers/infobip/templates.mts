import type { Template, TemplateButton } from '../../whatsapp/template.mts';
import { componentOf, isOrdinary } from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';

/** Statuses that Infobip names otherwise, or does not know (openapi 3.210.0, Status). */
const STATUSES: Partial<Record<Template['status'], string | null>> = {
	PAUSED: 'FIRST_PAUSED',
	ARCHIVED: null,
	LIMIT_EXCEEDED: null,
};

/** `GET /whatsapp/2/senders/{sender}/templates`: everything at once, there are no pages. */
export function listTemplates({ templates, account }: World) {
	return {
		templates: templates.filter(isOrdinary).flatMap((template) => {
			const status = STATUSES[template.status] ?? template.status;
			if (STATUSES[template.status] === null) return [];
			return [{ ...shown(template), businessAccountId: Number(account.wabaId), status }];
		}),
	};
}

function shown(template: Template) {
	const header = componentOf(template, 'HEADER');
	const body = componentOf(template, 'BODY');
	const footer = componentOf(template, 'FOOTER');
	const buttons = componentOf(template, 'BUTTONS')?.buttons;
	const { id, name, language, category } = template;
	return {
		id,
		name,
		language,
		category,
		structure: {
			...(header && {
				header: { format: header.format, ...(header.text && { text: header.text }) },
			}),
			body: { text: body?.text ?? '', ...examples(body?.example) },
			...(footer && { footer: { text: footer.text } }),
			...(buttons && { buttons: buttons.map(shownButton) }),
			type: header || footer || buttons ? 'MEDIA' : 'TEXT',
		},
		quality: 'UNKNOWN',
		createdAt: '2026-01-01T00:00:00.000+0000',
		lastUpdatedAt: '2026-01-01T00:00:00.000+0000',
	};
}

function examples(example: Record<string, unknown> | undefined) {
	const [texts] = (example?.body_text as string[][] | undefined) ?? [];
	return texts ? { examples: texts } : {};
}

function shownButton({ type, text, url, phone_number }: TemplateButton) {
	return {
		type,
		text,
		...(url && { url }),
		...(phone_number && { phoneNumber: phone_number }),
	};
}
