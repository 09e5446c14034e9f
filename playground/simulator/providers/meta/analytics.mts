import { invalidParameter } from '../../whatsapp/refusal.mts';
import { type GraphCall, paged, requireScope } from './graph.mts';

const DAY = 86_400;

/** Made-up figures that stay the same and agree with each other: of a day, by its number since 1970. */
function figuresOf(day: number) {
	const sent = 40 + ((day * 17) % 23);
	const delivered = sent - (day % 3);
	const marketing = Math.floor(delivered / 4);
	return { sent, delivered, marketing, utility: delivered - marketing };
}

interface Period {
	start: number;
	end: number;
}

function daysOf({ start, end }: Period): number[] {
	const first = Math.floor(start / DAY);
	const last = Math.ceil(end / DAY);
	return Array.from({ length: last - first }, (_, index) => first + index);
}

const span = (day: number) => ({ start: day * DAY, end: (day + 1) * DAY });

function periodOf(start: string | undefined, end: string | undefined): Period {
	const period = { start: Number(start), end: Number(end) };
	if (!/^\d+$/.test(start ?? '') || !/^\d+$/.test(end ?? '') || period.start >= period.end) {
		throw invalidParameter('Param start must be before end, both as UNIX timestamps');
	}
	return period;
}

function oneOf(name: string, value: string | undefined, allowed: string[]): string {
	if (value !== undefined && allowed.includes(value)) return value;
	throw invalidParameter(`Param ${name} must be one of {${allowed.join(', ')}} - got "${value}".`);
}

const list = (value = '') =>
	value
		.replace(/^\[|\]$/g, '')
		.split(',')
		.filter(Boolean);

/**
 * `fields=analytics.start(…).end(…).granularity(…)` and `pricing_analytics…` (M:analytics). Only days
 * are played.
 *
 * @returns undefined when the call asks for other fields
 */
export function analyticsFields(call: GraphCall): Record<string, unknown> | undefined {
	const match = /^(analytics|pricing_analytics)((?:\.\w+\([^()]*\))+)$/.exec(
		call.query.fields ?? '',
	);
	if (!match) return undefined;
	const [, name = '', rest = ''] = match;
	const filters = Object.fromEntries(
		[...rest.matchAll(/\.(\w+)\(([^()]*)\)/g)].map(([, key, value]) => [key, value]),
	) as Record<string, string | undefined>;
	const period = periodOf(filters.start, filters.end);
	const { wabaId: id, phoneNumbers } = call.world.account;
	const phone_numbers = phoneNumbers.map(({ displayPhoneNumber }) => displayPhoneNumber);
	if (name === 'analytics') {
		const granularity = oneOf('granularity', filters.granularity, ['DAY', 'HALF_HOUR', 'MONTH']);
		const data_points = daysOf(period).map((day) => {
			const { sent, delivered } = figuresOf(day);
			return { ...span(day), sent, delivered };
		});
		return { analytics: { phone_numbers, granularity, data_points }, id };
	}
	oneOf('granularity', filters.granularity, ['DAILY', 'HALF_HOUR', 'MONTHLY']);
	const known = ['COUNTRY', 'PHONE', 'PRICING_CATEGORY', 'PRICING_TYPE', 'TIER'];
	const dimensions = list(filters.dimensions).map((each) => oneOf('dimensions', each, known));
	const data_points = daysOf(period).flatMap((day) => pricingOf(day, dimensions));
	return { pricing_analytics: { data: [{ data_points }] }, id };
}

const PRICES = { MARKETING: 0.0625, UTILITY: 0.02 } as const;

function pricingOf(day: number, dimensions: string[]) {
	const { marketing, utility } = figuresOf(day);
	const volumes = { MARKETING: marketing, UTILITY: utility };
	const rows = (['MARKETING', 'UTILITY'] as const).map((category) => ({
		category,
		volume: volumes[category],
		cost: volumes[category] * PRICES[category],
	}));
	const common = {
		...span(day),
		...(dimensions.includes('COUNTRY') && { country: 'US' }),
		...(dimensions.includes('PRICING_TYPE') && { pricing_type: 'REGULAR' }),
	};
	if (!dimensions.includes('PRICING_CATEGORY')) {
		const sum = (key: 'volume' | 'cost') => rows.reduce((total, row) => total + row[key], 0);
		return [{ ...common, volume: sum('volume'), cost: sum('cost') }];
	}
	return rows.map(({ category, ...row }) => ({ ...common, pricing_category: category, ...row }));
}

const METRICS = ['SENT', 'DELIVERED', 'READ', 'CLICKED', 'COST'];

/** `GET /<WABA_ID>/template_analytics`: at most ten templates, by the day. */
export function templateAnalytics(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { world, query } = call;
	oneOf('granularity', query.granularity?.toUpperCase(), ['DAILY']);
	for (const metric of list(query.metric_types))
		oneOf('metric_types', metric.toUpperCase(), METRICS);
	const ids = list(query.template_ids);
	if (ids.length < 1 || ids.length > 10) {
		throw invalidParameter('Param template_ids must have between 1 and 10 elements');
	}
	const stranger = ids.find((id) => !world.templates.some((template) => template.id === id));
	if (stranger) throw invalidParameter(`Template ${stranger} does not exist`);
	const days = daysOf(periodOf(query.start, query.end));
	const points = ids.flatMap((template_id) =>
		days.map((day) => {
			const sent = 2 + ((day + Number(template_id.slice(-2))) % 7);
			const delivered = sent - (day % 2);
			const read = Math.floor(delivered * 0.8);
			// Clicks and people are rows of the same list (M:analytics): who clicks twice is in both.
			const clicked = [
				{ type: 'quick_reply_button', button_content: 'Yes', count: read >> 1 },
				{ type: 'url_button', button_content: 'Track', count: read + 1 },
				{ type: 'unique_url_button', button_content: 'Track', count: read },
			];
			const cost = [{ type: 'amount_spent', value: delivered * PRICES.UTILITY }];
			return { template_id, ...span(day), sent, delivered, read, clicked, cost };
		}),
	);
	const page = paged(call, `${world.account.wabaId}/template_analytics`, points);
	const data = [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: page.data }];
	return { ...page, data };
}
