import type { Account, Exchange } from '../provider';
import { interaktAccount } from './account';

/** Where the webhooks go, as the credential says: Interakt tells nobody, so nothing is asked. */
export function* callbackUrl(account: Account): Exchange<string | undefined> {
	yield* [];
	const { webhookUrl } = interaktAccount(account);
	return URL.canParse(webhookUrl) && /^https?:/i.test(webhookUrl) ? webhookUrl : undefined;
}
