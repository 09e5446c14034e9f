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
