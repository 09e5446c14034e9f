import type { DraftCard } from '../../../whatsapp/templateDraft';
import { buttonProblems } from './checkParts';
import { sampleProblem } from './checkHeader';
import { bodyProblems } from './checkTexts';
import type { DraftProblem } from './draftProblem';

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
const MOST_ON_CARDS = { cards: 10, body: 160, buttons: 2 } as const;
const LEAST_CARDS = 2;

/** What the cards can have below their words. */
const KINDS: ReadonlyArray<DraftCard['buttons'][number]['kind']> = ['phone', 'quickReply', 'url'];

/** The limits that the cards of a carousel break. */
export function cardProblems(cards: readonly DraftCard[]): Array<DraftProblem | undefined> {
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

function oneCard(card: DraftCard, which: string): Array<DraftProblem | undefined> {
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
