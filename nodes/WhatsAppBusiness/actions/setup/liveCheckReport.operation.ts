import type { IDataObject } from 'n8n-workflow';
import { systemClock } from '../../../n8n/clock';
import { readCollected } from '../../liveCheck/collected';
import { liveReport } from '../../liveCheck/report';
import type { RunOperation } from '../operation';

export const liveCheckReport: RunOperation = {
	resource: 'setup',
	value: 'liveCheckReport',
	name: 'Live Check Report',
	action: 'Report a live check',
	description:
		'Compare what came back from a live check with what is expected. Takes the items of Live Check and of the trigger together; the report holds no names, numbers, tokens or texts.',
	fields: [],
	async run(context, itemIndex, provider, once) {
		// All items are one report.
		const { askedBy, report } = await once('live check report', async () => ({
			askedBy: itemIndex,
			report: liveReport(
				provider,
				readCollected(context.getInputData().map(({ json }) => json)),
				systemClock.now(),
			),
		}));
		return askedBy === itemIndex ? [{ json: report as unknown as IDataObject }] : [];
	},
};
