import axios from 'axios';

import { type Business, startBusiness, startReceiver, until } from './business.mts';
import type { AnyJson } from '../../playground/anyJson.mts';

let business: Business;
beforeEach(async () => {
	business = await startBusiness();
});
afterEach(() => business.stop());

const text = { type: 'text', text: { body: 'Hello' } };
const messagesOf = async (personId: string) =>
	(await business.read('state')).conversations.find((chat: AnyJson) => chat.personId === personId)
		.messages;

describe('forced failures', () => {
	it('refuse sends a number of times', async () => {
		await business.control('switches', { rejectSends: { code: 130429, status: 400, times: 2 } });
		const codes = [];
		for (let round = 0; round < 3; round += 1)
			codes.push((await business.send(text)).data.error?.code);
		expect(codes).toEqual([130429, 130429, undefined]);
	});

	it.each([
		['html', 502, /<html>/],
		['empty', 200, /^$/],
	])('answer %s instead of JSON', async (kind, status, body) => {
		await business.control('switches', { graphFault: { match: '/messages', kind, times: 1 } });
		const answer = await business.send(text);
		expect(answer.status).toBe(status);
		expect(String(answer.data)).toMatch(body);
		expect((await business.send(text)).status).toBe(200);
	});

	it('answer with a status and code', async () => {
		const graphFault = { match: 'phone_numbers', kind: 'status', status: 503, code: 2, times: 1 };
		await business.control('switches', { graphFault });
		const path = `${business.simulator.account.wabaId}/phone_numbers`;
		expect(await business.graph('GET', path)).toMatchObject({
			status: 503,
			data: { error: { code: 2 } },
		});
	});

	it('hang up before, so that nothing was sent', async () => {
		await business.control('switches', {
			graphFault: { match: '/messages', kind: 'hangup', times: 1 },
		});
		await expect(business.send(text)).rejects.toThrow();
		expect(await messagesOf('marta')).toHaveLength(0);
	});

	it('hang up after, so that it was sent all the same', async () => {
		const graphFault = { match: '/messages', kind: 'hangup', after: true, times: 1 };
		await business.control('switches', { graphFault });
		await expect(business.send(text)).rejects.toThrow();
		expect(await messagesOf('marta')).toHaveLength(1);
	});

	it('answer slowly', async () => {
		const graphFault = { match: '/messages', kind: 'slow', milliseconds: 120, times: 1 };
		await business.control('switches', { graphFault });
		const started = Date.now();
		expect((await business.send(text)).status).toBe(200);
		expect(Date.now() - started).toBeGreaterThanOrEqual(110);
	});
});

describe('the journal', () => {
	it('never holds a token or a secret', async () => {
		await business.register();
		const { account } = business.simulator;
		const path = `${account.wabaId}/message_templates?limit=1&access_token=${account.accessToken}`;
		await business.graph('GET', path);
		const query = `input_token=${account.accessToken}`;
		await business.graph('GET', `debug_token?${query}`, undefined, business.appToken);
		const written = JSON.stringify([
			await business.read('calls'),
			await business.read('webhooks'),
			await business.read('state'),
		]);
		expect(written).not.toContain(account.accessToken);
		expect(written).not.toContain(account.appSecret);
		expect(written).not.toContain('"secret"');
		expect(written).toContain('message_templates');
	});

	it('is filtered by path and by what came before', async () => {
		await business.send(text);
		const [first] = await business.read('calls');
		await business.graph('GET', business.phoneId);
		const later = await business.read(`calls?since=${first.id}`);
		expect(later.map(({ method, path }: AnyJson) => `${method} ${path}`)).toEqual([
			`GET /v24.0/${business.phoneId}`,
		]);
		expect(await business.read('calls?path=/messages')).toHaveLength(1);
	});
});

describe('the control API', () => {
	it.each<[string, unknown, number]>([
		['people/nobody/text', { text: 'x' }, 404],
		['people/marta/text', {}, 400],
		['people/marta/tap', { messageId: 'wamid.none', buttonIndex: 0 }, 404],
		['switches', { brightness: 1 }, 400],
		['switches', { personId: 'nobody', phoneOff: true }, 404],
		['webhook', { body: {} }, 409],
		['redeliver', { webhookId: 'none' }, 404],
		['elsewhere', {}, 404],
	])('answers %s with what is wrong', async (path, body, status) => {
		const answer = await business.control(path, body);
		expect(answer.status).toBe(status);
		expect(answer.data.error).toEqual(expect.any(String));
	});

	it('streams the state', async () => {
		const abort = new AbortController();
		const stream = await axios.get(`${business.simulator.url}/playground/events`, {
			responseType: 'stream',
			signal: abort.signal,
		});
		let seen = '';
		stream.data.on('data', (chunk: Buffer) => {
			seen += chunk.toString();
		});
		stream.data.on('error', () => undefined);
		await business.send({ ...text, text: { body: 'over the stream' } });
		await until(() => seen.includes('over the stream'));
		abort.abort();
	});

	it('starts again, and keeps what was registered unless asked', async () => {
		await business.register();
		await business.send(text);
		await business.control('reset');
		const state = await business.read('state');
		expect(state.conversations.every((chat: AnyJson) => chat.messages.length === 0)).toBe(true);
		expect(state.registrations.wabaSubscribed).toBe(true);
		await business.control('reset', { subscriptions: true });
		expect((await business.read('state')).registrations).toMatchObject({
			app: null,
			wabaSubscribed: false,
		});
	});
});

describe('stopping', () => {
	it('leaves nothing running, even in the middle of a webhook', async () => {
		const own = await startBusiness({ redelivery: [60_000] });
		await own.register();
		own.receiver.answers = [0];
		await own.control('people/marta/text', { text: 'a' });
		await until(() => own.receiver.received.length === 1);
		await own.simulator.stop();
		await expect(axios.get(own.simulator.url, { proxy: false })).rejects.toThrow();
		await own.receiver.stop();
	});

	it('binds to this machine only', async () => {
		const receiver = await startReceiver();
		expect(business.simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		await receiver.stop();
	});
});

describe('the page', () => {
	it('is served with everything it needs', async () => {
		const page = await (await fetch(`${business.simulator.url}/`)).text();
		expect(page).toContain('/page/app.mjs');
		expect(page).not.toMatch(/https?:\/\//);
		const get = async (file: string) => {
			const response = await fetch(`${business.simulator.url}/page/${file}`);
			expect({ file, status: response.status }).toEqual({ file, status: 200 });
			return await response.text();
		};
		for (const file of ['preact.mjs', 'base.css', 'phone.css', 'bubble.css', 'drawer.css'])
			await get(file);
		// Every module that another loads, and every icon.
		const modules = new Set(['app.mjs']);
		for (const module of modules) {
			const text = await get(module);
			for (const [, next] of text.matchAll(/ from '\.\/(\w+\.mjs)'/g)) modules.add(next!);
			for (const [, icon] of text.matchAll(/icon\('([^']+)'/g))
				expect(await get(`icons/${icon}.svg`)).toContain('<svg');
		}
		expect(modules.size).toBeGreaterThan(5);
	});
});
