import type { Account, WebhookCall } from '../provider';
import { gupshupAccount } from './account';

/** A body that is no event, with the secret at the end of the URL. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const { webhookSecret } = gupshupAccount(account);
	if (webhookSecret === '' || !URL.canParse(url)) return undefined;
	const called = new URL(url);
	called.searchParams.set('secret', genuine ? webhookSecret : `not ${webhookSecret}`);
	return { url: called.href, headers: { 'content-type': 'application/json' }, body: '{}' };
}
