import { callbackUrl } from '../../../../nodes/providers/gupshup/account';
import { account } from '../../../fixtures/gupshup/account';

/** https://partner-docs.gupshup.io/reference/get_partner-app-appid-subscription */
const subscription = (url: unknown, more: object = {}) => ({
	active: true,
	appId: account.appId,
	id: '29040',
	modes: ['SENT', 'DELIVERED', 'READ', 'FAILED', 'MESSAGE'],
	tag: 'n8n',
	url,
	version: 2,
	...more,
});
const A = 'https://n8n.example.com/webhook/1/webhook?secret=s';
const B = 'https://other.example.com/hook';

function answered(body: unknown, status = 200) {
	const exchange = callbackUrl(account);
	expect(exchange.next().value).toEqual({
		method: 'GET',
		url: `https://api.gupshup.io/wa/app/${account.appId}/subscription`,
	});
	const { done, value } = exchange.next({ status, body });
	expect(done).toBe(true);
	return value;
}

describe('where webhooks go', () => {
	it('is what the credential says, without asking', () => {
		const step = callbackUrl({ ...account, webhookUrl: ` ${A} ` }).next();
		expect(step).toEqual({ done: true, value: A });
		expect(callbackUrl({ ...account, webhookUrl: 'n8n.example.com' }).next().done).toBe(false);
	});

	it('is the one address that Gupshup lists', () => {
		const off = subscription(B, { active: false });
		const meta = subscription(B, { version: 3 });
		expect(answered({ subscriptions: [off, subscription(A), meta, subscription(A)] })).toBe(A);
	});

	it('is not known where several are listed, or none', () => {
		expect(answered({ subscriptions: [subscription(A), subscription(B)] })).toBeUndefined();
		for (const body of [{}, { subscriptions: [] }, null, '<html>', { subscriptions: {} }]) {
			expect(answered(body)).toBeUndefined();
		}
		expect(answered({ subscriptions: [subscription('x'), subscription(7)] })).toBeUndefined();
		expect(answered({ subscriptions: [subscription(A)] }, 401)).toBeUndefined();
	});
});
