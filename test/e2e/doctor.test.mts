import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import axios from 'axios';
import { outputsOf } from '../../playground/workflows/executionData.mts';
import type { Credential } from '../../playground/workflows/n8nRest.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { simulatedProviders } from '../../playground/simulator/providers/index.mts';
import {
	flow,
	inboxFlow,
	install,
	ours,
	provider as providerOf,
	sender,
	start,
	webhookStart,
} from './flows.mts';
import { besides, executionIn, startStack, type Stack } from './stack.mts';

jest.setTimeout(60_000);

interface Item {
	check: string;
	state: string;
	message: string;
	hint: string;
}

let stack: Stack;
let inbox: { id: string };
let callback: string;
let runs = 0;

/** Lets the doctor look, with a credential; what it says of each link. */
async function look(at = stack, credential: Credential = at.credential) {
	const node = ours({ ...at, credential }, 'whatsAppBusiness', 'Doctor', {
		provider: providerOf(at),
		resource: 'setup',
		operation: 'check',
		sender: sender(at),
	});
	const input = flow('Doctor', [webhookStart(`doctor-${++runs}-${Math.random()}`), node], {
		Start: [['Doctor']],
	});
	const workflow = await install(at, input);
	await start(at, workflow);
	const done = await executionIn(at, workflow.id, 'success');
	await at.rest.deactivate(workflow.id);
	const items = outputsOf(done, 'Doctor')[0]!.map(({ json }) => json as unknown as Item);
	return {
		items,
		states: Object.fromEntries(items.map(({ check, state }) => [check, state])),
		of: (check: string) => items.find((item) => item.check === check)!,
	};
}

const switches = (change: object) => stack.phones.post('/switches', change);

/** Meta's API, as whoever has this token. */
const graph = (method: string, path: string, token: string, data?: object) =>
	axios.request({
		method,
		url: `${stack.simulator.url}/v24.0/${path}`,
		headers: { authorization: `Bearer ${token}` },
		data,
		proxy: false,
	});
const setCallback = (url: string) => {
	const { accessToken, phoneNumbers, verifyTokenHint } = stack.simulator.account;
	return graph('post', phoneNumbers[0]!.id, accessToken, {
		webhook_configuration: { override_callback_uri: url, verify_token: verifyTokenHint },
	});
};

/** Somebody else's server, which lets itself be registered. */
async function stranger(answer: object | undefined) {
	const methods: string[] = [];
	const server: Server = createServer((request, response) => {
		methods.push(request.method ?? '');
		const challenge = new URL(request.url ?? '', 'http://x').searchParams.get('hub.challenge');
		if (challenge !== null) response.end(challenge);
		else if (answer === undefined) response.writeHead(404).end('Not found');
		else response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('No port');
	const close = () => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${address.port}/hook`, methods, close };
}

beforeAll(async () => {
	stack = await startStack();
	inbox = await install(stack, inboxFlow(stack));
	const { data } = await stack.phones.get('/state');
	callback = data.registrations.phoneOverrides[stack.simulator.account.phoneNumbers[0]!.id];
}, 240_000);
afterAll(() => stack?.stop(), 60_000);
afterEach(() => stack.phones.post('/reset', {}));

it('finds everything in order, and changes nothing', async () => {
	await stack.phones.post('/reset', {});
	const executions = await stack.rest.executions({ workflowId: inbox.id });
	const { items, states } = await look();
	expect(states).toEqual({
		...Object.fromEntries(items.map(({ check }) => [check, 'ok'])),
		// This n8n runs on 127.0.0.1.
		'Public Address': 'warning',
	});
	expect(Object.keys(states)).toEqual(
		expect.arrayContaining([
			'App Secret',
			'Payment',
			'Callback',
			'Trigger',
			'Hand-Over',
			'Self-Test',
		]),
	);
	const { data: calls } = await stack.phones.get<Array<{ method: string }>>('/calls');
	expect(calls.length).toBeGreaterThan(10);
	expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['GET']));
	expect(await stack.rest.executions({ workflowId: inbox.id })).toHaveLength(executions.length);
});

describe('the credential', () => {
	it('with an expired token: the number is not looked at, and that is no failure', async () => {
		await switches({ tokenExpired: true });
		const { states, of } = await look();
		expect(states).toMatchObject({
			'App Secret': 'ok',
			'Access Token': 'broken',
			Quality: 'unknown',
			'App Webhooks': 'ok',
		});
		expect(of('Access Token').hint).toContain('system-user token');
	});

	it('with a token that lacks a permission', async () => {
		await switches({ scopes: ['whatsapp_business_messaging'] });
		const { states, of } = await look();
		expect(states).toMatchObject({ 'Access Token': 'ok', Permissions: 'broken' });
		expect(of('Permissions').message).toContain('whatsapp_business_management');
	});

	it('with a wrong app secret: the trigger refuses what it signs', async () => {
		const { data, ...rest } = simulatedCredential(stack.simulator);
		const credential = await stack.rest.createCredential({
			...rest,
			name: 'Wrong secret',
			data: { ...data, appSecret: 'something-else' },
		});
		const { states, items } = await look(stack, credential);
		expect(states).toMatchObject({
			'App Secret': 'broken',
			'Access Token': 'ok',
			Callback: 'ok',
			Trigger: 'ok',
			'Self-Test': 'broken',
			'Self-Test With Wrong Proof': 'ok',
		});
		expect(JSON.stringify(items)).not.toContain('something-else');
	});

	it('that Meta does not answer: nothing is broken, all is unknown', async () => {
		const { data, ...rest } = simulatedCredential(stack.simulator);
		const credential = await stack.rest.createCredential({
			...rest,
			name: 'Nobody there',
			data: { ...data, baseUrl: 'http://127.0.0.1:9' },
		});
		const { states, of } = await look(stack, credential);
		expect(Object.values(states)).not.toContain('broken');
		expect(of('App Secret')).toMatchObject({
			state: 'unknown',
			message: expect.stringContaining('did not answer'),
		});
	});
});

describe('the number', () => {
	it('of low quality, not registered, and without payment', async () => {
		await switches({ quality: 'RED', numberStatus: 'PENDING', health: 'BLOCKED' });
		const { states, of } = await look();
		expect(states).toMatchObject({
			Quality: 'warning',
			Registration: 'broken',
			Health: 'broken',
			Payment: 'broken',
			Callback: 'ok',
		});
		expect(of('Payment').hint).toContain('add a new payment method');
	});
});

describe('webhooks', () => {
	/** Publishes the trigger again, which sets what is missing. */
	const again = async () => {
		await stack.rest.deactivate(inbox.id);
		await stack.rest.activate(inbox.id);
	};

	it('that the app does not get', async () => {
		const { appId, appSecret } = stack.simulator.account;
		await graph('delete', `${appId}/subscriptions`, `${appId}|${appSecret}`);
		expect((await look()).states).toMatchObject({
			'App Webhooks': 'broken',
			'Account Webhooks': 'ok',
		});
		await again();
		expect((await look()).states).toMatchObject({ 'App Webhooks': 'ok' });
	});

	it('that the account does not send', async () => {
		const { wabaId, accessToken } = stack.simulator.account;
		await graph('delete', `${wabaId}/subscribed_apps`, accessToken);
		expect((await look()).states).toMatchObject({
			'App Webhooks': 'ok',
			'Account Webhooks': 'broken',
		});
		await again();
		expect((await look()).states).toMatchObject({ 'Account Webhooks': 'ok', Callback: 'ok' });
	});

	it.each([
		['somebody else', undefined, 'No trigger of this n8n answers'],
		['another n8n', { waitingBase: 'https://other.example.com/waiting' }, 'another n8n'],
	])('that go to %s: says to whom, and sends nothing signed there', async (_who, said, words) => {
		const other = await stranger(said);
		await setCallback(other.url);
		const { states, of } = await look();
		await setCallback(callback);
		await other.close();
		expect(of('Callback')).toMatchObject({ state: 'warning' });
		expect(of('Callback').message).toContain(other.url);
		expect(of('Trigger')).toMatchObject({
			state: 'warning',
			message: expect.stringContaining(words),
		});
		expect(states['Self-Test']).toBe('unknown');
		expect(new Set(other.methods)).toEqual(new Set(['GET']));
	});

	it('that go where nobody answers', async () => {
		const other = await stranger(undefined);
		await setCallback(other.url);
		await other.close();
		const { of } = await look();
		await setCallback(callback);
		expect(of('Trigger')).toMatchObject({
			state: 'unknown',
			message: expect.stringContaining('Nothing answers'),
		});
	});

	it('that come to this n8n, but to no published workflow', async () => {
		const pasted = await install(stack, inboxFlow(stack, { receive: 'manual' }));
		const url = `${stack.n8n.url}/webhook/${pasted.nodes[0]!.webhookId}/webhook`;
		await setCallback(url);
		await stack.rest.deactivate(pasted.id);
		const { states, of } = await look();
		await setCallback(callback);
		expect(states).toMatchObject({ Callback: 'ok', Trigger: 'broken', 'Self-Test': 'unknown' });
		expect(of('Trigger').message).toContain('No published workflow listens');
	});
});

const others = simulatedProviders.filter(({ id }) => id !== 'meta');

describe.each(others.map(({ name, id }) => [name, id] as const))('%s', (_name, id) => {
	it('is looked at, and nothing broken is found', async () => {
		const other = await besides(stack, id);
		try {
			const workflow = await install(other, inboxFlow(other));
			const url = `${other.n8n.url}/webhook/${workflow.nodes[0]!.webhookId}/webhook`;
			if (other.simulator.provider.receive === 'manual')
				await other.phones.post('/callback', { url });
			const { items, states } = await look(other);
			await other.rest.deactivate(workflow.id);
			expect(items.filter(({ state }) => state === 'broken')).toEqual([]);
			expect(states.Templates).toBe('ok');
			if (other.simulator.provider.receive !== 'manual') expect(states.Callback).toBe('ok');
			const tested = states.Callback === 'ok' ? 'ok' : 'unknown';
			expect(items.slice(-4).map(({ check, state, message }) => [check, state, message])).toEqual([
				['Trigger', tested, expect.anything()],
				['Hand-Over', tested, expect.anything()],
				['Self-Test', tested, expect.anything()],
				['Self-Test With Wrong Proof', tested, expect.anything()],
			]);
		} finally {
			await other.stop();
		}
	});
});
