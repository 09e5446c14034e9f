const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Tells whether JSON bytes nest deeper than a bound, without parsing them: a body of brackets
 * would otherwise reach code (n8n's own included) that walks data recursively.
 *
 * @param body the raw bytes
 * @param bound deepest nesting allowed
 */
export function nestsDeeperThan(body: Buffer, bound: number): boolean {
	let depth = 0;
	let inText = false;
	for (let at = 0; at < body.length; at++) {
		const byte = body[at];
		if (inText) {
			if (byte === BACKSLASH) at++;
			else if (byte === QUOTE) inText = false;
		} else if (byte === QUOTE) inText = true;
		else if (OPENING.has(byte) && ++depth > bound) return true;
		else if (CLOSING.has(byte) && depth > 0) depth--;
	}
	return false;
}
