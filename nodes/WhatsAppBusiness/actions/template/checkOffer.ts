import type { DraftOffer } from '../../../whatsapp/templateDraft';
import { noVariables, tooLong, type DraftProblem } from './draftProblem';

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
export function offerProblems(parts: Parts): Array<DraftProblem | undefined> {
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
	{ hint }: Pick<DraftProblem, 'hint'>,
): DraftProblem | undefined => (holds ? undefined : { message, hint });
