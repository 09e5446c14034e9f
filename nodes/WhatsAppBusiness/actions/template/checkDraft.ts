import type { TemplateCategory, TemplateDraft, WordsDraft } from '../../../whatsapp/templateDraft';
import { type Problem, unless } from '../../../whatsapp/limits/problem';
import { buttonProblems, cardProblems, codeProblems, offerProblems } from './checkParts';
import { bodyProblems, footerProblems, formatProblem, headerProblems, tooLong } from './checkTexts';

/**
 * WhatsApp's limits, the same at every provider.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
const MOST_NAME = 512;

/** Checks a draft against what WhatsApp takes. @returns the first limit that is broken */
export function checkDraft(draft: TemplateDraft): Problem | undefined {
	return [
		nameProblem(draft.name),
		languageProblem(draft.language),
		...(draft.category === 'AUTHENTICATION' ? codeProblems(draft.code) : wordsProblems(draft)),
		deliveryProblem(draft.category, draft.deliverWithinSeconds),
	].find((problem) => problem !== undefined);
}

/** The limits that words, buttons and cards break, each by itself and together. */
function wordsProblems(draft: Omit<WordsDraft, 'language' | 'name'>): Array<Problem | undefined> {
	const { header, body, footer = '', buttons, cards, category } = draft;
	return [
		...(header ? headerProblems(header) : []),
		...bodyProblems('Body', body),
		formatProblem({
			header: header?.format === 'text' ? header.text : '',
			body: body.text,
			...Object.fromEntries(
				cards.map((card, index) => [`text of card ${index + 1}`, card.body?.text ?? '']),
			),
		}),
		...footerProblems(footer),
		...buttonProblems(buttons),
		...offerProblems(draft),
		...cardProblems(cards),
		...carouselProblems(draft),
		category === 'MARKETING' || cards.length === 0
			? undefined
			: { message: 'A carousel is marketing', hint: 'Choose the category Marketing' },
	];
}

/** Above its cards a carousel has one text, and nothing else. */
function carouselProblems({
	header,
	footer,
	buttons,
	offer,
	cards,
}: Omit<WordsDraft, 'language' | 'name'>): Array<Problem | undefined> {
	const others = header !== undefined || footer !== undefined || buttons.length > 0 || offer;
	return [
		cards.length > 0 && others
			? {
					message: 'A template with carousel cards has only a body besides',
					hint: 'Take away header, footer, buttons and offer; buttons can stand on the cards',
				}
			: undefined,
	];
}

export const languageProblem = (language: string): Problem | undefined =>
	unless(
		/^[a-z]{2,3}(_[A-Za-z0-9]{2,4})?$/.test(language),
		`"${language}" is no language code of WhatsApp`,
		'Write it in "Language" like en, en_US or pt_BR',
	);

export function nameProblem(name: string): Problem | undefined {
	return (
		tooLong('Name', name, MOST_NAME, 1) ??
		(/^[a-z0-9_]+$/.test(name)
			? undefined
			: {
					message: `Name "${name}" has characters that WhatsApp does not take`,
					hint: 'Use small letters a to z, digits and underscores, e.g. order_ready',
				})
	);
}

/**
 * Minutes between which WhatsApp can be told to give up, by category.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live
 */
const RANGES: Readonly<Record<TemplateCategory, readonly [least: number, most: number]>> = {
	AUTHENTICATION: [0.5, 15],
	MARKETING: [720, 43_200],
	UTILITY: [0.5, 720],
};

export function deliveryProblem(
	category: TemplateCategory,
	seconds: number | undefined,
): Problem | undefined {
	if (seconds === undefined) return undefined;
	const [least, most] = RANGES[category];
	const minutes = seconds / 60;
	return minutes >= least && minutes <= most
		? undefined
		: {
				message: `WhatsApp cannot try for ${minutes} minutes to deliver a message of this category`,
				hint: `Choose ${least} to ${most} minutes in "Give Up After"`,
			};
}
