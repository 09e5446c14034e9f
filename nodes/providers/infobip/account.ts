import { asText } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Credential } from '../http';
import type { Sender } from '../provider';

const NAME = 'secret';

/** The URL as Infobip is to call it: with the secret, where the secret is what proves a webhook. */
export function withSecret(url: string, { webhookAuth, urlSecret }: InfobipCredential): string {
	if (webhookAuth !== 'urlSecret' || !URL.canParse(url)) return url;
	const full = new URL(url);
	full.searchParams.set(NAME, urlSecret);
	return full.toString();
}

/** The URL without our secret, for comparing, for messages, and to keep. */
export function withoutSecret(url: string): string {
	if (!URL.canParse(url) || !new URL(url).searchParams.has(NAME)) return url;
	const bare = new URL(url);
	bare.searchParams.delete(NAME);
	return bare.toString();
}

const HMAC_ALGORITHMS = ['HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512'] as const;
export type HmacAlgorithm = (typeof HMAC_ALGORITHMS)[number];

/** How a webhook shows that it comes from Infobip. */
type WebhookAuth = 'basic' | 'urlSecret' | 'hmac';

/** The fields of the credential `infobipWhatsAppApi`. */
export interface InfobipCredential {
	baseUrl: string;
	/** Digits. */
	sender: string;
	webhookAuth: WebhookAuth;
	webhookUser: string;
	webhookPassword: string;
	urlSecret: string;
	hmacSecret: string;
	hmacAlgorithm: HmacAlgorithm;
	/** Lower-case, as headers are kept. */
	hmacHeader: string;
	hmacEncoding: 'hex' | 'base64';
	hmacPrefix: string;
}

/** Reads the credential; what is not filled in is empty, save where there is a usual value. */
export function infobipCredential(credential: Credential): InfobipCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
	const sender = field('sender');
	const auth = field('webhookAuth');
	return {
		baseUrl: withScheme(field('baseUrl')),
		sender: phoneDigits(sender) ?? sender.replace(/\D/g, ''),
		webhookAuth: auth === 'urlSecret' || auth === 'hmac' ? auth : 'basic',
		webhookUser: field('webhookUser'),
		webhookPassword: field('webhookPassword'),
		urlSecret: field('urlSecret'),
		hmacSecret: field('hmacSecret'),
		hmacAlgorithm: HMAC_ALGORITHMS.find((a) => a === field('hmacAlgorithm')) ?? 'HMAC_SHA_256',
		hmacHeader: (field('hmacHeader') || 'X-Hub-Signature').toLowerCase(),
		hmacEncoding: field('hmacEncoding') === 'base64' ? 'base64' : 'hex',
		hmacPrefix: field('hmacPrefix'),
	};
}

/** The console shows the address without a scheme; http only where somebody wrote it. */
function withScheme(address: string): string {
	const bare = address.replace(/\/+$/, '');
	return /^https?:\/\//i.test(bare) ? bare : `https://${bare}`;
}

/** The URL of a resource below the account's own address. */
export function infobipUrl({ baseUrl }: InfobipCredential, ...path: string[]): string {
	return [baseUrl, ...path.map(encodeURIComponent)].join('/');
}

/** The one number that the credential names. */
export function sender(credential: Credential): Sender | undefined {
	const { sender: digits } = infobipCredential(credential);
	return digits === '' ? undefined : { id: digits, phone: `+${digits}`, name: `+${digits}` };
}
