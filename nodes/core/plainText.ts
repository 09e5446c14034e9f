import { asciiDigits } from './digits';

/** Marks of direction and width, how an emoji is to be drawn, its skin, the frame of a keycap. */
const UNSEEN = /\p{Cf}|\p{Emoji_Modifier}|[\ufe0e\ufe0f]|\u20e3/gu;

/** More marks on one letter than any writing has. Putting them in order takes quadratic time. */
const HEAP_OF_MARKS = /(\p{M}{30})\p{M}+/gu;

/** Accents. The strokes through a letter between them (U+0334–0338) cross text out: they stay. */
const ACCENTED = /(\p{Script=Latin})[\u0300-\u0333\u0339-\u036f]+/gu;

/**
 * Turns a text into a form in which the ways to type the same thing are equal: NFKC, lower case, no accents on
 * Latin letters, ASCII digits, one space between words.
 */
export function plain(text: string): string {
	return asciiDigits(
		text
			.replace(UNSEEN, '')
			.replace(HEAP_OF_MARKS, '$1')
			// A stray ´ would become a space with an accent.
			.replace(/´/g, "'")
			.normalize('NFKC')
			.replace(/[‘’ʼ`]/g, "'")
			.toLowerCase()
			.normalize('NFD')
			.replace(ACCENTED, '$1')
			.normalize('NFC')
			.replace(/\s+/g, ' ')
			.trim(),
	);
}

/** Is there an emoji in it, also a flag or a keycap, which are made of other signs? */
export const hasEmoji = (text: string): boolean =>
	/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text);
