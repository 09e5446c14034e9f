import { isSuccess } from '../../core/http';
import { asObject, asObjects, asText } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Credential, Exchange } from '../http';
import type { Sender } from '../provider';

/**
 * Where the app's webhooks go: as the credential says, else as Gupshup lists them. That list is
 * documented for partners only, so nothing but one clear address in it counts; and with none in it
 * there may still be one in the console.
 *
 * @see https://partner-docs.gupshup.io/reference/get_partner-app-appid-subscription
 */
export function* callbackUrl(credential: Credential): Exchange<string | undefined> {
	const { webhookUrl, baseUrl, appId } = gupshupCredential(credential);
	if (isAddress(webhookUrl)) return webhookUrl;
	const answer = yield {
		method: 'GET',
		url: `${baseUrl}/wa/app/${encodeURIComponent(appId)}/subscription`,
	};
	if (!isSuccess(answer.status)) return undefined;
	const urls = asObjects(asObject(answer.body)?.subscriptions)
		.filter(({ active, version }) => active !== false && (asText(version) ?? '2') === '2')
		.map(({ url }) => asText(url) ?? '')
		.filter(isAddress);
	const [url, ...others] = new Set(urls);
	return others.length === 0 ? url : undefined;
}

const isAddress = (url: string) => URL.canParse(url) && /^https?:/i.test(url);

/** The fields of the credential `gupshupApi`. */
export interface GupshupCredential {
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
export function gupshupCredential(credential: Credential): GupshupCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
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
export function sender(credential: Credential): Sender | undefined {
	const { appName, sourceNumber } = gupshupCredential(credential);
	if (appName === '' || sourceNumber === '') return undefined;
	return { id: appName, phone: `+${sourceNumber}`, name: appName };
}
