import { invalidParameter, messagingRefusal } from './refusal.mts';
import {
	type Template,
	type TemplateButton,
	componentOf,
	filled,
	variablesIn,
} from './template.mts';
import {
	type ButtonComponent,
	type TemplateParameter,
	type TemplateSend,
	checkText,
	textValues,
} from './templateSend.mts';

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

export interface FittedButton extends TemplateButton {
	payload?: string;
	code?: string;
}

const SUB_TYPES = {
	QUICK_REPLY: 'quick_reply',
	URL: 'url',
	COPY_CODE: 'copy_code',
	FLOW: 'flow',
	CATALOG: 'catalog',
} as const;
const PARAMETER_TYPES = {
	quick_reply: 'payload',
	url: 'text',
	copy_code: 'coupon_code',
	flow: 'action',
	catalog: 'action',
} as const;
const NEEDED: ReadonlyArray<TemplateButton['type']> = ['COPY_CODE', 'FLOW'];

function fitButton(button: TemplateButton, index: number, sent?: ButtonComponent): FittedButton {
	const where = `buttons: Button at index ${index}`;
	const needed = NEEDED.includes(button.type) || variablesIn(button.url).length > 0;
	if (!sent) {
		if (!needed) return button;
		throw messagingRefusal(131008, `${where} of type ${button.type} requires a parameter`);
	}
	const subType = button.type === 'PHONE_NUMBER' ? undefined : SUB_TYPES[button.type];
	const parameter = sent.parameters[0];
	if (sent.sub_type !== subType || parameter?.type !== PARAMETER_TYPES[subType]) {
		throw messagingRefusal(132012, `${where} is of type ${button.type}`);
	}
	if (parameter.type === 'payload') return { ...button, payload: parameter.payload };
	if (parameter.type === 'action') {
		fitAction(where, subType, parameter.action);
		return button;
	}
	if (parameter.type === 'coupon_code') return { ...button, code: parameter.coupon_code };
	if (!needed) throw messagingRefusal(132018, `${where} does not take a parameter`);
	checkText(where, parameter.text);
	const url = filled(button.url ?? '', new Map([['1', parameter.text]]));
	if (url.length > 2000 || !URL.canParse(url)) {
		throw messagingRefusal(131009, `${where}: the filled URL is not valid`);
	}
	return { ...button, url };
}

/** A flow and a catalog each have words of their own. */
function fitAction(where: string, subType: string, action: object): void {
	const own = subType === 'catalog' ? /^thumbnail_/ : /^flow_/;
	const other = Object.keys(action).find((key) => !own.test(key));
	if (other) throw invalidParameter(`Unexpected key "${other}" on param "${where}"`);
}

/** Buttons with what the send gives them; those with variables must be given something. */
function fitButtons(template: Template, send: TemplateSend): FittedButton[] {
	const buttons = componentOf(template, 'BUTTONS')?.buttons ?? [];
	const sent = send.components?.filter((component) => component.type === 'button') ?? [];
	const byIndex = new Map(sent.map((component) => [component.index, component]));
	if (byIndex.size !== sent.length) {
		throw invalidParameter('Invalid parameter', 'a button index was given twice');
	}
	const beyond = sent.find((component) => component.index >= buttons.length);
	if (beyond) {
		const details =
			buttons.length === 0
				? 'buttons: Template does not contain button components, no parameters allowed'
				: `buttons: the template has no button at index ${beyond.index}`;
		throw messagingRefusal(132018, details);
	}
	return buttons.map((button, index) => fitButton(button, index, byIndex.get(index)));
}

const LONGEST = 15;

/**
 * An authentication template takes one code, in the text and once more behind the button
 * (M:templates/authentication-templates/authentication-templates).
 */
function fitCode(template: Template, send: TemplateSend, buttons: FittedButton[]): FittedButton[] {
	if (template.category !== 'AUTHENTICATION') return buttons;
	const codes = (send.components ?? []).flatMap((component) =>
		component.type === 'body' || component.type === 'button'
			? component.parameters.map((parameter) => (parameter.type === 'text' ? parameter.text : ''))
			: [],
	);
	const [code = ''] = codes;
	if (code === '' || code.length > LONGEST) {
		throw messagingRefusal(131009, `body: a code has 1 to ${LONGEST} characters`);
	}
	if (codes.some((other) => other !== code)) {
		throw messagingRefusal(131009, 'buttons: the code is another one than in the body');
	}
	return buttons.map((button) => ({ ...button, code }));
}

/** A limited-time offer whose end is shown is told it on every send (M:marketing-templates/limited-time-offer-templates). */
function fitOffer(template: Template, send: TemplateSend): { offerEnds?: number } {
	const offer = componentOf(template, 'LIMITED_TIME_OFFER')?.limited_time_offer;
	const sent =
		send.components?.filter((component) => component.type === 'limited_time_offer') ?? [];
	const expected = offer?.has_expiration ? 1 : 0;
	if (sent.length > expected) {
		throw messagingRefusal(132018, 'limited_time_offer: Template does not show when an offer ends');
	}
	if (sent.length < expected) {
		throw messagingRefusal(131008, 'limited_time_offer: expiration_time_ms is required');
	}
	const [parameter] = sent[0]?.parameters ?? [];
	return parameter ? { offerEnds: parameter.limited_time_offer.expiration_time_ms } : {};
}
