import type { TemplateMessage } from '../../whatsapp/messages';
import { buttonParameter, headerParameter, textParameter } from './templateParameters';

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
	const header = all.filter(({ place }) => place === 'header');
	const body = all.filter(({ place }) => place === 'body');
	// Positional values are counted, and a translation may say {{2}} before {{1}}.
	if (!named) body.sort((a, b) => Number(a.name) - Number(b.name));
	return [
		{ type: 'header', parameters: header.map((value) => headerParameter(value, named)) },
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
