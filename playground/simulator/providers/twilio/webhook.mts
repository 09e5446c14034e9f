import { createHmac } from 'node:crypto';

import type { WebhookDoor } from '../../provider.mts';
import { AUTH_TOKEN } from './account.mts';
import { webhookOf } from './senders.mts';

/** URL, then name and value of each parameter in the order of the names (twilio.com/docs/usage/security). */
function signatureOf(url: string, rawBody: string, authToken: string): string {
	const params = [...new URLSearchParams(rawBody)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const [address = ''] = url.split('#');
	return createHmac('sha1', authToken)
		.update(address + params.map(([name, value]) => name + value).join(''))
		.digest('base64');
}

export const webhook: WebhookDoor = {
	targetOf(world, { phoneNumberId, value }) {
		const number = world.account.phoneNumbers.find(({ id }) => id === phoneNumberId);
		const { callback_url, status_callback_url } = number ? webhookOf(world, number) : {};
		const [status] = value.statuses ?? [];
		if (!status) return callback_url ?? null;
		const message = world.conversations.find(String(status.id));
		return message?.outgoing?.statusUrl ?? status_callback_url ?? null;
	},
	prove(_world, rawBody, target, proof) {
		const token = proof === 'valid' ? AUTH_TOKEN : `${AUTH_TOKEN} but another`;
		const signature = proof === 'none' ? null : signatureOf(target, rawBody, token);
		const headers = {
			// Twilio may add a charset; without one it is the harder case.
			'content-type': 'application/x-www-form-urlencoded',
			'user-agent': 'TwilioProxy/1.1',
			...(signature && { 'X-Twilio-Signature': signature }),
		};
		return { target, headers, signature };
	},
	taken: (status) => status >= 200 && status < 300,
	redelivers: false,
};
