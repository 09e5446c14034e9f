import { variablesIn } from '../../../whatsapp/template';
import type { Problem } from '../../../whatsapp/limits/problem';
import type { DraftHeader, DraftMedia, DraftText } from '../../../whatsapp/templateDraft';

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components */
const MOST_IN_HEADER = 60;

/** The limits that a header breaks. */
export function headerProblems(header: DraftHeader): Array<Problem | undefined> {
	if (header.format === 'location') return [];
	if (header.format !== 'text') return [sampleProblem('the header', header)];
	const { text, example = '' } = header;
	const variables = variablesIn(text);
	return [
		tooLong('Header', text, MOST_IN_HEADER, 1),
		braceProblem('Header', text),
		/[\r\n]/.test(text)
			? { message: 'Header has a line break', hint: 'Write the header in one line' }
			: undefined,
		variables.length > 1
			? {
					message: `Header has ${variables.length} variables; WhatsApp takes at most 1`,
					hint: 'Move the others to the body',
				}
			: undefined,
		variables.length === 1 && example.trim() === ''
			? {
					message: `The variable {{${variables[0]}}} of the header has no example`,
					hint: 'Fill in "Header Example"; reviewers at WhatsApp read it',
				}
			: undefined,
	];
}

/** Reviewers have to see what a file will be like. */
export const sampleProblem = (
	where: string,
	{ format, sample }: DraftMedia,
): Problem | undefined =>
	sample.trim() === ''
		? {
				message: `The ${format} of ${where} has no sample`,
				hint: 'Fill in "Sample File" with the input field that holds one, e.g. data; reviewers at WhatsApp look at it',
			}
		: undefined;

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components */
const MOST = { body: 1024, footer: 60 } as const;

/** Braces that are no variable, e.g. `{{first name}}`: WhatsApp would show them as they are. */
function braceProblem(field: string, text: string): Problem | undefined {
	const rest = text.replace(/\{\{\s*\w+\s*\}\}/g, '');
	return /\{\{|\}\}/.test(rest)
		? {
				message: `${field} has double braces that are no variable`,
				hint: 'Write variables like {{1}} or {{first_name}}: one word of letters, digits and underscores',
			}
		: undefined;
}

/** What WhatsApp demands of a text with variables: of the body, and of a card's. */
export function bodyProblems(
	field: string,
	{ text, examples }: DraftText,
	most: number = MOST.body,
): Array<Problem | undefined> {
	const variables = variablesIn(text);
	return [
		tooLong(field, text, most, 1),
		braceProblem(field, text),
		/^\s*\{\{|\}\}\s*$/.test(text)
			? {
					message: `${field} begins or ends with a variable`,
					hint: 'Write words before the first variable and after the last one',
				}
			: undefined,
		...variables.map((name) =>
			(Object.hasOwn(examples, name) ? examples[name] : '').trim() === ''
				? {
						message: `The variable {{${name}}} of the ${field.toLowerCase()} has no example`,
						hint: `Add it under "Examples" with ${name} as variable; reviewers at WhatsApp read it`,
					}
				: undefined,
		),
		...Object.keys(examples).map((name) =>
			variables.includes(name)
				? undefined
				: {
						message: `There is an example for {{${name}}}, which the ${field.toLowerCase()} does not have`,
						hint: `Remove the example, or write the variable into the ${field.toLowerCase()}`,
					},
		),
	];
}

export const footerProblems = (footer: string): Array<Problem | undefined> => [
	tooLong('Footer', footer, MOST.footer, 0),
	noVariables('Footer', footer),
];

/**
 * Numbers from 1 without a gap, or names: never both in one template.
 *
 * @param texts by what they are called, e.g. `header`
 */
export function formatProblem(texts: Readonly<Record<string, string>>): Problem | undefined {
	const all = Object.values(texts).flatMap(variablesIn);
	const numbers = all.filter(isNumber);
	if (numbers.length > 0 && numbers.length < all.length) {
		return {
			message: 'Some variables are numbers and others are names',
			hint: 'Use either {{1}}, {{2}} … or names like {{first_name}} in the whole template',
		};
	}
	const unfit = all.find((name) => !isNumber(name) && !/^[a-z][a-z0-9_]*$/.test(name));
	if (unfit !== undefined) {
		return {
			message: `The variable {{${unfit}}} has a name that WhatsApp does not take`,
			hint: 'Use small letters a to z, digits and underscores, e.g. {{first_name}}',
		};
	}
	if (numbers.length === 0) return undefined;
	const gap = Object.keys(texts).find((field) => {
		const found = variablesIn(texts[field]);
		return found.some((_, index) => !found.includes(String(index + 1)));
	});
	return gap === undefined
		? undefined
		: {
				message: `The variables of the ${gap} do not count from {{1}} without a gap`,
				hint: 'Number them {{1}}, {{2}}, {{3}} …; each part of the template begins at {{1}}',
			};
}

export const isNumber = (variable: string): boolean => /^\d+$/.test(variable);

/** For texts that take none. */
export function noVariables(field: string, text: string): Problem | undefined {
	return text.includes('{{')
		? { message: `${field} has a variable`, hint: `Write ${field} without variables` }
		: undefined;
}

/** A text that is longer than WhatsApp takes, or missing. */
export function tooLong(
	field: string,
	value: string,
	most: number,
	least: number,
): Problem | undefined {
	if (value.trim().length < least) {
		return { message: `${field} is empty`, hint: `Fill in ${field}` };
	}
	return value.length <= most
		? undefined
		: {
				message: `${field} has ${value.length} characters; WhatsApp takes at most ${most}`,
				hint: `Shorten ${field}`,
			};
}
