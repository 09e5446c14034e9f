import type { Granularity } from '../../../providers/resources';
import { offered, type RunOperation } from '../operation';
import { granularityField, periodFields, periodOf, readRows } from './period';

export const messageAnalytics: RunOperation = {
	resource: 'analytics',
	value: 'messages',
	name: 'Get Messages',
	action: 'Get message analytics',
	description: 'How many messages were sent and delivered, one row per day',
	fields: [...periodFields, granularityField],
	async run(context, itemIndex, provider) {
		offered(provider.analytics, context, itemIndex, provider, 'read analytics');
		const rows = await readRows(context, itemIndex, provider, {
			kind: 'messages',
			...periodOf(context, itemIndex, provider, 'messages'),
			granularity: context.getNodeParameter('granularity', itemIndex) as Granularity,
		});
		return rows.map((json) => ({ json }));
	},
};
