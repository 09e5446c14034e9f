import { createHash } from 'node:crypto';
import { asText, type JsonObject } from '../../shared/json';

/** What every event of one change shares. */
export interface Change {
	/** ID of the provider that passes Meta's shapes on. */
	provider: string;
	field: string;
	value: JsonObject;
	/** The WABA; for partner events the business. */
	entryId: string;
	/** ISO 8601 of the entry, where an event has no time of its own. */
	time: string;
}

/** Unix seconds, as text or number, to ISO 8601 in UTC. */
export function isoTime(seconds: unknown): string | undefined {
	const text = asText(seconds);
	if (text === undefined) return undefined;
	const date = new Date(Number(text) * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** An id for events that have none: the same for every delivery of the same content. */
export function contentId(change: Change, content: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify([change.entryId, change.time, change.field, content]))
		.digest('base64url')
		.slice(0, 32);
}
