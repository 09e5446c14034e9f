import type { Proof, WebhookDoor } from '../../provider.mts';
import type { World } from '../../world.mts';
import { HEADER_NAME, numberOfKey, WEBHOOK_SECRET } from './account.mts';
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

export const webhook: WebhookDoor = {
	// Other numbers have keys, and webhooks, of their own.
	targetOf: (world, { phoneNumberId }) =>
		phoneNumberId === numberOfKey(world) ? world.callback : null,
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
