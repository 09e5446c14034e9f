import type { MediaType, Template } from '../../whatsapp/messages';

/** A button or a row, as it is sent. */
export interface Choice {
	id: string;
	title: string;
}

/** What stands in a template where it gives no example. */
const FILLING = 'check';

/**
 * Values for all that a template leaves open: its own examples, and a reply ID for each quick reply.
 *
 * @param choice makes the reply ID of a button by its label
 * @param links public links for pictures and the like
 */
export function choicesOf(
	{ variables, header, buttons, cards = [] }: Template,
	choice: (title: string) => Choice,
	links: Readonly<Partial<Record<MediaType, string>>> = {},
): Record<string, string> {
	const values: Record<string, string> = {};
	for (const { id, kind, card, button = 0, sameAs, required, example } of variables) {
		const labels = card === undefined ? buttons : (cards[card]?.buttons ?? []);
		if (sameAs !== undefined) continue;
		const { format } = (card === undefined ? header : cards[card]?.header) ?? {};
		const link = kind === 'media' ? links[format as MediaType] : undefined;
		if (link) values[id] = link;
		else if (kind === 'payload') values[id] = choice(labels[button]?.text ?? id).id;
		else if (example !== undefined || required) values[id] = example ?? FILLING;
	}
	return values;
}
