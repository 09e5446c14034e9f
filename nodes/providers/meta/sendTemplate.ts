import { asObject, defined, parseJson } from '../../core/json';
import { documentName } from '../../whatsapp/documentName';
import type { TemplateButton, TemplateMessage, TemplateVariable } from '../../whatsapp/messages';

type Component = Record<string, unknown>;

/**
 * Builds the `template` object of a send from the template's definition and the values given.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function templateBody(message: TemplateMessage) {
	const { template, components: own } = message;
	const name = { name: template.name, language: { code: template.language } };
	if (own !== undefined) return { ...name, components: own };
	const components = [
		...textComponents(message),
		...offerComponents(message),
		...buttonComponents(message),
		...carouselComponents(message),
	];
	return components.length > 0 ? { ...name, components } : name;
}

/** The values given for the template itself, or for one of its cards. */
function given({ template, values }: TemplateMessage, card: number | undefined) {
	return template.variables
		.filter((variable) => variable.card === card && values[variable.id] !== undefined)
		.map((variable) => ({ ...variable, value: values[variable.id] }));
}

function textComponents(message: TemplateMessage, card?: number): Component[] {
	const named = message.template.parameterFormat === 'named';
	const all = given(message, card);
	const header = all.filter(({ place, kind }) => place === 'header' && kind !== 'filename');
	const body = all.filter(({ place }) => place === 'body');
	// Positional values are counted, and a translation may say {{2}} before {{1}}.
	if (!named) body.sort((a, b) => Number(a.name) - Number(b.name));
	return [
		{
			type: 'header',
			parameters: header.map((value) => headerParameter(value, message.values, named)),
		},
		{ type: 'body', parameters: body.map((value) => textParameter(value, named)) },
	].filter(({ parameters }) => parameters.length > 0);
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/limited-time-offer-templates */
function offerComponents(message: TemplateMessage): Component[] {
	const end = given(message, undefined).find(({ kind }) => kind === 'offerEnd');
	if (end === undefined) return [];
	const limited_time_offer = { expiration_time_ms: Date.parse(end.value) };
	const type = 'limited_time_offer';
	return [{ type, parameters: [{ type, limited_time_offer }] }];
}

function buttonComponents(message: TemplateMessage, card?: number): Component[] {
	const all = given(message, card).filter(({ place }) => place === 'button');
	const { buttons } = card === undefined ? message.template : message.template.cards![card];
	return buttons.flatMap(({ kind }, button) => {
		const parameter = buttonParameter(
			kind,
			all.filter((value) => value.button === button),
		);
		const index = String(button);
		return parameter === undefined ? [] : [{ type: 'button', index, ...parameter }];
	});
}

/** Every card of the definition has to be there. */
function carouselComponents(message: TemplateMessage): Component[] {
	const { cards } = message.template;
	if (cards === undefined) return [];
	return [
		{
			type: 'carousel',
			cards: cards.map((_, card) => ({
				card_index: card,
				components: [...textComponents(message, card), ...buttonComponents(message, card)],
			})),
		},
	];
}

/** A variable with the value given for it. */
interface Given extends TemplateVariable {
	value: string;
}

/** A text; a template with names says which. */
const textParameter = ({ name, value }: Given, named: boolean) =>
	defined({ type: 'text', parameter_name: named ? name : undefined, text: value });

/** Media must be given on every send: by public link, or by the ID of an upload. */
function headerParameter(given: Given, values: TemplateMessage['values'], named: boolean) {
	const { kind, name: format, value } = given;
	switch (kind) {
		case 'text':
			return textParameter(given, named);
		case 'location':
			return { type: 'location', location: location(value) };
		case 'product': {
			const [catalog_id, product_retailer_id] = listed(value);
			return { type: 'product', product: { product_retailer_id, catalog_id } };
		}
		default:
			return {
				type: format,
				[format]: defined({
					...(/^https?:\/\//i.test(value) ? { link: value } : { id: value }),
					// Templates take PDF only here.
					filename:
						format === 'document'
							? documentName(values['header.filename'], value, 'document.pdf')
							: undefined,
				}),
			};
	}
}

const listed = (value: string): string[] => value.split(',').map((part) => part.trim());

/** `latitude, longitude, name, address`, as the field's label says. */
function location(value: string) {
	const [latitude, longitude, name, ...address] = listed(value);
	return { latitude, longitude, name, address: address.join(', ') };
}

/** What a button is given; undefined where it takes nothing, or may be left as it is. */
function buttonParameter(kind: TemplateButton['kind'], given: Given[]) {
	if (kind === 'flow') return flowParameter(given);
	const [value] = given;
	if (value === undefined) return undefined;
	return buttonValue(value);
}

function buttonValue({ kind, value }: Given) {
	const parameter = (sub_type: string, of: object) => ({ sub_type, parameters: [of] });
	switch (kind) {
		case 'copyCode':
			return parameter('copy_code', { type: 'coupon_code', coupon_code: value });
		case 'payload':
			return parameter('quick_reply', { type: 'payload', payload: value });
		case 'catalogProduct':
			return parameter('catalog', {
				type: 'action',
				action: { thumbnail_product_retailer_id: value },
			});
		default:
			return parameter('url', { type: 'text', text: value });
	}
}

/**
 * A flow's button takes its parameter on every send; "unused" is Meta's own word for no token.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow
 */
function flowParameter(given: Given[]) {
	const of = (kind: Given['kind']) => given.find((one) => one.kind === kind)?.value;
	const action = defined({
		flow_token: of('flowToken') ?? 'unused',
		flow_action_data: asObject(parseJson(of('flowData') ?? '')),
	});
	return { sub_type: 'flow', parameters: [{ type: 'action', action }] };
}
