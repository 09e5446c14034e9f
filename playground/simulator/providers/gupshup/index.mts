import { randomUUID } from 'node:crypto';

import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../wamid.mts';
import { API_KEY, APP_ID, APP_NAME, numberOf, WEBHOOK_SECRET } from './account.mts';
import { gupshupRouter } from './router.mts';
import { gupshupBody } from './events.mts';

const PARAMETER = 'secret';

/** Its console takes https; a playground's own machine is let through. */
function mayBeCalled(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	const own = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
	return protocol === 'https:' || (protocol === 'http:' && own);
}

/** Gupshup's self-serve API: one app, one number, a pasted callback, one event in each webhook. */
export const gupshup: SimulatedProvider = {
	id: 'gupshup',
	name: 'Gupshup',
	proofName: PARAMETER,
	credential: ({ phoneNumbers }, url) => ({
		type: 'gupshupApi',
		data: {
			apiKey: API_KEY,
			appName: APP_NAME,
			appId: APP_ID,
			sourceNumber: phoneNumbers[0]?.displayPhoneNumber ?? '',
			webhookSecret: WEBHOOK_SECRET,
			webhookUrl: '',
			advanced: true,
			postbackIndex: 'allButtons',
			baseUrl: url,
		},
	}),
	senderId: () => APP_NAME,
	receive: 'manual',
	secrets: () => [API_KEY, WEBHOOK_SECRET],
	// A send is only ever submitted: that the window is closed comes as a failed event.
	switches: { windowRefusal: 'async' },
	router: gupshupRouter,
	newMessageId: (address, direction) =>
		direction === 'outgoing' ? randomUUID() : newWamid(address, direction),
	targetOf: (world, { phoneNumberId }) => {
		const { callback } = world;
		if (phoneNumberId !== numberOf(world).id || callback === null) return null;
		return mayBeCalled(callback) ? callback : null;
	},
	batches: false,
	webhook(world, [change]) {
		const body = change ? gupshupBody(world, change) : null;
		return body === null ? null : { body, rawBody: JSON.stringify(body) };
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
