import { checkup } from '../../../../nodes/providers/meta/checkup';
import type { CheckResult } from '../../../../nodes/providers/provider';
import type { HttpRequest, HttpResponse } from '../../../../nodes/providers/http';
import { account, phoneNumberId } from '../../../fixtures/meta/account';
import { healthy as registered, refusal } from '../../../fixtures/meta/scriptedGraph';

const OWN = 'https://n8n.example.com/';
const ok = (body: unknown): HttpResponse => ({ status: 200, body });
const NOT_TOLD = refusal(100, '(#100) Tried accessing nonexisting field');

/** What a number that is well says of each field. Names: fields of the number, else the edge. */
const healthy: Record<string, HttpResponse> = {
	debug_token: registered.token as HttpResponse,
	waba: ok({ id: account.businessAccountId, name: 'Rio Logistics' }),
	subscriptions: registered.readApp as HttpResponse,
	subscribed_apps: registered.readWaba as HttpResponse,
	'id,display_phone_number,verified_name': ok({
		display_phone_number: '+1 202 555 0100',
		verified_name: 'Rio Logistics',
	}),
	status: ok({ status: 'CONNECTED' }),
	quality_rating: ok({ quality_rating: 'GREEN' }),
	whatsapp_business_manager_messaging_limit: ok({
		whatsapp_business_manager_messaging_limit: 'TIER_2K',
	}),
	name_status: ok({ name_status: 'APPROVED' }),
	throughput: ok({ throughput: { level: 'STANDARD' } }),
	health_status: ok({ health_status: { can_send_message: 'AVAILABLE', entities: [] } }),
	webhook_configuration: ok({
		webhook_configuration: { phone_number: `${OWN}webhook/1/webhook` },
	}),
};

function nameOf({ url, query }: HttpRequest): string {
	const path = url.replace(/^https:\/\/[^/]+\/v24\.0\//, '');
	if (path === account.businessAccountId) return 'waba';
	return path === phoneNumberId ? (query?.fields ?? '') : path.replace(/^.*\//, '');
}

/** Lets the doctor look at a healthy account with these answers instead. */
function look(
	answers: Record<string, HttpResponse> = {},
	{ senderId = phoneNumberId, credential = {} }: { senderId?: string; credential?: object } = {},
) {
	const requests: HttpRequest[] = [];
	const exchange = checkup({ ...account, ...credential }, { senderId, ownBaseUrl: OWN });
	let step = exchange.next();
	while (!step.done) {
		requests.push(step.value);
		const name = nameOf(step.value);
		const answer = { ...healthy, ...answers }[name];
		if (answer === undefined) throw new Error(`A call that Meta does not offer: ${name}`);
		step = exchange.next(answer);
	}
	const findings = step.value;
	return {
		findings,
		asked: requests.map(nameOf),
		states: Object.fromEntries(findings.map(({ check, state }) => [check, state])),
		of: (check: string): CheckResult => findings.find((finding) => finding.check === check)!,
	};
}

const token = (facts: object) =>
	ok({
		data: {
			app_id: account.appId,
			is_valid: true,
			scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
			expires_at: 0,
			...facts,
		},
	});

const LINKS = [
	'Graph API Version',
	'App Secret',
	'Access Token',
	'Permissions',
	'Token Expiry',
	'WhatsApp Account',
	'Phone Number',
	'Registration',
	'Quality',
	'Messaging Limit',
	'Display Name',
	'Throughput',
	'Health',
	'Payment',
	'App Webhooks',
	'Account Webhooks',
	'Callback',
];

it('finds every link of a healthy account in order, by reading alone', () => {
	const { findings } = look();
	expect(findings.map(({ check, state }) => [check, state])).toEqual(
		LINKS.map((link) => [link, 'ok']),
	);
});

describe('the token', () => {
	it('that has expired: all that rests on it is unknown, with a hint, and not asked for', () => {
		const { findings, asked, states, of } = look({ debug_token: token({ is_valid: false }) });
		expect(states).toMatchObject({ 'App Secret': 'ok', 'Access Token': 'broken' });
		expect(of('Access Token').hint).toContain('system-user token');
		expect(states['App Webhooks']).toBe('ok');
		for (const { check, state, hint } of findings) {
			if (['Graph API Version', 'App Secret', 'Access Token', 'App Webhooks'].includes(check))
				continue;
			expect([check, state]).toEqual([check, 'unknown']);
			expect(hint).toMatch(/^See to "/);
		}
		expect(asked).toEqual(['debug_token', 'subscriptions']);
	});

	it('of another app is told so', () => {
		const { of } = look({ debug_token: token({ app_id: '42' }) });
		expect(of('Access Token')).toMatchObject({ state: 'broken' });
		expect(of('Access Token').message).toContain('belongs to app 42');
	});

	it('without a permission: names it, and looks no further at the account', () => {
		const { states, of, asked } = look({
			debug_token: token({ scopes: ['whatsapp_business_messaging'] }),
		});
		expect(of('Permissions').message).toContain('whatsapp_business_management');
		expect(states).toMatchObject({
			'Access Token': 'ok',
			Permissions: 'broken',
			'WhatsApp Account': 'unknown',
			Callback: 'unknown',
		});
		expect(asked).not.toContain('waba');
	});

	it.each([
		[3, 'warning'],
		[40, 'ok'],
	])('that ends in %i days is a %s', (days, state) => {
		const at = Date.now() + days * 86_400_000;
		const { of } = look({ debug_token: token({ expires_at: Math.floor(at / 1000) }) });
		expect(of('Token Expiry')).toMatchObject({ state });
		expect(of('Token Expiry').message).toContain(new Date(at).toISOString().slice(0, 10));
	});
});

describe('the app secret', () => {
	const wrongSecret = {
		debug_token: refusal(101, 'Error validating application. Invalid application secret.'),
	};

	it('that is wrong hides neither token nor number', () => {
		const { states } = look(wrongSecret);
		expect(states).toMatchObject({
			'App Secret': 'broken',
			'Access Token': 'ok',
			Permissions: 'unknown',
			'Phone Number': 'ok',
			'App Webhooks': 'unknown',
			'Account Webhooks': 'ok',
			Callback: 'ok',
		});
	});

	it('that is wrong together with the token: both are found', () => {
		const { states } = look({ ...wrongSecret, waba: refusal(190, 'Expired', 401) });
		expect(states).toMatchObject({
			'App Secret': 'broken',
			'Access Token': 'broken',
			'WhatsApp Account': 'unknown',
		});
	});

	it('that is missing is told, and nobody is asked as the app', () => {
		const { of, asked } = look({}, { credential: { appSecret: '' } });
		expect(of('App Secret').message).toContain('no app secret');
		expect(asked).not.toContain('debug_token');
		expect(asked).not.toContain('subscriptions');
	});
});

describe('the number', () => {
	it('that nobody named: says where to name it', () => {
		const { of, states } = look({}, { senderId: '' });
		expect(of('Phone Number')).toMatchObject({
			state: 'unknown',
			hint: expect.stringContaining('From'),
		});
		expect(states).toMatchObject({ Quality: 'unknown', Callback: 'unknown' });
		expect(states['Account Webhooks']).toBe('ok');
	});

	it.each<[string, string, unknown, string, string]>([
		['Registration', 'status', 'PENDING', 'broken', 'not registered'],
		['Registration', 'status', 'RESTRICTED', 'warning', 'restricted'],
		['Quality', 'quality_rating', 'RED', 'warning', 'low'],
		['Quality', 'quality_rating', 'YELLOW', 'warning', 'medium'],
		['Quality', 'quality_rating', 'UNKNOWN', 'ok', 'no rating yet'],
		['Quality', 'quality_rating', 7, 'unknown', '(7)'],
		['Messaging Limit', 'whatsapp_business_manager_messaging_limit', 'TIER_250', 'warning', '250'],
		['Messaging Limit', 'whatsapp_business_manager_messaging_limit', 'TIER_100K', 'ok', '100,000'],
		['Messaging Limit', 'whatsapp_business_manager_messaging_limit', 'TIER_UNLIMITED', 'ok', 'any'],
		['Display Name', 'name_status', 'DECLINED', 'broken', 'declined'],
		['Display Name', 'name_status', 'PENDING_REVIEW', 'warning', 'reviewed'],
		['Throughput', 'throughput', { level: 'HIGH' }, 'ok', '1,000'],
		['Throughput', 'throughput', { level: 'STANDARD' }, 'ok', '80 messages a second, or 20 if'],
	])('%s with %s %p is %s', (check, field, value, state, words) => {
		const { of } = look({ [field]: ok({ [field]: value }) });
		expect(of(check)).toMatchObject({ state, message: expect.stringContaining(words) });
	});

	it('one field that Meta does not tell leaves the others alone', () => {
		const { states } = look({ quality_rating: NOT_TOLD, health_status: NOT_TOLD });
		const unknown = ['Quality', 'Health', 'Payment'];
		expect(states).toEqual(
			Object.fromEntries(LINKS.map((link) => [link, unknown.includes(link) ? 'unknown' : 'ok'])),
		);
	});

	it("passes on Meta's reasons, and tells of the payment by itself", () => {
		// OpenAPI file of Meta, v23.0: health_status
		const health = (state: string, errors: object[]) =>
			ok({
				health_status: {
					can_send_message: state,
					entities: [
						{ entity_type: 'WABA', can_send_message: state, errors },
						{ entity_type: 'BUSINESS', can_send_message: state, errors },
					],
				},
			});
		const payment = {
			error_code: 141006,
			error_description: 'There is an error with the payment method.',
			possible_solution: 'Please add a new payment method to the account.',
		};
		const verification = {
			error_code: 141010,
			error_description: 'The Business has not passed business verification.',
			possible_solution: 'Visit business settings.',
		};
		const blocked = look({ health_status: health('BLOCKED', [payment, verification]) });
		expect(blocked.of('Payment')).toEqual({
			check: 'Payment',
			state: 'broken',
			message: payment.error_description,
			hint: payment.possible_solution,
		});
		expect(blocked.of('Health')).toMatchObject({
			state: 'broken',
			message: `Meta blocks sending. ${payment.error_description} ${verification.error_description}`,
		});
		const limited = look({ health_status: health('LIMITED', [verification]) });
		expect(limited.states).toMatchObject({ Health: 'warning', Payment: 'ok' });
	});

	it('finds the reason of a limit where the page of the health status has it', () => {
		// support/health-status, "Example response": no errors, but words, of what is limited
		const words = 'Your display name has not been approved yet.';
		const entity = { can_send_message: 'LIMITED', additional_info: [words, 7] };
		const health_status = { can_send_message: 'LIMITED', entities: [entity, entity] };
		const { of } = look({ health_status: ok({ health_status }) });
		expect(of('Health')).toMatchObject({
			state: 'warning',
			message: `Meta limits sending. ${words} 7`,
			hint: 'Look it up in WhatsApp Manager',
		});
	});

	it('takes no error of calls for the reason why nothing is sent', () => {
		// support/health-status: 138024 beside can_send_message AVAILABLE
		const sip = { error_code: 138024, error_description: 'cannot use SIP' };
		const payment = { error_code: 141006, error_description: 'Pay.', possible_solution: 'Do.' };
		const health_status = {
			can_send_message: 'BLOCKED',
			entities: [
				{ can_send_message: 'AVAILABLE', errors: [sip] },
				{ can_send_message: 'BLOCKED', errors: [payment] },
			],
		};
		const { of } = look({ health_status: ok({ health_status }) });
		expect(of('Health')).toMatchObject({ message: 'Meta blocks sending. Pay.', hint: 'Do.' });
	});
});

describe('webhooks', () => {
	it('tells which of the two subscriptions is missing', () => {
		expect(look({ subscriptions: ok({ data: [] }) }).states).toMatchObject({
			'App Webhooks': 'broken',
			'Account Webhooks': 'ok',
		});
		expect(look({ subscribed_apps: ok({ data: [] }) }).states).toMatchObject({
			'App Webhooks': 'ok',
			'Account Webhooks': 'broken',
		});
	});

	it('warns where what is said while an AI agent holds the chat does not come', () => {
		const fields = ['messages', 'security'];
		const app = { object: 'whatsapp_business_account', active: true, fields };
		const finding = look({ subscriptions: ok({ data: [app] }) }).of('App Webhooks');
		expect(finding).toMatchObject({
			state: 'warning',
			message: expect.stringContaining('standby'),
			hint: expect.stringContaining('"standby" and "messaging_handovers"'),
		});
	});

	const callback = (configuration: object) =>
		look({ webhook_configuration: ok({ webhook_configuration: configuration }) }).of('Callback');

	it.each([
		["the number's own", { phone_number: 'https://a.example.org/x?secret=s', application: 'b' }],
		["the WhatsApp account's", { whatsapp_business_account: 'https://a.example.org/x' }],
		["the Meta app's", { application: 'https://a.example.org/x' }],
	])('of somebody else: says whose and which, %s', (whose, configuration) => {
		const { state, message, hint } = callback(configuration);
		expect(state).toBe('warning');
		expect(message).toContain(`https://a.example.org/x (${whose})`);
		expect(hint).toContain('Replace Existing Callback');
	});

	it('without any, and with one that a test run left behind', () => {
		expect(callback({})).toMatchObject({ state: 'broken' });
		expect(callback({ phone_number: `${OWN}webhook-test/1/webhook` })).toMatchObject({
			state: 'warning',
			message: expect.stringContaining('test run'),
		});
	});
});
