import { z } from 'zod';

import { invalidParameter } from '../../whatsapp/refusal.mts';
import { type Template, variablesIn } from '../../whatsapp/template.mts';
import { type GraphCall, parsedBody } from './graph.mts';
import { sampleAddress } from './samples.mts';
import {
	type CodeComponent,
	type Component,
	codeComponent,
	component,
} from './templateComponents.mts';

/** The components as they are kept, once they keep all rules. @throws WhatsAppRefusal */
export function keptComponents(
	call: GraphCall,
	of: Pick<Template, 'category' | 'parameter_format'>,
	components: unknown,
): Template['components'] {
	return keptOf(of, components, (format, example) => sampleAddress(call, format, example));
}

/**
 * Components that come to WhatsApp by another's API, in Meta's form, as they are kept; whoever brings them
 * has shown the samples.
 *
 * @throws WhatsAppRefusal
 */
export function keptSubmitted(
	of: Pick<Template, 'category' | 'parameter_format'>,
	components: unknown,
): Template['components'] {
	return keptOf(of, components, (_format, { header_handle: [link = ''] }) => link);
}

/** Where a sample of this format can be looked at. */
type Address = (format: string, example: { header_handle: string[] }) => string;

function keptOf(
	{ category, parameter_format }: Pick<Template, 'category' | 'parameter_format'>,
	components: unknown,
	address: Address,
): Template['components'] {
	if (category === 'AUTHENTICATION') {
		return keptCode(parsedBody(z.array(codeComponent).min(1), components));
	}
	const parsed = parsedBody(z.array(component).min(1), components);
	const broken = brokenRule(parsed, parameter_format, category);
	if (broken) throw invalidParameter('Invalid parameter', broken);
	return parsed.map((one) => kept(address, one)) as Template['components'];
}

/** Handles are listed as addresses; buttons whose label is WhatsApp's own get one. */
function kept(address: Address, one: Component): unknown {
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
					components: card.components.map((part) => kept(address, part as Component)),
				})),
			};
		case 'HEADER':
			return 'example' in one && one.example && 'header_handle' in one.example
				? {
						...one,
						example: { header_handle: [address(one.format, one.example)] },
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

type Format = 'NAMED' | 'POSITIONAL';
type Of<Type extends Component['type']> = Extract<Component, { type: Type }>;

const all = <Type extends Component['type']>(components: readonly Component[], type: Type) =>
	components.filter((one): one is Of<Type> => one.type === type);

/** What a schema cannot say; the first rule that is broken, in words. */
function brokenRule(
	components: readonly Component[],
	format: Format,
	category: string,
): string | undefined {
	const types = components.map(({ type }) => type);
	if (new Set(types).size < types.length) return 'A component is there twice';
	if (!types.includes('BODY')) return 'The component BODY is missing';
	return (
		all(components, 'HEADER')
			.map((one) => headerRule(one, format))
			.find(Boolean) ??
		all(components, 'BODY')
			.map((one) => bodyRule(one, format))
			.find(Boolean) ??
		(all(components, 'FOOTER').some(({ text }) => variablesIn(text).length > 0)
			? 'The footer has variables'
			: undefined) ??
		all(components, 'BUTTONS')
			.map(({ buttons }) => buttonRule(buttons))
			.find(Boolean) ??
		offerRule(components, category) ??
		carouselRule(components, format, category)
	);
}

function bodyRule({ text, example }: Of<'BODY'>, format: Format): string | undefined {
	const variables = variablesIn(text);
	if (/^\s*\{\{|\}\}\s*$/.test(text)) {
		return "Variables can't be at the start or end of the template";
	}
	const examples =
		format === 'NAMED'
			? example?.body_text_named_params?.map(({ param_name }) => param_name)
			: example?.body_text?.[0]?.map((_, index) => String(index + 1));
	const same = [...variables].sort().join() === [...(examples ?? [])].sort().join();
	return same ? undefined : 'The body has variables without an example, or in the wrong format';
}

function headerRule(header: Of<'HEADER'>, format: Format): string | undefined {
	if (header.format !== 'TEXT') return undefined;
	const { text, example } = header;
	const variables = variablesIn(text);
	if (variables.length > 1) return 'The header has more than one variable';
	const given = format === 'NAMED' ? example?.header_text_named_params : example?.header_text;
	return variables.length === (given?.length ?? 0)
		? undefined
		: 'The header has a variable without an example';
}

function buttonRule(buttons: ReadonlyArray<Of<'BUTTONS'>['buttons'][number]>): string | undefined {
	const count = (type: string) => buttons.filter((one) => one.type === type).length;
	if (count('URL') > 2 || count('PHONE_NUMBER') > 1 || count('COPY_CODE') > 1) {
		return 'Too many buttons of one type';
	}
	const quick = buttons.map(({ type }) => type === 'QUICK_REPLY');
	const groups = quick.filter((is, index) => is && !quick[index - 1]).length;
	if (groups > 1) return 'Quick replies must be grouped together';
	const bare = buttons.some((one) => one.type === 'URL' && one.url.includes('{{') && !one.example);
	return bare ? 'A URL with a variable needs an example' : undefined;
}

function offerRule(components: readonly Component[], category: string): string | undefined {
	const [offer] = all(components, 'LIMITED_TIME_OFFER');
	if (!offer) return undefined;
	const types = all(components, 'BUTTONS').flatMap(({ buttons }) =>
		buttons.map(({ type }) => type),
	);
	const code = types.indexOf('COPY_CODE');
	const header = all(components, 'HEADER')[0]?.format ?? 'IMAGE';
	const broken: Array<[boolean, string]> = [
		[category !== 'MARKETING', 'Limited-time offers are for marketing templates only'],
		[components.some(({ type }) => type === 'FOOTER'), 'Limited-time offers take no footer'],
		[!['IMAGE', 'VIDEO'].includes(header), 'Limited-time offers take image and video headers only'],
		[all(components, 'BODY').some(({ text }) => text.length > 600), 'The body is too long'],
		[code > 0, 'The copy code button must be first'],
		[
			offer.limited_time_offer.has_expiration === true && code < 0,
			'An expiration needs a copy code button',
		],
		[!types.includes('URL'), 'Limited-time offers need a URL button'],
	];
	return broken.find(([is]) => is)?.[1];
}

function carouselRule(
	components: readonly Component[],
	format: Format,
	category: string,
): string | undefined {
	const [carousel] = all(components, 'CAROUSEL');
	if (!carousel) return undefined;
	if (category !== 'MARKETING') return 'Carousels are for marketing templates only';
	if (components.length > 2) return 'A carousel has a body besides, and nothing else';
	const shapes = carousel.cards.map((card) =>
		card.components
			.map((part) =>
				part.type === 'HEADER'
					? part.format
					: part.type === 'BUTTONS'
						? part.buttons.map(({ type }) => type)
						: part.type,
			)
			.join(),
	);
	if (shapes.some((shape) => shape !== shapes[0])) return 'All cards must have the same components';
	if (shapes.some((shape) => !/^(IMAGE|VIDEO)/.test(shape))) return 'A card has no header';
	return carousel.cards
		.flatMap((card) => card.components)
		.map((part) =>
			part.type === 'BODY'
				? bodyRule(part, format)
				: part.type === 'BUTTONS'
					? buttonRule(part.buttons)
					: undefined,
		)
		.find(Boolean);
}
