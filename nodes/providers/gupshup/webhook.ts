import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Verification } from '../provider';
import { gupshupCredential } from './account';

/** The query parameter that the callback URL ends with. */
const PARAMETER = 'secret';

/** Gupshup signs no webhook of version 2: the proof is a secret in the URL that only it was told. */
export function verify({ query }: WebhookRequest, credential: Credential): Verification {
	const { webhookSecret } = gupshupCredential(credential);
	if (webhookSecret === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no webhook secret' };
	}
	const given = query[PARAMETER];
	if (given === undefined) {
		return { ok: false, reason: `The URL that was called has no "?${PARAMETER}=" at its end` };
	}
	return equalSecrets(given, webhookSecret)
		? { ok: true }
		: { ok: false, reason: 'The secret in the URL is not the one in the credential' };
}

/** A body that is no event, with the secret at the end of the URL. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const { webhookSecret } = gupshupCredential(credential);
	if (webhookSecret === '' || !URL.canParse(url)) return undefined;
	const called = new URL(url);
	called.searchParams.set('secret', genuine ? webhookSecret : `not ${webhookSecret}`);
	return { url: called.href, headers: { 'content-type': 'application/json' }, body: '{}' };
}
