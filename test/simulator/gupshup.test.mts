import axios from 'axios';

import type { AnyJson } from '../fixtures/anyJson.ts';
import {
	API_KEY,
	APP_ID,
	APP_NAME,
	WEBHOOK_SECRET,
} from '../../playground/simulator/providers/gupshup/account.mts';
import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import { type Receiver, startReceiver, until } from './business.mts';

let simulator: Simulator;
let receiver: Receiver;
beforeEach(async () => {
	simulator = await startSimulator({ provider: 'gupshup', redelivery: [20, 20] });
	receiver = await startReceiver();
	await control('callback', { url: `${receiver.url}/gupshup` });
});
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

const MARTA = '12025550111';
const client = axios.create({ validateStatus: () => true, proxy: false });
const control = (path: string, body: unknown) =>
	client.post(`${simulator.url}/playground/${path}`, body);
const post = (path: string, fields: Record<string, string>, apikey = API_KEY) =>
	client.post(
		`${simulator.url}/wa/api/v1/${path}`,
		new URLSearchParams({
			channel: 'whatsapp',
			source: '12025550100',
			destination: MARTA,
			'src.name': APP_NAME,
			...fields,
		}),
		{ headers: { apikey } },
	);
const say = (message: unknown, more: Record<string, string> = {}) =>
	post('msg', { message: JSON.stringify(message), ...more });
const list = (appId = APP_ID) =>
	client.get(`${simulator.url}/wa/app/${appId}/template`, { headers: { apikey: API_KEY } });
const events = (type: string) =>
	receiver.received.filter(({ body }) => body.type === type).map(({ body }) => body);
const event = (payloadType: string) =>
	until(() => events('message-event').find(({ payload }) => payload.type === payloadType) ?? false);
const inbound = () => until(() => events('message')[0] ?? false);

const text = { type: 'text', text: 'Hello' };
const option = (title: string, postbackText: string) => ({ type: 'text', title, postbackText });
const question = {
	type: 'quick_reply',
	msgid: 'm1',
	content: { type: 'text', header: '', text: 'Approve?', caption: 'Rio' },
	options: [option('Yes', 'tok-yes'), option('No', 'tok-no')],
};
const menu = {
	type: 'list',
	title: 'Routes',
	body: 'Which way?',
	msgid: 'm2',
	globalButtons: [{ type: 'text', title: 'Choose' }],
	items: [{ options: [{ ...option('Coast', 'tok-coast'), description: 'Longer' }] }],
};
const link = 'https://example.com/a';

describe('sending', () => {
	it.each<[string, object]>([
		['a text', text],
		['an image', { type: 'image', originalUrl: link, previewUrl: link, caption: 'C' }],
		['a file', { type: 'file', url: link, filename: 'a.pdf' }],
		['a sticker', { type: 'sticker', url: link }],
		['a location', { type: 'location', longitude: -3.7, latitude: 40.4, name: 'Depot' }],
		['quick replies', question],
		['a list', menu],
	])('takes %s', async (_what, message) => {
		const { status, data } = await say(message);
		expect(status).toBe(202);
		expect(data).toEqual({ status: 'submitted', messageId: expect.stringMatching(/^[\w-]{36}$/) });
		expect(await event('delivered')).toMatchObject({
			app: APP_NAME,
			version: 2,
			payload: { gsId: data.messageId, destination: MARTA, payload: { ts: expect.any(Number) } },
		});
	});

	it.each<[string, unknown, Record<string, string>, string]>([
		['another app', text, { 'src.name': 'Other' }, 'Invalid App Details'],
		['another number', text, { source: '12025550199' }, 'Invalid App Details'],
		['no phone number', text, { destination: '+12025550111' }, 'Invalid Destination'],
		['a field that is not there', text, { reference: 'x' }, 'reference'],
		['a key that is not there', { ...text, preview: true }, {}, 'preview'],
		['a long label', { ...question, options: [option('x'.repeat(21), 'a')] }, {}, 'title'],
		['a long postback', { ...question, options: [option('x', 'a'.repeat(129))] }, {}, 'postback'],
		['four buttons', { ...question, options: Array(4).fill(option('x', 'a')) }, {}, 'options'],
		['two equal buttons', { ...question, options: Array(2).fill(option('x', 'a')) }, {}, 'Dupl'],
		['a list without a heading', { ...menu, title: undefined }, {}, 'title'],
	])('refuses %s', async (_what, message, more, said) => {
		const { status, data } = await say(message, more);
		expect({ status, data }).toEqual({
			status: 400,
			data: { status: 'error', message: expect.stringContaining(said) },
		});
	});

	it('refuses another key, and a body that is no form', async () => {
		const refused = { status: 401, data: { status: 'error', message: 'Authentication Failed' } };
		expect(await post('msg', { message: JSON.stringify(text) }, 'wrong')).toMatchObject(refused);
		const json = await client.post(
			`${simulator.url}/wa/api/v1/msg`,
			{ source: '12025550100', destination: MARTA, 'src.name': APP_NAME, message: text },
			{ headers: { apikey: API_KEY } },
		);
		expect(json.status).toBe(400);
	});

	it('fails later, in Gupshup’s codes', async () => {
		const { data } = await say(text, { destination: '12025550199' });
		expect((await event('failed')).payload).toEqual({
			id: data.messageId,
			type: 'failed',
			destination: '12025550199',
			payload: { code: 1002, reason: 'Number Does Not Exist On WhatsApp' },
		});
	});

	it('outside the window is taken, and fails as 1005', async () => {
		await control('switches', { personId: 'marta', windowClosed: true });
		expect((await say(text)).status).toBe(202);
		expect((await event('failed')).payload.payload).toMatchObject({ code: 1005 });
	});
});

describe('templates', () => {
	const named = async (name: string) =>
		(await list()).data.templates.find((one: AnyJson) => one.elementName === name);
	const sendTemplate = async (name: string, params: string[], more: object = {}) =>
		post('template/msg', {
			template: JSON.stringify({ id: (await named(name)).id, params }),
			...Object.fromEntries(
				Object.entries(more).map(([key, value]) => [key, JSON.stringify(value)]),
			),
		});

	it('are listed with numbers for names, their parts as JSON', async () => {
		const found = await named('order_ready');
		expect(found).toMatchObject({ status: 'APPROVED', languageCode: 'en_US' });
		expect(JSON.parse(found.containerMeta)).toMatchObject({
			header: 'Order {{1}}',
			data: 'Hi {{1}}, your order {{2}} is ready for collection.',
			buttons: [{ type: 'URL', text: 'See my order' }],
		});
		expect(await list('other')).toMatchObject({ status: 400 });
	});

	it('take their values by position, and their quick replies a payload', async () => {
		const sent = await sendTemplate('order_ready', ['1042', 'Ana', '1042', '1042']);
		expect(sent.status).toBe(202);
		const postbackTexts = [{ index: 0, text: 'tok-yes' }];
		const { data } = await sendTemplate('request_approval', ['Route.'], { postbackTexts });
		await until(() => events('message-event').length >= 4);
		await control('people/marta/tap', { messageId: data.messageId, buttonIndex: 0 });
		expect((await inbound()).payload).toMatchObject({
			source: MARTA,
			type: 'quick_reply',
			payload: { text: 'Approve', type: 'button', postbackText: 'tok-yes' },
			context: { gsId: data.messageId },
		});
	});

	it('may be tapped without the payload in what comes, as another sample shows it', async () => {
		await control('switches', { tapsWithoutIds: true });
		const postbackTexts = [{ index: 0, text: 'tok-yes' }];
		const { data } = await sendTemplate('request_approval', ['Route.'], { postbackTexts });
		await event('delivered');
		await control('people/marta/tap', { messageId: data.messageId, buttonIndex: 0 });
		const { type, payload } = (await inbound()).payload;
		expect([type, payload]).toEqual(['text', { text: 'Approve', type: 'button' }]);
		await control('switches', { tapsWithoutIds: false });
	});

	it('are refused with too few or too many values', async () => {
		for (const params of [[], ['a', 'b']]) {
			expect((await sendTemplate('request_approval', params)).status).toBe(400);
		}
	});

	it('take the file of a media header', async () => {
		const message = { type: 'image', image: { link } };
		expect((await sendTemplate('delivery_photo', ['Ana'], { message })).status).toBe(202);
		expect((await sendTemplate('delivery_photo', ['Ana'])).status).toBe(400);
	});
});

describe('a file above quick replies', () => {
	const above = (content: object) => say({ ...question, content: { text: 'B', ...content } });
	const shown = async () => {
		const { data } = await client.get(`${simulator.url}/playground/state`);
		return data.conversations.find(({ personId }: AnyJson) => personId === 'marta').messages.at(-1)
			.view;
	};

	it.each([
		[
			{ type: 'image', url: link },
			{ kind: 'image', link },
		],
		[
			{ type: 'video', url: link },
			{ kind: 'video', link },
		],
		[
			{ type: 'file', url: link, filename: 'Note 7.pdf' },
			{ kind: 'document', link, filename: 'Note 7.pdf' },
		],
	])('is shown on the phone: %j', async (content, media) => {
		expect((await above(content)).status).toBe(202);
		expect(await shown()).toMatchObject({ media, text: 'B', buttons: [{ label: 'Yes' }, {}] });
	});

	it.each([
		['no link', { type: 'image' }],
		['no public link', { type: 'image', url: 'C:\\a.jpg' }],
		['a heading in words as well', { type: 'image', url: link, header: 'H' }],
		['a kind that is none', { type: 'document', url: link }],
	])('is refused with %s', async (_what, content) => {
		expect((await above(content)).status).toBe(400);
	});
});

describe('webhooks', () => {
	it('are listed with the address that was pasted', async () => {
		const read = async () =>
			(
				await client.get(`${simulator.url}/wa/app/${APP_ID}/subscription`, {
					headers: { apikey: API_KEY },
				})
			).data.subscriptions;
		expect(await read()).toMatchObject([
			{ active: true, url: `${receiver.url}/gupshup`, version: 2 },
		]);
		await control('callback', { url: null });
		expect(await read()).toEqual([]);
	});

	const tapped = async () => {
		const { data } = await say(question);
		await event('delivered');
		await control('people/marta/tap', { messageId: data.messageId, buttonIndex: 1 });
		return data.messageId as string;
	};

	it('tell a tap with its postback text, our ID and the message', async () => {
		const messageId = await tapped();
		expect(await inbound()).toMatchObject({
			app: APP_NAME,
			type: 'message',
			payload: {
				source: MARTA,
				type: 'button_reply',
				payload: { title: 'No', id: 'm1', reply: 'No 2', postbackText: 'tok-no' },
				sender: { phone: MARTA, name: 'Marta Ruiz' },
				context: { gsId: messageId },
			},
		});
	});

	it('tell taps without it too, as other samples of Gupshup show them', async () => {
		await control('switches', { tapsWithoutIds: true });
		await tapped();
		expect((await inbound()).payload).toMatchObject({
			type: 'quick_reply',
			payload: { title: 'No', id: 'm1', reply: 'No 2' },
		});
		await control('switches', { tapsWithoutIds: false });
	});

	it('carry the secret in the URL, which the journal does not', async () => {
		await tapped();
		await inbound();
		const { data } = await client.get(`${simulator.url}/playground/webhooks`);
		expect(JSON.stringify(data)).not.toContain(WEBHOOK_SECRET);
		const target = `${receiver.url}/gupshup?keep=1`;
		for (const [proof, secret] of [
			['valid', WEBHOOK_SECRET],
			['none', null],
		] as const) {
			const proven = simulator.provider.prove(simulator.state, '{}', target, proof);
			const { searchParams } = new URL(proven.target);
			expect(searchParams.get('secret')).toBe(secret);
			expect(searchParams.get('keep')).toBe('1');
		}
		const wrong = simulator.provider.prove(simulator.state, '{}', target, 'wrong');
		expect(new URL(wrong.target).searchParams.get('secret')).not.toBe(WEBHOOK_SECRET);
	});

	it('come again until they are taken, by any 2xx', async () => {
		const { data } = await say(text);
		await event('delivered');
		receiver.received.length = 0;
		receiver.answers.push(503, 204);
		await control('people/marta/text', { text: 'Hi' });
		await until(() => events('message').length === 2);
		const [first, second] = events('message');
		expect(second).toEqual(first);
		expect(first.payload).toMatchObject({ type: 'text', payload: { text: 'Hi' } });
		expect(data.messageId).toBeDefined();
	});
});
