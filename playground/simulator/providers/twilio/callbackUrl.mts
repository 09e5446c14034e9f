import { TwilioRefusal } from './failure.mts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Twilio itself takes http too; the double asks for https wherever it is not on this machine. */
export function checkUrl(name: string, value: string): void {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	const secure =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
	// No underscores, at most 4000 characters: twilio.com/docs/api/errors/21609
	if (!secure || url === undefined || url.hostname.includes('_') || value.length > 4000) {
		throw new TwilioRefusal(400, 21609, `The ${name} URL is not a valid URL`);
	}
}
