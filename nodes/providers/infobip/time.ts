import { asText } from '../../shared/json';

/** Infobip's `2026-01-05T10:00:00.000+0000` to ISO 8601 in UTC. */
export function isoTime(value: unknown): string | undefined {
	const text = asText(value)?.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') ?? '';
	if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
	const date = new Date(text);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Where a result has no time that can be read. */
export const UNKNOWN_TIME = new Date(0).toISOString();
