import { digitsOf } from '../../account.mts';
import type { Proof, SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../wamid.mts';
import type { Change } from '../meta/events.mts';
import { webhookBody } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { API_KEY, HEADER_NAME, WEBHOOK_SECRET } from './account.mts';
import { dialogRouter, numberOfKey } from './router.mts';
import { webhookConfig } from './registration.mts';

/** The headers that were registered with the address; there is no signature of Meta's. */
function customHeaders(world: World, proof: Proof): Record<string, string> {
	if (proof === 'none') return {};
	const { headers } = webhookConfig(world) ?? { headers: { [HEADER_NAME]: WEBHOOK_SECRET } };
	if (proof === 'valid') return headers;
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, `${value} but another`]),
	);
}

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

/** 360dialog: Meta's messages and webhooks behind a key, with its own way of proving them. */
export const dialog360: SimulatedProvider = {
	id: 'dialog360',
	name: '360dialog',
	proofName: HEADER_NAME,
	credential: ({ phoneNumbers }, url) => ({
		type: 'dialog360Api',
		data: {
			apiKey: API_KEY,
			webhookSecret: WEBHOOK_SECRET,
			phoneNumber: phoneNumbers[0]?.displayPhoneNumber ?? '',
			advanced: true,
			baseUrl: url,
			headerName: HEADER_NAME,
			platformSecret: '',
		},
	}),
	senderId: ({ phoneNumbers }, phoneNumberId) =>
		digitsOf(phoneNumbers.find(({ id }) => id === phoneNumberId)?.displayPhoneNumber ?? ''),
	receive: 'phone',
	secrets: () => [API_KEY, WEBHOOK_SECRET],
	router: dialogRouter,
	newMessageId: newWamid,
	// Other numbers have keys, and webhooks, of their own.
	targetOf: (world, { phoneNumberId }) =>
		phoneNumberId === numberOfKey(world) ? world.callback : null,
	batches: true,
	webhook(world, changes) {
		const body = webhookBody(world, changes.map(withoutReference));
		return { body, rawBody: JSON.stringify(body) };
	},
	prove(world, _rawBody, target, proof) {
		const custom = customHeaders(world, proof);
		return {
			target,
			headers: { 'content-type': 'application/json', ...custom },
			// The proof is the secret itself, which the journal must not show.
			signature: Object.keys(custom).length > 0 ? '***' : null,
		};
	},
	// Anything but a 200 is tried again (partner docs, receiving messages via webhook).
	taken: (status) => status === 200,
	redelivers: true,
};
