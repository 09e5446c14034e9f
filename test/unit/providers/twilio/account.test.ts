import type { IHttpRequestOptions } from 'n8n-workflow';
import { TwilioWhatsAppApi } from '../../../../credentials/TwilioWhatsAppApi.credentials';
import {
	sender,
	senderAddress,
	twilioCredential,
	twilioUrl,
} from '../../../../nodes/providers/twilio/account';
import { senders } from '../../../../nodes/providers/twilio/senders';
import { account, from } from '../../../fixtures/twilio/account';
import { senderEntry, senderPage } from '../../../fixtures/twilio/scriptedApi';

describe('the address of Twilio', () => {
	const url = (fields: Record<string, unknown>) =>
		twilioUrl(twilioCredential(fields), 'content', '/v1');

	it.each([
		[{}, 'https://content.twilio.com/v1'],
		[{ region: 'au1', edge: 'sydney' }, 'https://content.sydney.au1.twilio.com/v1'],
		[{ region: 'ie1' }, 'https://content.ie1.twilio.com/v1'],
		[{ edge: 'dublin' }, 'https://content.dublin.us1.twilio.com/v1'],
		[{ region: 'au1', baseUrl: 'http://127.0.0.1:9/' }, 'http://127.0.0.1:9/v1'],
		[{ region: 'evil.example/' }, 'https://content.evilexample.twilio.com/v1'],
	])('with %j is %s', (fields, expected) => expect(url(fields)).toBe(expected));
});

describe('the sender', () => {
	it.each(['+1 415 555 0199', '0014155550199', 'whatsapp:+14155550199', '(1) 415-555-0199'])(
		'%s is a number on WhatsApp',
		(text) => expect(senderAddress(text)).toBe(from),
	);

	it('is the number or the messaging service of the credential, if any', () => {
		const service = `MG${'a'.repeat(32)}`;
		expect(sender(account)).toEqual({ id: from, phone: '+14155550199', name: 'Default Sender' });
		expect(sender({ sender: service })).toMatchObject({ id: service, phone: '' });
		for (const none of [{}, { sender: '  ' }, { sender: 7, x: null }]) {
			expect(sender(none)?.id ?? '7').toBe('7');
		}
	});

	it('may be any of the account that is online', () => {
		const page = senderPage(
			[
				senderEntry('+14155550199', null),
				senderEntry('+14155550198', null, { status: 'DRAFT' }),
				senderEntry('+14155550197', null, { status: 'ONLINE:UPDATING', profile: null }),
				{ sender_id: 'rcs:agent' },
			],
			'https://messaging.twilio.com/v2/Channels/Senders?Channel=whatsapp&PageToken=x',
		);
		const { items, cursor } = senders.page(page);
		expect(items).toEqual([
			{ id: from, phone: '+14155550199', name: 'Rio Logistics' },
			{ id: 'whatsapp:+14155550197', phone: '+14155550197', name: 'WhatsApp sender' },
		]);
		expect(senders.request(account, { cursor })).toEqual({
			method: 'GET',
			url: 'https://messaging.twilio.com/v2/Channels/Senders',
			query: { Channel: 'whatsapp', PageToken: 'x' },
		});
	});
});

describe('the credential', () => {
	const credential = new TwilioWhatsAppApi();
	const login = async (fields: Record<string, unknown>, url: string) => {
		const authenticate = credential.authenticate as unknown as (
			fields: Record<string, unknown>,
			options: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>;
		const { headers } = await authenticate(fields, { url, headers: { accept: 'x' } });
		expect(headers).toMatchObject({ accept: 'x' });
		const [scheme, token] = String(headers?.Authorization).split(' ');
		expect(scheme).toBe('Basic');
		return Buffer.from(token, 'base64').toString();
	};
	const messages = `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Messages.json`;

	it('sends with the API key, only where both parts are there', async () => {
		const token = `${account.accountSid}:${account.authToken}`;
		expect(await login(account, messages)).toBe(`${account.apiKeySid}:${account.apiKeySecret}`);
		expect(await login({ ...account, apiKeySecret: '' }, messages)).toBe(token);
		expect(await login({ ...account, apiKeySid: ' ' }, messages)).toBe(token);
	});

	it('is tested with the auth token, which proves webhooks', async () => {
		const url = `/2010-04-01/Accounts/${account.accountSid}.json`;
		expect(await login(account, url)).toBe(`${account.accountSid}:${account.authToken}`);
	});
});
