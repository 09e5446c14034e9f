import { createHmac } from 'node:crypto';
import type { Account, WebhookCall } from '../provider';
import { twilioAccount } from './account';

/** A form that tells of no message, signed as Twilio signs: the URL, then names and values. */
export function selfTest(account: Account, url: string, genuine: boolean): WebhookCall | undefined {
	const { accountSid, authToken } = twilioAccount(account);
	if (authToken === '') return undefined;
	// What stands behind the # is for Twilio, and never travels.
	const [called] = url.split('#');
	const hmac = createHmac('sha1', genuine ? authToken : `not ${authToken}`);
	return {
		url: called,
		headers: {
			// As Twilio writes it. Without the charset, n8n 2.40 would want to write the form anew.
			'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
			'x-twilio-signature': hmac.update(`${called}AccountSid${accountSid}`).digest('base64'),
		},
		body: new URLSearchParams({ AccountSid: accountSid }).toString(),
	};
}
