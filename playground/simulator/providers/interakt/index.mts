import { createHmac, randomUUID } from 'node:crypto';

import type { SimulatedProvider } from '../../provider.mts';
import { API_KEY, WEBHOOK_SECRET } from './account.mts';
import { interaktRouter } from './router.mts';
import { interaktBody } from './events.mts';

const HEADER = 'Interakt-Signature';

/** Its console takes https; a playground's own machine is let through. */
function mayBeCalled(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	const own = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
	return protocol === 'https:' || (protocol === 'http:' && own);
}

/** Interakt: one number, a pasted callback, one event in each webhook, no second delivery. */
export const interakt: SimulatedProvider = {
	id: 'interakt',
	name: 'Interakt',
	proofName: HEADER,
	credential: (_account, url) => ({
		type: 'interaktApi',
		data: { apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET, advanced: true, baseUrl: url },
	}),
	senderId: () => 'account',
	receive: 'manual',
	secrets: () => [API_KEY, WEBHOOK_SECRET],
	// A 201 means queued: that the window is closed comes as a failed status.
	switches: { windowRefusal: 'async' },
	router: interaktRouter,
	newMessageId: () => randomUUID(),
	targetOf: ({ callback }) => (callback !== null && mayBeCalled(callback) ? callback : null),
	batches: false,
	webhook(world, [change]) {
		const body = change ? interaktBody(world, change) : null;
		return body === null ? null : { body, rawBody: JSON.stringify(body) };
	},
	prove(_world, rawBody, target, proof) {
		const secret = proof === 'valid' ? WEBHOOK_SECRET : `${WEBHOOK_SECRET} but another`;
		const hash = createHmac('sha256', secret).update(rawBody).digest('hex');
		const signature = proof === 'none' ? null : `sha256=${hash}`;
		const headers = {
			'content-type': 'application/json',
			...(signature && { [HEADER]: signature }),
		};
		return { target, headers, signature };
	},
	taken: (status) => status === 200,
	redelivers: false,
};
