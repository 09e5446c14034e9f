import type { Template, TemplateMessage, TemplateVariable } from '../messages';
import type { Carrier, Supports } from '../capabilities';
import { asObject, parseJson } from '../../core/json';
import { between, publicLink, unless, type Problems, type Problem } from './problem';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates */
const CODE = 15;

/** Of the kind of a template and its values. */
export function templateProblems(message: TemplateMessage, provider: Carrier): Problems {
	const { template, values, components } = message;
	const { name, supports } = provider;
	if (components !== undefined) {
		return [
			unless(
				supports.template!.components === true,
				`${name} does not take components as Meta writes them`,
				'Remove the option "Components (JSON)" and fill in the variables',
			),
		];
	}
	return [
		...kindProblems(message, provider),
		...template.variables.map((variable) => {
			const value = values[variable.id];
			return value === undefined ? undefined : valueProblem(variable, value, template, supports);
		}),
	];
}

/** Of templates that are more than header, text and buttons. */
function kindProblems({ template }: TemplateMessage, { name, supports }: Carrier): Problems {
	const { cards, offers, components } = supports.template!;
	const other = 'Choose another template, or another provider';
	return [
		unless(
			template.cards === undefined || cards === true,
			`The template "${template.name}" is a carousel, which cannot be sent by ${name} from here`,
			other,
		),
		unless(
			template.offer === undefined || offers === true,
			`The template "${template.name}" is a limited-time offer, which cannot be sent by ${name} from here`,
			other,
		),
		unless(
			template.unfillable === undefined,
			`The template "${template.name}" has ${template.unfillable}, for which there are no fields`,
			components === true
				? 'Add the option "Components (JSON)" and write there what Meta documents for it'
				: other,
		),
	];
}

function valueProblem(
	variable: TemplateVariable,
	value: string,
	template: Template,
	{ template: limits, media }: Supports,
): Problem | undefined {
	const { kind, label } = variable;
	switch (kind) {
		case 'payload':
			return between(label, value, 1, limits!.payload);
		case 'code':
			return between(label, value, 1, CODE) ?? plain(label, value);
		case 'text':
			return plain(label, value);
		case 'media':
			return mediaProblem(label, value, media?.id === true);
		case 'location':
			return placeProblem(label, value);
		case 'urlSuffix':
			return endOfLinkProblem(variable, value, template);
		case 'product':
			return unless(
				/^[^,]*\S[^,]*,.*\S/.test(value),
				`"${value}" in "${label}" does not name a product`,
				'Write the ID of the catalog and the content ID of the product, e.g. 194836987003835, shirt-blue',
			);
		case 'flowData':
			return unless(
				Object.keys(asObject(parseJson(value)) ?? {}).length > 0,
				`"${label}" is no object in JSON`,
				'Write it like {"order": "4711"}, or leave it empty',
			);
		case 'offerEnd':
			return unless(
				!Number.isNaN(Date.parse(value)),
				`"${value}" in "${label}" is no date`,
				'Choose a date and time, or write it like 2026-11-30T18:00',
			);
		default:
			return undefined;
	}
}

/** A file is named by its link, or at some providers by the ID of an upload, which is digits. */
function mediaProblem(label: string, value: string, byId: boolean): Problem | undefined {
	if (byId && /^\d+$/.test(value.trim())) return undefined;
	return unless(
		publicLink(value) === undefined,
		`"${value}" in "${label}" is no file`,
		byId
			? 'Give an address that starts with https:// and has no spaces, or the ID of an upload'
			: 'Give an address that starts with https:// and has no spaces',
	);
}

/** `latitude, longitude, name, address`. */
function placeProblem(label: string, value: string): Problem | undefined {
	const [latitude = '', longitude = ''] = value.split(',').map((part) => part.trim());
	const degrees = (text: string, most: number) =>
		/^[+-]?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most;
	return unless(
		degrees(latitude, 90) && degrees(longitude, 180),
		`"${value}" in "${label}" is no place`,
		'Write latitude and longitude in degrees with a decimal point, then name and address, e.g. 40.4168, -3.7038, Depot, Calle Mayor 1',
	);
}

/** The template has the beginning of the link already, unless that ends where another link belongs. */
function endOfLinkProblem(
	{ label, button, card }: TemplateVariable,
	value: string,
	template: Template,
): Problem | undefined {
	const { buttons } = (card === undefined ? undefined : template.cards?.[card]) ?? template;
	const [begin = ''] = (buttons[button ?? -1]?.url ?? '').split('{{');
	const room = begin === '' || begin.endsWith('=');
	return (
		unless(
			room || !/^\s*https?:\/\//i.test(value),
			`"${value}" in "${label}" is a whole link`,
			`Give only what comes after ${begin || 'the beginning that the template has'}`,
		) ??
		unless(
			!/\s/.test(value),
			`"${value}" in "${label}" has spaces, which no link may have`,
			'Leave the spaces out, or encode them as %20',
		)
	);
}

/** Anything else is refused as 132018 by the platform. */
const plain = (label: string, value: string): Problem | undefined =>
	unless(
		!/[\n\t]| {5}/.test(value),
		`The value of "${label}" has line breaks, tabs or more than four spaces in a row`,
		'WhatsApp takes none of these inside a template',
	);
