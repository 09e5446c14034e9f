import type { Template } from '../whatsapp/messages';

type Values = Readonly<Record<string, string>>;

/** The text of a template as the person will read it; its parts and the cards of a carousel a line apart. */
export function templatePreview(template: Template, values: Values): string {
	const { header, body, footer, cards = [] } = template;
	const fill = (place: string, text: string) =>
		text.replace(/\{\{\s*(\w+)\s*\}\}/g, (gap, name: string) => values[`${place}.${name}`] ?? gap);
	const cardText = (card: (typeof cards)[number], at: number) => {
		const labels = card.buttons.map(({ text }) => `[${text}]`).join(' ');
		return `Card ${at + 1}: ${fill(`card.${at}.body`, card.body) || labels}`;
	};
	return [
		fill('header', header?.text ?? ''),
		offerText(template, values),
		fill('body', body),
		footer ?? '',
		...cards.map(cardText),
	]
		.filter((text) => text !== '')
		.join('\n\n');
}

function offerText({ offer }: Template, values: Values): string {
	const end = values['offer.ends'];
	if (offer === undefined || end === undefined) return offer?.text ?? '';
	return `${offer.text} (until ${end.slice(0, 16).replace('T', ' ')})`;
}
