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

/** What an object has beside these names; undefined where that is nothing. */
export function without(object: JsonObject, names: readonly string[]): JsonObject | undefined {
	const rest = Object.entries(object).filter(([name]) => !names.includes(name));
	return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/**
 * Parses JSON text or bytes; undefined when it is none. Whole numbers that a JavaScript number cannot hold,
 * such as long IDs, come as text, digit by digit as they were.
 */
export function parseJson(source: string | Buffer): unknown {
	const text = source.toString();
	try {
		const value: unknown = JSON.parse(text);
		const bytes = typeof source === 'string' ? Buffer.from(source) : source;
		return hasLongNumber(bytes) ? JSON.parse(withLongNumbersAsText(text)) : value;
	} catch {
		return undefined;
	}
}

/** Up to 15 digits a JavaScript number holds them all. */
const LONG = 16;

/**
 * Does a number of 16 digits and more stand in it? It may also stand inside of a text. Looks at every
 * sixteenth byte, and around it only at digits; a pattern takes up to ten times as long, as V8 builds it
 * for what it saw first.
 */
function hasLongNumber(json: Buffer): boolean {
	for (let at = LONG - 1; at < json.length; at += LONG) {
		let before = at;
		while (before > at - LONG && isDigit(json[before])) before--;
		if (before === at || !isBeforeNumber(json[before])) continue;
		let last = at;
		while (last < before + LONG && isDigit(json[last + 1])) last++;
		if (last === before + LONG) return true;
	}
	return false;
}

/** Nothing at all is before the first. */
const isBeforeNumber = (code: number | undefined): boolean =>
	code === undefined || BEFORE_NUMBERS.has(code);

/** @param json is sound */
function withLongNumbersAsText(json: string): string {
	const parts: string[] = [];
	let kept = 0;
	for (let at = 0; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) at = closingQuote(json, at + 1);
		else if (code === MINUS || isDigit(code)) {
			const start = at;
			while (at + 1 < json.length && OF_NUMBERS.has(json.charAt(at + 1))) at++;
			const number = json.slice(start, at + 1);
			if (/^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number))) {
				parts.push(json.slice(kept, start), '"', number, '"');
				kept = at + 1;
			}
		}
	}
	return parts.length === 0 ? json : parts.join('') + json.slice(kept);
}

const OF_NUMBERS = new Set('0123456789.eE+-');
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

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

/** What is left of the JSON inside texts that is read for one webhook. */
export interface JsonBudget {
	/** Brackets, commas and colons: what reading costs grows with them. */
	marks: number;
}

/** Thousands of forms filled in by people; a webhook has up to 1,000 events. */
export const jsonBudget = (): JsonBudget => ({ marks: 50_000 });

/** Longest JSON inside a text: hundreds of times what providers send. */
const MOST_CHARACTERS = 256 * 1024;
/** As deep as a webhook itself may nest: what walks data recursively would come to an end below. */
const MOST_DEPTH = 64;

/**
 * Reads JSON that travels inside a text. Whoever wrote the text may not be the one who signed the
 * webhook, so its depth and size are looked at first.
 *
 * @param budget of this webhook; what is read is taken from it
 * @returns undefined when it is no JSON, is too deep or too large, or when nothing is left
 */
export function parseInner(text: string, budget: JsonBudget): unknown {
	if (text.length > MOST_CHARACTERS) return undefined;
	let depth = 0;
	for (let at = 0; at < text.length && budget.marks > 0; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = closingQuote(text, at + 1);
		else if (code === OPEN_LIST || code === OPEN_OBJECT) {
			budget.marks--;
			if (++depth > MOST_DEPTH) return undefined;
		} else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth = Math.max(0, depth - 1);
		else if (code === COMMA || code === COLON) budget.marks--;
	}
	return budget.marks > 0 ? parseJson(text) : undefined;
}

function closingQuote(text: string, start: number): number {
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) return at;
		if (code === BACKSLASH) at++;
	}
	return text.length;
}

/** Character codes. */
const QUOTE = 0x22;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BEFORE_NUMBERS = new Set([...':[,- \t\r\n'].map((sign) => sign.charCodeAt(0)));
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

/**
 * The position of the quote that closes a JSON text, or the end of what there is. Searching is quicker in
 * long texts, looking at each byte where quotes are close to each other, as in JSON inside a text.
 */
function endOfText(body: Buffer, start: number): number {
	let from = start;
	for (;;) {
		let at = from;
		for (; at < from + SHORT; at++) {
			if (body[at] === QUOTE) return at;
			if (body[at] === BACKSLASH) at++;
		}
		const quote = body.indexOf(QUOTE, at);
		if (quote < 0) return body.length;
		let backslashes = 0;
		while (body[quote - 1 - backslashes] === BACKSLASH && quote - 1 - backslashes >= at)
			backslashes++;
		if (backslashes % 2 === 0) return quote;
		from = quote + 1;
	}
}
