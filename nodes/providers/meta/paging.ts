import { asObject, asText } from '../../shared/json';

/** Graph's cursor of the next page. `after` is there on the last page too; `next` is not. */
export function nextCursor(body: unknown): string | undefined {
	const paging = asObject(asObject(body)?.paging);
	return paging?.next === undefined ? undefined : asText(asObject(paging.cursors)?.after);
}
