/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const CUTS = [/\n\s*\n/g, /\n/g, /[.!?…。！？]\s/g, /\s/g];

/**
 * Cuts a long text into pieces that each fit into one message.
 *
 * @param most characters of a piece, at least 2
 * @returns the pieces in order, none empty; one piece when the text fits
 */
export function splitText(text: string, most: number): string[] {
	const pieces: string[] = [];
	let rest = text.trim();
	while (rest.length > most) {
		const at = cutWithin(rest, most);
		pieces.push(rest.slice(0, at).trimEnd());
		rest = rest.slice(at).trimStart();
	}
	return rest === '' ? pieces : [...pieces, rest];
}

/** The last good place in the second half of what fits; else the very end of it. */
function cutWithin(text: string, most: number): number {
	const window = text.slice(0, most + 1);
	for (const cut of CUTS) {
		const found = [...window.matchAll(cut)].map(({ index, 0: { length } }) => index + length);
		const last = found.filter((at) => at <= most + 1 && at > most / 2).at(-1);
		if (last !== undefined) return Math.min(last, most);
	}
	// Not through the middle of an emoji.
	const high = text.charCodeAt(most - 1);
	return high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
}
