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
	const signed = (digest: string | undefined) =>
		digest !== undefined && equalSecrets(header, `sha256=${digest}`);
	if (signed(createHmac('sha256', appSecret).update(request.body).digest('hex'))) {
		return { ok: true };
	}
	const text = request.body.toString('utf8');
	return hasUnescaped(text, request.body) && signed(digestEscaped(text, appSecret))
		? { ok: true }
		: { ok: false, reason: 'The signature was not made with this app secret' };
}

/** A character beyond ASCII takes more than one byte. */
const hasUnescaped = (text: string, body: Buffer) =>
	text.length !== body.length || body.includes(DELETE);

/** Of ASCII, the one that is escaped too. */
const DELETE = 0x7f;

const HEX = Buffer.from('0123456789abcdef');
const ESCAPE = Buffer.from('\\u');
const LONGEST_ESCAPE = 6;
/** Meta sends 3 MB at most, and that is the escaped form. */
const LONGEST_SIGNED = 4 * 1024 * 1024;
/** Bytes that are written before they are added to the digest. */
const PART = 64 * 1024;

/**
 * Meta signs the escaped form of a text; a proxy on the way may have unescaped it. Written piece by
 * piece: anybody may send megabytes of such characters before anything is proven.
 *
 * @returns undefined where that form is longer than Meta sends
 */
function digestEscaped(text: string, key: string): string | undefined {
	const hmac = createHmac('sha256', key);
	const part = Buffer.alloc(PART);
	let used = 0;
	let written = 0;
	for (let at = 0; at < text.length; at++) {
		if (used + LONGEST_ESCAPE > PART) {
			hmac.update(part.subarray(0, used));
			written += used;
			if (written > LONGEST_SIGNED) return undefined;
			used = 0;
		}
		const code = text.charCodeAt(at);
		if (code < DELETE) {
			part[used++] = code;
			continue;
		}
		part[used++] = ESCAPE[0];
		part[used++] = ESCAPE[1];
		part[used++] = HEX[code >> 12];
		part[used++] = HEX[(code >> 8) & 15];
		part[used++] = HEX[(code >> 4) & 15];
		part[used++] = HEX[code & 15];
	}
	return hmac.update(part.subarray(0, used)).digest('hex');
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
