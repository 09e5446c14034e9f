import { createHmac } from 'node:crypto';

import { callableUrl } from '../../api.mts';
import type { WebhookDoor } from '../../provider.mts';
import { WEBHOOK_SECRET } from './account.mts';

export const HEADER = 'Interakt-Signature';

/** Pasted in a console that takes https only; nothing comes a second time. */
export const webhook: WebhookDoor = {
	targetOf: ({ callback }) => (callback !== null && callableUrl(callback) ? callback : null),
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
