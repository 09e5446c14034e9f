import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { AnalyticsKind } from '../../../providers/resources';
import type { Provider } from '../../../providers/provider';
import { mistake } from '../../../n8n/errors';
import { readPeriod } from './period';

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
	index: number,
	{ analytics }: Provider,
	kind: AnalyticsKind,
): { from: number; to: number } {
	const period = readPeriod(
		context.getNodeParameter('from', index),
		context.getNodeParameter('until', index, ''),
		{
			zone: context.getTimezone(),
			now: DateTime.now(),
			lookBackDays: analytics?.lookBackDays[kind] ?? 0,
		},
	);
	if (!period.ok) throw mistake(context.getNode(), period.message, period.hint, index);
	return { from: period.from, to: period.to };
}
