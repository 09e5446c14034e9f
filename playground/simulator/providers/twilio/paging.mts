import { badRequest } from './failure.mts';

/** Query parameters, each at most once. */
export type Query = Record<string, string>;

/** Refuses parameters that the resource does not have: the real one would not do what was meant. */
export function onlyKnown(query: Query, known: string[]): void {
	const unknown = Object.keys(query).find((name) => !known.includes(name));
	if (unknown) throw badRequest(`Unknown parameter ${unknown}`);
}

export const PAGING = ['PageSize', 'Page', 'PageToken'];

function pageSize(query: Query): number {
	const size = Number(query.PageSize ?? 50);
	if (!Number.isInteger(size) || size < 1 || size > 1000) {
		throw badRequest('PageSize must be between 1 and 1000');
	}
	return size;
}

/**
 * One page of a list. Its links lead to Twilio's own host, as they do for whoever comes by another.
 *
 * @param url of the list at Twilio
 */
export function paged<Item>(url: string, key: string, query: Query, items: Item[]) {
	const size = pageSize(query);
	const start = query.PageToken === undefined ? 0 : Number(/^PT(\d+)$/.exec(query.PageToken)?.[1]);
	if (!Number.isInteger(start)) throw badRequest('Invalid PageToken');
	const page = Math.floor(start / size);
	const link = (from: number) =>
		`${url}?${new URLSearchParams({
			...query,
			PageSize: String(size),
			Page: String(Math.floor(from / size)),
			...(from > 0 && { PageToken: `PT${from}` }),
		})}`;
	const next = start + size;
	return {
		[key]: items.slice(start, next),
		meta: {
			page,
			page_size: size,
			first_page_url: link(0),
			previous_page_url: start > 0 ? link(Math.max(0, start - size)) : null,
			url: link(start),
			next_page_url: next < items.length ? link(next) : null,
			key,
		},
	};
}
