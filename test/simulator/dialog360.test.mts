import axios from 'axios';

import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import { type Receiver, MARTA, messagesIn, startReceiver, statusesIn, until } from './business.mts';
import type { AnyJson } from '../../playground/anyJson.mts';

let simulator: Simulator;
let receiver: Receiver;
let credential: Record<string, string>;

beforeEach(async () => {
	simulator = await startSimulator({ provider: 'dialog360', redelivery: [20, 20, 20] });
	receiver = await startReceiver();
	const { data } = simulator.provider.credential(simulator.account, simulator.url);
	credential = data as Record<string, string>;
});
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

const call = (method: string, path: string, data?: unknown, key = credential.apiKey) =>
	axios.request<AnyJson>({
		method,
		url: `${simulator.url}/${path}`,
		data,
		headers: { 'D360-API-KEY': key },
		validateStatus: () => true,
		proxy: false,
	});
const control = (path: string, body = {}) =>
	axios.post(`${simulator.url}/playground/${path}`, body);
const send = (content: Record<string, unknown>) =>
	call('POST', 'messages', { messaging_product: 'whatsapp', to: MARTA, ...content });
const register = (headers: Record<string, string> = { 'X-Webhook-Secret': 'of my own' }) =>
	call('POST', 'v1/configs/webhook', { url: `${receiver.url}/hook`, headers });

const text = { type: 'text', text: { body: 'Olá 👋' } };
const question = {
	type: 'interactive',
	interactive: {
		type: 'button',
		body: { text: 'Approve?' },
		action: { buttons: [{ type: 'reply', reply: { id: 'yes-1', title: 'Yes' } }] },
	},
};

describe('the API', () => {
	it('takes Meta’s messages at an address without a number', async () => {
		const { status, data } = await send({ ...text, biz_opaque_callback_data: 'exec:42' });
		expect(status).toBe(200);
		expect(data).toMatchObject({
			messaging_product: 'whatsapp',
			contacts: [{ wa_id: '12025550111' }],
			messages: [{ id: expect.stringMatching(/^wamid\./) }],
		});
		expect(simulator.state.conversations.find(data.messages[0].id)?.phoneNumberId).toBe(
			simulator.account.phoneNumbers[0]?.id,
		);
	});

	it('knows its key only', async () => {
		for (const key of ['', 'another', simulator.account.accessToken]) {
			for (const [method, path] of [
				['POST', 'messages'],
				['GET', 'message_templates'],
				['GET', 'v1/configs/webhook'],
				['GET', 'health_status'],
				['GET', 'nothing'],
			] as const) {
				const { status, data } = await call(method, path, undefined, key);
				expect([status, data]).toEqual([401, { error: 'Invalid api_key' }]);
			}
		}
		expect((await call('GET', 'health_status')).status).toBe(200);
	});

	it('refuses what WhatsApp refuses, in Meta’s envelope', async () => {
		const long = await send({ type: 'text', text: { body: 'x'.repeat(4097) } });
		expect(long).toMatchObject({ status: 400, data: { error: { code: 100 } } });
		const button = { type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } };
		const wide = await send({
			type: 'interactive',
			interactive: { type: 'button', body: { text: 'a' }, action: { buttons: [button] } },
		});
		expect(wide).toMatchObject({ status: 400, data: { error: { code: 131009 } } });
		const unknown = await send({ ...text, colour: 'green' });
		expect(unknown).toMatchObject({ status: 400, data: { error: { code: 100 } } });
		await control('switches', { windowClosed: true });
		expect(await send(text)).toMatchObject({ status: 400, data: { error: { code: 131047 } } });
	});

	it('refuses what is no message, in its own', async () => {
		expect(await call('POST', 'messages', '[1]')).toMatchObject({ status: 400 });
		expect(await call('GET', 'nothing')).toMatchObject({
			status: 404,
			data: { error: 'Not found' },
		});
		expect(await call('GET', 'v24.0/messages')).toMatchObject({ status: 404 });
	});

	it('lists templates page by page, without a token in its links', async () => {
		const names: string[] = [];
		let path = 'message_templates?limit=5';
		for (let pages = 0; path !== '' && pages < 50; pages++) {
			const { data } = await call('GET', path);
			names.push(...data.data.map(({ name }: { name: string }) => name));
			const next: string = data.paging?.next ?? '';
			expect(next).not.toContain('token');
			path = next.replace(`${simulator.url}/`, '');
		}
		expect(names).toEqual(simulator.state.templates.map(({ name }) => name));
		expect((await call('GET', 'message_templates?name=order')).status).toBe(400);
	});
});

it('templates are made and deleted as at Meta, without files', async () => {
	const body = { type: 'BODY', text: 'Your note is ready.' };
	const note = { name: 'note', language: 'en', category: 'UTILITY', components: [body] };
	const made = await call('POST', 'message_templates', note);
	expect(made.data).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
	const file = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::a:b'] } };
	const withFile = { ...note, name: 'file', components: [file, body] };
	expect((await call('POST', 'message_templates', withFile)).status).toBe(400);
	const which = `message_templates?name=note&hsm_id=${made.data.id}`;
	expect((await call('DELETE', which)).data).toEqual({ success: true });
	expect((await call('DELETE', 'message_templates?name=note')).status).toBe(400);
});

describe('media', () => {
	const upload = (type: string, words = 'picture') => {
		const form = new FormData();
		form.set('messaging_product', 'whatsapp');
		form.set('file', new Blob([words], { type }), 'a.png');
		return call('POST', 'media', form);
	};

	it('are uploaded, described with an address of Meta’s, fetched here, sent and deleted', async () => {
		const { data: stored } = await upload('image/png');
		const { data: about } = await call('GET', stored.id);
		expect(about).toMatchObject({ id: stored.id, mime_type: 'image/png', file_size: 7 });
		const { host, pathname, search } = new URL(about.url);
		expect(host).toBe('lookaside.fbsbx.com');
		const address = `${pathname}${search}`.slice(1);
		expect((await call('GET', address, undefined, 'another')).status).toBe(401);
		expect((await call('GET', address)).data).toBe('picture');
		expect((await send({ type: 'image', image: { id: stored.id } })).status).toBe(200);
		expect((await call('DELETE', stored.id)).data).toEqual({ success: true });
		for (const method of ['GET', 'DELETE']) {
			expect(await call(method, stored.id)).toMatchObject({
				status: 400,
				data: { error: { code: 100, error_subcode: 33 } },
			});
		}
		expect((await call('GET', address)).status).toBe(404);
		expect((await send({ type: 'image', image: { id: stored.id } })).status).toBe(400);
	});

	it('of other types, and without a file, are refused', async () => {
		expect((await upload('application/zip')).data.error.code).toBe(100);
		expect((await call('POST', 'media', { messaging_product: 'whatsapp' })).status).toBe(400);
	});
});

it('takes marketing templates at a way of their own, and nothing else there', async () => {
	await control('switches', { marketingApart: true });
	const template = {
		type: 'template',
		template: { name: 'our_catalog', language: { code: 'en_US' } },
	};
	expect((await send(template)).data).toMatchObject({ error: { code: 131063 } });
	const apart = (content: object) =>
		call('POST', 'marketing_messages', { messaging_product: 'whatsapp', to: MARTA, ...content });
	expect((await apart(template)).data.messages).toHaveLength(1);
	expect((await apart(text)).status).toBe(400);
});

it('tells of the account’s health what Meta tells', async () => {
	await control('switches', { health: 'BLOCKED' });
	const { data } = await call('GET', 'health_status');
	expect(data.health_status).toMatchObject({ can_send_message: 'BLOCKED' });
	expect(JSON.stringify(data)).toContain('payment method');
});

describe('the webhook of the number', () => {
	const read = async () => (await call('GET', 'v1/configs/webhook')).data;

	it('is read as it was set', async () => {
		expect(await read()).toEqual({ url: '' });
		expect((await register({ 'X-Token': 'one' })).status).toBe(200);
		expect(await read()).toEqual({ url: `${receiver.url}/hook`, headers: { 'X-Token': 'one' } });
	});

	it.each([
		[{ url: '' }],
		[{}],
		[{ url: 'http://n8n.example.com/' }],
		[{ url: 'https://n8n.example.com:5678/' }],
		[{ url: 'https://my_n8n.example.com/' }],
		[{ url: 'https://n8n.example.com/', headers: { X_Secret: 'a' } }],
		[{ url: 'https://n8n.example.com/', headers: { 'X-Secret': 7 } }],
		[{ url: 'https://n8n.example.com/', verify_token: 'a' }],
	])('is not set to %j', async (body) => {
		const { status, data } = await call('POST', 'v1/configs/webhook', body);
		expect(status).toBe(400);
		expect(typeof data.error).toBe('string');
		expect(await read()).toEqual({ url: '' });
	});

	it('pasted by hand has the header of the credential', async () => {
		await control('callback', { url: `${receiver.url}/pasted` });
		await control('people/marta/text', { text: 'Hi' });
		const [{ headers }] = await until(() => receiver.received.length > 0 && receiver.received);
		expect(headers['x-webhook-secret']).toBe(credential.webhookSecret);
	});
});

describe('webhooks', () => {
	beforeEach(() => register());

	it('of a tap carry the custom header, Meta’s body and no signature of Meta', async () => {
		const { data } = await send(question);
		const id = data.messages[0].id as string;
		await until(() => statusesIn(receiver).some(({ status }) => status === 'delivered'));
		await control('people/marta/tap', { messageId: id, buttonIndex: 0 });
		const [message] = await until(() => messagesIn(receiver).length > 0 && messagesIn(receiver));
		expect(message).toMatchObject({
			from: '12025550111',
			context: { id },
			interactive: { type: 'button_reply', button_reply: { id: 'yes-1', title: 'Yes' } },
		});
		for (const { headers, body } of receiver.received) {
			expect(headers['x-webhook-secret']).toBe('of my own');
			expect(headers).not.toHaveProperty('x-hub-signature-256');
			expect(body.entry[0].changes[0].value.metadata).toEqual({
				display_phone_number: '12025550100',
				phone_number_id: simulator.account.phoneNumbers[0]?.id,
			});
		}
	});

	it('of statuses repeat no reference, and say in Meta’s codes why a message failed', async () => {
		await control('switches', { windowClosed: true, windowRefusal: 'async' });
		const { data } = await send({ ...text, biz_opaque_callback_data: 'exec:42' });
		const [failed] = await until(() => statusesIn(receiver).length > 0 && statusesIn(receiver));
		expect(failed).toMatchObject({
			id: data.messages[0].id,
			status: 'failed',
			errors: [{ code: 131047 }],
		});
		// That it passes through is not documented.
		expect(failed).not.toHaveProperty('biz_opaque_callback_data');
	});

	it('are delivered again until a 200', async () => {
		receiver.answers.push(500, 204);
		await control('people/marta/text', { text: 'Hi' });
		await until(() => receiver.received.length === 3);
		expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1);
	});

	it('can come with a wrong secret, or none', async () => {
		const body = { object: 'whatsapp_business_account', entry: [] };
		for (const signature of ['wrong', 'none']) await control('webhook', { body, signature });
		const [wrong, none] = receiver.received;
		expect(wrong?.headers['x-webhook-secret']).toBe('of my own but another');
		expect(none?.headers).not.toHaveProperty('x-webhook-secret');
	});

	it('about another number go nowhere: it has a key of its own', () => {
		const change = { phoneNumberId: '300000000000004', event: '', value: {} };
		expect(simulator.provider.targetOf(simulator.state, change)).toBeNull();
	});
});

it('has no secret in its journal', async () => {
	await register({ 'X-Webhook-Secret': credential.webhookSecret ?? '' });
	await call('GET', 'v1/configs/webhook');
	await send(text);
	await until(() => receiver.received.length > 0);
	const journal = JSON.stringify(simulator.state.journal);
	for (const secret of [credential.apiKey, credential.webhookSecret]) {
		expect(journal).not.toContain(secret);
	}
});
