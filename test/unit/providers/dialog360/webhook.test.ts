import * as fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { account, partner } from '../../../fixtures/dialog360/account';
import { envelope, posted, proven, signed } from '../../../fixtures/dialog360/webhookRequest';
import { verify } from '../../../../nodes/providers/dialog360/webhook';

const body = envelope({ messages: [] });
const onlyPlatform = { ...partner, webhookSecret: '' };

describe('the secret in the header', () => {
	it('is right, wrong, or not there', () => {
		expect(verify(proven(body), account)).toEqual({ ok: true });
		for (const secret of ['', 'another', account.webhookSecret.toUpperCase(), 'undefined']) {
			expect(verify(proven(body, secret), account)).toEqual({
				ok: false,
				reason: 'The request does not carry the webhook secret of this credential',
			});
		}
		expect(verify(posted(body), account)).toEqual({
			ok: false,
			reason: 'The request carries no X-Webhook-Secret header',
		});
	});

	it('is read from the header that the credential names', () => {
		const named = { ...account, headerName: 'X-Token' };
		expect(verify(posted(body, { 'x-token': account.webhookSecret }), named).ok).toBe(true);
		expect(verify(proven(body), named).ok).toBe(false);
	});

	it('is never that of a header every object has', () => {
		for (const headerName of ['constructor', '__proto__', 'toString']) {
			expect(verify(posted(body), { ...account, headerName }).ok).toBe(false);
		}
	});

	it.each([[''], ['  '], [undefined], [null], [{}]])('must be filled in: %j', (webhookSecret) => {
		for (const secret of ['', '  ', 'undefined', 'null', '[object Object]']) {
			expect(verify(proven(body, secret), { ...account, webhookSecret })).toMatchObject({
				ok: false,
				secretMissing: true,
			});
		}
	});

	it('is not told in a reason', () => {
		const reasons = [verify(proven(body, 'x'), partner), verify(posted(body), partner)];
		expect(JSON.stringify(reasons)).not.toContain(account.webhookSecret);
	});
});

describe('the signature of partners', () => {
	it('is an alternative to the header, once the platform secret is filled in', () => {
		expect(verify(signed(body), partner)).toEqual({ ok: true });
		expect(verify(signed(body), onlyPlatform)).toEqual({ ok: true });
		expect(verify(proven(body), partner)).toEqual({ ok: true });
		expect(verify(signed(body), account).ok).toBe(false);
		expect(verify(signed(body, ''), account).ok).toBe(false);
	});

	it('is wrong with another secret, for another body, or in another header', () => {
		expect(verify(signed(body, 'another'), onlyPlatform).ok).toBe(false);
		const changed = { ...signed(body), body: Buffer.from('{}') };
		expect(verify(changed, onlyPlatform).ok).toBe(false);
		const hub = createHmac('sha256', partner.platformSecret).update(JSON.stringify(body));
		const headers = { 'x-hub-signature-256': `sha256=${hub.digest('hex')}` };
		expect(verify(posted(body, headers), onlyPlatform).ok).toBe(false);
		expect(verify(posted(body), onlyPlatform).ok).toBe(false);
	});

	it('may be written in any of the usual forms: hex, with a prefix, base64', () => {
		const digest = createHmac('sha256', partner.platformSecret)
			.update(JSON.stringify(body))
			.digest();
		const hex = digest.toString('hex');
		for (const form of [hex, `sha256=${hex}`, digest.toString('base64')]) {
			expect(verify(posted(body, { 'x-360dialog-signature': form }), onlyPlatform).ok).toBe(true);
		}
		for (const form of ['', 'sha256=', hex.slice(1), `${hex}0`]) {
			expect(verify(posted(body, { 'x-360dialog-signature': form }), onlyPlatform).ok).toBe(false);
		}
	});

	it('lets nothing else in, and nothing throws', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.string(), fc.string(), (bytes, secret, signature) => {
				const headers = { 'x-webhook-secret': secret, 'x-360dialog-signature': signature };
				expect(verify(posted(Buffer.from(bytes), headers), partner).ok).toBe(false);
			}),
		);
	});
});
