import * as fc from 'fast-check';
import { account } from '../../../fixtures/meta/account';
import { text } from '../../../fixtures/meta/inboundMessages';
import {
	envelope,
	messagesValue,
	posted,
	signature,
	signed,
} from '../../../fixtures/meta/webhookRequest';
import { challenge, verify } from '../../../../nodes/providers/meta/webhook';

const request = signed(posted(envelope('messages', messagesValue({ messages: [text] }))));
const header = (value: string) => ({ ...request, headers: { 'x-hub-signature-256': value } });

describe('the signature', () => {
	it('made with the app secret over these bytes is right', () => {
		expect(verify(request, account)).toEqual({ ok: true });
	});

	it('made with another secret is wrong', () => {
		expect(verify(signed(request, 'another-secret'), account)).toMatchObject({ ok: false });
		expect(verify(signed(request, ''), account)).toMatchObject({ ok: false });
	});

	it('is missed where there is none', () => {
		expect(verify(posted({}), account)).toEqual({
			ok: false,
			reason: 'The request carries no X-Hub-Signature-256 header',
		});
	});

	it.each([[''], ['   '], [undefined], [null]])(
		'is never right for a credential with the secret %j, and the reason says so',
		(appSecret) => {
			for (const secret of ['', '   ', 'undefined', 'null']) {
				expect(verify(signed(request, secret), { ...account, appSecret })).toMatchObject({
					ok: false,
					secretMissing: true,
				});
			}
		},
	);

	it('of another body is wrong: cut, longer, or changed by one bit anywhere', () => {
		const { body } = request;
		const other = [body.subarray(0, -1), Buffer.concat([body, Buffer.from(' ')]), Buffer.alloc(0)];
		for (const changed of other) {
			expect(verify({ ...request, body: changed }, account).ok).toBe(false);
		}
		fc.assert(
			fc.property(fc.nat(body.length - 1), fc.nat(7), (at, bit) => {
				const changed = Buffer.from(body);
				changed[at] ^= 1 << bit;
				expect(verify({ ...request, body: changed }, account).ok).toBe(false);
			}),
			{ numRuns: 50 },
		);
	});

	it('of JSON that was parsed and written again is wrong', () => {
		const body = Buffer.from('{"a": 1}');
		const headers = { 'x-hub-signature-256': signature('{"a":1}') };
		expect(verify({ ...posted(body), headers }, account).ok).toBe(false);
	});

	// Meta documents lower-case hex after `sha256=`; nothing else comes from Meta.
	it.each([
		['upper-case hex', (right: string) => right.replace(/[a-f]/g, (c) => c.toUpperCase())],
		['no prefix', (right: string) => right.slice('sha256='.length)],
		['the prefix alone', () => 'sha256='],
		['a cut end', (right: string) => right.slice(0, -1)],
		['an addition', (right: string) => `${right}0`],
		['a space', (right: string) => ` ${right}`],
		['SHA-1', (right: string) => right.replace('sha256', 'sha1')],
		['nothing', () => ''],
	])('in another form is wrong: %s', (_, change) => {
		expect(verify(header(change(signature(request.body))), account).ok).toBe(false);
	});
});

// https://developers.facebook.com/docs/graph-api/webhooks/getting-started
describe('text beyond ASCII', () => {
	const escaped = String.raw`{"body":"\u00e4\u00f6\u00e5 \ud83d\udc4d \u2013"}`;
	const unescaped = JSON.stringify(JSON.parse(escaped));

	it('is right as Meta sends it: escaped, signed escaped', () => {
		expect(verify(signed(posted(Buffer.from(escaped))), account).ok).toBe(true);
	});

	it('is right when a proxy has unescaped what was signed escaped', () => {
		const headers = { 'x-hub-signature-256': signature(escaped) };
		expect(verify({ ...posted(Buffer.from(unescaped)), headers }, account).ok).toBe(true);
	});

	it('is right when it was sent and signed unescaped', () => {
		expect(verify(signed(posted(Buffer.from(unescaped))), account).ok).toBe(true);
	});

	it('is wrong when it is other text', () => {
		const headers = { 'x-hub-signature-256': signature(escaped) };
		const body = Buffer.from(unescaped.replace('ä', 'ü'));
		expect(verify({ ...posted(body), headers }, account).ok).toBe(false);
	});

	it('is checked in a body of 3 MB too', () => {
		const large = Buffer.from(JSON.stringify({ text: 'äöå👍'.repeat(300_000) }));
		expect(large.length).toBeGreaterThan(3_000_000);
		expect(verify(signed(posted(large)), account).ok).toBe(true);
		expect(verify(signed(posted(large), 'another-secret'), account).ok).toBe(false);
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
describe('the check of a new callback URL', () => {
	const query = {
		'hub.mode': 'subscribe',
		'hub.challenge': '1158201444',
		'hub.verify_token': account.verifyToken,
	};
	const asked = (changes: Record<string, string | undefined> = {}) => ({
		...posted(''),
		method: 'GET',
		query: Object.fromEntries(
			Object.entries({ ...query, ...changes }).filter(([, value]) => value !== undefined),
		) as Record<string, string>,
	});

	it('is answered with the challenge, unchanged', () => {
		expect(challenge(asked(), account)).toEqual({ ok: true, text: '1158201444' });
		expect(challenge(asked({ 'hub.challenge': '00<b>7 ' }), account)).toEqual({
			ok: true,
			text: '00<b>7 ',
		});
	});

	it.each([
		['another token', { 'hub.verify_token': 'another token' }],
		['the token in other case', { 'hub.verify_token': account.verifyToken.toUpperCase() }],
		['an empty token', { 'hub.verify_token': '' }],
		['no token', { 'hub.verify_token': undefined }],
		['no challenge', { 'hub.challenge': undefined }],
		['another mode', { 'hub.mode': 'unsubscribe' }],
		['no mode', { 'hub.mode': undefined }],
	])('is refused with %s', (_, changes) => {
		const answer = challenge(asked(changes), account);
		expect(answer.ok).toBe(false);
		expect(JSON.stringify(answer)).not.toContain(account.verifyToken);
	});

	it('is refused for a credential without a verify token, whatever is sent', () => {
		for (const verifyToken of ['', '  ', undefined]) {
			for (const sent of ['', '  ', undefined, 'undefined']) {
				const answer = challenge(asked({ 'hub.verify_token': sent }), { ...account, verifyToken });
				expect(answer).toEqual({ ok: false, reason: 'The credential has no verify token' });
			}
		}
	});
});
