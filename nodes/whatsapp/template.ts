import type { Problem } from './limits/problem';
import type { Template, TemplateVariable } from './messages';

const STATUS_HINTS: Partial<Record<Template['status'], string>> = {
	paused: 'WhatsApp lifts the pause by itself after some hours; use another template until then',
	pending: 'Wait until WhatsApp has approved it',
	rejected: 'See the reason in WhatsApp Manager or at your provider, and submit it again',
	disabled: 'Use another template',
};

/**
 * A template that cannot be sent as it is on file.
 *
 * @param translations those of its name, to say which there are
 */
export function unusable(
	chosen: string,
	template: Template | undefined,
	translations: readonly Template[] = [],
): Problem | undefined {
	if (chosen === '') return { message: 'No template is chosen', hint: 'Choose a template' };
	if (template === undefined && translations.length > 0) {
		const [{ name }] = translations;
		const languages = translations.map(({ language }) => language).join(', ');
		return {
			message: chosen.includes('|')
				? `The template "${chosen}" does not exist in this language; it exists in: ${languages}`
				: `The template "${chosen}" exists in several languages: ${languages}`,
			hint: `Choose it from the list, or write one of these behind the name, e.g. ${name}|${translations[0].language}`,
		};
	}
	if (template === undefined) {
		return {
			message: `There is no template "${chosen}" in this WhatsApp account`,
			hint: 'Choose the template again from the list; by name, write it as name|language, e.g. order_ready|en_US',
		};
	}
	if (template.status === 'approved') return undefined;
	return {
		message: `The template "${template.name}" is ${template.statusText.toLowerCase()} and cannot be sent`,
		hint: STATUS_HINTS[template.status] ?? 'See its state in WhatsApp Manager or at your provider',
	};
}

/** The first variable that has to be filled in and is not. */
export function missingValue(
	template: Template,
	values: Readonly<Record<string, string>>,
): Problem | undefined {
	const missing = template.variables.find(
		({ id, required, sameAs }) => required && (values[sameAs ?? id] ?? '').trim() === '',
	);
	return (
		missing && {
			message: `The template variable "${missing.label}" is empty`,
			hint: 'Fill it in; WhatsApp does not send a template with a gap',
		}
	);
}

/** A value for a variable that the template does not (or no longer) have. */
export function unknownValue(
	template: Template,
	values: Readonly<Record<string, string>>,
): Problem | undefined {
	const unknown = Object.keys(values).find(
		(id) => !template.variables.some((variable) => variable.id === id),
	);
	if (unknown === undefined) return undefined;
	const button = template.buttons[Number(/^button\.(\d+)$/.exec(unknown)?.[1])];
	if (button?.kind === 'quickReply') {
		return {
			message: `The button "${button.text}" of the template "${template.name}" takes no reply ID: your provider does not pass one on`,
			hint: 'Leave it empty; a tap on the button is then known by its label and by the message that it answers',
		};
	}
	return {
		message: `The template "${template.name}" has no variable "${unknown}"`,
		hint: 'The template was changed: refresh the list of variables in this node',
	};
}

/** Are these codes of one language? */
export const sameLanguage = (wanted: string, language: string): boolean =>
	folded(wanted) === '' || folded(wanted) === folded(language);

/** `pt-BR` and `pt_br` mean the same. */
const folded = (code: string): string => code.trim().toLowerCase().replace(/-/g, '_');
const withoutRegion = (code: string): string => code.split('_')[0];

/**
 * The translation for a person's language that can be sent: in exactly that language, else in the
 * language without a region, else for another region.
 *
 * @param translations of one template
 */
export function inLanguage(translations: Template[], language: string): Template | undefined {
	const wanted = folded(language);
	if (wanted === '') return undefined;
	const distance = (template: Template): number => {
		const code = folded(template.language);
		if (code === wanted) return 0;
		return code === withoutRegion(wanted) ? 1 : 2;
	};
	return translations
		.filter(({ status }) => status === 'approved')
		.filter((each) => withoutRegion(folded(each.language)) === withoutRegion(wanted))
		.sort((a, b) => distance(a) - distance(b) || (a.language < b.language ? -1 : 1))[0];
}

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

/** The variables of a template's text in order, each once: numbers, or names. */
export function variablesIn(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
}

/** Where a template takes a picture, video or document at its top. */
export const mediaPlace = ({ variables }: Template): TemplateVariable | undefined =>
	variables.find(
		({ kind, place, card }) => kind === 'media' && place === 'header' && card === undefined,
	);
