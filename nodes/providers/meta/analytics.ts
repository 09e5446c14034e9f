import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type { Analytics, AnalyticsQuery, AnalyticsRow } from '../resources';
import { graphUrl, metaCredential, nextCursor } from './account';

/** Two fields of the same node have different words for the same thing. */
const MESSAGE_GRANULARITY = { halfHour: 'HALF_HOUR', day: 'DAY', month: 'MONTH' } as const;
const PRICING_GRANULARITY = { halfHour: 'HALF_HOUR', day: 'DAILY', month: 'MONTHLY' } as const;

/**
 * Figures of a WABA: of messages and costs as fields of the account, of templates as an edge.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics
 */
export const analytics: Analytics = {
	lookBackDays: { messages: 365, pricing: 365, templates: 90 },
	templatesAtOnce: 10,
	request(credential, query, cursor) {
		const meta = metaCredential(credential);
		return query.kind === 'templates'
			? {
					method: 'GET',
					url: graphUrl(meta, meta.businessAccountId, 'template_analytics'),
					query: templateQuery(query, cursor),
				}
			: {
					method: 'GET',
					url: graphUrl(meta, meta.businessAccountId),
					query: { fields: field(query) },
				};
	},
	page(body, { kind }) {
		const answer = asObject(body);
		if (kind === 'templates') {
			const points = asObjects(answer?.data).flatMap((entry) => asObjects(entry.data_points));
			return defined({ items: rows(points, templateFigures), cursor: nextCursor(body) });
		}
		if (kind === 'messages') {
			const points = asObjects(asObject(answer?.analytics)?.data_points);
			return { items: rows(points, ({ sent, delivered }) => counts({ sent, delivered })) };
		}
		const points = asObjects(asObject(answer?.pricing_analytics)?.data).flatMap((entry) =>
			asObjects(entry.data_points),
		);
		return { items: rows(points, pricingFigures) };
	},
};

function field({ kind, from, to, granularity, breakdown = [] }: AnalyticsQuery): string {
	const period = `start(${from}).end(${to})`;
	return kind === 'messages'
		? `analytics.${period}.granularity(${MESSAGE_GRANULARITY[granularity]})`
		: `pricing_analytics.${period}.granularity(${PRICING_GRANULARITY[granularity]}).metric_types([COST,VOLUME]).dimensions([${breakdown.join(',')}])`;
}

/** Days are all there is for templates. */
function templateQuery({ from, to, templateIds = [] }: AnalyticsQuery, cursor?: string) {
	return defined({
		start: String(from),
		end: String(to),
		granularity: 'daily',
		metric_types: 'sent,delivered,read,clicked,cost',
		template_ids: `[${templateIds.join(',')}]`,
		after: cursor,
	}) as Record<string, string>;
}

function rows(
	points: JsonObject[],
	figures: (point: JsonObject) => Record<string, string | number>,
): AnalyticsRow[] {
	return points.flatMap((point) => {
		const start = isoTime(point.start);
		const end = isoTime(point.end);
		return start === undefined || end === undefined ? [] : [{ start, end, ...figures(point) }];
	});
}

function pricingFigures(point: JsonObject) {
	return {
		...defined({
			country: asText(point.country),
			phone: asText(point.phone_number),
			category: asText(point.pricing_category),
			type: asText(point.pricing_type),
			tier: asText(point.tier),
		}),
		// Without a cost where a partner pays the bill.
		...counts({ volume: point.volume, cost: point.cost }),
	} as Record<string, string | number>;
}

/**
 * Clicks come button by button, costs kind by kind. In the same list as the clicks stand the people
 * who clicked, once each: types that begin with `unique_`.
 */
function templateFigures({ template_id, sent, delivered, read, clicked, cost }: JsonObject) {
	const clicks = asObjects(clicked).map(({ type, count }) => ({
		ofPeople: asText(type)?.startsWith('unique_') === true,
		count: number(count) ?? 0,
	}));
	const sum = (these: typeof clicks) => these.reduce((total, { count }) => total + count, 0);
	const people = clicks.filter(({ ofPeople }) => ofPeople);
	const spent = asObjects(cost).find(({ type }) => type === 'amount_spent');
	return {
		templateId: asText(template_id) ?? '',
		...counts({ sent, delivered, read }),
		clicked: sum(clicks.filter(({ ofPeople }) => !ofPeople)),
		...(people.length > 0 && { uniqueClicked: sum(people) }),
		...counts({ cost: spent?.value }),
	};
}

/** The figures that are there. */
function counts(values: JsonObject): Record<string, number> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => {
			const known = number(value);
			return known === undefined ? [] : [[name, known]];
		}),
	);
}

function number(value: unknown): number | undefined {
	const text = asText(value);
	return text !== undefined && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** Seconds since 1970 as a date; undefined for a time that no calendar has. */
function isoTime(value: unknown): string | undefined {
	const seconds = number(value);
	if (seconds === undefined || Math.abs(seconds) > 8.64e12) return undefined;
	return new Date(seconds * 1000).toISOString();
}
