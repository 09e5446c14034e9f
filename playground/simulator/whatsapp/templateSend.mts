import { z } from 'zod';

import { bytesAtMost, httpUrl, nonEmpty } from './limits.mts';
import { invalidParameter, messagingRefusal } from './refusal.mts';
import { type Template, variablesIn } from './template.mts';

/**
 * What the components of a template send are given (M:templates/components): Meta's OpenAPI file ends
 * before it. Whether it fits the template is templateFit.mts.
 */

const address = { id: nonEmpty(100).optional(), link: httpUrl.optional() };
const oneAddress = ({ id, link }: { id?: string | undefined; link?: string | undefined }) =>
	(id === undefined) !== (link === undefined);
const ID_OR_LINK = { message: 'must have exactly one of id and link' };
const media = z.strictObject(address).refine(oneAddress, ID_OR_LINK);
const document = z
	.strictObject({ ...address, filename: nonEmpty(240).optional() })
	.refine(oneAddress, ID_OR_LINK);
/** In a header all four are asked for. */
const location = z.strictObject({
	latitude: z.coerce.number().min(-90).max(90),
	longitude: z.coerce.number().min(-180).max(180),
	name: nonEmpty(1000),
	address: nonEmpty(1000),
});

const name = { parameter_name: nonEmpty(100).optional() };

const parameter = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text: z.string(), ...name }),
	z.strictObject({
		type: z.literal('currency'),
		currency: z.strictObject({
			fallback_value: nonEmpty(1024),
			code: z.string().length(3),
			amount_1000: z.number(),
		}),
		...name,
	}),
	z.strictObject({
		type: z.literal('date_time'),
		date_time: z.strictObject({ fallback_value: nonEmpty(1024) }),
		...name,
	}),
	z.strictObject({ type: z.literal('image'), image: media }),
	z.strictObject({ type: z.literal('video'), video: media }),
	z.strictObject({ type: z.literal('document'), document }),
	z.strictObject({ type: z.literal('location'), location }),
]);

export type TemplateParameter = z.infer<typeof parameter>;

// Meta states no limit for quick reply payloads; 128 is the least any provider confirms.
const buttonParameter = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text: z.string() }),
	z.strictObject({ type: z.literal('payload'), payload: bytesAtMost(128) }),
	z.strictObject({
		type: z.literal('coupon_code'),
		// 20 since 2025-12-03 (M:changelog).
		coupon_code: nonEmpty(20).regex(/^[A-Za-z0-9]+$/, 'must be alphanumeric'),
	}),
	z.strictObject({
		type: z.literal('action'),
		action: z.strictObject({
			flow_token: nonEmpty(1024).optional(),
			flow_action_data: z
				.record(z.string(), z.unknown())
				.refine((data) => Object.keys(data).length > 0, { message: 'must be a non-empty object' })
				.optional(),
			thumbnail_product_retailer_id: nonEmpty(200).optional(),
		}),
	}),
]);

const index = z
	.union([z.string().regex(/^\d$/), z.number().int().min(0).max(9)])
	.transform((value) => Number(value));

const buttonComponent = z.strictObject({
	type: z.literal('button'),
	sub_type: z.enum(['quick_reply', 'url', 'copy_code', 'flow', 'catalog']),
	index,
	parameters: z.array(buttonParameter).min(1).max(1),
});

export type ButtonComponent = z.infer<typeof buttonComponent>;

const header = z.strictObject({
	type: z.literal('header'),
	parameters: z.array(parameter).min(1).max(1),
});
const body = z.strictObject({ type: z.literal('body'), parameters: z.array(parameter) });

// M:templates/marketing-templates/media-card-carousel-templates
const card = z.strictObject({
	card_index: z.number().int().min(0).max(9),
	components: z.array(z.discriminatedUnion('type', [header, body, buttonComponent])),
});

// M:templates/marketing-templates/limited-time-offer-templates; seconds would be far in the past.
const offerParameter = z.strictObject({
	type: z.literal('limited_time_offer'),
	limited_time_offer: z.strictObject({ expiration_time_ms: z.number().int().min(1e12) }),
});

const component = z.discriminatedUnion('type', [
	header,
	body,
	buttonComponent,
	z.strictObject({
		type: z.literal('limited_time_offer'),
		parameters: z.array(offerParameter).min(1).max(1),
	}),
	z.strictObject({ type: z.literal('carousel'), cards: z.array(card).min(1).max(10) }),
]);

/** What a template is sent with. */
export const components = z.array(component).optional();

export interface TemplateSend {
	name: string;
	language: { code: string };
	components?: z.infer<typeof components>;
}

function shownText(parameter: TemplateParameter): string | undefined {
	if (parameter.type === 'text') return parameter.text;
	if (parameter.type === 'currency') return parameter.currency.fallback_value;
	if (parameter.type === 'date_time') return parameter.date_time.fallback_value;
	return undefined;
}

/** What Meta refuses in any parameter's text. */
export function checkText(where: string, text: string): void {
	if (text === '') {
		throw messagingRefusal(131008, `${where}: Parameter of type text is missing text value`);
	}
	if (/[\n\r\t]/.test(text) || / {5}/.test(text)) {
		throw messagingRefusal(
			132018,
			`${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
		);
	}
}

/** Variable values by name, refused unless they are exactly the text's variables. */
export function textValues(
	where: 'header' | 'body',
	template: Template,
	text: string,
	parameters: TemplateParameter[],
): Map<string, string> {
	const variables = variablesIn(text);
	if (parameters.length !== variables.length) {
		throw messagingRefusal(
			132000,
			`${where}: number of localizable_params (${parameters.length}) does not match the ` +
				`expected number of params (${variables.length})`,
		);
	}
	const values = new Map<string, string>();
	parameters.forEach((parameter, position) => {
		const value = shownText(parameter);
		if (value === undefined) {
			throw messagingRefusal(
				132012,
				`${where}: Format mismatch, expected TEXT, received ${parameter.type.toUpperCase()}`,
			);
		}
		checkText(where, value);
		values.set(nameOf(where, template, variables, parameter, position), value);
	});
	if (values.size !== variables.length) {
		throw messagingRefusal(132012, `${where}: a parameter_name was given twice`);
	}
	return values;
}

function nameOf(
	where: string,
	template: Template,
	variables: string[],
	parameter: TemplateParameter,
	position: number,
): string {
	const given = 'parameter_name' in parameter ? parameter.parameter_name : undefined;
	if (template.parameter_format === 'POSITIONAL') {
		if (given !== undefined) {
			throw messagingRefusal(132012, `${where}: parameter_name given for a positional template`);
		}
		// Counted by their numbers, wherever they stand in the text.
		return String(position + 1);
	}
	// The answer seen in practice for a missing name is the general 100.
	if (given === undefined) {
		throw invalidParameter('Invalid parameter', 'Parameter name is missing or empty');
	}
	if (!variables.includes(given)) {
		throw messagingRefusal(132012, `${where}: the template has no parameter named ${given}`);
	}
	return given;
}
