/** Why a template would be refused: said before it is submitted. */
export interface DraftProblem {
	message: string;
	hint: string;
}

/** For texts that take none. */
export function noVariables(field: string, text: string): DraftProblem | undefined {
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
): DraftProblem | undefined {
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
