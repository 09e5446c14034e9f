import { asObject, asText } from '../../shared/json';

/**
 * The query of the next page, from the link to it. Only the query: the link's host is Twilio's own,
 * which is the wrong one behind another base URL.
 *
 * @see https://www.twilio.com/docs/usage/twilios-response#pagination
 */
export function nextCursor(body: unknown): string | undefined {
	const next = asText(asObject(asObject(body)?.meta)?.next_page_url);
	if (next === undefined || !URL.canParse(next)) return undefined;
	return new URL(next).search.slice(1) || undefined;
}

/** A request's query: of the first page, or of the one that a cursor names. */
export function pageQuery(
	first: Record<string, string>,
	cursor: string | undefined,
): Record<string, string> {
	return cursor === undefined ? first : Object.fromEntries(new URLSearchParams(cursor));
}
