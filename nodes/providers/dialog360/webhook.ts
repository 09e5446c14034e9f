import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../core/crypto';
import type { Credential, WebhookCall, WebhookRequest } from '../http';
import type { Verification } from '../provider';
import { dialogCredential } from './account';

/**
 * Meta's signature does not come through 360dialog. Instead there is a header with a secret that only
 * 360dialog was told, when the address was registered; for partners also a signature.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/signature-validation
 */
export function verify(request: WebhookRequest, credential: Credential): Verification {
	const { webhookSecret, headerName, platformSecret } = dialogCredential(credential);
	if (webhookSecret === '' && platformSecret === '') {
		return { ok: false, secretMissing: true, reason: 'The credential has no webhook secret' };
	}
	const secret = header(request, headerName);
	const signature = header(request, 'x-360dialog-signature');
	if (
		(secret !== undefined && equalSecrets(secret, webhookSecret)) ||
		(signature !== undefined && isSigned(request.body, signature, platformSecret))
	) {
		return { ok: true };
	}
	return {
		ok: false,
		reason:
			secret === undefined && signature === undefined
				? `The request carries no ${headerName} header`
				: 'The request does not carry the webhook secret of this credential',
	};
}

/** The builder chooses the name, so it may be that of something every object has. */
function header({ headers }: WebhookRequest, name: string): string | undefined {
	const key = name.toLowerCase();
	return Object.hasOwn(headers, key) ? headers[key] : undefined;
}

/** 360dialog does not say how the HMAC is written; hex is what has been seen. */
function isSigned(body: Buffer, signature: string, platformSecret: string): boolean {
	if (platformSecret === '') return false;
	const digest = createHmac('sha256', platformSecret).update(body).digest();
	const hex = digest.toString('hex');
	return [hex, `sha256=${hex}`, digest.toString('base64')].some((form) =>
		equalSecrets(signature, form),
	);
}

/** A webhook without any event, with the secret in its header. */
export function selfTest(
	credential: Credential,
	url: string,
	genuine: boolean,
): WebhookCall | undefined {
	const { webhookSecret, headerName } = dialogCredential(credential);
	if (webhookSecret === '') return undefined;
	const secret = genuine ? webhookSecret : `not ${webhookSecret}`;
	return {
		url,
		headers: { 'content-type': 'application/json', [headerName.toLowerCase()]: secret },
		body: JSON.stringify({ object: 'whatsapp_business_account', entry: [] }),
	};
}
