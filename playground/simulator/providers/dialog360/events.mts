import type { Change } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import { webhookBody } from '../meta/events.mts';

/** Whether `biz_opaque_callback_data` passes through is not documented, so here it does not. */
const withoutReference = (change: Change): Change => ({
	...change,
	value: {
		...change.value,
		...(change.value.statuses && {
			statuses: change.value.statuses.map(
				({ biz_opaque_callback_data: _dropped, ...status }) => status,
			),
		}),
	},
});

/** Meta's webhooks, passed on. */
export const events: EventsDoor = {
	batches: true,
	webhook(world, changes) {
		const body = webhookBody(world, changes.map(withoutReference));
		return { body, rawBody: JSON.stringify(body) };
	},
};
