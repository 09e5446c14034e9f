import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../../../nodes/providers/http';
import { verify } from '../../../../nodes/providers/infobip/webhook';
import { account, withHmac, withUrlSecret } from '../../../fixtures/infobip/account';
import { proven, unproven } from '../../../fixtures/infobip/webhooks';

const BODY = '{"results":[]}';

describe('user name and password', () => {
	it('let in only both together', () => {
		expect(verify(proven(BODY), account)).toEqual({ ok: true });
		const { authorization } = proven(BODY).headers;
		const lower = authorization.replace('Basic', 'basic');
		expect(verify(unproven(BODY, { authorization: lower }), account).ok).toBe(true);
		expect(verify(proven(BODY, 'other'), account)).toMatchObject({ ok: false });
		expect(verify(proven(BODY), { ...account, webhookUser: 'other' }).ok).toBe(false);
		for (const wrong of ['', 'Basic', 'Basic ', `Bearer ${authorization}`, 'Basic !!']) {
			expect(verify(unproven(BODY, { authorization: wrong }), account).ok).toBe(false);
		}
	});

	it('are missing where either is empty', () => {
		for (const field of ['webhookUser', 'webhookPassword']) {
			expect(verify(proven(BODY), { ...account, [field]: ' ' })).toMatchObject({
				ok: false,
				secretMissing: true,
			});
		}
	});
});

describe('a secret in the URL', () => {
	const asked = (secret?: string): WebhookRequest => ({
		...unproven(BODY),
		query: secret === undefined ? {} : { secret },
	});

	it('lets in only the right one', () => {
		expect(verify(asked('in-the-url-42'), withUrlSecret)).toEqual({ ok: true });
		for (const wrong of [undefined, '', 'in-the-url-4', 'IN-THE-URL-42']) {
			expect(verify(asked(wrong), withUrlSecret).ok).toBe(false);
		}
		expect(verify(proven(BODY), withUrlSecret).ok).toBe(false);
		expect(verify(asked(''), { ...withUrlSecret, urlSecret: '' })).toMatchObject({
			secretMissing: true,
		});
	});
});

describe('a signature', () => {
	const signed = (header: string, value: string) => unproven(BODY, { [header]: value });
	const digest = (algorithm: string, encoding: 'hex' | 'base64') =>
		createHmac(algorithm, 'a-key-for-signatures').update(BODY).digest(encoding);

	it('is checked as the settings say', () => {
		const usual = signed('x-hub-signature', digest('sha256', 'hex'));
		expect(verify(usual, withHmac)).toEqual({ ok: true });
		const settings = {
			...withHmac,
			hmacAlgorithm: 'HMAC_SHA_512',
			hmacEncoding: 'base64',
			hmacHeader: 'X-Infobip-Signature',
			hmacPrefix: 'sha512=',
		};
		const special = signed('x-infobip-signature', `sha512=${digest('sha512', 'base64')}`);
		expect(verify(special, settings)).toEqual({ ok: true });
		expect(verify(special, withHmac).ok).toBe(false);
		expect(verify(usual, settings).ok).toBe(false);
	});

	it('refuses another key, another body and none', () => {
		const usual = signed('x-hub-signature', digest('sha256', 'hex'));
		expect(verify(usual, { ...withHmac, hmacSecret: 'another' }).ok).toBe(false);
		expect(verify({ ...usual, body: Buffer.from('{}') }, withHmac).ok).toBe(false);
		expect(verify(unproven(BODY), withHmac).ok).toBe(false);
		expect(verify(usual, { ...withHmac, hmacSecret: '' })).toMatchObject({ secretMissing: true });
	});
});
