import { isSuccess } from '../../shared/httpStatus';
import { asObject, asObjects, asText } from '../../shared/json';
import type { Account, Exchange } from '../provider';
import { gupshupAccount } from './account';

/**
 * Where the app's webhooks go: as the credential says, else as Gupshup lists them. That list is
 * documented for partners only, so nothing but one clear address in it counts; and with none in it
 * there may still be one in the console.
 *
 * @see https://partner-docs.gupshup.io/reference/get_partner-app-appid-subscription
 */
export function* callbackUrl(account: Account): Exchange<string | undefined> {
	const { webhookUrl, baseUrl, appId } = gupshupAccount(account);
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
