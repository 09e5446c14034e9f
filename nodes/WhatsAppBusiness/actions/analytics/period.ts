import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isSuccess } from '../../../core/http';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { call, readCredential } from '../../../n8n/transport';
import type { Provider } from '../../../providers/provider';
import type { AnalyticsKind, AnalyticsQuery, AnalyticsRow } from '../../../providers/resources';
import { readDate } from '../../../core/date';
import { offered } from '../operation';

export const periodFields: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'Where the figures begin',
	},
	{
		displayName: 'To',
		name: 'until',
		type: 'dateTime',
		default: '',
		description: 'Where the figures end. Empty means now.',
	},
];

export const granularityField: INodeProperties = {
	displayName: 'One Row Per',
	name: 'granularity',
	type: 'options',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Half Hour', value: 'halfHour' },
		{ name: 'Month', value: 'month' },
	],
	default: 'day',
};

/** What those fields say. @throws NodeOperationError when they make no period */
export function periodOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ analytics }: Provider,
	kind: AnalyticsKind,
): { from: number; to: number } {
	const period = readPeriod(
		context.getNodeParameter('from', itemIndex),
		context.getNodeParameter('until', itemIndex, ''),
		{
			zone: context.getTimezone(),
			now: DateTime.now(),
			lookBackDays: analytics?.lookBackDays[kind] ?? 0,
		},
	);
	if (!period.ok)
		throw configurationError(context.getNode(), period.message, period.hint, itemIndex);
	return { from: period.from, to: period.to };
}

type Period = { ok: true; from: number; to: number } | { ok: false; message: string; hint: string };

/**
 * The time between two fields, in seconds since 1970.
 *
 * @param from,to as n8n hands dates over: text, or luxon's own from an expression; an empty `to` is now
 * @param zone of texts that name none
 */
export function readPeriod(
	from: unknown,
	to: unknown,
	{ zone, now, lookBackDays }: { zone: string; now: DateTime; lookBackDays: number },
): Period {
	const start = readDate(from, zone);
	const end = isEmpty(to) ? now : readDate(to, zone);
	if (start === undefined) return noDate('From', from);
	if (end === undefined) return noDate('To', to);
	if (start >= end) {
		return {
			ok: false,
			message: '"From" is not before "To"',
			hint: 'Choose an earlier date in "From"; an empty "To" means now',
		};
	}
	// A day of grace: the date may have been worked out at the start of a day.
	const earliest = now.minus({ days: lookBackDays + 1 });
	if (start < earliest) {
		return {
			ok: false,
			message: `"From" is more than ${lookBackDays} days ago; WhatsApp has no figures from then`,
			hint: `Choose a date after ${earliest.plus({ days: 1 }).toISODate()}`,
		};
	}
	return { ok: true, from: Math.floor(start.toSeconds()), to: Math.floor(end.toSeconds()) };
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function noDate(field: string, value: unknown): Period {
	return isEmpty(value)
		? { ok: false, message: `"${field}" is empty`, hint: `Choose a date in "${field}"` }
		: {
				ok: false,
				message: `"${String(value)}" in "${field}" is no date`,
				hint: 'Choose a date, or write it like 2026-11-05',
			};
}

/** More pages than a year of half hours has; a list that does not end is cut. */
const MOST_PAGES = 1000;

/** All rows of a query, page by page, oldest first. @throws NodeApiError when the provider refuses */
export async function readRows(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	query: AnalyticsQuery,
): Promise<AnalyticsRow[]> {
	const analytics = offered(provider.analytics, context, itemIndex, provider, 'read analytics');
	const credential = await readCredential(context, provider);
	const rows: AnalyticsRow[] = [];
	let cursor: string | undefined;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const request = analytics.request(credential, query, cursor);
		const { status, body } = await call(context, provider, request);
		if (!isSuccess(status)) {
			throw new ProviderError(context.getNode(), provider.failure(status, body), itemIndex);
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
