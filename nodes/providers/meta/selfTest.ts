import { createHmac } from 'node:crypto';
import type { Account, WebhookCall } from '../provider';
import { metaAccount } from './account';

/** A webhook without any event, signed as Meta signs. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const { appSecret } = metaAccount(account);
	if (appSecret === '') return undefined;
	const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] });
	const key = genuine ? appSecret : `not ${appSecret}`;
	const signature = createHmac('sha256', key).update(body).digest('hex');
	return {
		url,
		headers: {
			'content-type': 'application/json',
			'x-hub-signature-256': `sha256=${signature}`,
		},
		body,
	};
}
