/** Milliseconds within which the same again is taken for a redelivery; up to twice as long. */
const HOUR = 3_600_000;

/**
 * An ID for what a provider gives neither ID nor time, such as Meta's errors of an account. The hour is
 * part of it: a redelivery follows within minutes, and the same words days later are news.
 *
 * @param hash of the content
 * @param now in milliseconds
 */
export const undatedId = (hash: string, now: number): string => `${hash}@${Math.floor(now / HOUR)}`;

/** The ID that the same content had in the hour before; undefined for all other IDs. */
export function earlierId(id: string): string | undefined {
	const [, hash, hour] = /^([\w-]{1,64})@(\d{6})$/.exec(id) ?? [];
	return hash === undefined ? undefined : `${hash}@${Number(hour) - 1}`;
}
