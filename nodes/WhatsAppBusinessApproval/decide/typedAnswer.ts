import { plain } from '../../core/plainText';

/** One of the answers that can be given, and what else people type for it. */
export interface Answerable {
	label: string;
	words: readonly string[];
}

/** Longer text is a message of its own, whatever it begins with. */
const MAX_LENGTH = 100;

/** Question marks of all scripts (a Greek one looks like a semicolon), and as emoji. */
const QUESTION =
	/[?¿\u037e\u055e\u061f\u1367\u203d\u2047-\u2049\u2cfa\u2cfb\u2e2e\ua60f\ufe16\ufe56\uff1f❓❔]/u;

/**
 * What decorates a text at its ends. Not `~`, with which WhatsApp crosses out, nor `/` and `\`,
 * the hesitating mouth of `:/`, nor what gives a number another meaning.
 */
const DECORATION = /^(?![%‰&@/\\])[\p{P}\p{Extended_Pictographic}\p{Regional_Indicator}\s]$/u;

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/gu;

/** Emoji that take nothing back. Any other one may: "yes 👎", "yes 🤔". */
const FRIENDLY = new Set('👍👌✅✔☑🆗🙏👏🙌🤝💪💯🎉👋🙂😊☺😀😃😄😁😉😇🤗❤🧡💛💚💙💜');

/**
 * Turns a text into a form in which the ways to type the same thing are equal: NFKC, lower case,
 * no accents on Latin letters, ASCII digits, one space between words, and neither punctuation,
 * quotes nor emoji at the ends. Signs of other scripts stay: in Devanagari they are vowels.
 *
 * @returns possibly an empty text
 */
export function fold(text: string): string {
	const characters = [...plain(text)];
	let start = 0;
	let end = characters.length;
	while (start < end && DECORATION.test(characters[start])) start++;
	while (end > start && DECORATION.test(characters[end - 1])) end--;
	// "-1" is not "1".
	if (/^\p{Pd}\d/u.test((characters[start - 1] ?? '') + (characters[start] ?? ''))) start--;
	return characters.slice(start, end).join('');
}

/**
 * Which answer a typed text means. It has to be the whole of a label, of one of its words, or, where
 * the answers were shown with numbers, of its number (1 for the first). Doubtful text is never
 * guessed: not one with a question mark, nor one that goes on ("yes…", "si,"), nor one with an emoji
 * that may take the word back, nor what fits two answers.
 *
 * @param answers in the order in which they were shown
 * @param numbered were they shown with numbers, and nothing else with one?
 * @returns the index of the answer, or undefined
 */
export function typedAnswer(
	text: string,
	answers: readonly Answerable[],
	numbered: boolean,
): number | undefined {
	if (text.length > MAX_LENGTH || QUESTION.test(text)) return undefined;
	const typed = comparable(text);
	if (typed === '') return undefined;
	const saying = (said: string) =>
		answers.flatMap(({ label, words }, index) =>
			[label, ...words].some((word) => comparable(word) === said) ? [index] : [],
		);
	const byWord = saying(typed);
	if (contradictsItself(text, answers, saying)) return undefined;
	const byNumber = answers.findIndex((_, index) => numbered && String(index + 1) === typed);
	const meant = byWord.length > 0 ? byWord : [byNumber];
	const answer = answers[meant[0]];
	if (meant.length !== 1 || answer === undefined) return undefined;
	return takesBack(text, answer) || goesOn(text, answer) ? undefined : meant[0];
}

/** "No, apruebo" is not "no apruebo". A label may well be written so. */
function contradictsItself(
	text: string,
	answers: readonly Answerable[],
	saying: (said: string) => number[],
): boolean {
	const folded = fold(text);
	const said = new Set(folded.split(', ').flatMap(saying));
	return said.size > 1 && !answers.some(({ label }) => fold(label) === folded);
}

/** What a text begins or ends with whose author has not finished; after NFKC. */
const OPEN =
	/^\.\.|(?:[,;:\u060c\u061b\u1363-\u1366\u3001\u2e32\u2e34\u2e41\u2e49-\u2e4c]|\.\.|\u22ef|\p{Pd})$/u;

/** Does more follow, or has something gone before? Unless the label itself is written so: "Wait…". */
function goesOn(text: string, { label, words }: Answerable): boolean {
	const [written, ...shown] = [text, label, ...words].map((one) =>
		plain(one)
			.replace(EMOJI, '')
			.replace(/["'«»“”)\]*_\s]+$/u, '')
			.replace(/^["'«»“”([*_\s]+/u, ''),
	);
	return OPEN.test(written) && !shown.includes(written);
}

/** A digit or number in any script. */
const DIGIT = /[\p{Nd}\p{No}\p{Nl}]/u;

/** May numbers be shown for the answers, as nothing else that the person reads holds one? */
export const mayBeNumbered = (...texts: Array<string | undefined>): boolean =>
	!texts.some((text) => DIGIT.test(text ?? ''));

/**
 * Folded, and "no, thanks" is "no thanks". A label may be nothing but an emoji or a sign, of which
 * folding leaves nothing.
 */
export function comparable(text: string): string {
	return fold(text).replaceAll(', ', ' ') || plain(text);
}

function takesBack(text: string, { label, words }: Answerable): boolean {
	const ofAnswer = [label, ...words].join(' ');
	const emoji = plain(text).match(EMOJI) ?? [];
	return emoji.some((one) => !FRIENDLY.has(one) && !ofAnswer.includes(one));
}
