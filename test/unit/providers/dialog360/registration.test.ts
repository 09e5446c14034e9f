import { account } from '../../../fixtures/dialog360/account';
import { converse, ok } from '../../../fixtures/dialog360/scriptedApi';
import { registration, callbackUrl } from '../../../../nodes/providers/dialog360/registration';
import type {
	RegistrationMemory,
	RegistrationSettings,
} from '../../../../nodes/providers/provider';

const BASE = 'https://n8n.example.com/';
const MINE = `${BASE}webhook/0001/webhook`;
const TEST = `${BASE}webhook-test/0001/webhook`;
const FOREIGN = 'https://crm.example.org/whatsapp';

const settings: RegistrationSettings = {
	scope: 'phone',
	callbackUrl: MINE,
	ownBaseUrl: BASE,
	replace: false,
	temporary: false,
};
const listening = { ...settings, callbackUrl: TEST, temporary: true };
const headers = { 'X-Webhook-Secret': account.webhookSecret };
const memory: RegistrationMemory = { scope: 'phone', callbackUrl: MINE };
const denied = { status: 401, body: { error: 'Invalid api_key' } };

type Answers = Parameters<typeof converse>[1];
const activate = (wanted: RegistrationSettings, answers?: Answers, credential: object = account) =>
	converse(registration.activate({ ...credential }, wanted), answers);
const deactivate = (remembered: RegistrationMemory, answers?: Answers) =>
	converse(registration.deactivate(account, remembered), answers);
const there = (url: string, more: object = {}): Answers => ({ read: ok({ url, ...more }) });

function said({ result }: { result: ReturnType<typeof activate>['result'] | { ok: boolean } }) {
	if (result.ok || !('message' in result)) throw new Error('It was carried out');
	return `${result.message} | ${result.hint}`;
}

describe('activation', () => {
	it('looks first, then sets the address with the secret in its header', () => {
		const { result, requests, written } = activate(settings);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		expect(requests[0].url).toBe('https://waba-v2.360dialog.io/v1/configs/webhook');
		expect(written).toEqual([{ url: MINE, headers }]);
		expect(result).toEqual({ ok: true, value: { ...memory, previousUrl: undefined } });
	});

	it('takes a number without a webhook for one that is free', () => {
		for (const read of [ok({}), ok({ url: null }), ok({ url: '' }), { status: 404, body: '' }]) {
			expect(activate(settings, { read }).result.ok).toBe(true);
		}
	});

	it('overwrites nothing that it cannot read', () => {
		const odd = ['<html>', [], null, undefined, 7, { webhook: { url: FOREIGN } }].map(ok);
		for (const read of [...odd, { status: 500, body: '' }, denied]) {
			const conversation = activate(settings, { read });
			expect(said(conversation)).toMatch(/^Reading the webhook of the number: /);
			expect(conversation.written).toEqual([]);
		}
	});

	it('says what was refused', () => {
		expect(said(activate(settings, { write: denied }))).toMatch(
			/^Setting the webhook to https:\/\/n8n.*did not accept the API key \| Copy the API key again/,
		);
	});

	it.each([
		[{ apiKey: ' ' }, /has no API key/],
		[{ webhookSecret: '' }, /has no webhook secret/],
		[{ webhookSecret: 'ключ' }, /cannot be sent in a header/],
		[{ webhookSecret: 'a\nb' }, /cannot be sent in a header/],
		[{ headerName: 'X_Secret' }, /cannot be the name of a header/],
		[{ headerName: 'X Secret:' }, /cannot be the name of a header/],
	])('wants a credential that can work: %j', (changes, words) => {
		const conversation = activate(settings, {}, { ...account, ...changes });
		expect(said(conversation)).toMatch(words);
		expect(conversation.requests).toEqual([]);
	});

	it.each([
		'http://n8n.example.com/',
		'https://n8n.example.com:5678/',
		'https://my_n8n.example.com/',
	])('wants an address that 360dialog calls, not %s', (ownBaseUrl) => {
		const wanted = { ...settings, ownBaseUrl, callbackUrl: `${ownBaseUrl}webhook/1/webhook` };
		const conversation = activate(wanted);
		expect(said(conversation)).toMatch(
			/only calls https addresses without a port.*N8N_WEBHOOK_URL.* WEBHOOK_URL/,
		);
		expect(conversation.requests).toEqual([]);
		const playground = { ...account, baseUrl: 'http://127.0.0.1:4000' };
		expect(activate(wanted, {}, playground).result.ok).toBe(true);
	});

	it('leaves what is somebody else’s, unless it may be replaced', () => {
		const foreign = activate(settings, there(FOREIGN));
		expect(said(foreign)).toMatch(/already go to https:\/\/crm\.example\.org\/whatsapp \|/);
		expect(foreign.written).toEqual([]);
		const other = activate(settings, there(`${BASE}webhook/0002/webhook`));
		expect(said(other)).toContain('Another workflow of this n8n');
		expect(other.written).toEqual([]);
		expect(activate({ ...settings, replace: true }, there(FOREIGN)).written).toHaveLength(1);
	});

	it('never repeats a secret', () => {
		const echo = { status: 400, body: { error: `Bad key ${account.apiKey}` } };
		for (const answers of [{ read: echo }, { write: echo }]) {
			const words = said(activate(settings, answers));
			for (const secret of [account.apiKey, account.webhookSecret]) {
				expect(words).not.toContain(secret);
			}
		}
	});
});

describe('a test run', () => {
	it('remembers the address of this n8n, and puts it back with the secret', () => {
		const { result } = activate(listening, there(MINE, { headers }));
		expect(result).toMatchObject({ ok: true, value: { callbackUrl: TEST, previousUrl: MINE } });
		if (!result.ok) return;
		const { written } = deactivate(result.value, there(TEST, { headers }));
		expect(written).toEqual([{ url: MINE, headers }]);
	});

	it('puts a foreign address back without telling it the secret', () => {
		const { result } = activate({ ...listening, replace: true }, there(FOREIGN));
		expect(result).toMatchObject({ ok: true, value: { previousUrl: FOREIGN } });
		if (!result.ok) return;
		expect(deactivate(result.value, there(TEST)).written).toEqual([{ url: FOREIGN, headers: {} }]);
	});

	it('does not take a foreign address whose headers it could not put back', () => {
		const foreign = there(FOREIGN, { headers: { Authorization: '***' } });
		const conversation = activate({ ...listening, replace: true }, foreign);
		expect(said(conversation)).toMatch(/with headers that could not be put back/);
		expect(conversation.written).toEqual([]);
		// For good it may be taken.
		expect(activate({ ...settings, replace: true }, foreign).result.ok).toBe(true);
	});

	it('takes over what an earlier one left, and does not put it back', () => {
		const { result } = activate(listening, there(`${BASE}webhook-test/0002/webhook`));
		expect(result).toMatchObject({ ok: true, value: { previousUrl: undefined } });
	});
});

describe('deactivation', () => {
	it('tries to empty the address', () => {
		const { result, written } = deactivate(memory, there(MINE));
		expect(written).toEqual([{ url: '' }]);
		expect(result).toEqual({ ok: true, value: null });
	});

	it('says so when 360dialog does not let go', () => {
		const refused = { ...there(MINE), write: { status: 400, body: { error: 'url is required' } } };
		expect(said(deactivate(memory, refused))).toMatch(
			/^360dialog keeps the address of this workflow\. Removing the webhook: .*url is required/,
		);
	});

	it('leaves alone what is not its own any more', () => {
		for (const answers of [there(FOREIGN), there(''), { read: { status: 404, body: '' } }]) {
			const { result, written } = deactivate({ ...memory, previousUrl: TEST }, answers);
			expect(result).toEqual({ ok: true, value: null });
			expect(written).toEqual([]);
		}
	});

	it('says what could not be read', () => {
		expect(deactivate(memory, { read: denied }).result).toMatchObject({ ok: false });
	});
});

describe('the check before activation', () => {
	const check = (answers: Answers) => converse(registration.check(account, settings), answers);

	it('is true for exactly this address with this secret, and changes nothing', () => {
		const lower = { 'x-webhook-secret': account.webhookSecret };
		for (const more of [{}, { headers }, { headers: lower }]) {
			const { result, written } = check(there(MINE, more));
			expect(result).toBe(true);
			expect(written).toEqual([]);
		}
		for (const answers of [
			there(`${MINE}/`),
			there(FOREIGN),
			there(MINE, { headers: {} }),
			there(MINE, { headers: { 'X-Webhook-Secret': 'older' } }),
			{ read: denied },
		]) {
			expect(check(answers).result).toBe(false);
		}
	});
});

describe('where webhooks go', () => {
	const read = (answers: Answers) => converse(callbackUrl(account), answers).result;

	it('is an address, nowhere, or not known', () => {
		expect(read(there(FOREIGN))).toBe(FOREIGN);
		expect(read(there(''))).toBe('');
		expect(read({ read: denied })).toBeUndefined();
		expect(read({ read: ok('<html>') })).toBeUndefined();
	});
});
