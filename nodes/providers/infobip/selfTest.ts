import { createHmac } from 'node:crypto';
import type { Account, WebhookCall } from '../provider';
import { infobipAccount, type InfobipAccount } from './account';
import { withSecret } from './urlSecret';
import { DIGESTS, missingProof } from './webhook';

const BODY = JSON.stringify({ results: [] });

/** A list of no events, proven in the way that the credential chose. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const infobip = infobipAccount(account);
	if (missingProof(infobip) !== undefined) return undefined;
	const proven = genuine ? infobip : otherwise(infobip);
	return {
		url: withSecret(url, proven),
		headers: { 'content-type': 'application/json', ...proofHeaders(proven) },
		body: BODY,
	};
}

const otherwise = (infobip: InfobipAccount): InfobipAccount => ({
	...infobip,
	webhookPassword: `not ${infobip.webhookPassword}`,
	urlSecret: `not ${infobip.urlSecret}`,
	hmacSecret: `not ${infobip.hmacSecret}`,
});

function proofHeaders(infobip: InfobipAccount): Record<string, string> {
	const { webhookUser, webhookPassword, hmacSecret, hmacAlgorithm, hmacEncoding } = infobip;
	switch (infobip.webhookAuth) {
		case 'basic': {
			const login = Buffer.from(`${webhookUser}:${webhookPassword}`).toString('base64');
			return { authorization: `Basic ${login}` };
		}
		case 'hmac': {
			const hmac = createHmac(DIGESTS[hmacAlgorithm], hmacSecret).update(BODY);
			return { [infobip.hmacHeader]: infobip.hmacPrefix + hmac.digest(hmacEncoding) };
		}
		case 'urlSecret':
			return {};
	}
}
