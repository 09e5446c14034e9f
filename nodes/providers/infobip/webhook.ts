import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Verification } from '../provider';
import {
	type HmacAlgorithm,
	infobipCredential,
	type InfobipCredential,
	withSecret,
} from './account';

const BODY = JSON.stringify({ results: [] });

/** A list of no events, proven in the way that the credential chose. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const infobip = infobipCredential(credential);
	if (missingProof(infobip) !== undefined) return undefined;
	const proven = genuine ? infobip : otherwise(infobip);
	return {
		url: withSecret(url, proven),
		headers: { 'content-type': 'application/json', ...proofHeaders(proven) },
		body: BODY,
	};
}

const otherwise = (infobip: InfobipCredential): InfobipCredential => ({
	...infobip,
	webhookPassword: `not ${infobip.webhookPassword}`,
	urlSecret: `not ${infobip.urlSecret}`,
	hmacSecret: `not ${infobip.hmacSecret}`,
});

function proofHeaders(infobip: InfobipCredential): Record<string, string> {
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

const DIGESTS: Record<HmacAlgorithm, string> = {
	HMAC_SHA_256: 'sha256',
	HMAC_SHA_384: 'sha384',
	HMAC_SHA_512: 'sha512',
};

/**
 * Checks the proof that the credential chose. Infobip documents that it can sign, but neither header
 * nor encoding, so these are settings.
 *
 * @see https://www.infobip.com/docs/cpaas-x/subscriptions-management/create-manage-subscriptions
 */
export function verify(request: WebhookRequest, credential: Credential): Verification {
	const infobip = infobipCredential(credential);
	const missing = missingProof(infobip);
	if (missing) {
		return { ok: false, secretMissing: true, reason: `The credential has no ${missing}` };
	}
	switch (infobip.webhookAuth) {
		case 'basic':
			return checkPassword(request, infobip);
		case 'urlSecret':
			return outcome(
				request.query.secret,
				infobip.urlSecret,
				'The URL carries no secret',
				'The secret in the URL is not the one in the credential',
			);
		case 'hmac':
			return checkSignature(request, infobip);
	}
}

/** What the credential lacks to prove webhooks, in words. */
export function missingProof(infobip: InfobipCredential): string | undefined {
	switch (infobip.webhookAuth) {
		case 'basic':
			if (infobip.webhookUser === '') return 'webhook user name';
			return infobip.webhookPassword === '' ? 'webhook password' : undefined;
		case 'urlSecret':
			return infobip.urlSecret === '' ? 'webhook secret' : undefined;
		case 'hmac':
			return infobip.hmacSecret === '' ? 'HMAC secret key' : undefined;
	}
}

function checkPassword({ headers }: WebhookRequest, infobip: InfobipCredential): Verification {
	const { webhookUser, webhookPassword } = infobip;
	return outcome(
		/^basic\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1],
		Buffer.from(`${webhookUser}:${webhookPassword}`).toString('base64'),
		'The request carries no user name and password',
		'User name and password are not those in the credential',
	);
}

function checkSignature(
	{ headers, body }: WebhookRequest,
	infobip: InfobipCredential,
): Verification {
	const { hmacAlgorithm, hmacSecret, hmacHeader, hmacEncoding, hmacPrefix } = infobip;
	const digest = createHmac(DIGESTS[hmacAlgorithm], hmacSecret).update(body).digest(hmacEncoding);
	return outcome(
		headers[hmacHeader],
		`${hmacPrefix}${digest}`,
		`The request carries no header ${hmacHeader}`,
		'The signature was not made with this HMAC secret key, or in another way',
	);
}

function outcome(
	given: string | undefined,
	expected: string,
	absent: string,
	wrong: string,
): Verification {
	if (given === undefined || given === '') return { ok: false, reason: absent };
	return equalSecrets(given, expected) ? { ok: true } : { ok: false, reason: wrong };
}
