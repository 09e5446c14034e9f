import { invalidParameter, messagingRefusal } from './refusal.mts';
import type { Template } from './template.mts';
import { componentOf, filled } from './template.mts';
import type { FittedButton } from '../messages/templateButtons.mts';
import { fitButtons } from '../messages/templateButtons.mts';
import { fitCode } from '../messages/templateCode.mts';
import { fitOffer } from '../messages/templateOffer.mts';
import { textValues } from '../messages/templateParameters.mts';
import type { TemplateParameter, TemplateSend } from './templateSend.mts';

/** Finds the template a send names, and refuses those that may not be sent (M:support/error-codes). */
export function templateToSend(templates: Template[], send: TemplateSend): Template {
	const { name, language } = send;
	const template = templates.find(
		(candidate) => candidate.name === name && candidate.language === language.code,
	);
	if (template?.status === 'PAUSED') {
		throw messagingRefusal(132015, `Template ${name} is paused due to low quality`);
	}
	if (template?.status === 'DISABLED') {
		throw messagingRefusal(132016, `Template ${name} is disabled`);
	}
	if (template?.status !== 'APPROVED') {
		const details = `template name (${name}) does not exist in ${language.code}`;
		throw messagingRefusal(132001, details, 404);
	}
	return template;
}

export interface FittedTemplate {
	headerText?: string;
	headerParameter?: TemplateParameter;
	bodyText: string;
	footer?: string;
	/** When a limited-time offer ends. */
	offerEnds?: number;
	buttons: FittedButton[];
	/** Of a carousel. */
	cards?: FittedTemplate[];
}

function fitHeader(template: Template, send: TemplateSend) {
	const header = componentOf(template, 'HEADER');
	const sent = send.components?.filter((component) => component.type === 'header') ?? [];
	if (sent.length > 1) throw invalidParameter('Invalid parameter', 'header given more than once');
	const parameters = sent[0]?.parameters ?? [];
	if (!header || header.format === 'TEXT') {
		const text = header?.text ?? '';
		const headerText = filled(text, textValues('header', template, text, parameters));
		return header ? { headerText } : {};
	}
	// A media header is asked for on every send (M:templates/components).
	const received = parameters[0]?.type.toUpperCase() ?? 'UNKNOWN';
	if (received !== header.format || !parameters[0]) {
		throw messagingRefusal(
			132012,
			`header: Format mismatch, expected ${header.format}, received ${received}`,
		);
	}
	return { headerParameter: parameters[0] };
}

function fitBody(template: Template, send: TemplateSend): string {
	const text = componentOf(template, 'BODY')?.text ?? '';
	const sent = send.components?.filter((component) => component.type === 'body') ?? [];
	if (sent.length > 1) throw invalidParameter('Invalid parameter', 'body given more than once');
	const values = textValues('body', template, text, sent[0]?.parameters ?? []);
	const bodyText = filled(text, values);
	if (bodyText.length > 1024) {
		throw messagingRefusal(132005, `body: the filled text is ${bodyText.length} characters long`);
	}
	return bodyText;
}

/** The template filled with a send's parameters, or a refusal that names what does not fit. */
export function fitTemplate(template: Template, send: TemplateSend): FittedTemplate {
	const footer = componentOf(template, 'FOOTER')?.text;
	const cards = fitCards(template, send);
	return {
		...fitHeader(template, send),
		...fitOffer(template, send),
		bodyText: fitBody(template, send),
		...(footer !== undefined && { footer }),
		buttons: fitCode(template, send, fitButtons(template, send)),
		...(cards && { cards }),
	};
}

/** Every card of the template, each with what a template of its own would need. */
function fitCards(template: Template, send: TemplateSend): FittedTemplate[] | undefined {
	const cards = componentOf(template, 'CAROUSEL')?.cards;
	const sent = send.components?.filter((component) => component.type === 'carousel') ?? [];
	if (sent.length > 1) throw invalidParameter('Invalid parameter', 'carousel given more than once');
	if (!cards) {
		if (sent.length === 0) return undefined;
		throw messagingRefusal(132018, 'carousel: Template does not contain cards');
	}
	const given = new Map(sent[0]?.cards.map((card) => [card.card_index, card]));
	if (sent[0]?.cards.length !== cards.length) {
		throw messagingRefusal(
			132012,
			`carousel: number of cards (${sent[0]?.cards.length ?? 0}) does not match the template's (${cards.length})`,
		);
	}
	return cards.map(({ components }, index) => {
		const card = given.get(index);
		if (!card)
			throw messagingRefusal(132012, `carousel: there is no card with card_index ${index}`);
		return fitTemplate({ ...template, components }, { ...send, components: card.components });
	});
}
