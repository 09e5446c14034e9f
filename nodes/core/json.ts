/** Readers for JSON from outside: each gives the value if it has the shape, else undefined or empty. */
export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as JsonObject)
		: undefined;
}

/** The objects of a list; anything else in it is left out. */
export function asObjects(value: unknown): JsonObject[] {
	return Array.isArray(value)
		? value.filter((entry): entry is JsonObject => asObject(entry) !== undefined)
		: [];
}

/** Text, or a number as text: providers write ids both ways. Empty text counts as absent. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Parses JSON text or bytes; undefined when it is none. */
export function parseJson(source: string | Buffer): unknown {
	try {
		return JSON.parse(source.toString());
	} catch {
		return undefined;
	}
}

/**
 * Leaves out keys whose value is undefined, so that outputs hold only what is known. A plain loop:
 * it runs several times for each of up to 1000 events in one webhook.
 */
export function defined<Value extends object>(value: Value): Value {
	const known: Partial<Value> = {};
	for (const key in value) {
		if (value[key] !== undefined) known[key] = value[key];
	}
	return known as Value;
}

/** Character codes. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Most names and values end within; only then is it quicker to search for the end. */
const SHORT = 64;

/**
 * Tells whether JSON bytes nest deeper than a bound, without parsing them: a body of brackets
 * would otherwise reach code (n8n's own included) that walks data recursively.
 *
 * @param body the raw bytes
 * @param bound deepest nesting allowed
 */
export function nestsDeeperThan(body: Buffer, bound: number): boolean {
	let depth = 0;
	for (let at = 0; at < body.length; at++) {
		const code = body[at];
		if (code === QUOTE) at = endOfText(body, at + 1);
		else if (code === OPEN_LIST || code === OPEN_OBJECT) depth++;
		// Closers without an opener must not buy depth for later.
		else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth = Math.max(0, depth - 1);
		if (depth > bound) return true;
	}
	return false;
}

/** The position of the quote that closes a JSON text, or the end of what there is. */
function endOfText(body: Buffer, start: number): number {
	let at = start;
	for (; at < start + SHORT; at++) {
		if (body[at] === QUOTE) return at;
		if (body[at] === BACKSLASH) at++;
	}
	for (let quote = body.indexOf(QUOTE, at); quote >= 0; quote = body.indexOf(QUOTE, quote + 1)) {
		let backslashes = 0;
		while (body[quote - 1 - backslashes] === BACKSLASH && quote - 1 - backslashes >= at)
			backslashes++;
		if (backslashes % 2 === 0) return quote;
	}
	return body.length;
}
