import {
	type Template,
	type TemplateButton,
	componentOf,
	isOrdinary,
	variablesIn,
} from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';
import { requireSender } from './checkup.mts';
import { badRequest } from './failure.mts';
import type { TemplateContent } from './sendSchema.mts';

/** Statuses that Infobip names otherwise, or does not know (openapi 3.210.0, Status). */
const STATUSES: Partial<Record<Template['status'], string | null>> = {
	PAUSED: 'FIRST_PAUSED',
	ARCHIVED: null,
	LIMIT_EXCEEDED: null,
};

/** `GET /whatsapp/2/senders/{sender}/templates`: everything at once, there are no pages. */
export function listTemplates(world: World, sender: string) {
	requireSender(world, sender);
	const { templates } = world;
	return {
		templates: templates.filter(isOrdinary).flatMap((template) => {
			if (STATUSES[template.status] === null) return [];
			return [shownTemplate(world, template)];
		}),
	};
}

/** A template as the list has it, and as the answer to its creation. */
export const shownTemplate = ({ account }: World, template: Template) => ({
	...shown(template),
	businessAccountId: Number(account.wabaId),
	status: STATUSES[template.status] ?? template.status,
});

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

type Data = TemplateContent['templateData'];

/** A template send in Meta's shape; what only the template's own text tells is looked up there. */
export function graphTemplate(templates: Template[], content: TemplateContent) {
	const { templateName: name, language, templateData } = content;
	const template = templates.find((one) => one.name === name && one.language === language);
	const components = template === undefined ? [] : componentsFor(template, templateData);
	return {
		type: 'template',
		template: {
			name,
			language: { code: language },
			...(components.length > 0 && { components }),
		},
	};
}

function componentsFor(template: Template, { header, body, buttons }: Data) {
	return [
		...(header ? [{ type: 'header', parameters: [headerParameter(template, header)] }] : []),
		...(body.placeholders.length > 0
			? [{ type: 'body', parameters: bodyParameters(template, body.placeholders) }]
			: []),
		...buttonComponents(template, buttons ?? []),
	];
}

const named = (template: Template, name: string | undefined) =>
	template.parameter_format === 'NAMED' && name !== undefined ? { parameter_name: name } : {};

/** Infobip's placeholders have an order only; for named variables it is that of the text. */
function bodyParameters(template: Template, placeholders: string[]) {
	const names = variablesIn(componentOf(template, 'BODY')?.text);
	if (names.length !== placeholders.length) {
		throw badRequest(
			'content.templateData.body.placeholders',
			`template has ${names.length} placeholders, ${placeholders.length} were given`,
		);
	}
	return placeholders.map((text, index) => ({
		type: 'text',
		text,
		...named(template, names[index]),
	}));
}

function headerParameter(template: Template, header: NonNullable<Data['header']>) {
	switch (header.type) {
		case 'TEXT': {
			const [name] = variablesIn(componentOf(template, 'HEADER')?.text);
			return { type: 'text', text: header.placeholder, ...named(template, name) };
		}
		case 'LOCATION': {
			const { latitude, longitude } = header;
			// Meta asks for both texts too; Infobip does not take them.
			return { type: 'location', location: { latitude, longitude, name: '-', address: '-' } };
		}
		default: {
			const { type, mediaUrl: link, ...rest } = header;
			return { type: type.toLowerCase(), [type.toLowerCase()]: { link, ...rest } };
		}
	}
}

const takesParameter = ({ type, url }: TemplateButton) =>
	['QUICK_REPLY', 'COPY_CODE', 'CATALOG', 'FLOW'].includes(type) ||
	(type === 'URL' && variablesIn(url).length > 0);

/** Only the buttons that take a parameter, all of them and in the template's order. */
function buttonComponents(template: Template, given: NonNullable<Data['buttons']>) {
	const wanted = (componentOf(template, 'BUTTONS')?.buttons ?? []).flatMap((button, index) =>
		takesParameter(button) ? [{ type: button.type, index }] : [],
	);
	const fits =
		given.length === wanted.length && given.every(({ type }, at) => type === wanted[at]?.type);
	if (!fits) {
		const types = wanted.map(({ type }) => type).join(', ') || 'none';
		throw badRequest('content.templateData.buttons', `template has these buttons: ${types}`);
	}
	return given.flatMap((button, at) => {
		const parameter = buttonParameter(button);
		if (parameter === undefined) return [];
		const sub_type = button.type.toLowerCase();
		return [{ type: 'button', sub_type, index: wanted[at]!.index, parameters: [parameter] }];
	});
}

/** A catalog without a product is left as it is. */
function buttonParameter(button: NonNullable<Data['buttons']>[number]) {
	switch (button.type) {
		case 'QUICK_REPLY':
			return { type: 'payload', payload: button.parameter };
		case 'COPY_CODE':
			return { type: 'coupon_code', coupon_code: button.parameter };
		case 'URL':
			return { type: 'text', text: button.parameter };
		case 'CATALOG': {
			const { thumbnailProductRetailerId: thumbnail_product_retailer_id } = button;
			if (thumbnail_product_retailer_id === undefined) return undefined;
			return { type: 'action', action: { thumbnail_product_retailer_id } };
		}
		case 'FLOW':
			return {
				type: 'action',
				action: {
					flow_token: button.flowToken ?? 'unused',
					...(button.data && { flow_action_data: button.data }),
				},
			};
	}
}
