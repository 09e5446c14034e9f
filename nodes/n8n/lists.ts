import type { Listing, Page } from '../providers/http';
import type { Provider } from '../providers/provider';
import { ProviderError } from './errors';
import { isSuccess } from '../core/http';
import { call, readCredential, type Caller } from './transport';

/** More pages than any account has; a list that does not end is cut. */
const MOST_PAGES = 200;

/** Reads one page of a provider's list. @throws NodeApiError when the provider refuses */
export async function listPage<Item>(
	caller: Caller,
	provider: Provider,
	listing: Listing<Item>,
	options: { cursor?: string; name?: string },
): Promise<Page<Item>> {
	const request = listing.request(await readCredential(caller, provider), options);
	const { status, body } = await call(caller, provider, request);
	if (!isSuccess(status)) {
		throw new ProviderError(caller.getNode(), provider.failure(status, body));
	}
	return listing.page(body, options);
}

/** Reads a whole list, page by page. */
export async function listAll<Item>(
	caller: Caller,
	provider: Provider,
	listing: Listing<Item>,
	options: { name?: string } = {},
): Promise<Item[]> {
	const items: Item[] = [];
	let cursor: string | undefined;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await listPage(caller, provider, listing, { ...options, cursor });
		for (const item of page.items) items.push(item);
		cursor = page.cursor;
		if (cursor === undefined) break;
	}
	return items;
}
