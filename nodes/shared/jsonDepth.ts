/**
 * Tells whether JSON bytes nest deeper than a bound, without parsing them: a body of brackets
 * would otherwise reach code (n8n's own included) that walks data recursively.
 *
 * Hops from bracket to bracket and over texts, which for 3 MB of messages costs a tenth of looking
 * at every byte.
 *
 * @param body the raw bytes
 * @param bound deepest nesting allowed
 */
export function nestsDeeperThan(body: Buffer, bound: number): boolean {
	const text = body.toString('latin1');
	const mark = /["[\]{}]/g;
	let depth = 0;
	for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
		switch (found[0]) {
			case '"':
				mark.lastIndex = endOfText(text, found.index + 1);
				break;
			case '[':
			case '{':
				if (++depth > bound) return true;
				break;
			default:
				// Closers without an opener must not buy depth for later.
				depth = Math.max(0, depth - 1);
		}
	}
	return false;
}

/** The position behind the quote that closes a JSON text. */
function endOfText(text: string, start: number): number {
	for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
		let backslashes = 0;
		while (text[quote - 1 - backslashes] === '\\' && quote - 1 - backslashes >= start) {
			backslashes++;
		}
		if (backslashes % 2 === 0) return quote + 1;
	}
	return text.length;
}
