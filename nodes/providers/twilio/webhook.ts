import { createHash, createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Verification } from '../provider';
import { allParams, isJson, twilioCredential } from './account';
import { onWhatsApp } from './events';

/**
 * Checks `X-Twilio-Signature`: HMAC-SHA1 under the auth token, in base64, of the URL followed by the
 * parameters of a form. A JSON body is vouched for by its hash in the URL, and only the URL is signed.
 *
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function verify(request: WebhookRequest, credential: Credential): Verification {
	const { authToken } = twilioCredential(credential);
	if (authToken === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no auth token' };
	}
	const signature = request.headers['x-twilio-signature'];
	if (signature === undefined || signature === '') {
		return { ok: false, reason: 'The request carries no X-Twilio-Signature header' };
	}
	if (!isJson(request.body) && isTooLarge(request.body)) {
		return { ok: false, reason: 'No form of Twilio is as large as this one' };
	}
	const hash = bodyHash(request);
	if (hash !== undefined && !equalSecrets(hash, sha256(request.body))) {
		return { ok: false, reason: 'The body is not the one whose hash is in the URL' };
	}
	const params = hash === undefined ? formParams(request) : NO_PARAMS;
	const content = signedParams(params);
	const signed = signedForms(request.url)
		.map((url) => url + content)
		.find((text) =>
			equalSecrets(signature, createHmac('sha1', authToken).update(text).digest('base64')),
		);
	if (signed === undefined) {
		return { ok: false, reason: 'The signature was not made with this auth token for this URL' };
	}
	return isOneMessage(signed, params)
		? { ok: true }
		: { ok: false, reason: 'What was signed can be read as the fields of another message too' };
}

/** A form tells of one message, which has 4,096 characters at most and a few files. */
const MOST_BYTES = 256 * 1024;
const MOST_FIELDS = 1000;
const AMPERSAND = 0x26;

/** The fields have to be sorted before anything is proven, so nobody may send many. */
function isTooLarge(body: Buffer): boolean {
	if (body.length > MOST_BYTES) return true;
	let fields = 1;
	for (let at = body.indexOf(AMPERSAND); at >= 0; at = body.indexOf(AMPERSAND, at + 1)) {
		if (++fields > MOST_FIELDS) return true;
	}
	return false;
}

/** The hash of the body, as the URL has it. Of a form it vouches for nothing: Twilio signs the fields. */
function bodyHash({ url, body }: WebhookRequest): string | undefined {
	if (body.length > 0 && !isJson(body)) return undefined;
	const query = URL.canParse(url) ? new URL(url).searchParams : undefined;
	return query?.get('bodySHA256')?.toLowerCase();
}

/**
 * Can the signed text be split into the fields of one message only? Nothing stands between the fields in
 * it, so somebody can write a message that has further fields in its words, and have what Twilio signed
 * for it read in another way. The true sender's field is in the text wherever that is split: it has to be
 * the only one there, and the one that is read.
 */
function isOneMessage(signed: string, params: ReadonlyMap<string, string[]>): boolean {
	const senders = params.get('From') ?? [];
	const named = signed.match(/Fromwhatsapp:/gi) ?? [];
	return senders.length <= 1 && named.length === senders.filter(onWhatsApp).length;
}

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

const NO_PARAMS: ReadonlyMap<string, string[]> = new Map();

const formParams = ({ method, body }: WebhookRequest): ReadonlyMap<string, string[]> =>
	method.toUpperCase() === 'GET' ? NO_PARAMS : allParams(body);

/** Name and value of each parameter, in the order of the names; of a repeated one each value once. */
function signedParams(params: ReadonlyMap<string, string[]>): string {
	return [...params]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([name, values]) => [...new Set(values)].sort().map((value) => name + value))
		.join('');
}

/** A form that tells of no message, signed as Twilio signs: the URL, then names and values. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const { accountSid, authToken } = twilioCredential(credential);
	if (authToken === '') return undefined;
	// What stands behind the # is for Twilio, and never travels.
	const [called] = url.split('#');
	const hmac = createHmac('sha1', genuine ? authToken : `not ${authToken}`);
	return {
		url: called,
		headers: {
			// As Twilio writes it. Without the charset, n8n 2.40 would want to write the form anew.
			'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
			'x-twilio-signature': hmac.update(`${called}AccountSid${accountSid}`).digest('base64'),
		},
		body: new URLSearchParams({ AccountSid: accountSid }).toString(),
	};
}

/**
 * The forms of a URL that Twilio may have signed. It signs what it was given, but proxies and parsers
 * on the way add and drop default ports and escape characters anew, so its own library tries several.
 *
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
function signedForms(url: string): string[] {
	const [address] = url.split('#');
	const forms = new Set<string>();
	// A fragment such as #rc=3 is for Twilio only; whether it signs it is not documented.
	for (const form of [address, url]) {
		forms.add(form);
		if (!URL.canParse(form)) continue;
		for (const withPort of [withoutPort(form), withDefaultPort(form)]) {
			forms.add(withPort);
			forms.add(withQueryWrittenAnew(withPort));
		}
	}
	return [...forms];
}

function withoutPort(url: string): string {
	const parsed = new URL(url);
	parsed.port = '';
	return parsed.href;
}

/** An explicit port stays; `URL` drops the default one, so it is put back as text. */
function withDefaultPort(url: string): string {
	const { href, protocol, username, password, host, port, pathname, search, hash } = new URL(url);
	if (port !== '') return href;
	const login = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
	const usual = protocol === 'https:' ? 443 : 80;
	return `${protocol}//${login}${host}:${usual}${pathname}${search}${hash}`;
}

/** Repeated names stand together, and every value is escaped in one way. */
function withQueryWrittenAnew(url: string): string {
	const [address, ...query] = url.split('#')[0].split('?');
	if (query.length === 0) return url;
	const values = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(query.join('?'))) {
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else known.push(value);
	}
	const pairs = [...values].flatMap(([name, all]) =>
		all.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
	);
	return `${address}?${pairs.join('&')}`;
}
