import { createHmac } from 'node:crypto';

/** URL, then name and value of each parameter in the order of the names (twilio.com/docs/usage/security). */
export function signatureOf(url: string, rawBody: string, authToken: string): string {
	const params = [...new URLSearchParams(rawBody)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const [address = ''] = url.split('#');
	return createHmac('sha1', authToken)
		.update(address + params.map(([name, value]) => name + value).join(''))
		.digest('base64');
}
