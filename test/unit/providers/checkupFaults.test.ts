import { providerById } from '../../../nodes/providers';
import type { CheckResult } from '../../../nodes/providers/provider';
import type { HttpRequest, HttpResponse } from '../../../nodes/providers/http';
import { account as dialog360 } from '../../fixtures/dialog360/account';
import { account as gupshup } from '../../fixtures/gupshup/account';
import { account as infobip } from '../../fixtures/infobip/account';
import { refusal } from '../../fixtures/infobip/scriptedInfobip';
import { account as interakt } from '../../fixtures/interakt/account';
import { account as twilio, from } from '../../fixtures/twilio/account';
import { senderEntry, senderPage } from '../../fixtures/twilio/scriptedApi';

const OWN = 'https://n8n.example.com/';
const HOOK = `${OWN}webhook/1/webhook`;
const ok = (body: unknown): HttpResponse => ({ status: 200, body });

/** Answers by the part of the URL that each is found by; the first that fits. */
type Script = Record<string, HttpResponse>;

function look(id: string, account: object, script: Script, senderId?: string) {
	const exchange = providerById(id).checkup!(account as Record<string, unknown>, {
		senderId,
		ownBaseUrl: OWN,
	});
	const asked: HttpRequest[] = [];
	let step = exchange.next();
	while (!step.done) {
		const { url } = step.value;
		asked.push(step.value);
		const part = Object.keys(script).find((one) => url.includes(one));
		step = exchange.next(part === undefined ? { status: 404, body: {} } : script[part]);
	}
	const results: CheckResult[] = step.value;
	return {
		asked,
		states: Object.fromEntries(results.map(({ check, state }) => [check, state])),
		of: (check: string) => results.find((result) => result.check === check),
	};
}

describe('360dialog', () => {
	const healthy: Script = {
		health_status: ok({ health_status: { can_send_message: 'AVAILABLE' } }),
		'configs/webhook': ok({
			url: HOOK,
			headers: { 'X-Webhook-Secret': dialog360.webhookSecret },
		}),
		message_templates: ok({ data: [{ name: 'a', language: 'en', status: 'APPROVED' }] }),
	};

	it('in order', () => {
		const { states } = look('dialog360', dialog360, healthy);
		expect(new Set(Object.values(states))).toEqual(new Set(['ok']));
	});

	it('with a wrong key asks no further', () => {
		const { states, asked } = look('dialog360', dialog360, {
			health_status: { status: 401, body: { meta: { success: false } } },
		});
		expect(states).toMatchObject({ 'API Key': 'broken', Callback: 'unknown' });
		expect(asked).toHaveLength(1);
	});

	it('tells a webhook without our secret, and one of somebody else', () => {
		const config = (url: string, headers: object) =>
			look('dialog360', dialog360, { ...healthy, 'configs/webhook': ok({ url, headers }) }).states;
		expect(config(HOOK, {})).toMatchObject({ 'Webhook Secret': 'warning', Callback: 'ok' });
		expect(config('https://x.example.org/h', {})).toMatchObject({ Callback: 'warning' });
		expect(config('', {})).toMatchObject({ Callback: 'broken' });
	});
});

describe('Gupshup', () => {
	const templates = ok({ templates: [{ elementName: 'a', status: 'APPROVED' }] });

	it('takes the callback of the credential, else of the list, else says where to fill it in', () => {
		const { of } = look(
			'gupshup',
			{ ...gupshup, webhookUrl: `${HOOK}?secret=s3cret` },
			{ template: templates },
		);
		expect(of('Callback')).toMatchObject({ state: 'ok' });
		expect(of('Callback')?.message).not.toContain('s3cret');
		const none = look('gupshup', { ...gupshup, webhookUrl: '' }, { template: templates });
		expect(none.of('Callback')).toMatchObject({
			state: 'unknown',
			hint: expect.stringContaining('Webhook URL'),
		});
	});

	it('misses app name and secret', () => {
		const { states } = look(
			'gupshup',
			{ ...gupshup, appName: '', webhookSecret: '' },
			{ template: templates },
		);
		expect(states).toMatchObject({ 'Phone Number': 'broken', 'Webhook Secret': 'broken' });
	});

	it('with a wrong key', () => {
		const refused = { status: 401, body: { status: 'error', message: 'Authentication Failed' } };
		const { states, asked } = look('gupshup', gupshup, { template: refused });
		expect(states).toMatchObject({ 'API Key': 'broken', Templates: 'unknown' });
		expect(asked).toHaveLength(1);
	});
});

describe('Infobip', () => {
	const templates = ok({ templates: [{ name: 'a', status: 'APPROVED' }] });

	it('with a wrong key', () => {
		const { states } = look('infobip', infobip, {
			templates: refusal(401, 'UNAUTHORIZED', 'Invalid login details'),
		});
		expect(states).toMatchObject({ 'API Key and Sender': 'broken', Callback: 'unknown' });
	});

	it('names the subscription that takes the messages', () => {
		const subscription = {
			subscriptionId: 'crm',
			events: ['INBOUND_MESSAGE'],
			resources: [infobip.sender],
			profile: { profileId: 'p1' },
		};
		const { of } = look('infobip', infobip, {
			'/templates': templates,
			'/profiles/': ok({ webhook: { notifyUrl: 'https://crm.example.org/in?secret=x' } }),
			'/subscription/WHATSAPP': ok({ results: [subscription], paging: { totalPages: 1 } }),
		});
		expect(of('Callback')).toMatchObject({ state: 'warning' });
		expect(of('Callback')?.message).toContain('https://crm.example.org/in (subscription "crm")');
	});

	it('without any subscription', () => {
		const { states } = look(
			'infobip',
			{ ...infobip, webhookAuth: 'basic' },
			{
				'/templates': templates,
				'/subscription/WHATSAPP': ok({ results: [], paging: { totalPages: 0 } }),
			},
		);
		expect(states).toMatchObject({ Callback: 'broken', Templates: 'ok' });
	});
});

describe('Interakt', () => {
	it('with a wrong key, and without a secret', () => {
		const { states } = look(
			'interakt',
			{ ...interakt, webhookSecret: '' },
			{
				templates: { status: 401, body: { result: false, message: 'Invalid API key' } },
			},
		);
		expect(states).toMatchObject({ 'API Key': 'broken', 'Webhook Secret': 'broken' });
	});

	it.each([
		['', 'unknown'],
		['n8n.example.com/webhook', 'unknown'],
		[HOOK, 'ok'],
		['https://crm.example.org/in', 'warning'],
	])('with the webhook URL "%s" in the credential', (webhookUrl, state) => {
		const account = { ...interakt, webhookUrl };
		expect(look('interakt', account, {}).states.Callback).toBe(state);
		const { value } = providerById('interakt').callbackUrl!(account, 'account').next();
		expect(value).toBe(state === 'unknown' ? undefined : webhookUrl);
	});
});

describe('Twilio', () => {
	const account = ok({ sid: twilio.accountSid, status: 'active' });
	const contents = ok({ contents: [] });
	const script = (senders: unknown): Script => ({
		'/Accounts/': account,
		'/Channels/Senders': ok(senders),
		ContentAndApprovals: contents,
	});
	const phone = from.replace('whatsapp:', '');

	it('in order, but without a template', () => {
		const page = senderPage([senderEntry(phone, { callback_url: HOOK })]);
		const { states } = look('twilio', twilio, script(page), from);
		expect(states).toEqual({
			Account: 'ok',
			'Phone Number': 'ok',
			Callback: 'ok',
			Templates: 'warning',
		});
	});

	it('with the number of the sandbox takes the address of the credential', () => {
		const empty = script(senderPage([]));
		expect(look('twilio', twilio, empty, from).states).toMatchObject({
			'Phone Number': 'warning',
			Callback: 'unknown',
		});
		const pasted = look('twilio', { ...twilio, webhookUrl: HOOK }, empty, from);
		expect(pasted.states).toMatchObject({ Callback: 'ok' });
	});

	it.each([
		[{ status: 401, body: { code: 20003, message: 'Authenticate' } }, 'broken'],
		[ok({ status: 'suspended' }), 'broken'],
		[{ status: 503, body: '' }, 'unknown'],
	])('with an account that answers %p', (answer, state) => {
		const { states } = look(
			'twilio',
			twilio,
			{ ...script(senderPage([])), '/Accounts/': answer },
			from,
		);
		expect(states.Account).toBe(state);
	});
});
