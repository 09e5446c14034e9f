import { createHmac } from 'node:crypto';

import type { WebhookDoor } from '../../provider.mts';
import { callbackFor } from './registration.mts';

export function signatureOf(rawBody: string, appSecret: string): string {
	return `sha256=${createHmac('sha256', appSecret).update(rawBody, 'utf8').digest('hex')}`;
}

export const webhook: WebhookDoor = {
	targetOf: ({ registrations }, { phoneNumberId }) => callbackFor(registrations, phoneNumberId),
	prove({ account: { appSecret } }, rawBody, target, proof) {
		const secret = proof === 'valid' ? appSecret : `${appSecret} but another`;
		const signature = proof === 'none' ? null : signatureOf(rawBody, secret);
		const headers = {
			'content-type': 'application/json',
			'user-agent': 'facebookexternalua',
			...(signature && { 'X-Hub-Signature-256': signature }),
		};
		return { target, headers, signature };
	},
	// Anything but a 200 is tried again (M:webhooks/overview).
	taken: (status) => status === 200,
	redelivers: true,
};
