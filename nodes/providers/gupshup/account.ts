import { phoneDigits } from '../../core/phone';
import { asText } from '../../shared/json';
import type { Account, Sender } from '../provider';

/** The fields of the credential `gupshupApi`. */
export interface GupshupAccount {
	apiKey: string;
	appName: string;
	appId: string;
	/** Digits only. */
	sourceNumber: string;
	webhookSecret: string;
	/** The trigger's production URL, as it was pasted at Gupshup. */
	webhookUrl: string;
	/** What the `index` of a postback text counts. */
	postbackIndex: 'allButtons' | 'quickReplies';
	baseUrl: string;
}

/** Reads the credential; what is not filled in is empty, save what has a default. */
export function gupshupAccount(account: Account): GupshupAccount {
	const field = (name: string) => (asText(account[name]) ?? '').trim();
	const sourceNumber = field('sourceNumber');
	return {
		apiKey: field('apiKey'),
		appName: field('appName'),
		appId: field('appId'),
		sourceNumber: phoneDigits(sourceNumber) ?? sourceNumber,
		webhookSecret: field('webhookSecret'),
		webhookUrl: field('webhookUrl'),
		postbackIndex: field('postbackIndex') === 'quickReplies' ? 'quickReplies' : 'allButtons',
		baseUrl: (field('baseUrl') || 'https://api.gupshup.io').replace(/\/+$/, ''),
	};
}

/** The app's one number. Webhooks always name the app, and not always the number: so the app is the ID. */
export function sender(account: Account): Sender | undefined {
	const { appName, sourceNumber } = gupshupAccount(account);
	if (appName === '' || sourceNumber === '') return undefined;
	return { id: appName, phone: `+${sourceNumber}`, name: appName };
}
