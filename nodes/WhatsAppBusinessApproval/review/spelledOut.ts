/** One emoji that is shown: also of several, joined by a character that is not seen. */
const PICTURE = /(?!\p{Cn})\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?/u.source;
const EMOJI = `${PICTURE}(?:\\u200d${PICTURE})*`;

/**
 * What nobody sees, or what changes how the rest is seen: controls, marks of direction and of no width,
 * variation selectors, tags, separators of lines, fillers, blanks that look like a space, strokes through
 * letters, and more than four marks on one letter or marks on none.
 */
const HIDDEN =
	/[\u0334-\u0338\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<!\p{M}|\p{L}|\p{N})\p{M}|(?<=\p{M}{4})\p{M}/u
		.source;

/** A second space in a row: WhatsApp's templates take one only. Not those that indent a line. */
const MORE_SPACES = '(?<=\\S *) (?= )';

/** With these WhatsApp makes text bold, italic, crossed out or code; `_` inside a word is only itself. */
const FORMATTING = '[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])';

const UNCLEAR = new RegExp(`(${EMOJI})|${HIDDEN}|${MORE_SPACES}|${FORMATTING}`, 'gu');

/** Of these WhatsApp makes a quote or a list where a line begins with them; space at an end is not seen. */
const AT_THE_ENDS = /^[>\-#]|^ | $/g;

/** Letters that are written from right to left, which would move what stands beside them. */
const RIGHT_TO_LEFT =
	/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** What turns the order of a whole line around, or hides; what people's own writing needs stays. */
const TURNING =
	/(?![\n\t])[\p{Cc}\u061c\u200b\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/gu;

/** No message takes so many characters, and nobody is asked with a longer one; so the rest need not be read. */
const MOST = 10_000;

/**
 * A value as a person can read all of it, and as it will be used: texts with what would not be seen
 * spelled out (`\u202e`, `\n`), objects and lists as JSON, one field a line.
 *
 * @param value of JSON; undefined is an empty text
 */
export function spelledOut(value: unknown): string {
	if (value === undefined) return '';
	if (typeof value !== 'string') return clearly(JSON.stringify(value, null, 2));
	const text = clearly(JSON.stringify(value.slice(0, MOST)).slice(1, -1).replaceAll('\\"', '"'));
	const shown = text.replace(AT_THE_ENDS, escaped);
	return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}

/** The same value, each text in it spelled out, for expressions that go on working with it. */
export function withTextsSpelledOut(value: unknown): unknown {
	if (typeof value === 'string') return spelledOut(value);
	if (Array.isArray(value)) return value.map(withTextsSpelledOut);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		// By its name an expression finds a field, so that stays unless nobody could read it.
		Object.entries(value).map(([name, one]) => [withoutTurning(name), withTextsSpelledOut(one)]),
	);
}

/** Spells out only what would change how the text around it is read. */
export const withoutTurning = (text: string): string => text.replace(TURNING, escaped);

/** Line breaks that are part of a text have been spelled out by JSON; those between fields stay. */
const clearly = (json: string): string =>
	json
		.slice(0, MOST)
		.replace(UNCLEAR, (found: string, emoji: string | undefined) =>
			emoji !== undefined || found === '\n' ? found : escaped(found),
		);

function escaped(character: string): string {
	const code = character.codePointAt(0)!.toString(16);
	return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
