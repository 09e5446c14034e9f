import { createHash, timingSafeEqual } from 'node:crypto';

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
