import type { IExecuteFunctions } from 'n8n-workflow';
import type { AnalyticsQuery, AnalyticsRow } from '../../../providers/resources';
import type { Provider } from '../../../providers/provider';
import { refusal } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { call, readAccount } from '../../../n8n/transport';
import { offered } from '../notOffered';

/** More pages than a year of half hours has; a list that does not end is cut. */
const MOST_PAGES = 1000;

/** All rows of a query, page by page, oldest first. @throws NodeApiError when the provider refuses */
export async function readRows(
	context: IExecuteFunctions,
	index: number,
	provider: Provider,
	query: AnalyticsQuery,
): Promise<AnalyticsRow[]> {
	const analytics = offered(provider.analytics, context, index, provider, 'read analytics');
	const account = await readAccount(context, provider);
	const rows: AnalyticsRow[] = [];
	let cursor: string | undefined;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const request = analytics.request(account, query, cursor);
		const { status, body } = await call(context, provider, request);
		if (!isSuccess(status)) {
			throw refusal(context.getNode(), provider.failure(status, body), index);
		}
		const page = analytics.page(body, query);
		rows.push(...page.items);
		cursor = page.cursor;
		if (cursor === undefined) break;
	}
	return rows.sort((one, other) =>
		one.start < other.start ? -1 : one.start > other.start ? 1 : 0,
	);
}
