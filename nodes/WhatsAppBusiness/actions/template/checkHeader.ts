import type { DraftHeader, DraftMedia } from '../../../whatsapp/templateDraft';
import { tooLong, type DraftProblem } from './draftProblem';
import { variablesIn } from '../../../whatsapp/template';
import { braceProblem } from './checkTexts';

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components */
const MOST_IN_HEADER = 60;

/** The limits that a header breaks. */
export function headerProblems(header: DraftHeader): Array<DraftProblem | undefined> {
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
): DraftProblem | undefined =>
	sample.trim() === ''
		? {
				message: `The ${format} of ${where} has no sample`,
				hint: 'Fill in "Sample File" with the input field that holds one, e.g. data; reviewers at WhatsApp look at it',
			}
		: undefined;
