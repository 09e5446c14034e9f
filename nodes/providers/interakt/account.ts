import { asText } from '../../core/json';
import type { Credential, Exchange } from '../http';
import type { Sender } from '../provider';

/** Where the webhooks go, as the credential says: Interakt tells nobody, so nothing is asked. */
export function* callbackUrl(credential: Credential): Exchange<string | undefined> {
	yield* [];
	const { webhookUrl } = interaktCredential(credential);
	return URL.canParse(webhookUrl) && /^https?:/i.test(webhookUrl) ? webhookUrl : undefined;
}

/** The fields of the credential `interaktApi`. */
interface InteraktCredential {
	/** Already base64, as Interakt's console shows it. */
	apiKey: string;
	webhookSecret: string;
	/** What the builder pasted at Interakt, which tells nobody. */
	webhookUrl: string;
	baseUrl: string;
}

/** An account has one number, and neither the API nor the webhooks ever name it. */
export const SENDER: Sender = {
	id: 'account',
	phone: '',
	name: 'The number of this Interakt account',
};

/** Reads the credential; what is not filled in is empty, save the host, which has a default. */
export function interaktCredential(credential: Credential): InteraktCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
	return {
		apiKey: field('apiKey'),
		webhookSecret: field('webhookSecret'),
		webhookUrl: field('webhookUrl'),
		baseUrl: (field('baseUrl') || 'https://api.interakt.ai').replace(/\/+$/, ''),
	};
}

/** The URL of a part of the public API; Interakt's paths are particular about the slash at the end. */
export function apiUrl(credential: Credential, path: string): string {
	return `${interaktCredential(credential).baseUrl}/v1/public/${path}`;
}

/** The number that the credential stands for, whatever it is. */
export function sender(): Sender {
	return SENDER;
}
