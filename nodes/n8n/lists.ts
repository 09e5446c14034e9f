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
	itemIndex?: number,
): Promise<Page<Item>> {
	const request = listing.request(await readCredential(caller, provider), options);
	const { status, body } = await call(caller, provider, request);
	if (!isSuccess(status)) {
		throw new ProviderError(caller.getNode(), provider.failure(status, body), itemIndex);
	}
	return listing.page(body, options);
}

/** What is wanted of a list; without it, all. */
interface Wanted<Item> {
	name?: string;
	fits?(item: Item): boolean;
	/** So many are enough. */
	most?: number;
	mostPages?: number;
	itemIndex?: number;
}

/** Reads a list page by page, until there is all that is wanted. */
export async function listAll<Item>(
	caller: Caller,
	provider: Provider,
	listing: Listing<Item>,
	{ name, fits, most = Infinity, mostPages = MOST_PAGES, itemIndex }: Wanted<Item> = {},
): Promise<Item[]> {
	const items: Item[] = [];
	let cursor: string | undefined;
	for (let pages = 0; pages < mostPages && items.length < most; pages++) {
		const page = await listPage(caller, provider, listing, { name, cursor }, itemIndex);
		for (const item of page.items) {
			if (fits === undefined || fits(item)) items.push(item);
		}
		cursor = page.cursor;
		if (cursor === undefined) break;
	}
	return items.slice(0, most);
}
