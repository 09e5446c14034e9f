import type {
	DraftButton,
	DraftCard,
	DraftCode,
	DraftOffer,
} from '../../../whatsapp/templateDraft';
import type { Problem } from '../../../whatsapp/limits/problem';
import { bodyProblems, noVariables, sampleProblem, tooLong } from './checkTexts';

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
const MOST_ON_CARDS = { cards: 10, body: 160, buttons: 2 } as const;
const LEAST_CARDS = 2;

/** What the cards can have below their words. */
const KINDS: ReadonlyArray<DraftCard['buttons'][number]['kind']> = ['phone', 'quickReply', 'url'];

/** The limits that the cards of a carousel break. */
export function cardProblems(cards: readonly DraftCard[]): Array<Problem | undefined> {
	if (cards.length === 0) return [];
	const different = cards.findIndex((card) => shapeOf(card) !== shapeOf(cards[0]));
	return [
		cards.length < LEAST_CARDS || cards.length > MOST_ON_CARDS.cards
			? {
					message: `The carousel has ${cards.length} ${cards.length === 1 ? 'card' : 'cards'}; WhatsApp takes ${LEAST_CARDS} to ${MOST_ON_CARDS.cards}`,
					hint: cards.length < LEAST_CARDS ? 'Add a card' : 'Remove cards',
				}
			: undefined,
		...cards.flatMap((card, index) => oneCard(card, `card ${index + 1}`)),
		different < 0
			? undefined
			: {
					message: `Card ${different + 1} is not made like card 1`,
					hint: 'Give all cards an image, or all a video; all a text, or none; and buttons of the same types in the same order',
				},
	];
}

function oneCard(card: DraftCard, which: string): Array<Problem | undefined> {
	const { media, body, buttons } = card;
	const text = `Text of ${which}`;
	const unfit = buttons.find(({ kind }) => !KINDS.includes(kind));
	return [
		sampleProblem(which, media),
		...(body ? bodyProblems(text, body, MOST_ON_CARDS.body) : []),
		buttons.length > MOST_ON_CARDS.buttons
			? {
					message: `There are ${buttons.length} buttons on ${which}; WhatsApp takes at most ${MOST_ON_CARDS.buttons}`,
					hint: 'Remove buttons',
				}
			: undefined,
		unfit && {
			message: `A button of ${which} is none that cards can have`,
			hint: 'Cards have quick replies, websites and phone numbers only',
		},
		...buttonProblems(buttons, ` of ${which}`),
	];
}

const shapeOf = ({ media, body, buttons }: DraftCard): string =>
	[media.format, body !== undefined, ...buttons.map(({ kind }) => kind)].join();

/**
 * A code had 15 characters until December 2025.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/changelog
 */
const MOST_ON_BUTTONS = { buttons: 10, label: 25, url: 2000, phone: 20, code: 20 } as const;

const MOST_OF_A_KIND: Partial<Record<DraftButton['kind'], { most: number; words: string }>> = {
	url: { most: 2, words: 'buttons that open a website' },
	phone: { most: 1, words: 'buttons that call a number' },
	copyCode: { most: 1, words: 'buttons that copy a code' },
};

/** The limits that buttons break. @param where e.g. ` of card 1` */
export function buttonProblems(
	buttons: readonly DraftButton[],
	where = '',
): Array<Problem | undefined> {
	const count = buttons.length;
	const quick = buttons.map(({ kind }) => kind === 'quickReply');
	const labels = buttons.flatMap((button) => ('text' in button ? [button.text] : []));
	const twice = labels.find((label, index) => labels.indexOf(label) !== index);
	return [
		count > MOST_ON_BUTTONS.buttons
			? {
					message: `There are ${count} buttons; WhatsApp takes at most ${MOST_ON_BUTTONS.buttons}`,
					hint: 'Remove buttons',
				}
			: undefined,
		...Object.entries(MOST_OF_A_KIND).map(([kind, { most, words }]) => {
			const found = buttons.filter((button) => button.kind === kind).length;
			return found > most
				? {
						message: `There are ${found} ${words}; WhatsApp takes at most ${most}`,
						hint: 'Remove one',
					}
				: undefined;
		}),
		quick.filter((is, index) => is && !quick[index - 1]).length > 1
			? {
					message: 'Other buttons stand between the quick replies',
					hint: 'Put all quick replies next to each other, before or after the others',
				}
			: undefined,
		...buttons.flatMap((button, index) => oneButton(button, `button ${index + 1}${where}`)),
		twice === undefined
			? undefined
			: { message: `Two buttons have the same label "${twice}"`, hint: 'Give each its own label' },
	];
}

function oneButton(button: DraftButton, which: string): Array<Problem | undefined> {
	if (button.kind === 'copyCode') {
		return [tooLong(`Example code of ${which}`, button.example, MOST_ON_BUTTONS.code, 1)];
	}
	return [
		tooLong(`Label of ${which}`, button.text, MOST_ON_BUTTONS.label, 1),
		noVariables(`Label of ${which}`, button.text),
		...(button.kind === 'url' ? urlProblems(button, which) : []),
		button.kind === 'flow' && !/^\d+$/.test(button.flowId)
			? {
					message: `"${button.flowId}" of ${which} is no flow ID`,
					hint: 'Copy the ID of the form from WhatsApp Manager → Flows; it consists of digits',
				}
			: undefined,
		button.kind === 'phone' && !/^\+[1-9]\d{6,18}$/.test(button.phone)
			? {
					message: `"${button.phone}" of ${which} is no phone number with country code`,
					hint: `Write it like +34600000001, at most ${MOST_ON_BUTTONS.phone} characters`,
				}
			: undefined,
	];
}

function urlProblems(
	{ url, example = '' }: Extract<DraftButton, { kind: 'url' }>,
	which: string,
): Array<Problem | undefined> {
	const variables = [...url.matchAll(/\{\{[^{}]*\}\}/g)];
	const hasOne = variables.length > 0;
	return [
		tooLong(`Website of ${which}`, url, MOST_ON_BUTTONS.url, 1),
		/^https?:\/\/[^\s/{}]+\S*$/i.test(url)
			? undefined
			: {
					message: `"${url}" of ${which} is no public link`,
					hint: 'Give an address that starts with https://',
				},
		hasOne && (variables.length > 1 || !url.endsWith('{{1}}'))
			? {
					message: `The website of ${which} has a variable elsewhere than at its end`,
					hint: 'Write the one variable at the end, e.g. https://example.com/orders/{{1}}',
				}
			: undefined,
		hasOne && !/^https?:\/\/\S+$/i.test(example)
			? {
					message: `The website of ${which} has a variable and no example`,
					hint: 'Fill in "Website Example" with a complete address, e.g. https://example.com/orders/4711',
				}
			: undefined,
	];
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/autofill-button-authentication-templates */
const MOST_IN_CODE = { minutes: 90, label: 25, packageName: 224 } as const;

/** The limits that a template with a sign-in code breaks. */
export function codeProblems(code: DraftCode): Array<Problem | undefined> {
	const { expiresAfterMinutes: minutes, copyLabel = '', autofill } = code;
	return [
		minutes !== undefined &&
		!(Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_IN_CODE.minutes)
			? {
					message: `The code expires after ${minutes} minutes; WhatsApp takes 1 to ${MOST_IN_CODE.minutes}`,
					hint: 'Change "Code Expires After"',
				}
			: undefined,
		tooLong('Label of the copy button', copyLabel, MOST_IN_CODE.label, 0),
		noVariables('Label of the copy button', copyLabel),
		...(autofill ? autofillProblems(autofill) : []),
	];
}

function autofillProblems({
	label = '',
	packageName,
	signatureHash,
}: NonNullable<DraftCode['autofill']>): Array<Problem | undefined> {
	return [
		tooLong('Label of the autofill button', label, MOST_IN_CODE.label, 0),
		noVariables('Label of the autofill button', label),
		tooLong('App package name', packageName, MOST_IN_CODE.packageName, 1),
		/^[a-zA-Z]\w*(\.[a-zA-Z]\w*)+$/.test(packageName)
			? undefined
			: {
					message: `"${packageName}" is no package name of an Android app`,
					hint: 'Write it as the Play Store does, e.g. com.example.courier',
				},
		/^[a-zA-Z0-9+/=]{11}$/.test(signatureHash)
			? undefined
			: {
					message: 'App signature hash has not the form that WhatsApp takes',
					hint: 'Ask the makers of the app for its 11 characters, e.g. K8a/AINcGX7',
				},
	];
}

const MOST_IN_OFFER = { offer: 16, body: 600 } as const;

/** As much of a template as an offer has to do with. */
interface Parts {
	category: string;
	offer?: DraftOffer;
	header?: { format: string };
	body: { text: string };
	footer?: string;
	buttons: ReadonlyArray<{ kind: string }>;
}

/**
 * What a limited-time offer demands of the rest of the template.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/limited-time-offer-templates
 */
export function offerProblems(parts: Parts): Array<Problem | undefined> {
	const { offer, category, header, body, footer, buttons } = parts;
	if (offer === undefined) return [];
	const code = buttons.findIndex(({ kind }) => kind === 'copyCode');
	const format = header?.format ?? 'image';
	return [
		tooLong('Offer text', offer.text, MOST_IN_OFFER.offer, 1),
		noVariables('Offer text', offer.text),
		unless(category === 'MARKETING', 'A limited-time offer is marketing', {
			hint: 'Choose the category Marketing',
		}),
		unless(format === 'image' || format === 'video', `A limited-time offer takes no ${format}`, {
			hint: 'Choose an image or a video as header, or none',
		}),
		unless(footer === undefined, 'A template with a limited-time offer has no footer', {
			hint: 'Empty the footer',
		}),
		unless(body.text.length <= MOST_IN_OFFER.body, `Body has ${body.text.length} characters`, {
			hint: `With a limited-time offer WhatsApp takes at most ${MOST_IN_OFFER.body}`,
		}),
		unless(
			code === 0 || (code < 0 && !offer.countdown),
			'The button that copies a code is not first',
			{
				hint: offer.countdown
					? 'A countdown needs it: add a button "Copy a Code" and put it first'
					: 'Put it before the other buttons',
			},
		),
		unless(
			buttons.some(({ kind }) => kind === 'url'),
			'A limited-time offer needs a link',
			{
				hint: 'Add a button "Open a Website"',
			},
		),
	];
}

const unless = (
	holds: boolean,
	message: string,
	{ hint }: Pick<Problem, 'hint'>,
): Problem | undefined => (holds ? undefined : { message, hint });
