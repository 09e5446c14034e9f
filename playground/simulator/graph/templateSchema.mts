import { z } from 'zod';

import type { Template } from '../templates/template.mts';
import { variablesIn } from '../templates/template.mts';

/** Texts, their limits and what they need, as M:templates/components has them. */
const named = z.strictObject({ param_name: z.string(), example: z.string().min(1) });

const header = z.strictObject({
	type: z.literal('HEADER'),
	format: z.literal('TEXT'),
	text: z.string().min(1).max(60),
	example: z
		.strictObject({
			header_text: z.array(z.string().min(1)).length(1).optional(),
			header_text_named_params: z.array(named).length(1).optional(),
		})
		.optional(),
});

const body = z.strictObject({
	type: z.literal('BODY'),
	text: z.string().min(1).max(1024),
	example: z
		.strictObject({
			body_text: z
				.array(z.array(z.string().min(1)))
				.length(1)
				.optional(),
			body_text_named_params: z.array(named).min(1).optional(),
		})
		.optional(),
});

const footer = z.strictObject({ type: z.literal('FOOTER'), text: z.string().min(1).max(60) });

const label = z.string().min(1).max(25);
const button = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('QUICK_REPLY'), text: label }),
	z.strictObject({
		type: z.literal('URL'),
		text: label,
		url: z.string().min(1).max(2000),
		example: z.array(z.string().min(1)).length(1).optional(),
	}),
	z.strictObject({
		type: z.literal('PHONE_NUMBER'),
		text: label,
		phone_number: z.string().min(1).max(20),
	}),
	z.strictObject({ type: z.literal('COPY_CODE'), example: z.string().min(1).max(15) }),
]);

const buttons = z.strictObject({
	type: z.literal('BUTTONS'),
	buttons: z.array(button).min(1).max(10),
});

export const createTemplateBody = z.strictObject({
	name: z
		.string()
		.max(512)
		.regex(/^[a-z0-9_]+$/),
	language: z.string().min(2),
	category: z.enum(['AUTHENTICATION', 'MARKETING', 'UTILITY']),
	parameter_format: z.enum(['NAMED', 'POSITIONAL']).default('POSITIONAL'),
	components: z.array(z.discriminatedUnion('type', [header, body, footer, buttons])).min(1),
});

type Draft = z.infer<typeof createTemplateBody>;

/** What a schema cannot say; the first rule that is broken, in words. */
export function brokenRule({ components, parameter_format: format }: Draft): string | undefined {
	const types = components.map(({ type }) => type);
	if (new Set(types).size < types.length) return 'A component is there twice';
	if (!types.includes('BODY')) return 'The component BODY is missing';
	for (const component of components) {
		const problem =
			component.type === 'BODY'
				? bodyRule(component, format)
				: component.type === 'HEADER'
					? headerRule(component, format)
					: component.type === 'BUTTONS'
						? buttonRule(component.buttons)
						: variablesIn(component.text).length > 0 && 'The footer has variables';
		if (problem) return problem;
	}
	return undefined;
}

function bodyRule({ text, example }: z.infer<typeof body>, format: Draft['parameter_format']) {
	const variables = variablesIn(text);
	if (/^\s*\{\{|\}\}\s*$/.test(text))
		return "Variables can't be at the start or end of the template";
	const examples =
		format === 'NAMED'
			? example?.body_text_named_params?.map(({ param_name }) => param_name)
			: example?.body_text?.[0]?.map((_, index) => String(index + 1));
	const all = [...variables].sort().join() === [...(examples ?? [])].sort().join();
	return all ? undefined : 'The body has variables without an example, or in the wrong format';
}

function headerRule({ text, example }: z.infer<typeof header>, format: Draft['parameter_format']) {
	const variables = variablesIn(text);
	if (variables.length > 1) return 'The header has more than one variable';
	const given = format === 'NAMED' ? example?.header_text_named_params : example?.header_text;
	return variables.length === (given?.length ?? 0)
		? undefined
		: 'The header has a variable without an example';
}

function buttonRule(all: Array<z.infer<typeof button>>) {
	const count = (type: string) => all.filter((one) => one.type === type).length;
	if (count('URL') > 2 || count('PHONE_NUMBER') > 1 || count('COPY_CODE') > 1) {
		return 'Too many buttons of one type';
	}
	const quick = all.map(({ type }) => type === 'QUICK_REPLY');
	const groups = quick.filter((is, index) => is && !quick[index - 1]).length;
	if (groups > 1) return 'Quick replies must be grouped together';
	const bare = all.some((one) => one.type === 'URL' && one.url.includes('{{') && !one.example);
	return bare ? 'A URL with a variable needs an example' : undefined;
}

/** The components as they are kept. */
export const keptComponents = ({ components }: Draft) =>
	components.map((component) =>
		component.type === 'BUTTONS'
			? {
					...component,
					buttons: component.buttons.map((one) =>
						one.type === 'COPY_CODE' ? { ...one, text: 'Copy offer code' } : one,
					),
				}
			: component,
	) as Template['components'];
