import { verify } from '../../../../nodes/providers/gupshup/webhook';
import { account } from '../../../fixtures/gupshup/account';
import { posted, proven, TARGET } from '../../../fixtures/gupshup/webhooks';

describe('a webhook', () => {
	it('is let in with the secret in its URL', () => {
		expect(verify(proven('{}'), account)).toEqual({ ok: true });
	});

	it('is not with another, an empty or no secret', () => {
		expect(verify(proven('{}', `${account.webhookSecret}x`), account).ok).toBe(false);
		expect(verify(proven('{}', ''), account).ok).toBe(false);
		expect(verify(posted('{}', TARGET), account).ok).toBe(false);
		expect(verify(posted('{}', `${TARGET}?Secret=${account.webhookSecret}`), account).ok).toBe(
			false,
		);
	});

	it('is not when the credential has none, and that is said', () => {
		for (const webhookSecret of ['', '  ', undefined, 7n]) {
			const result = verify(proven('{}', ''), { ...account, webhookSecret });
			expect(result).toMatchObject({ ok: false, secretMissing: true });
		}
	});

	it('is refused without naming the secret', () => {
		const result = verify(proven('{}', 'another'), account);
		expect(JSON.stringify(result)).not.toContain(account.webhookSecret);
	});
});
