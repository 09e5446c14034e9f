import { DateTime } from 'luxon';

/** Below this a number is no moment in milliseconds, but a year, an amount or seconds. */
const EARLIEST = 1e11;

/**
 * A date as n8n, databases and sheets hand it over: ISO 8601 or SQL text, a Date, luxon's own, or
 * milliseconds since 1970.
 *
 * @param zone of texts that name none
 * @returns undefined for anything else
 */
export function readDate(value: unknown, zone: string): DateTime | undefined {
	const milliseconds = typeof value === 'string' && /^\d{12,14}$/.test(value.trim());
	if (typeof value === 'number' || milliseconds) {
		const read = Number(value) >= EARLIEST ? DateTime.fromMillis(Number(value)) : undefined;
		return read?.isValid ? read : undefined;
	}
	// Not `instanceof`: n8n has a luxon of its own, and an invalid Date throws in toISOString.
	const text =
		typeof value === 'string'
			? value.trim()
			: (value as { toJSON?: () => unknown } | null | undefined)?.toJSON?.();
	if (typeof text !== 'string') return undefined;
	const read = [DateTime.fromISO(text, { zone }), DateTime.fromSQL(text, { zone })];
	return read.find(({ isValid }) => isValid);
}
