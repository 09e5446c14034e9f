import { callableUrl } from '../../api.mts';
import type { WebhookDoor } from '../../provider.mts';
import { numberOf, WEBHOOK_SECRET } from './account.mts';

export const PARAMETER = 'secret';

export const webhook: WebhookDoor = {
	/** Pasted in a console that takes https only. */
	targetOf: (world, { phoneNumberId }) => {
		const { callback } = world;
		if (phoneNumberId !== numberOf(world).id || callback === null) return null;
		return callableUrl(callback) ? callback : null;
	},
	/** The secret stands for what people paste with the URL; Gupshup itself adds nothing. */
	prove(_world, _rawBody, target, proof) {
		const url = new URL(target);
		url.searchParams.delete(PARAMETER);
		if (proof === 'valid') url.searchParams.set(PARAMETER, WEBHOOK_SECRET);
		if (proof === 'wrong') url.searchParams.set(PARAMETER, `${WEBHOOK_SECRET}butAnother`);
		return {
			target: url.href,
			headers: { 'content-type': 'application/json', 'user-agent': 'Gupshup' },
			// The secret itself is not for the drawer.
			signature: proof === 'none' ? null : '***',
		};
	},
	// docs.gupshup.io/docs/webhook-key-points: any 2xx within 10 seconds, else it is tried again.
	taken: (status) => status >= 200 && status < 300,
	redelivers: true,
};
