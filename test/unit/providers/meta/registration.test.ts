import { account, phoneNumberId } from '../../../fixtures/meta/account';
import {
	appCallback,
	converse,
	phoneCallback,
	refusal,
	wabaCallback,
	writes,
	type Edge,
} from '../../../fixtures/meta/scriptedGraph';
import { registration } from '../../../../nodes/providers/meta/registration';
import type { HttpRequest, HttpResponse } from '../../../../nodes/providers/http';
import type {
	RegistrationMemory,
	RegistrationSettings,
} from '../../../../nodes/providers/provider';

const BASE = 'https://n8n.example.com/';
const MINE = `${BASE}webhook/0001/webhook`;
const TEST = `${BASE}webhook-test/0001/webhook`;
const FOREIGN = 'https://crm.example.org/whatsapp';

const onPhone: RegistrationSettings = {
	scope: 'phone',
	senderId: phoneNumberId,
	callbackUrl: MINE,
	ownBaseUrl: BASE,
	replace: false,
	temporary: false,
};
const onWaba = { ...onPhone, scope: 'waba', senderId: undefined };
const onApp = { ...onPhone, scope: 'app', senderId: undefined };
const memory: RegistrationMemory = {
	scope: 'phone',
	senderId: phoneNumberId,
	callbackUrl: MINE,
};

type Answers = Parameters<typeof converse>[1];
const activate = (
	settings: RegistrationSettings,
	answers: Answers = {},
	credential: object = account,
) => converse(registration.activate({ ...credential }, settings), answers);
const deactivate = (remembered: RegistrationMemory, answers: Answers = {}) =>
	converse(registration.deactivate(account, remembered), answers);

const json = (body: unknown): HttpResponse => ({ status: 200, body });
const token = (data: object) => json({ data });
const noApp = json({ data: [] });

/** The words of a refusal. */
function said({ result }: ReturnType<typeof activate>) {
	if (result.ok) throw new Error('It was registered');
	return `${result.message} | ${result.hint}`;
}

describe('activation for one number', () => {
	it('goes through the chain in order and writes the callback last', () => {
		const { result, edges, requests } = activate(onPhone);
		expect(edges).toEqual(['token', 'readPhone', 'readApp', 'readWaba', 'writePhone']);
		expect(result).toEqual({ ok: true, value: { ...memory, previousUrl: undefined } });
		expect(requests.at(-1)?.body).toEqual({
			webhook_configuration: { override_callback_uri: MINE, verify_token: account.verifyToken },
		});
		expect(requests[0].query).toEqual({ input_token: account.accessToken });
		expect(requests[1].query).toEqual({ fields: 'webhook_configuration' });
	});

	it('subscribes the app to what people write where it has no subscription yet', () => {
		const { edges, requests } = activate(onPhone, { readApp: noApp });
		expect(writes(edges)).toEqual(['writeApp', 'writePhone']);
		expect(requests[edges.indexOf('writeApp')].body).toEqual({
			object: 'whatsapp_business_account',
			callback_url: MINE,
			verify_token: account.verifyToken,
			fields: 'messages,standby,messaging_handovers',
			include_values: true,
		});
	});

	it('does without the fields of AI agents where Meta knows none of them', () => {
		const asked: unknown[] = [];
		const unknownField = ({ body }: HttpRequest) => {
			asked.push(body?.fields);
			return String(body?.fields).includes('standby')
				? refusal(100, '(#100) Invalid webhook field: standby')
				: json({ success: true });
		};
		for (const settings of [onPhone, onApp]) {
			const { result } = activate(settings, { readApp: noApp, writeApp: unknownField });
			expect(result.ok).toBe(true);
		}
		expect(asked[1]).toBe('messages');
		expect(String(asked[3]).split(',')).toEqual(expect.arrayContaining(['messages', 'security']));
		expect(String(asked[3])).not.toMatch(/standby|handover/);
	});

	it('subscribes the app again where its subscription was switched off', () => {
		const off = { object: 'whatsapp_business_account', active: false, fields: ['messages'] };
		expect(writes(activate(onPhone, { readApp: json({ data: [off] }) }).edges)).toEqual([
			'writeApp',
			'writePhone',
		]);
	});

	it('subscribes the app to the account where it is not, without a body', () => {
		const { edges, requests } = activate(onPhone, { readWaba: json({ data: [] }) });
		expect(writes(edges)).toEqual(['writeWaba', 'writePhone']);
		expect(requests[edges.indexOf('writeWaba')].body).toBeUndefined();
	});

	it('never repeats that subscription: the repeat would remove an override of the account', () => {
		const { edges } = activate(onPhone, { readWaba: wabaCallback(FOREIGN) });
		expect(writes(edges)).toEqual(['writePhone']);
	});

	it('knows the app among others on the account by its ID', () => {
		const other = { whatsapp_business_api_data: { id: '900000000000999', name: 'Other' } };
		const { edges } = activate(onPhone, { readWaba: json({ data: [other] }) });
		expect(writes(edges)).toEqual(['writeWaba', 'writePhone']);
	});

	it('works with the fields of a subscription in either form', () => {
		const subscription = { object: 'whatsapp_business_account', fields: ['messages'] };
		const { edges } = activate(onPhone, { readApp: json({ data: [subscription] }) });
		expect(writes(edges)).toEqual(['writePhone']);
	});
});

describe('activation for the whole account or app', () => {
	it('writes the override of the account', () => {
		const { edges, requests, result } = activate(onWaba);
		expect(writes(edges)).toEqual(['writeWaba']);
		expect(requests.at(-1)?.body).toEqual({
			override_callback_uri: MINE,
			verify_token: account.verifyToken,
		});
		expect(result).toMatchObject({ ok: true, value: { scope: 'waba', callbackUrl: MINE } });
	});

	it('subscribes the app to the account first, as a call of its own', () => {
		const { edges, requests } = activate(onWaba, { readWaba: json({ data: [] }) });
		const bodies = requests.filter((_, at) => edges[at] === 'writeWaba').map(({ body }) => body);
		expect(bodies).toEqual([undefined, expect.objectContaining({ override_callback_uri: MINE })]);
	});

	it('sets the callback of the app with template and account fields', () => {
		const { edges, requests } = activate(onApp, { readApp: noApp });
		expect(writes(edges)).toEqual(['writeApp']);
		const fields = String(requests.at(-1)?.body?.fields).split(',');
		expect(fields).toEqual(
			expect.arrayContaining([
				'messages',
				'standby',
				'messaging_handovers',
				'message_template_status_update',
				'account_update',
			]),
		);
		expect(requests.at(-1)?.body).toMatchObject({ callback_url: MINE });
	});
});

describe('each broken link', () => {
	const goodToken = {
		app_id: account.appId,
		is_valid: true,
		scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
	};
	const denied = refusal(200, 'Permissions error', 403);
	const links: Array<[string, Answers, RegistrationSettings, RegExp, Edge[]]> = [
		[
			'app ID and secret',
			{ token: refusal(190, 'Invalid OAuth access token signature.') },
			onPhone,
			/did not accept the app ID and app secret.*App settings/,
			[],
		],
		['Meta is down', { token: { status: 503, body: 'x' } }, onPhone, /Checking the access/, []],
		['token expired', { token: token({ is_valid: false }) }, onPhone, /token is wrong or has/, []],
		['token unreadable', { token: json('<html>') }, onPhone, /token is wrong or has/, []],
		[
			'token of another app',
			{ token: token({ ...goodToken, app_id: '900000000000999' }) },
			onPhone,
			/belongs to app 900000000000999, the credential names app 900000000000001/,
			[],
		],
		[
			'one scope',
			{ token: token({ ...goodToken, scopes: [goodToken.scopes[0]] }) },
			onPhone,
			/lacks the permission whatsapp_business_messaging \|/,
			[],
		],
		[
			'both scopes',
			{ token: token({ ...goodToken, scopes: 'none' }) },
			onPhone,
			/lacks .*messaging and whatsapp_business_management/,
			[],
		],
		[
			'number unreadable',
			{ readPhone: refusal(100, 'Object does not exist') },
			onPhone,
			/Reading the callback of the phone number: .*Object does not exist/,
			[],
		],
		[
			'app unreadable',
			{ readApp: denied },
			onPhone,
			/Reading the app's webhook subscriptions: .*permission/,
			[],
		],
		[
			'app without "messages"',
			{ readApp: appCallback('https://elsewhere.example.org/app', ['security']) },
			onPhone,
			/not the field "messages".*Webhook fields/,
			[],
		],
		[
			'app not writable',
			{ readApp: noApp, writeApp: denied },
			onPhone,
			/Setting the app's callback to https/,
			['writeApp'],
		],
		[
			'account unreadable',
			{ readWaba: denied },
			onPhone,
			/Reading the WhatsApp Business Account's subscribed apps/,
			[],
		],
		[
			'account not writable',
			{ readWaba: json({ data: [] }), writeWaba: denied },
			onPhone,
			/Subscribing the app to the WhatsApp Business Account/,
			['writeWaba'],
		],
		[
			'callback not reached',
			{ writePhone: refusal(2200, '(#2200) Callback verification failed') },
			onPhone,
			/Setting the callback to https:.*\(#2200\) Callback verification failed/,
			['writePhone'],
		],
		[
			'callback of the account not reached',
			{ writeWaba: refusal(2200, '(#2200) Callback verification failed') },
			onWaba,
			/Setting the callback to https:.*\(#2200\)/,
			['writeWaba'],
		],
		[
			'callback of the app not reached',
			{ readApp: noApp, writeApp: refusal(2200, '(#2200) Callback verification failed') },
			onApp,
			/Setting the app's callback to https:.*\(#2200\)/,
			['writeApp'],
		],
	];

	it.each(links)('is named, and nothing goes on: %s', (_, answers, settings, words, written) => {
		const conversation = activate(settings, answers);
		expect(said(conversation)).toMatch(words);
		expect(writes(conversation.edges)).toEqual(written);
	});

	it('has words of its own', () => {
		const words = links.map(([, answers, settings]) => said(activate(settings, answers)));
		// An unreadable answer about the token is reported like a wrong token; the two failures of a
		// number's and an account's callback differ in nothing that a builder could act on.
		expect(new Set(words).size).toBe(links.length - 2);
	});

	it.each([
		['accessToken', 'access token'],
		['appId', 'app ID'],
		['appSecret', 'app secret'],
		['businessAccountId', 'business account ID'],
		['verifyToken', 'verify token'],
	])('in the credential is named before anything is asked: %s', (field, name) => {
		for (const empty of ['', '  ', undefined]) {
			const conversation = activate(onPhone, {}, { ...account, [field]: empty });
			expect(said(conversation)).toContain(`The credential has no ${name}`);
			expect(conversation.edges).toEqual([]);
		}
	});

	it('never repeats a secret', () => {
		const echo = refusal(190, `Malformed access token ${account.accessToken}`);
		const echoed: Answers[] = [{ token: echo }, { readPhone: echo }, { writePhone: echo }];
		const all = [...links, ...echoed.map((answers) => ['echo', answers, onPhone] as const)];
		for (const [, answers, settings] of all) {
			const words = said(activate(settings, answers));
			for (const secret of [account.accessToken, account.appSecret, account.verifyToken]) {
				expect(words).not.toContain(secret);
			}
		}
	});
});

describe('the address of this n8n', () => {
	const url = (length: number) => MINE.padEnd(length, 'x');

	it('may have 200 characters', () => {
		expect(activate({ ...onPhone, callbackUrl: url(200) }).result.ok).toBe(true);
		const conversation = activate({ ...onPhone, callbackUrl: url(201) });
		expect(said(conversation)).toMatch(/has 201 characters; Meta takes at most 200/);
		expect(conversation.edges).toEqual([]);
	});

	it('must be https for Meta itself, not for a playground without TLS', () => {
		const local = {
			...onPhone,
			callbackUrl: 'http://localhost:5678/webhook/0001/webhook',
			ownBaseUrl: 'http://localhost:5678/',
		};
		const conversation = activate(local);
		expect(said(conversation)).toMatch(
			/only calls https.*http:\/\/localhost:5678 \|.*N8N_WEBHOOK_URL.* WEBHOOK_URL/,
		);
		expect(conversation.edges).toEqual([]);
		const playground = { ...account, baseUrl: 'http://localhost:4000' };
		expect(activate(local, {}, playground).result.ok).toBe(true);
	});
});

describe('a callback that is there already', () => {
	const scopes: Array<[string, RegistrationSettings, (url: string) => Answers]> = [
		['number', onPhone, (url) => ({ readPhone: phoneCallback(url) })],
		['account', onWaba, (url) => ({ readWaba: wabaCallback(url) })],
		['app', onApp, (url) => ({ readApp: appCallback(url, ['messages']) })],
	];

	describe.each(scopes)('of the %s', (_, settings, there) => {
		it('of somebody else is left alone and named', () => {
			const conversation = activate(settings, there(FOREIGN));
			expect(said(conversation)).toMatch(/already go to https:\/\/crm\.example\.org\/whatsapp \|/);
			expect(said(conversation)).toContain('Replace Existing Callback');
			expect(writes(conversation.edges)).toEqual([]);
		});

		it('of somebody else is replaced when the builder wants it', () => {
			const { edges, result } = activate({ ...settings, replace: true }, there(FOREIGN));
			expect(writes(edges)).toHaveLength(1);
			// For good: nothing is put back later.
			expect(result).toMatchObject({ ok: true, value: { previousUrl: undefined } });
		});

		it('of another workflow here is left alone, and called so', () => {
			const other = `${BASE}webhook/0002/webhook`;
			const conversation = activate(settings, there(other));
			expect(said(conversation)).toContain(`Another workflow of this n8n`);
			expect(said(conversation)).toContain(other);
			expect(writes(conversation.edges)).toEqual([]);
			expect(activate({ ...settings, replace: true }, there(other)).result.ok).toBe(true);
		});

		it('of a test run that broke off is taken over', () => {
			const { edges, result } = activate(settings, there(`${BASE}webhook-test/0002/webhook`));
			expect(result.ok).toBe(true);
			expect(writes(edges)).toHaveLength(1);
		});

		it('of this very trigger is no obstacle', () => {
			expect(activate(settings, there(MINE)).result.ok).toBe(true);
		});
	});

	it('of an n8n whose address only begins like this one is somebody else’s', () => {
		const settings = { ...onPhone, ownBaseUrl: 'https://n8n.example.com/' };
		const alike = 'https://n8n.example.com.evil.example/webhook-test/1/webhook';
		expect(said(activate(settings, { readPhone: phoneCallback(alike) }))).toMatch(/already go to/);
	});

	it('of the account does not matter to a number', () => {
		expect(activate(onPhone, { readWaba: wabaCallback(FOREIGN) }).result.ok).toBe(true);
	});
});

describe('a test run', () => {
	const listening = { ...onPhone, callbackUrl: TEST, temporary: true };
	const memoryOf = (url: string | undefined, replace = false) =>
		activate({ ...listening, replace }, { readPhone: phoneCallback(url) }).result;

	it('remembers the callback of another trigger here, and puts it back', () => {
		const result = memoryOf(MINE);
		expect(result).toMatchObject({ ok: true, value: { callbackUrl: TEST, previousUrl: MINE } });
		if (!result.ok) return;
		const { edges, requests } = deactivate(result.value, { readPhone: phoneCallback(TEST) });
		expect(edges).toEqual(['readPhone', 'writePhone']);
		expect(requests[1].body).toEqual({
			webhook_configuration: { override_callback_uri: MINE, verify_token: account.verifyToken },
		});
	});

	it('does not take somebody else’s callback, unless the builder wants it; then puts it back', () => {
		expect(memoryOf(FOREIGN)).toMatchObject({ ok: false });
		expect(memoryOf(FOREIGN, true)).toMatchObject({ ok: true, value: { previousUrl: FOREIGN } });
	});

	it('does not put its own address back', () => {
		for (const before of [TEST, undefined]) {
			const result = memoryOf(before);
			expect(result.ok && (result.value.previousUrl ?? '')).toBe('');
		}
	});

	it('puts the callbacks of account and app back too', () => {
		const previous = { callbackUrl: TEST, previousUrl: MINE };
		const waba = deactivate({ scope: 'waba', ...previous }, { readWaba: wabaCallback(TEST) });
		expect(waba.requests.at(-1)?.body).toMatchObject({ override_callback_uri: MINE });
		const app = deactivate({ scope: 'app', ...previous }, { readApp: appCallback(TEST, ['a']) });
		expect(writes(app.edges)).toEqual(['writeApp']);
		expect(app.requests.at(-1)?.body).toMatchObject({ callback_url: MINE });
	});
});

describe('deactivation', () => {
	it('empties the callback of the number', () => {
		const { result, edges, requests } = deactivate(memory, { readPhone: phoneCallback(MINE) });
		expect(result).toEqual({ ok: true, value: null });
		expect(edges).toEqual(['readPhone', 'writePhone']);
		expect(requests[1].body).toEqual({ webhook_configuration: { override_callback_uri: '' } });
	});

	it('removes the override of the account by subscribing again, never by unsubscribing', () => {
		const { edges, requests } = deactivate(
			{ scope: 'waba', callbackUrl: MINE },
			{ readWaba: wabaCallback(MINE) },
		);
		expect(edges).toEqual(['readWaba', 'writeWaba']);
		expect(requests[1].method).toBe('POST');
		expect(requests[1].body).toBeUndefined();
	});

	it('removes the subscription of the app to WhatsApp events, and no other', () => {
		const { edges, requests } = deactivate(
			{ scope: 'app', callbackUrl: MINE },
			{ readApp: appCallback(MINE, ['messages']) },
		);
		expect(edges).toEqual(['readApp', 'removeApp']);
		expect(requests[1].query).toEqual({ object: 'whatsapp_business_account' });
	});

	it.each<[string, RegistrationMemory, Answers]>([
		['number', memory, { readPhone: phoneCallback(FOREIGN) }],
		['number, empty', memory, { readPhone: phoneCallback(undefined) }],
		['account', { scope: 'waba', callbackUrl: MINE }, { readWaba: wabaCallback(FOREIGN) }],
		['app', { scope: 'app', callbackUrl: MINE }, { readApp: appCallback(FOREIGN, []) }],
		[
			'number, after a test run',
			{ ...memory, callbackUrl: TEST, previousUrl: MINE },
			{ readPhone: phoneCallback(FOREIGN) },
		],
	])('leaves alone what is not its own any more: %s', (_, remembered, answers) => {
		const { result, edges } = deactivate(remembered, answers);
		expect(result).toEqual({ ok: true, value: null });
		expect(writes(edges)).toEqual([]);
	});

	it('says what did not succeed', () => {
		const denied = refusal(200, 'Permissions error', 403);
		expect(deactivate(memory, { readPhone: denied }).result).toMatchObject({
			ok: false,
			message: expect.stringMatching(/^Reading the callback/),
		});
		const there = { readPhone: phoneCallback(MINE), writePhone: denied };
		expect(deactivate(memory, there).result).toMatchObject({
			ok: false,
			message: expect.stringMatching(/^Removing the callback/),
		});
	});
});

describe('the check before activation', () => {
	const check = (settings: RegistrationSettings, answers: Answers) =>
		converse(registration.check(account, settings), answers);

	it('is true only for exactly this address, and changes nothing', () => {
		const answer = (url: string | undefined) => check(onPhone, { readPhone: phoneCallback(url) });
		expect(answer(MINE).result).toBe(true);
		for (const url of [undefined, FOREIGN, TEST, `${MINE}/`]) {
			expect(answer(url).result).toBe(false);
		}
		expect(answer(MINE).edges).toEqual(['readPhone']);
		expect(check(onWaba, { readWaba: wabaCallback(MINE) }).result).toBe(true);
		expect(check(onApp, { readApp: appCallback(MINE, ['messages']) }).result).toBe(true);
	});

	it('is false when Meta does not tell', () => {
		expect(check(onPhone, { readPhone: refusal(190, 'Expired', 401) }).result).toBe(false);
	});
});

describe('whatever Graph answers', () => {
	const odd = [
		undefined,
		null,
		'',
		'<html>',
		[],
		{},
		{ data: 7 },
		{ data: [null, 'x', { id: 1 }] },
	];

	it('does not make a conversation throw', () => {
		for (const settings of [onPhone, onWaba, onApp]) {
			const { scope, senderId, callbackUrl } = settings;
			for (const body of odd) {
				const answers = { readPhone: json(body), readApp: json(body), readWaba: json(body) };
				activate(settings, answers);
				deactivate({ scope, senderId, callbackUrl }, answers);
				activate(settings, { token: json(body) });
			}
		}
	});
});
