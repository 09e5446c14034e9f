import { asText } from '../../shared/json';
import type { Account } from '../provider';

/** The fields of the credential `dialog360Api`. */
export interface DialogAccount {
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
export function dialogAccount(account: Account): DialogAccount {
	const field = (name: string) => (asText(account[name]) ?? '').trim();
	return {
		apiKey: field('apiKey'),
		webhookSecret: field('webhookSecret'),
		headerName: field('headerName') || 'X-Webhook-Secret',
		platformSecret: field('platformSecret'),
		phoneNumber: field('phoneNumber'),
		baseUrl: (field('baseUrl') || 'https://waba-v2.360dialog.io').replace(/\/+$/, ''),
	};
}
