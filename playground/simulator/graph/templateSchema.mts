import { z } from 'zod';

import type { Template } from '../whatsapp/template.mts';
import type { GraphCall } from '../providers/meta/graph.mts';
import type { CodeComponent } from './codeParts.mts';
import { codeComponent } from './codeParts.mts';
import { invalidParameter } from '../whatsapp/refusal.mts';
import type { Component } from '../providers/meta/templateComponents.mts';
import { component } from '../providers/meta/templateComponents.mts';
import { brokenRule } from '../providers/meta/templateRules.mts';
import { sampleAddress } from '../providers/meta/samples.mts';

const category = z.enum(['AUTHENTICATION', 'MARKETING', 'UTILITY']);

const base = {
	name: z
		.string()
		.max(512)
		.regex(/^[a-z0-9_]+$/),
	language: z.string().min(2),
	parameter_format: z.enum(['NAMED', 'POSITIONAL']).default('POSITIONAL'),
	message_send_ttl_seconds: z.int().optional(),
};

/** `POST /<WABA_ID>/message_templates` */
export const createTemplateBody = z.discriminatedUnion('category', [
	z.strictObject({
		...base,
		category: z.literal('AUTHENTICATION'),
		components: z.array(codeComponent).min(1),
	}),
	z.strictObject({
		...base,
		category: category.exclude(['AUTHENTICATION']),
		components: z.array(component).min(1),
	}),
]);

/** `POST /<TEMPLATE_ID>`: name and language may be there, but do not change. */
export const editTemplateBody = z.strictObject({
	name: z.string().optional(),
	language: z.string().optional(),
	category: category.optional(),
	message_send_ttl_seconds: z.int().optional(),
	components: z.array(z.unknown()).min(1).optional(),
});

/** The body of a call. @throws GraphRefusal that names the first thing that is wrong */
export function parsedBody<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
): z.infer<Schema> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw invalidParameter('Invalid parameter', `${issue?.path.join('.')}: ${issue?.message}`);
}

/** Seconds between which a time-to-live lies (M:templates/time-to-live); -1 is 30 days. */
const LIFETIMES = {
	AUTHENTICATION: [30, 900],
	MARKETING: [43_200, 2_592_000],
	UTILITY: [30, 43_200],
} as const;

export function checkLifetime(of: Template['category'], seconds: number | undefined): void {
	if (seconds === undefined || (seconds === -1 && of !== 'MARKETING')) return;
	const [least, most] = LIFETIMES[of];
	if (seconds >= least && seconds <= most) return;
	throw invalidParameter(
		'Invalid parameter',
		`message_send_ttl_seconds must be between ${least} and ${most}`,
	);
}

/** The components as they are kept, once they keep all rules. @throws GraphRefusal */
export function keptComponents(
	call: GraphCall,
	of: Pick<Template, 'category' | 'parameter_format'>,
	components: unknown,
): Template['components'] {
	if (of.category === 'AUTHENTICATION') {
		return keptCode(parsedBody(z.array(codeComponent).min(1), components));
	}
	const parsed = parsedBody(z.array(component).min(1), components);
	const broken = brokenRule(parsed, of.parameter_format, of.category);
	if (broken) throw invalidParameter('Invalid parameter', broken);
	return parsed.map((one) => kept(call, one)) as Template['components'];
}

/** Handles are listed as addresses; buttons whose label is WhatsApp's own get one. */
function kept(call: GraphCall, one: Component): unknown {
	switch (one.type) {
		case 'BUTTONS':
			return {
				...one,
				buttons: one.buttons.map((button) => {
					if (button.type === 'COPY_CODE') return { ...button, text: 'Copy offer code' };
					if (button.type !== 'FLOW') return button;
					const { flow_id, flow_action } = button;
					return { ...button, flow_id: Number(flow_id), flow_action: flow_action.toUpperCase() };
				}),
			};
		case 'CAROUSEL':
			return {
				...one,
				cards: one.cards.map((card) => ({
					components: card.components.map((part) => kept(call, part as Component)),
				})),
			};
		case 'HEADER':
			return 'example' in one && one.example && 'header_handle' in one.example
				? {
						...one,
						example: { header_handle: [sampleAddress(call, one.format, one.example)] },
					}
				: one;
		default:
			return one;
	}
}

/** A code button is asked for as OTP, and listed as URL (M:templates/authentication-templates). */
function keptCode(components: CodeComponent[]): Template['components'] {
	const types = components.map(({ type }) => type);
	if (!types.includes('BODY') || !types.includes('BUTTONS') || new Set(types).size < types.length) {
		throw invalidParameter('Invalid parameter', 'A code needs one body and one button');
	}
	return components.map((one) => {
		switch (one.type) {
			case 'BODY':
				return {
					...one,
					text: `*{{1}}* is your verification code.${one.add_security_recommendation ? ' For your security, do not share this code.' : ''}`,
					example: { body_text: [['123456']] },
				};
			case 'FOOTER':
				return { ...one, text: `This code expires in ${one.code_expiration_minutes} minutes.` };
			case 'BUTTONS':
				return {
					type: 'BUTTONS',
					buttons: one.buttons.map(({ otp_type, text }) => ({
						type: 'URL',
						text: text ?? 'Copy code',
						url: `https://www.whatsapp.com/otp/code/?otp_type=${otp_type}&code=otp{{1}}`,
						example: [`https://www.whatsapp.com/otp/code/?otp_type=${otp_type}&code=otp123456`],
					})),
				};
		}
	}) as Template['components'];
}
