import { createHmac } from 'node:crypto';
import type { Account, WebhookCall } from '../provider';
import { interaktAccount } from './account';

const BODY = '{}';

/** A body that is no event, signed as Interakt signs. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const { webhookSecret } = interaktAccount(account);
	if (webhookSecret === '') return undefined;
	const hmac = createHmac('sha256', genuine ? webhookSecret : `not ${webhookSecret}`);
	return {
		url,
		headers: {
			'content-type': 'application/json',
			'interakt-signature': `sha256=${hmac.update(BODY).digest('hex')}`,
		},
		body: BODY,
	};
}
