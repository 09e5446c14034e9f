import { DateTime } from 'luxon';

/**
 * A date as n8n hands it over: text, or luxon's own from an expression.
 *
 * @param zone of texts that name none
 */
export function readDate(value: unknown, zone: string): DateTime | undefined {
	// Not `instanceof`: n8n has a luxon of its own.
	const text =
		value instanceof Date
			? value.toISOString()
			: typeof value === 'string'
				? value.trim()
				: ((value as { toISO?: () => unknown } | null)?.toISO?.() ?? '');
	if (typeof text !== 'string') return undefined;
	const read = [DateTime.fromISO(text, { zone }), DateTime.fromSQL(text, { zone })];
	return read.find(({ isValid }) => isValid);
}
