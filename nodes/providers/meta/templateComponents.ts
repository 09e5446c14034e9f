import { defined } from '../../core/json';
import { variablesIn } from '../../whatsapp/template';
import type {
	DraftButton,
	DraftCard,
	DraftCode,
	DraftHeader,
	DraftOffer,
	DraftParts,
	DraftText,
} from '../../whatsapp/templateDraft';

export type Component = Record<string, unknown>;

/**
 * The components of a template with words of one's own, in the order in which they are shown.
 *
 * @param named are the variables named, not numbered?
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function wordsComponents(parts: DraftParts, named: boolean): Component[] {
	const { header, offer, body, footer, buttons, cards } = parts;
	return [
		...(header ? [headerComponent(header, named)] : []),
		...(offer ? [offerComponent(offer)] : []),
		bodyComponent(body, named),
		...(footer ? [footerComponent(footer)] : []),
		...(buttons.length > 0 ? [buttonsComponent(buttons)] : []),
		...(cards.length > 0 ? [carouselComponent(cards, named)] : []),
	];
}

export function headerComponent(header: DraftHeader, named: boolean): Component {
	switch (header.format) {
		case 'location':
			return { type: 'HEADER', format: 'LOCATION' };
		case 'text':
			return defined({
				type: 'HEADER',
				format: 'TEXT',
				text: header.text,
				example: headerExample(header.text, header.example ?? '', named),
			});
		default:
			return {
				type: 'HEADER',
				format: header.format.toUpperCase(),
				example: { header_handle: [header.sample] },
			};
	}
}

function headerExample(text: string, example: string, named: boolean) {
	const [variable] = variablesIn(text);
	if (variable === undefined) return undefined;
	return named
		? { header_text_named_params: [{ param_name: variable, example }] }
		: { header_text: [example] };
}

export const bodyComponent = (body: DraftText, named: boolean): Component =>
	defined({ type: 'BODY', text: body.text, example: bodyExample(body, named) });

function bodyExample({ text, examples }: DraftText, named: boolean) {
	const variables = variablesIn(text);
	if (variables.length === 0) return undefined;
	if (named) {
		return {
			body_text_named_params: variables.map((name) => ({
				param_name: name,
				example: examples[name] ?? '',
			})),
		};
	}
	return { body_text: [inOrder(variables).map((name) => examples[name] ?? '')] };
}

export const footerComponent = (text: string): Component => ({ type: 'FOOTER', text });

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/limited-time-offer-templates */
export const offerComponent = ({ text, countdown }: DraftOffer): Component => ({
	type: 'LIMITED_TIME_OFFER',
	limited_time_offer: { text, has_expiration: countdown },
});

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
export const carouselComponent = (cards: readonly DraftCard[], named: boolean): Component => ({
	type: 'CAROUSEL',
	cards: cards.map(({ media, body, buttons }) => ({
		components: [
			headerComponent(media, named),
			...(body ? [bodyComponent(body, named)] : []),
			...(buttons.length > 0 ? [buttonsComponent(buttons)] : []),
		],
	})),
});

/**
 * The components of a template that brings a code: no words, WhatsApp writes them.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/autofill-button-authentication-templates
 */
export function codeComponents(code: DraftCode): Component[] {
	const { warning, expiresAfterMinutes: minutes, copyLabel, autofill } = code;
	const button = defined({
		type: 'OTP',
		otp_type: autofill ? 'ONE_TAP' : 'COPY_CODE',
		text: copyLabel,
		autofill_text: autofill?.label,
		supported_apps: autofill && [
			{ package_name: autofill.packageName, signature_hash: autofill.signatureHash },
		],
	});
	return [
		{ type: 'BODY', add_security_recommendation: warning },
		...(minutes === undefined ? [] : [{ type: 'FOOTER', code_expiration_minutes: minutes }]),
		{ type: 'BUTTONS', buttons: [button] },
	];
}

/** Numbers in their own order, however they stand in the text. */
export const inOrder = (variables: readonly string[]): string[] =>
	[...variables].sort((one, other) => Number(one) - Number(other));

/** The buttons of a template, or of a card in it. */
export const buttonsComponent = (buttons: readonly DraftButton[]): Record<string, unknown> => ({
	type: 'BUTTONS',
	buttons: buttons.map(button),
});

function button(draft: DraftButton): Record<string, unknown> {
	switch (draft.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', text: draft.text };
		case 'url':
			return defined({
				type: 'URL',
				text: draft.text,
				url: draft.url,
				example: draft.example === undefined ? undefined : [draft.example],
			});
		case 'phone':
			return { type: 'PHONE_NUMBER', text: draft.text, phone_number: draft.phone };
		case 'copyCode':
			return { type: 'COPY_CODE', example: draft.example };
		case 'flow':
			return defined({
				type: 'FLOW',
				text: draft.text,
				flow_id: draft.flowId,
				flow_action: 'navigate',
				navigate_screen: draft.screen,
			});
	}
}
