import type { Account, WebhookCall } from '../provider';
import { dialogAccount } from './account';

/** A webhook without any event, with the secret in its header. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const { webhookSecret, headerName } = dialogAccount(account);
	if (webhookSecret === '') return undefined;
	const secret = genuine ? webhookSecret : `not ${webhookSecret}`;
	return {
		url,
		headers: { 'content-type': 'application/json', [headerName.toLowerCase()]: secret },
		body: JSON.stringify({ object: 'whatsapp_business_account', entry: [] }),
	};
}
