import type { TemplateDraft } from '../../../providers/resources';
import { buttonProblems } from './checkButtons';
import { noVariables, tooLong, type DraftProblem } from './draftProblem';

/**
 * WhatsApp's limits, the same at every provider.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
const MOST = { name: 512, header: 60, body: 1024, footer: 60 } as const;

/** Checks a draft against what WhatsApp takes. @returns the first limit that is broken */
export function checkDraft(draft: TemplateDraft): DraftProblem | undefined {
	return [
		nameProblem(draft.name),
		/^[a-z]{2,3}(_[A-Za-z0-9]{2,4})?$/.test(draft.language)
			? undefined
			: {
					message: `"${draft.language}" is no language code of WhatsApp`,
					hint: 'Write it in "Language" like en, en_US or pt_BR',
				},
		...headerProblems(draft.header),
		tooLong('Body', draft.body, MOST.body, 1),
		...textProblems('Body', draft.body),
		/^\s*\{\{|\}\}\s*$/.test(draft.body)
			? {
					message: 'Body begins or ends with a variable',
					hint: 'Write words before the first variable and after the last one',
				}
			: undefined,
		formatProblem(draft),
		...exampleProblems(draft),
		tooLong('Footer', draft.footer ?? '', MOST.footer, 0),
		noVariables('Footer', draft.footer ?? ''),
		...buttonProblems(draft.buttons),
	].find((problem) => problem !== undefined);
}

function nameProblem(name: string): DraftProblem | undefined {
	return (
		tooLong('Name', name, MOST.name, 1) ??
		(/^[a-z0-9_]+$/.test(name)
			? undefined
			: {
					message: `Name "${name}" has characters that WhatsApp does not take`,
					hint: 'Use small letters a to z, digits and underscores, e.g. order_ready',
				})
	);
}

function headerProblems(header: TemplateDraft['header']): Array<DraftProblem | undefined> {
	if (header === undefined) return [];
	const { text, example = '' } = header;
	const variables = variablesIn(text);
	return [
		tooLong('Header', text, MOST.header, 1),
		...textProblems('Header', text),
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

/** Braces that are no variable, e.g. `{{first name}}`: WhatsApp would show them as they are. */
function textProblems(field: string, text: string): Array<DraftProblem | undefined> {
	const rest = text.replace(/\{\{\s*\w+\s*\}\}/g, '');
	return [
		/\{\{|\}\}/.test(rest)
			? {
					message: `${field} has double braces that are no variable`,
					hint: 'Write variables like {{1}} or {{first_name}}: one word of letters, digits and underscores',
				}
			: undefined,
	];
}

/** Numbers from 1 without a gap, or names: never both in one template. */
function formatProblem({ header, body }: TemplateDraft): DraftProblem | undefined {
	const inBody = variablesIn(body);
	const all = [...variablesIn(header?.text ?? ''), ...inBody];
	const numbers = all.filter((name) => /^\d+$/.test(name));
	if (numbers.length > 0 && numbers.length < all.length) {
		return {
			message: 'Some variables are numbers and others are names',
			hint: 'Use either {{1}}, {{2}} … or names like {{first_name}} in the whole template',
		};
	}
	const unfit = all.find((name) => numbers.length === 0 && !/^[a-z][a-z0-9_]*$/.test(name));
	if (unfit !== undefined) {
		return {
			message: `The variable {{${unfit}}} has a name that WhatsApp does not take`,
			hint: 'Use small letters a to z, digits and underscores, e.g. {{first_name}}',
		};
	}
	const gap = inBody.findIndex((_, index) => !inBody.includes(String(index + 1)));
	const headerNumber = header && variablesIn(header.text)[0];
	if (numbers.length === 0 || (gap < 0 && (headerNumber ?? '1') === '1')) return undefined;
	return {
		message: `The variables of the ${gap < 0 ? 'header' : 'body'} do not count from {{1}} without a gap`,
		hint: 'Number them {{1}}, {{2}}, {{3}} …; header and body each begin at {{1}}',
	};
}

function exampleProblems({ body, examples }: TemplateDraft): Array<DraftProblem | undefined> {
	const variables = variablesIn(body);
	return [
		...variables.map((name) =>
			(Object.hasOwn(examples, name) ? examples[name] : '').trim() === ''
				? {
						message: `The variable {{${name}}} of the body has no example`,
						hint: `Add it under "Examples" with ${name} as variable; reviewers at WhatsApp read it`,
					}
				: undefined,
		),
		...Object.keys(examples).map((name) =>
			variables.includes(name)
				? undefined
				: {
						message: `There is an example for {{${name}}}, which the body does not have`,
						hint: 'Remove the example, or write the variable into the body',
					},
		),
	];
}

function variablesIn(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
}
