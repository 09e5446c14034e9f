import { z } from 'zod';

import { keepTemplate } from '../../whatsapp/keepTemplate.mts';
import { variablesIn } from '../../whatsapp/template.mts';
import { type World, changed } from '../../world.mts';
import { keptSubmitted } from '../meta/templateRules.mts';
import { requireSender } from './checkup.mts';
import { badRequest, schemaRefusal } from './failure.mts';
import { shownTemplate } from './templates.mts';

/** TemplatePublicApiRequest of Infobip's OpenAPI file 3.210.0, as far as our nodes use it. */
const label = z.string().max(25);
const link = z.string().regex(/^https?:\/\/[^{}\s]+$/, { message: 'must be a valid URL' });

const header = z.discriminatedUnion('format', [
	z.strictObject({
		format: z.literal('TEXT'),
		text: z.string().min(1).max(60),
		example: z.string().optional(),
	}),
	...(['IMAGE', 'VIDEO', 'DOCUMENT'] as const).map((format) =>
		z.strictObject({ format: z.literal(format), example: link.optional() }),
	),
	z.strictObject({ format: z.literal('LOCATION') }),
]);

const button = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('QUICK_REPLY'), text: label }),
	z.strictObject({
		type: z.literal('URL'),
		text: label,
		url: z.string().regex(/^https?:\/\//),
		example: link.optional(),
	}),
	z.strictObject({ type: z.literal('PHONE_NUMBER'), text: label, phoneNumber: z.string().min(1) }),
	z.strictObject({ type: z.literal('COPY_CODE'), example: z.string().min(1).max(15).optional() }),
	z.strictObject({
		type: z.literal('FLOW'),
		text: label,
		flowId: z.int(),
		flowAction: z.enum(['NAVIGATE', 'DATA_EXCHANGE']),
		navigateScreen: z.string().optional(),
	}),
]);

const wordsStructure = z.strictObject({
	header: header.optional(),
	body: z.strictObject({
		text: z.string().min(1),
		examples: z.array(z.string().min(1)).optional(),
	}),
	footer: z.strictObject({ text: z.string().max(60) }).optional(),
	buttons: z.array(button).min(1).max(10).optional(),
});

const codeButton = z.discriminatedUnion('otpType', [
	z.strictObject({ otpType: z.literal('COPY_CODE'), text: label.optional() }),
	z.strictObject({
		otpType: z.literal('ONE_TAP'),
		text: label.optional(),
		autofillText: label.optional(),
		packageName: z.string(),
		signatureHash: z.string().length(11),
	}),
]);

const codeStructure = z.strictObject({
	body: z.strictObject({ addSecurityRecommendation: z.boolean().optional() }),
	footer: z.strictObject({ codeExpirationMinutes: z.int().min(1).max(90).optional() }),
	buttons: z.array(codeButton).length(1),
});

const base = {
	name: z.string().regex(/^[a-z0-9_]+$/),
	language: z.string().min(2),
};
const newTemplate = z.discriminatedUnion('category', [
	z.strictObject({
		...base,
		category: z.enum(['MARKETING', 'UTILITY']),
		structure: wordsStructure,
	}),
	z.strictObject({
		...base,
		category: z.literal('AUTHENTICATION'),
		structure: codeStructure,
		validityPeriod: z
			.strictObject({ amount: z.int(), timeUnit: z.enum(['SECONDS', 'MINUTES']).optional() })
			.optional(),
	}),
]);

/** `POST /whatsapp/2/senders/{sender}/templates` */
export function createTemplate(world: World, sender: string, body: unknown) {
	requireSender(world, sender);
	const parsed = newTemplate.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const { name, language, category } = parsed.data;
	if (world.templates.some((known) => known.name === name && known.language === language)) {
		throw badRequest('name', `a template ${name} in ${language} is there already`);
	}
	const parameter_format = 'POSITIONAL';
	const components = keptSubmitted({ category, parameter_format }, componentsOf(parsed.data));
	const wanted = { name, language, category, parameter_format, components } as const;
	return shownTemplate(world, keepTemplate(world, { ...wanted, status: 'PENDING' }));
}

const VALIDITY = { SECONDS: 1, MINUTES: 60 } as const;

function componentsOf(asked: z.infer<typeof newTemplate>): object[] {
	if (asked.category !== 'AUTHENTICATION') return wordComponents(asked.structure);
	const { amount, timeUnit = 'MINUTES' } = asked.validityPeriod ?? { amount: -1 };
	const seconds = amount * VALIDITY[timeUnit];
	if (amount !== -1 && (seconds < 30 || seconds > 900)) {
		throw badRequest('validityPeriod.amount', 'must be between 30 seconds and 15 minutes');
	}
	const { body, footer, buttons } = asked.structure;
	const minutes = footer.codeExpirationMinutes;
	return [
		{ type: 'BODY', add_security_recommendation: body.addSecurityRecommendation },
		...(minutes === undefined ? [] : [{ type: 'FOOTER', code_expiration_minutes: minutes }]),
		{
			type: 'BUTTONS',
			buttons: buttons.map(({ otpType, text, ...app }) => ({
				type: 'OTP',
				otp_type: otpType,
				text,
				...('packageName' in app && {
					autofill_text: app.autofillText,
					supported_apps: [{ package_name: app.packageName, signature_hash: app.signatureHash }],
				}),
			})),
		},
	];
}

/** "Placeholders have to be correctly formatted and in the correct order." */
function checkOrder(field: string, text: string): void {
	const names = variablesIn(text);
	if (names.every((name, index) => name === String(index + 1))) return;
	throw badRequest(field, 'placeholders must be numbered {{1}}, {{2}} … in order');
}

function wordComponents({ header: top, body, footer, buttons }: z.infer<typeof wordsStructure>) {
	checkOrder('structure.body.text', body.text);
	return [
		...(top ? [headerComponent(top)] : []),
		{
			type: 'BODY',
			text: body.text,
			...(body.examples && { example: { body_text: [body.examples] } }),
		},
		...(footer ? [{ type: 'FOOTER', text: footer.text }] : []),
		...(buttons ? [{ type: 'BUTTONS', buttons: buttons.map(buttonComponent) }] : []),
	];
}

function headerComponent(top: z.infer<typeof header>): object {
	if (top.format === 'LOCATION') return { type: 'HEADER', format: 'LOCATION' };
	if (top.format !== 'TEXT') {
		if (top.example === undefined) throw badRequest('structure.header.example', 'is missing');
		return { type: 'HEADER', format: top.format, example: { header_handle: [top.example] } };
	}
	checkOrder('structure.header.text', top.text);
	return {
		type: 'HEADER',
		format: 'TEXT',
		text: top.text,
		...(top.example !== undefined && { example: { header_text: [top.example] } }),
	};
}

function buttonComponent(given: z.infer<typeof button>): object {
	switch (given.type) {
		case 'PHONE_NUMBER':
			return { type: given.type, text: given.text, phone_number: given.phoneNumber };
		case 'URL': {
			const { example, ...rest } = given;
			return { ...rest, ...(example !== undefined && { example: [example] }) };
		}
		case 'FLOW': {
			const { flowId, flowAction, navigateScreen, type, text } = given;
			if (flowAction === 'NAVIGATE' && navigateScreen === undefined) {
				throw badRequest('structure.buttons', 'navigateScreen is required');
			}
			return {
				type,
				text,
				flow_id: String(flowId),
				flow_action: flowAction.toLowerCase(),
				navigate_screen: navigateScreen,
			};
		}
		default:
			return given;
	}
}

/** `DELETE /whatsapp/2/senders/{sender}/templates/{templateName}`: in all languages. */
export function deleteTemplates(world: World, sender: string, name: string): void {
	requireSender(world, sender);
	const rest = world.templates.filter((template) => template.name !== name);
	if (rest.length === world.templates.length) throw badRequest('templateName', 'is unknown');
	world.templates = rest;
	changed(world);
}
