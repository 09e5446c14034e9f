import { createHash, createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Account, Verification, WebhookRequest } from '../provider';
import { twilioAccount } from './account';
import { allParams } from './params';
import { signedForms } from './signedForms';

/**
 * Checks `X-Twilio-Signature`: HMAC-SHA1 under the auth token, in base64, of the URL followed by the
 * parameters of a form. A JSON body is vouched for by its hash in the URL, and only the URL is signed.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function verify(request: WebhookRequest, account: Account): Verification {
	const { authToken } = twilioAccount(account);
	if (authToken === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no auth token' };
	}
	const signature = request.headers['x-twilio-signature'];
	if (signature === undefined || signature === '') {
		return { ok: false, reason: 'The request carries no X-Twilio-Signature header' };
	}
	const urls = signedForms(request.url);
	const signed = (content: string) =>
		urls.some((url) =>
			equalSecrets(
				signature,
				createHmac('sha1', authToken)
					.update(url + content)
					.digest('base64'),
			),
		);
	const hash = bodyHash(request);
	if (hash !== undefined && !equalSecrets(hash, sha256(request.body))) {
		return { ok: false, reason: 'The body is not the one whose hash is in the URL' };
	}
	return signed(hash === undefined ? signedParams(request) : '')
		? { ok: true }
		: { ok: false, reason: 'The signature was not made with this auth token for this URL' };
}

/** The hash of the body, as the URL has it; only JSON is sent with one. */
function bodyHash({ url }: WebhookRequest): string | undefined {
	const query = URL.canParse(url) ? new URL(url).searchParams : undefined;
	return query?.get('bodySHA256')?.toLowerCase();
}

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** Name and value of each parameter, in the order of the names; of a repeated one each value once. */
function signedParams({ method, body }: WebhookRequest): string {
	if (method.toUpperCase() === 'GET') return '';
	const params = [...allParams(body)].sort(([a], [b]) => (a < b ? -1 : 1));
	return params
		.flatMap(([name, values]) => [...new Set(values)].sort().map((value) => name + value))
		.join('');
}
