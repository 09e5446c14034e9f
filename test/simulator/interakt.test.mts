import { createHmac } from 'node:crypto';
import axios from 'axios';

import type { AnyJson } from '../fixtures/anyJson.ts';
import { API_KEY, WEBHOOK_SECRET } from '../../playground/simulator/providers/interakt/account.mts';
import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import { type Receiver, startReceiver, until } from './business.mts';

let simulator: Simulator;
let receiver: Receiver;
beforeEach(async () => {
	simulator = await startSimulator({ provider: 'interakt', redelivery: [20, 20] });
	receiver = await startReceiver();
	await control('callback', { url: `${receiver.url}/interakt` });
});
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

const client = axios.create({ validateStatus: () => true, proxy: false });
const control = (path: string, body: unknown) =>
	client.post(`${simulator.url}/playground/${path}`, body);
const send = (body: unknown, key = `Basic ${API_KEY}`, path = 'message/') =>
	client.post(`${simulator.url}/v1/public/${path}`, body, { headers: { authorization: key } });
const list = (query = '') =>
	client.get(`${simulator.url}/v1/public/track/organization/templates${query}`, {
		headers: { authorization: `Basic ${API_KEY}` },
	});
const events = (type: string) =>
	receiver.received.filter(({ body }) => body.type === type).map(({ body }) => body.data);
const first = (type: string) => until(() => events(type)[0] ?? false);

const MARTA = '12025550111';
const text = (more: object = {}) => ({
	fullPhoneNumber: MARTA,
	type: 'Text',
	data: { message: 'Hello' },
	...more,
});
const buttons = [{ type: 'reply', reply: { id: 'yes-1', title: 'Yes' } }];
const question = (more: object = {}) => ({
	fullPhoneNumber: MARTA,
	callbackData: 'tok',
	type: 'InteractiveButton',
	data: { message: { type: 'button', body: { text: 'Approve?' }, action: { buttons }, ...more } },
});
const approval = (more: object = {}) => ({
	fullPhoneNumber: MARTA,
	callbackData: 'tok',
	type: 'Template',
	template: { name: 'request_approval', languageCode: 'en_US', bodyValues: ['Route A-2'], ...more },
});

describe('sending', () => {
	it.each<[string, object]>([
		['a text', text()],
		[
			'to a number in two pieces',
			text({ fullPhoneNumber: undefined, countryCode: '+1', phoneNumber: '2025550111' }),
		],
		['a reference of 512 characters', text({ callbackData: 'x'.repeat(512) })],
		[
			'an image',
			{ ...text(), type: 'Image', data: { mediaUrl: 'https://example.com/a.jpg', message: 'A' } },
		],
		['a sticker', { ...text(), type: 'Sticker', data: { mediaUrl: 'https://example.com/a.webp' } }],
		['reply buttons', question()],
		['a template', approval()],
	])('%s is queued', async (_name, body) => {
		const { status, data } = await send(body);
		expect(data).toEqual({
			result: true,
			message: expect.stringMatching(/^Message queued/),
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(status).toBe(201);
	});

	it.each<[string, object]>([
		['both forms of the number', text({ countryCode: '+1', phoneNumber: '2025550111' })],
		['no number', text({ fullPhoneNumber: undefined })],
		['an empty number', text({ fullPhoneNumber: '' })],
		['a number with a plus', text({ fullPhoneNumber: `+${MARTA}` })],
		['a reference that is too long', text({ callbackData: 'x'.repeat(513) })],
		['an unknown field', text({ context: { message_id: 'x' } })],
		['an unknown field inside', text({ data: { message: 'Hello', preview_url: true } })],
		['a text that is too long', text({ data: { message: 'x'.repeat(4097) } })],
		['a list among the buttons', question({ type: 'list' })],
		[
			'a title that is too long',
			question({
				action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'x'.repeat(21) } }] },
			}),
		],
		['a payload for a quick reply', approval({ buttonValues: { 0: ['P-1'] } })],
		['too few values', approval({ bodyValues: [] })],
		['an unknown template', approval({ name: 'nothing' })],
		['a paused template', approval({ name: 'promo_paused', bodyValues: undefined })],
	])('%s is refused', async (_name, body) => {
		const { status, data } = await send(body);
		expect(data).toEqual({ result: false, message: expect.stringMatching(/\w+/) });
		expect(status).toBe(400);
		expect(simulator.state.conversations.all()).toEqual([]);
	});

	it.each([
		['no key', ''],
		['a wrong key', 'Basic d3Jvbmc='],
		['a key that was encoded once more', `Basic ${Buffer.from(API_KEY).toString('base64')}`],
		['a bearer', `Bearer ${API_KEY}`],
	])('is refused with %s', async (_name, key) => {
		expect(await send(text(), key)).toMatchObject({ status: 401, data: { result: false } });
	});

	it('needs the slash at the end, and valid JSON', async () => {
		expect((await send(text(), undefined, 'message')).status).toBe(404);
		const headers = { authorization: `Basic ${API_KEY}`, 'content-type': 'application/json' };
		const answer = await client.post(`${simulator.url}/v1/public/message/`, '{', { headers });
		expect(answer).toMatchObject({ status: 400, data: { result: false } });
	});

	it('answers the rate limit as Interakt words it', async () => {
		await control('switches', { rejectSends: { code: 130429, status: 400, times: 1 } });
		expect(await send(text())).toMatchObject({
			status: 429,
			data: { result: false, message: 'Rate limit exceeded for this resource' },
		});
	});
});

describe('templates', () => {
	it('are listed with numbered variables and buttons as text', async () => {
		const { data } = await list(
			'?offset=0&autosubmitted_for=all&approval_status=APPROVED&language=all',
		);
		const named = (name: string) =>
			data.results.templates.find((one: AnyJson) => one.name === name);
		expect(named('order_ready')).toMatchObject({
			header_format: 'TEXT',
			header: 'Order {{1}}',
			body: 'Hi {{1}}, your order {{2}} is ready for collection.',
		});
		expect(JSON.parse(named('order_ready').buttons)[0].url).toContain('{{1}}');
		expect(JSON.parse(JSON.parse(named('request_approval').buttons))).toHaveLength(2);
		expect(named('promo_paused')).toBeUndefined();
		expect(data.has_next).toBe(false);
	});

	it('come in pages of a hundred', async () => {
		const [template] = simulator.state.templates;
		simulator.state.templates = Array.from({ length: 130 }, () => template!);
		expect((await list()).data.has_next).toBe(true);
		const { data } = await list('?offset=100');
		expect(data.results.templates).toHaveLength(30);
		expect(data.has_next).toBe(false);
	});

	it('fill header, body and link', async () => {
		const template = {
			name: 'order_ready',
			languageCode: 'en_US',
			headerValues: ['7'],
			bodyValues: ['Ana', '7'],
			buttonValues: { 0: ['7'] },
		};
		await send({ ...approval(), template });
		expect(simulator.state.conversations.all()[0]?.view).toMatchObject({
			header: 'Order 7',
			text: 'Hi Ana, your order 7 is ready for collection.',
			buttons: [{ url: 'https://example.com/orders/7' }],
		});
	});
});

describe('webhooks', () => {
	it('tell sent, delivered and read, with the reference, signed', async () => {
		const { data } = await send(question());
		await first('message_api_delivered');
		await control('read', { personId: 'marta' });
		for (const state of ['sent', 'delivered', 'read']) {
			expect(await first(`message_api_${state}`)).toMatchObject({
				customer: { channel_phone_number: MARTA },
				message: {
					id: data.id,
					chat_message_type: 'PublicApiMessage',
					meta_data: { source_data: { callback_data: 'tok' } },
				},
			});
		}
		for (const { raw, headers } of receiver.received) {
			const hash = createHmac('sha256', WEBHOOK_SECRET).update(raw, 'latin1').digest('hex');
			expect(headers['interakt-signature']).toBe(`sha256=${hash}`);
		}
	});

	it('tell a tap on a reply button as JSON in a text, without what it answers', async () => {
		const { data } = await send(question());
		await first('message_api_delivered');
		await control('people/marta/tap', { messageId: data.id, buttonIndex: 0 });
		const { message, customer } = await first('message_received');
		expect(JSON.parse(message.message)).toEqual({
			type: 'button_reply',
			button_reply: { id: 'yes-1', title: 'Yes' },
		});
		expect(message.message_content_type).toBe('InteractiveButtonReply');
		expect(JSON.stringify(message)).not.toContain(data.id);
		expect(customer).toMatchObject({ channel_phone_number: MARTA, traits: { name: 'Marta Ruiz' } });
	});

	it('tell a tap in its other form as the label, and what the API sent once more', async () => {
		await control('switches', { otherForms: true });
		const { data } = await send(question());
		await control('people/marta/tap', { messageId: data.id, buttonIndex: 0 });
		const received = () => events('message_received').map(({ message }) => message);
		await until(() => received().length === 2);
		const [tap] = received().filter((one) => one.chat_message_type === 'CustomerMessage');
		expect(tap).toMatchObject({
			message_content_type: 'InteractiveButtonReply',
			message: 'Yes',
			meta_data: { button_id: 'yes-1', button_title: 'Yes' },
		});
		const [ours] = received().filter((one) => one.chat_message_type === 'PublicApiMessage');
		expect(ours.id).toBe(data.id);
	});

	it('tell a tap on a template once, as a click on the message', async () => {
		const { data } = await send(approval());
		await first('message_api_delivered');
		await control('people/marta/tap', { messageId: data.id, buttonIndex: 1 });
		const { message } = await first('message_api_clicked');
		expect(message).toMatchObject({
			id: data.id,
			meta_data: {
				source_data: { callback_data: 'tok' },
				click_type: 'QR',
				button_text: 'Reject',
				click_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
			},
		});
		expect(events('message_received')).toEqual([]);
	});

	it('tell no incoming messages on the Growth plan, but clicks', async () => {
		simulator.state.resources.set('plan', 'Growth');
		const { data } = await send(approval());
		await first('message_api_delivered');
		await control('people/marta/text', { text: 'Hi' });
		await control('people/marta/tap', { messageId: data.id, buttonIndex: 0 });
		await first('message_api_clicked');
		expect(events('message_received')).toEqual([]);
	});

	it('tell why a message failed: outside the window, and not on WhatsApp', async () => {
		await control('switches', { personId: 'marta', windowClosed: true });
		expect((await send(text())).status).toBe(201);
		expect((await first('message_api_failed')).message).toMatchObject({
			message_status: 'Failed',
			channel_error_code: '131047',
			channel_failure_reason: expect.stringContaining('24 hours'),
		});
		await send(text({ fullPhoneNumber: '34600000099' }));
		const failed = () => events('message_api_failed')[1];
		expect((await until(() => failed() ?? false)).message).toMatchObject({
			channel_error_code: '1013',
			channel_failure_reason: 'Recipient is not a valid WhatsApp user',
		});
	});

	it('are not delivered again', async () => {
		receiver.answers.push(500);
		await control('people/marta/text', { text: 'Hi' });
		await first('message_received');
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(events('message_received')).toHaveLength(1);
	});

	it('go nowhere but to https and this machine', async () => {
		for (const url of ['http://n8n.example.com/hook', 'ftp://127.0.0.1/hook', 'hook']) {
			simulator.state.callback = url;
			const change = { phoneNumberId: '', event: '', value: {} };
			expect(simulator.provider.targetOf(simulator.state, change)).toBeNull();
		}
	});

	it('can be proven wrongly, or not at all', async () => {
		await control('webhook', { body: { version: '1.0' }, signature: 'none' });
		await control('webhook', { body: { version: '1.0' }, signature: 'wrong' });
		const [none, wrong] = receiver.received.map(({ headers }) => headers['interakt-signature']);
		expect(none).toBeUndefined();
		expect(wrong).toMatch(/^sha256=[0-9a-f]{64}$/);
		const right = createHmac('sha256', WEBHOOK_SECRET).update('{"version":"1.0"}').digest('hex');
		expect(wrong).not.toBe(`sha256=${right}`);
	});
});
