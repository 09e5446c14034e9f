import { account } from '../../../fixtures/interakt/account';
import { posted, signature, signed } from '../../../fixtures/interakt/webhookRequest';
import { verify } from '../../../../nodes/providers/interakt/webhook';

const body = '{"version":"1.0","type":"message_received","data":{}}';
const hex = '39440f9f1ce121d5d5435a61944fcaa1ce003fa305e029393aec678afef8fa77';

describe('the signature', () => {
	// Own vector, made with another implementation; Interakt publishes none.
	it('is the HMAC-SHA256 of the raw body in hex', () => {
		const request = posted(body, { 'interakt-signature': `sha256=${hex}` });
		expect(verify(request, { webhookSecret: 's3cr3t' })).toEqual({ ok: true });
	});

	it.each([
		['without the prefix', { 'interakt-signature': hex }],
		['under the name with x-', { 'x-interakt-signature': `sha256=${hex}` }],
		['with spaces around it', { 'interakt-signature': ` sha256=${hex} ` }],
	])('is taken %s', (_, headers) => {
		expect(verify(posted(body, headers), { webhookSecret: ' s3cr3t ' })).toEqual({ ok: true });
	});

	it.each([
		['cut', hex.slice(0, -1)],
		['longer', `${hex}0`],
		['of another kind', `sha1=${hex}`],
		['empty', ''],
		['only the prefix', 'sha256='],
		['in upper case', hex.toUpperCase()],
	])('is refused %s', (_, value) => {
		const request = posted(body, { 'interakt-signature': value });
		expect(verify(request, { webhookSecret: 's3cr3t' })).toEqual({
			ok: false,
			reason: 'The signature was not made with this webhook secret',
		});
	});

	it('of another body or with another secret is refused', () => {
		const headers = { 'interakt-signature': signature(body) };
		expect(verify(posted(`${body} `, headers), account).ok).toBe(false);
		expect(verify(signed(body, 'another'), account).ok).toBe(false);
		expect(verify(posted(body), account)).toMatchObject({ ok: false });
	});

	it.each([[''], ['  '], [undefined], [null], [{}]])(
		'is never right with the secret %j, and the reason says so',
		(webhookSecret) => {
			for (const secret of ['', '  ', 'undefined']) {
				expect(verify(signed(body, secret), { ...account, webhookSecret })).toMatchObject({
					ok: false,
					secretMissing: true,
				});
			}
		},
	);
});
