/** Milliseconds within which the same again is taken for a redelivery; up to twice as long. */
const HOUR = 3_600_000;

/**
 * ID and time for what a provider gives neither of, such as Meta's errors of an account: the time is now. The
 * hour is part of the ID: a redelivery follows within minutes, and the same words days later are news.
 *
 * @param hash of the content
 */
export function undated(hash: string): { id: string; timestamp: string } {
	const now = Date.now();
	return { id: `${hash}@${Math.floor(now / HOUR)}`, timestamp: new Date(now).toISOString() };
}

/** The ID that the same content had in the hour before; undefined for all other IDs. */
export function earlierId(id: string): string | undefined {
	const [, hash, hour] = /^([\w-]{1,64})@(\d{6})$/.exec(id) ?? [];
	return hash === undefined ? undefined : `${hash}@${Number(hour) - 1}`;
}
