import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Challenge, Verification } from '../provider';
import { metaCredential } from './account';

/**
 * Checks `X-Hub-Signature-256`: HMAC-SHA256 of the raw body under the app secret, lower-case hex.
 * Never over parsed and re-written JSON: Meta signs the body with `\u00e4`-style escapes.
 *
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export function verify(request: WebhookRequest, credential: Credential): Verification {
	const { appSecret } = metaCredential(credential);
	if (appSecret === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no app secret' };
	}
	const header = request.headers['x-hub-signature-256'];
	if (header === undefined) {
		return { ok: false, reason: 'The request carries no X-Hub-Signature-256 header' };
	}
	const signed = (body: Buffer | string) =>
		equalSecrets(header, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
	if (signed(request.body) || (hasUnescaped(request.body) && signed(escaped(request.body)))) {
		return { ok: true };
	}
	return { ok: false, reason: 'The signature was not made with this app secret' };
}

/** A character beyond ASCII takes more than one byte. */
const hasUnescaped = (body: Buffer) =>
	body.toString('utf8').length !== body.length || body.includes(DELETE);

/** Of ASCII, the one that is escaped too. */
const DELETE = 0x7f;

/** Meta signs the escaped form of a text; a proxy on the way may have unescaped it. */
function escaped(body: Buffer): string {
	return body
		.toString('utf8')
		.replace(/[^\0-~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Answers the GET that Meta makes when a callback URL is set.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
export function challenge(request: WebhookRequest, credential: Credential): Challenge {
	const { verifyToken } = metaCredential(credential);
	if (verifyToken === '') return { ok: false, reason: 'The credential has no verify token' };
	const { query } = request;
	if (query['hub.mode'] !== 'subscribe' || query['hub.challenge'] === undefined) {
		return { ok: false, reason: 'This is no verification request' };
	}
	return equalSecrets(query['hub.verify_token'] ?? '', verifyToken)
		? { ok: true, text: query['hub.challenge'] }
		: { ok: false, reason: 'The verify token is not the one in the credential' };
}

/** A webhook without any event, signed as Meta signs. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const { appSecret } = metaCredential(credential);
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
