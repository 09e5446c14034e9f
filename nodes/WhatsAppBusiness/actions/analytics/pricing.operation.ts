import type { Granularity } from '../../../providers/resources';
import { offered, type RunOperation } from '../operation';
import { granularityField, periodFields, periodOf, readRows } from './period';

export const pricingAnalytics: RunOperation = {
	resource: 'analytics',
	value: 'pricing',
	name: 'Get Pricing',
	action: 'Get pricing analytics',
	description:
		'How many messages were charged and what they cost. Without costs where a partner pays the bill.',
	fields: [
		...periodFields,
		granularityField,
		{
			displayName: 'Break Down By',
			name: 'breakdown',
			type: 'multiOptions',
			options: [
				{ name: 'Category', value: 'PRICING_CATEGORY' },
				{ name: 'Country', value: 'COUNTRY' },
				{ name: 'Phone Number', value: 'PHONE' },
				{ name: 'Tier', value: 'TIER' },
				{ name: 'Type', value: 'PRICING_TYPE' },
			],
			default: ['PRICING_CATEGORY', 'COUNTRY'],
			description: 'What gets a row of its own. Nothing chosen gives one row per day.',
		},
	],
	async run(context, itemIndex, provider) {
		offered(provider.analytics, context, itemIndex, provider, 'read analytics');
		const rows = await readRows(context, itemIndex, provider, {
			kind: 'pricing',
			...periodOf(context, itemIndex, provider, 'pricing'),
			granularity: context.getNodeParameter('granularity', itemIndex) as Granularity,
			breakdown: context.getNodeParameter('breakdown', itemIndex, []) as string[],
		});
		return rows.map((json) => ({ json }));
	},
};
