import * as fc from 'fast-check';
import { verify } from '../../../../nodes/providers/twilio/webhook';
import { account } from '../../../fixtures/twilio/account';
import {
	form,
	inbound,
	posted,
	proven,
	type Params,
} from '../../../fixtures/twilio/webhookRequest';

const token = { ...account, authToken: '12345' };
const defaults: Params = {
	CallSid: 'CA1234567890ABCDE',
	Caller: '+14158675309',
	Digits: '1234',
	From: '+14158675309',
	To: '+18005551212',
};
const URL1 = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const HASH = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
const EMPTY_HASH = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
const JSON_BODY = '{"property": "value", "boolean": true}';
const json = { 'content-type': 'application/json' };

const signed = (url: string, body: string, signature: string, headers = {}) =>
	posted(body, url, { ...headers, 'x-twilio-signature': signature });

/** From twilio-node's spec/validation.spec.js; the last one recomputed for this package. */
const vectors: Array<[what: string, url: string, body: string, signature: string]> = [
	['a form', URL1, form(defaults), 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
	[
		'https with its port',
		'https://mycompany.com:443/myapp.php?foo=1&bar=2',
		form(defaults),
		'kvajT1Ptam85bY51eRf/AJRuM3w=',
	],
	[
		'http with its port',
		'http://mycompany.com:80/myapp.php?foo=1&bar=2',
		form(defaults),
		'0ZXoZLH/DfblKGATFgpif+LLRf4=',
	],
	[
		'another port',
		'http://mycompany.com:1234/myapp.php?foo=1&bar=2',
		form(defaults),
		'Zmvh+3yNM1Phv2jhDCwEM3q5ebU=',
	],
	['JSON', `${URL1}&bodySHA256=${HASH}`, JSON_BODY, 'a9nBmqA0ju/hNViExpshrM61xv4='],
	[
		'JSON, signed with the port',
		`${URL1}&bodySHA256=${EMPTY_HASH}`,
		'{}',
		'Ldidvp12m26NI7eqEvxnEpkd9Hc=',
	],
	[
		'JSON, signed without the port',
		`${URL1}&bodySHA256=${EMPTY_HASH}`,
		'{}',
		'rw/jVviOgicj2+kHZULvebnA4ag=',
	],
	[
		'JSON and nothing else in the query',
		`https://mycompany.com/myapp.php?bodySHA256=${HASH}`,
		JSON_BODY,
		'y77kIzt2vzLz71DgmJGsen2scGs=',
	],
	[
		'an apostrophe that parsers escape',
		`${URL1}&Body=It's+amazing`,
		form(defaults),
		'TfZzewPq8wqrGlMfyAud8+/IvJ0=',
	],
	[
		'an apostrophe as it is',
		`${URL1}&Body=It's+amazing`,
		form(defaults),
		'dsq4Ehbj6cs+KdTkpF5sSSplOWw=',
	],
	[
		'a repeated parameter',
		URL1,
		form({ 'MessagingBinding.Address': ['+1325xxxxxxx', '+1415xxxxxxx'] }),
		'83O6e2vORAoJHUNzJjDWN1jz+BA=',
	],
	[
		'a repeated parameter in another order',
		URL1,
		form({ 'MessagingBinding.Address': ['+1415xxxxxxx', '+1325xxxxxxx'] }),
		'83O6e2vORAoJHUNzJjDWN1jz+BA=',
	],
	[
		'a value that comes twice',
		URL1,
		form({ Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] }),
		'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
	],
	[
		'a tap on WhatsApp',
		'https://n8n.example.com/webhook/wa',
		form({
			From: 'whatsapp:+14155550100',
			To: 'whatsapp:+14155550199',
			Body: 'Approve',
			ButtonPayload: 'tok_abc',
			ButtonText: 'Approve',
			MessageSid: 'SM00000000000000000000000000000001',
		}),
		'yw1BZ3KofF8AI2omhQktBwjLJo4=',
	],
];

describe('the published signatures', () => {
	it.each(vectors)('of %s is right', (_what, url, body, signature) => {
		expect(verify(signed(url, body, signature), token)).toEqual({ ok: true });
	});

	it.each(vectors)('of %s is wrong for another body', (_what, url, body, signature) => {
		for (const other of [`${body}x`, '', `${body}&More=1`]) {
			expect(verify(signed(url, other, signature), token).ok).toBe(false);
		}
	});

	it.each(vectors)('of %s is wrong for another token or URL', (_what, url, body, signature) => {
		expect(verify(signed(url, body, signature), account).ok).toBe(false);
		expect(verify(signed(`${url}&more=1`, body, signature), token).ok).toBe(false);
	});
});

describe('the URL', () => {
	it('may have been given to Twilio with the default port', () => {
		const signature = 'kvajT1Ptam85bY51eRf/AJRuM3w=';
		expect(verify(signed(URL1, form(defaults), signature), token).ok).toBe(true);
	});

	it('may have been given without the port that it is called by', () => {
		const url = URL1.replace('.com', '.com:1234');
		const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
		expect(verify(signed(url, form(defaults), signature), token).ok).toBe(true);
	});

	it('may end in a fragment for Twilio itself, signed or not', () => {
		const url = 'https://n8n.example.com/webhook/wa#rc=3';
		const body = form(inbound('SM1', { Body: 'Hi' }));
		const { headers } = proven(body, url);
		expect(verify(proven(body, url), account).ok).toBe(true);
		const without = proven(body).headers;
		expect(verify({ ...proven(body, url), headers: without }, account).ok).toBe(true);
		expect(verify({ ...proven(body), headers }, account).ok).toBe(false);
	});

	it('may have had its query written in another way when it was signed', () => {
		const url = 'https://n8n.example.com/webhook/wa?q=a+b%2fc&x=1&q=~';
		const anew = 'https://n8n.example.com/webhook/wa?q=a%20b%2Fc&q=~&x=1';
		const body = form(inbound('SM1', {}));
		expect(verify({ ...proven(body, anew), url }, account).ok).toBe(true);
		expect(verify({ ...proven(body, anew.replace('c', 'd')), url }, account).ok).toBe(false);
	});

	it('with a query of its own is signed with it', () => {
		const url = 'https://n8n.example.com/webhook/wa?reference=w1A_b-c';
		const request = proven(form(inbound('SM1', {})), url);
		expect(verify(request, account).ok).toBe(true);
		expect(verify({ ...request, url: url.replace('w1A', 'w1B') }, account).ok).toBe(false);
	});
});

describe('JSON', () => {
	it('without its hash in the URL is refused, even where the URL is signed', () => {
		const get = proven('', URL1);
		expect(verify({ ...get, method: 'GET' }, account).ok).toBe(true);
		expect(verify({ ...get, body: Buffer.from('{"a":1}') }, account).ok).toBe(false);
		expect(
			verify({ ...get, headers: { ...get.headers, ...json }, body: Buffer.from('{}') }, account).ok,
		).toBe(false);
	});

	it('with the hash of another body is refused', () => {
		const request = signed(`${URL1}&bodySHA256=${HASH}`, '{}', 'a9nBmqA0ju/hNViExpshrM61xv4=');
		expect(verify(request, token).ok).toBe(false);
	});
});

describe('what is not signed', () => {
	it('says what is missing', () => {
		expect(verify(posted('a=1'), account)).toEqual({
			ok: false,
			reason: 'The request carries no X-Twilio-Signature header',
		});
	});

	it.each([[''], ['   '], [undefined], [null], [{}]])(
		'is never right for a credential with the token %j, and the reason says so',
		(authToken) => {
			for (const secret of ['', '   ', 'undefined', 'null', '[object Object]']) {
				const request = proven('a=1', URL1, secret || ' ');
				expect(verify(request, { ...account, authToken })).toMatchObject({
					ok: false,
					secretMissing: true,
				});
			}
		},
	);

	it('never throws, whatever URL, body and header come', () => {
		fc.assert(
			fc.property(fc.string(), fc.uint8Array(), fc.string(), (url, body, header) => {
				const request = {
					method: 'POST',
					url,
					headers: { 'x-twilio-signature': header },
					query: {},
					body: Buffer.from(body),
				};
				expect(verify(request, account).ok).toBe(false);
			}),
		);
	});
});
