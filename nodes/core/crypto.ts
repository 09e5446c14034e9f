import { createHash, type Hash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Compares two secrets in time that depends on neither's content nor on where they differ.
 *
 * @returns true when both are equal; an empty secret equals nothing
 */
export function equalSecrets(given: string, expected: string): boolean {
	return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}

/** 48 bits: small enough for n8n's static data; one false match in a hundred billion. */
export const shortHash = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 8);

/** 192 bits of a body, as an ID for what has none: the same for every delivery of it. */
export const bodyHash = (body: Buffer): string =>
	createHash('sha256').update(body).digest('base64url').slice(0, 32);

/** 192 bits of a value that came as JSON: the same for equal values with their names in the same order. */
export function contentHash(value: unknown): string {
	const hash = createHash('sha256');
	const rest = writeInto(hash, value, '');
	return hash.update(rest).digest('base64url').slice(0, 32);
}

/** Characters that are kept until they are hashed together; longer texts are hashed as they are. */
const TOGETHER = 4096;

/**
 * Adds a value to a hash. Not by JSON.stringify, which writes every sign of a long text anew. Each text
 * has its length before it, so that no two values are written alike.
 *
 * @param kept what has not been added yet @returns the same, with this value
 */
function writeInto(hash: Hash, value: unknown, kept: string): string {
	if (typeof value === 'string') {
		if (value.length > TOGETHER) {
			hash.update(`${kept}${value.length}"`).update(value);
			return '';
		}
		return flushed(hash, `${kept}${value.length}"${value}`);
	}
	if (typeof value !== 'object' || value === null) return flushed(hash, `${kept}${String(value)},`);
	if (Array.isArray(value)) {
		let list = `${kept}[`;
		for (let at = 0; at < value.length; at++) list = writeInto(hash, value[at], list);
		return flushed(hash, `${list}]`);
	}
	let object = `${kept}{`;
	for (const key in value) {
		object = writeInto(hash, key, object);
		object = writeInto(hash, (value as Record<string, unknown>)[key], object);
	}
	return flushed(hash, `${object}}`);
}

function flushed(hash: Hash, text: string): string {
	if (text.length < TOGETHER) return text;
	hash.update(text);
	return '';
}
