import type { ButtonsMessage, ListMessage } from '../../whatsapp/messages';

/** Twilio takes 100 variables in one content; the rows of a list need up to 31. */
const MOST_LINES = 60;

/** A text as lines, and how many line breaks (one or two) stand between each and the next. */
export interface Lines {
	lines: string[];
	breaks: string;
}

/**
 * Header, body and footer as the lines of one text: these contents have nothing but a body, and a
 * variable of it takes no line break, no tab and no more than four spaces in a row. So each line is a
 * variable, and the line breaks are part of the content.
 *
 * @see https://www.twilio.com/docs/api/errors/21656
 */
export function bodyLines({ header, body, footer }: ButtonsMessage | ListMessage): Lines {
	const text = [header, body, footer].filter(Boolean).join('\n\n');
	const lines: string[] = [];
	let breaks = '';
	let gap = 0;
	for (const raw of text.split(/\r\n|[\n\r\v\f\u2028\u2029]/)) {
		gap += 1;
		const line = oneLine(raw);
		if (line.trim() === '') continue;
		if (lines.length === MOST_LINES) {
			lines[MOST_LINES - 1] += ` ${line}`;
		} else {
			if (lines.length > 0) breaks += Math.min(gap, 2);
			lines.push(line);
		}
		gap = 0;
	}
	return { lines, breaks };
}

/** A value as a variable takes it. */
export const oneLine = (text: string): string =>
	text
		.replace(/[\t\n\r\v\f\u2028\u2029]/g, ' ')
		.replace(/ {5,}/g, '    ')
		.trimEnd();
