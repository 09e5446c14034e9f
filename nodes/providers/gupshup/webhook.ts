import { equalSecrets } from '../../core/crypto';
import type { Account, Verification, WebhookRequest } from '../provider';
import { gupshupAccount } from './account';

/** The query parameter that the callback URL ends with. */
const PARAMETER = 'secret';

/** Gupshup signs no webhook of version 2: the proof is a secret in the URL that only it was told. */
export function verify({ query }: WebhookRequest, account: Account): Verification {
	const { webhookSecret } = gupshupAccount(account);
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
