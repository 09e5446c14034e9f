import { asText } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Credential } from '../http';
import type { Sender } from '../provider';

/** ID of the key's number, where the credential does not say which number that is. */
const DEFAULT_SENDER = 'default';

/**
 * The one number that the API key belongs to. There is no call that tells which it is, so the
 * credential may name it; its digits are the ID, which is also how events name it.
 */
export function sender(credential: Credential): Sender {
	const { phoneNumber } = dialogCredential(credential);
	return {
		id: phoneDigits(phoneNumber) ?? DEFAULT_SENDER,
		phone: phoneNumber,
		name: 'Number of the API key',
	};
}

/** The fields of the credential `dialog360Api`. */
export interface DialogCredential {
	apiKey: string;
	webhookSecret: string;
	/** Header in which 360dialog sends the webhook secret. */
	headerName: string;
	/** Partners only: the key of `x-360dialog-signature`. */
	platformSecret: string;
	phoneNumber: string;
	baseUrl: string;
}

/** Reads the credential; what is not filled in is empty, save header and host, which have defaults. */
export function dialogCredential(credential: Credential): DialogCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
	return {
		apiKey: field('apiKey'),
		webhookSecret: field('webhookSecret'),
		headerName: field('headerName') || 'X-Webhook-Secret',
		platformSecret: field('platformSecret'),
		phoneNumber: field('phoneNumber'),
		baseUrl: (field('baseUrl') || 'https://waba-v2.360dialog.io').replace(/\/+$/, ''),
	};
}
