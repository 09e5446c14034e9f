import { callbackUrl, registration } from '../../../../nodes/providers/infobip/registration';
import type { Credential } from '../../../../nodes/providers/http';
import { account, SENDER, withHmac, withUrlSecret } from '../../../fixtures/infobip/account';
import { converse, nothing, refusal, type Things } from '../../../fixtures/infobip/scriptedInfobip';

const ID = `n8n-whatsapp-${SENDER}`;
const OURS = 'https://n8n.example.com/webhook/5/whatsapp';
const settings = {
	scope: 'phone',
	callbackUrl: OURS,
	ownBaseUrl: 'https://n8n.example.com/',
	replace: false,
	temporary: false,
};
const trial = {
	...settings,
	callbackUrl: 'https://n8n.example.com/webhook-test/5/whatsapp',
	temporary: true,
};

const activate = (things: Things, more = {}, from: Credential = account, broken = {}) =>
	converse(registration.activate(from, { ...settings, ...more }), things, broken);
const check = (things: Things, from: Credential = account) =>
	converse(registration.check(from, settings), things).result;

/** https://www.infobip.com/docs/cpaas-x/subscriptions-management/event-subscriptions */
const ALL = [
	'INBOUND_MESSAGE',
	'DELIVERY',
	'SEEN',
	'TEMPLATE_UPDATE',
	'MARKETING_SUBSCRIPTION_UPDATE',
	'PAYMENT_STATUS',
	'IDENTITY_CHANGE',
	'ACCOUNT_UPDATE_NOTIFICATION',
];

/** Things after a registration. */
function registered(from: Credential = account): Things {
	const things = nothing();
	expect(activate(things, {}, from).result).toMatchObject({ ok: true });
	return things;
}

/** A subscription that somebody else made. */
function elsewhere(resources: string[], more = {}): Things {
	const things = nothing();
	things.profile.crm = { webhook: { notifyUrl: 'https://crm.example.org/hook' } };
	things.subscription.crm = {
		name: 'CRM',
		events: [{ event: 'INBOUND_MESSAGE', format: 'MO_OTT_CONTACT' }],
		resources,
		profile: { profileId: 'crm' },
		...more,
	};
	return things;
}

describe('registration at Infobip', () => {
	it('makes security, profile and subscription, in this order', () => {
		const things = nothing();
		const { result, requests } = activate(things);
		expect(result).toEqual({
			ok: true,
			value: { scope: 'phone', senderId: undefined, callbackUrl: OURS, previousUrl: undefined },
		});
		expect(requests.filter((request) => request.startsWith('POST'))).toEqual([
			'POST security',
			'POST profiles',
			'POST subscription/WHATSAPP',
		]);
		expect(things).toEqual({
			security: {
				[ID]: {
					type: 'BASIC',
					credentials: { username: 'infobip-calls', password: 'a-password-for-webhooks' },
				},
			},
			profile: {
				[ID]: {
					webhook: { contentType: 'application/json', notifyUrl: OURS },
					security: { authId: ID },
				},
			},
			subscription: {
				[ID]: {
					name: 'n8n WhatsApp Business',
					events: ALL,
					resources: [SENDER],
					profile: { profileId: ID },
				},
			},
		});
		expect(check(things)).toBe(true);
	});

	it('registers a signing key, or puts the secret into the URL', () => {
		expect(registered(withHmac).security[ID]).toEqual({
			type: 'HMAC',
			credentials: { secretKey: 'a-key-for-signatures', algorithm: 'HMAC_SHA_256' },
		});
		const things = registered(withUrlSecret);
		expect(things.security).toEqual({});
		expect(things.profile[ID].webhook.notifyUrl).toBe(`${OURS}?secret=in-the-url-42`);
		expect(check(things, withUrlSecret)).toBe(true);
		expect(converse(callbackUrl(withUrlSecret), things).result).toBe(
			`${OURS}?secret=in-the-url-42`,
		);
	});

	it('notices whatever is not as it should be', () => {
		const spoilt: Array<(things: Things) => void> = [
			({ subscription }) => (subscription[ID].events = ['DELIVERY', 'SEEN']),
			({ subscription }) => (subscription[ID].resources = ['441134960000']),
			({ subscription }) => (subscription[ID].profile = { profileId: 'other' }),
			({ profile }) => (profile[ID].webhook.notifyUrl = 'https://crm.example.org/hook'),
			({ security }) => (security[ID].credentials.password = 'changed'),
			({ security }) => delete security[ID],
			({ profile }) => delete profile[ID],
		];
		for (const spoil of spoilt) {
			const things = registered();
			spoil(things);
			expect(check(things)).toBe(false);
		}
		expect(check(nothing())).toBe(false);
	});

	it('uses again what an earlier registration left', () => {
		const things = registered();
		delete things.subscription[ID];
		expect(activate(things).result.ok).toBe(true);
		expect(check(things)).toBe(true);
	});

	it('leaves another workflow or system alone, unless it may replace', () => {
		const taken = registered();
		const other = activate(taken, { callbackUrl: 'https://n8n.example.com/webhook/6/whatsapp' });
		expect(other.result).toMatchObject({ ok: false, message: expect.stringMatching(OURS) });
		const things = elsewhere([SENDER]);
		const refused = activate(things).result;
		expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/crm\.example/) });
		expect(things.security).toEqual({});

		expect(activate(things, { replace: true }).result.ok).toBe(true);
		expect(Object.keys(things.subscription)).toEqual([ID]);
	});

	it('takes only this sender out of a subscription of several', () => {
		const things = elsewhere([`+${SENDER}`, '441134960000']);
		expect(activate(things, { replace: true }).result.ok).toBe(true);
		expect(things.subscription.crm).toEqual({
			name: 'CRM',
			events: [{ event: 'INBOUND_MESSAGE', format: 'MO_OTT_CONTACT' }],
			resources: ['441134960000'],
			profile: { profileId: 'crm' },
		});
	});

	it('asks before it goes beside a subscription of every sender, and lets that stay', () => {
		const things = elsewhere([]);
		expect(activate(things).result.ok).toBe(false);
		expect(activate(things, { replace: true }).result.ok).toBe(true);
		expect(Object.keys(things.subscription).sort()).toEqual(['crm', ID]);
		expect(converse(callbackUrl(account), things).result).toBe(OURS);
	});

	it('does not mind subscriptions about other things', () => {
		const others = [
			elsewhere(['441134960000']),
			elsewhere([SENDER], { events: ['DELIVERY'] }),
			elsewhere([SENDER], { criteria: [{ applicationId: 'other' }] }),
		];
		for (const things of others) {
			expect(activate(things).result.ok).toBe(true);
			expect(things.subscription.crm).toBeDefined();
		}
	});

	it('asks for news beside messages, and leaves to others what they get already', () => {
		const events = ['TEMPLATE_UPDATE', { event: 'PAYMENT_STATUS', format: 'X' }];
		for (const resources of [[SENDER], []]) {
			const things = elsewhere(resources, { events });
			expect(activate(things).result.ok).toBe(true);
			expect(things.subscription[ID].events).toEqual(
				ALL.filter((event) => event !== 'TEMPLATE_UPDATE' && event !== 'PAYMENT_STATUS'),
			);
			expect(check(things)).toBe(true);
			// Its own are not somebody else's.
			delete things.subscription.crm;
			expect(activate(things).result.ok).toBe(true);
			expect(things.subscription[ID].events).toEqual(ALL);
		}
		const another = elsewhere(['441134960000'], { events });
		activate(another);
		expect(another.subscription[ID].events).toEqual(ALL);
	});

	it('reads every page of subscriptions', () => {
		const things = elsewhere(['441134960000']);
		things.subscription.second = { ...things.subscription.crm, resources: [SENDER] };
		const { result } = converse(registration.activate(account, settings), things, {}, 1);
		expect(result.ok).toBe(false);
	});

	it('lets a test run put back what it replaced', () => {
		const things = registered(withUrlSecret);
		const { result } = activate(things, trial, withUrlSecret);
		expect(result).toMatchObject({ ok: true, value: { previousUrl: OURS } });
		expect(JSON.stringify(result)).not.toContain(withUrlSecret.urlSecret);
		expect(things.profile[ID].webhook.notifyUrl).toContain('/webhook-test/');
		if (!result.ok) return;
		converse(registration.deactivate(withUrlSecret, result.value), things);
		expect(things.profile[ID].webhook.notifyUrl).toBe(`${OURS}?secret=in-the-url-42`);
		expect(things.subscription[ID]).toBeDefined();
	});

	it('never takes from a stranger in a test run what it could not put back', () => {
		const things = elsewhere([SENDER]);
		const before = JSON.stringify(things);
		expect(activate(things, { ...trial, replace: true }).result.ok).toBe(false);
		expect(JSON.stringify(things)).toBe(before);
	});

	it('removes only what is still its own', () => {
		const memory = { scope: 'phone', callbackUrl: OURS };
		const things = registered();
		things.profile[ID].webhook.notifyUrl = 'https://crm.example.org/hook';
		expect(converse(registration.deactivate(account, memory), things).result.ok).toBe(true);
		expect(things.subscription[ID]).toBeDefined();

		const mine = registered();
		expect(converse(registration.deactivate(account, memory), mine).result.ok).toBe(true);
		expect(mine).toEqual(nothing());
		expect(converse(registration.deactivate(account, memory), mine).result.ok).toBe(true);
	});

	it.each(['GET subscription', 'POST security', 'POST profiles', 'POST subscription'])(
		'says what went wrong at %s',
		(step) => {
			const broken = { [step]: refusal(403, 'FORBIDDEN', 'Forbidden') };
			const { result } = activate(nothing(), {}, account, broken);
			expect(result).toMatchObject({
				ok: false,
				message: expect.stringMatching(/^(Reading|Setting) .*The API key may not do this/),
				hint: expect.stringContaining('subscriptions:manage'),
			});
		},
	);

	it('refuses before the first request what cannot work', () => {
		const first = (from: Credential, more = {}) => {
			const { result, requests } = activate(nothing(), more, from);
			expect(requests).toEqual([]);
			return result;
		};
		expect(first({ ...account, sender: '' })).toMatchObject({
			message: expect.stringMatching(/sender/),
		});
		for (const from of [
			{ ...account, webhookPassword: '' },
			{ ...withUrlSecret, urlSecret: '' },
			{ ...withHmac, hmacSecret: '' },
		]) {
			expect(first(from)).toMatchObject({ ok: false, message: expect.stringMatching(/has no/) });
		}
		expect(first(account, { callbackUrl: 'http://n8n.example.com/webhook/5' }).ok).toBe(false);
		const long = `https://n8n.example.com/${'x'.repeat(500)}`;
		expect(first(account, { callbackUrl: long }).ok).toBe(false);
	});

	it('lets a playground be called without TLS', () => {
		const local = { ...account, baseUrl: 'http://127.0.0.1:8080' };
		const callback = { callbackUrl: 'http://127.0.0.1:5678/webhook/5' };
		expect(activate(nothing(), callback, local).result.ok).toBe(true);
	});
});

describe('the callback URL', () => {
	const read = (things: Things, from: Credential = account, broken = {}) =>
		converse(callbackUrl(from), things, broken).result;

	it('is that of the subscription that takes the messages', () => {
		expect(read(registered())).toBe(OURS);
		expect(read(elsewhere([SENDER]))).toBe('https://crm.example.org/hook');
		expect(read(elsewhere([]))).toBe('https://crm.example.org/hook');
	});

	it('is none without a subscription, and unknown where a number could forward by itself', () => {
		expect(read(nothing())).toBe('');
		expect(read(nothing(), withUrlSecret)).toBeUndefined();
		expect(read(nothing(), account, { GET: refusal(403, 'FORBIDDEN', 'No') })).toBeUndefined();
	});
});
