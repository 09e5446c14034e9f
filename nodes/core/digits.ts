/** The same text with the digits of every script written as 0 to 9; the rest stays as it is. */
export const asciiDigits = (text: string): string =>
	BEYOND_ASCII.test(text) ? text.replace(/(?!\d)\p{Nd}/gu, asciiDigit) : text;

const BEYOND_ASCII = /[^\0-\x7f]/;

/** In every script the ten digits follow one another in Unicode, with none right before zero. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let value = 0;
	while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
	return String(value);
}
