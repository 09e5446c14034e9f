import type { InfobipAccount } from './account';

const NAME = 'secret';

/** The URL as Infobip is to call it: with the secret, where the secret is what proves a webhook. */
export function withSecret(url: string, { webhookAuth, urlSecret }: InfobipAccount): string {
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
