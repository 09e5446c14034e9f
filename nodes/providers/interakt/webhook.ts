import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Verification } from '../provider';
import { interaktCredential } from './account';

/**
 * Checks `Interakt-Signature`: HMAC-SHA256 of the raw body under the secret key of the webhook
 * settings, in hex after `sha256=`. Integrations in production have seen it without the prefix, and
 * under a name with `x-`.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function verify({ headers, body }: WebhookRequest, credential: Credential): Verification {
	const { webhookSecret } = interaktCredential(credential);
	if (webhookSecret === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no webhook secret' };
	}
	const header = headers['interakt-signature'] ?? headers['x-interakt-signature'];
	if (header === undefined) {
		return { ok: false, reason: 'The request carries no Interakt-Signature header' };
	}
	const given = header.trim().replace(/^sha256=/, '');
	const expected = createHmac('sha256', webhookSecret).update(body).digest('hex');
	return equalSecrets(given, expected)
		? { ok: true }
		: { ok: false, reason: 'The signature was not made with this webhook secret' };
}

const BODY = '{}';

/** A body that is no event, signed as Interakt signs. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const { webhookSecret } = interaktCredential(credential);
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
