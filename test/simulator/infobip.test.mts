import axios from 'axios';

import type { AnyJson } from '../fixtures/anyJson.ts';
import { API_KEY } from '../../playground/simulator/providers/infobip/account.mts';
import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import { type Receiver, startReceiver, until } from './business.mts';

const SENDER = '12025550100';
const MARTA = '12025550111';
const SECURITY = { type: 'BASIC', credentials: { username: 'hook', password: 'hook-password' } };

let simulator: Simulator;
let receiver: Receiver;
beforeEach(async () => {
	simulator = await startSimulator({ provider: 'infobip', redelivery: [20, 20, 20] });
	receiver = await startReceiver();
});
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

const client = axios.create({ validateStatus: () => true, proxy: false });
const call = (method: string, path: string, data?: unknown, key = API_KEY) =>
	client.request({
		method,
		url: `${simulator.url}/${path}`,
		data,
		headers: { authorization: `App ${key}` },
	});
const control = (path: string, body: unknown) =>
	client.post(`${simulator.url}/playground/${path}`, body);
const send = (kind: string, content: unknown, more: Record<string, unknown> = {}) =>
	call('POST', `whatsapp/1/message/${kind}`, { from: SENDER, to: MARTA, content, ...more });
const subscribe = (more: Record<string, unknown> = {}) =>
	call('POST', 'subscriptions/1/subscription/WHATSAPP', {
		subscriptionId: 'mine',
		name: 'Mine',
		events: ['INBOUND_MESSAGE', 'DELIVERY', 'SEEN'],
		resources: [SENDER],
		profile: {
			profileId: 'mine',
			webhook: { notifyUrl: `${receiver.url}/infobip` },
			security: { authId: 'mine', ...SECURITY },
		},
		...more,
	});
/** The receiver keeps one character for each byte. */
const results = (): AnyJson[] =>
	receiver.received.flatMap(({ raw }) => JSON.parse(Buffer.from(raw, 'latin1').toString()).results);
const result = (fits: (one: AnyJson) => boolean) => until(() => results().find(fits));

const text = { text: 'Hello' };
const FLOW = { type: 'FLOW', text: 'Open', flowId: 1, flowAction: 'NAVIGATE' };
const buttons = {
	body: { text: 'Approve?' },
	action: { buttons: [{ type: 'REPLY', id: 'yes-1', title: 'Yes' }] },
};
const template = (templateData: unknown, more: Record<string, unknown> = {}) =>
	call('POST', 'whatsapp/1/message/template', {
		messages: [
			{
				from: SENDER,
				to: MARTA,
				content: { templateName: 'request_approval', language: 'en_US', templateData },
				...more,
			},
		],
	});
const bothButtons = [
	{ type: 'QUICK_REPLY', parameter: 'p-yes' },
	{ type: 'QUICK_REPLY', parameter: 'p-no' },
];

describe('sending', () => {
	it('keeps the ID of the client, and makes one where there is none', async () => {
		const { status, data } = await send('text', text, { messageId: 'ref.n8n.1' });
		expect(status).toBe(200);
		expect(data).toEqual({
			to: MARTA,
			messageCount: 1,
			messageId: 'ref.n8n.1',
			status: expect.objectContaining({ groupName: 'PENDING', name: 'PENDING_ENROUTE' }),
		});
		expect((await send('text', text)).data.messageId).toMatch(/^[0-9a-f-]{36}$/);
		const again = await send('text', text, { messageId: 'ref.n8n.1' });
		expect(again.data.status.groupName).toBe('REJECTED');
	});

	it('wants its own kind of key', async () => {
		const refused = await call('GET', `whatsapp/2/senders/${SENDER}/templates`, undefined, 'x');
		expect(refused.status).toBe(401);
		expect(refused.data.requestError.serviceException.messageId).toBe('UNAUTHORIZED');
	});

	it.each([
		['a message ID of 201 characters', 'text', text, { messageId: 'x'.repeat(201) }, 'messageId'],
		['an unknown field', 'text', text, { callback: 'x' }, 'body'],
		['an empty text', 'text', { text: '' }, {}, 'content.text'],
		['a sender of somebody else', 'text', text, { from: '447000000000' }, 'from'],
		[
			'a quote of an unknown message',
			'text',
			text,
			{ context: { replyToMessageId: 'x' } },
			'context.replyToMessageId',
		],
		['media without a link', 'image', { mediaUrl: 'file.jpg' }, {}, 'content.mediaUrl'],
	])('refuses %s', async (_what, kind, content, more, field) => {
		const { status, data } = await send(kind, content, more);
		expect(status).toBe(400);
		expect(Object.keys(data.requestError.serviceException.validationErrors)).toContain(field);
	});

	const opener = (action: unknown) => ({ body: { text: 'Open it' }, action });
	it.each<[string, unknown]>([
		[
			'interactive/url-button',
			opener({ displayText: 'Track', url: 'https://example.com/track/4711' }),
		],
		['interactive/location-request', { body: { text: 'Where are you?' } }],
		[
			'interactive/flow',
			opener({
				flowToken: 't',
				flowId: '123',
				callToActionButton: 'Open',
				flowAction: 'NAVIGATE',
				flowActionPayload: { screen: 'FIRST', data: { order: '4711' } },
			}),
		],
		['location', { latitude: 40.4168, longitude: -3.7038, name: 'Depot', address: '' }],
		[
			'contact',
			{
				contacts: [
					{
						name: { firstName: 'Ana', formattedName: 'Ana Silva' },
						phones: [{ phone: '+34 600 000 009' }],
					},
				],
			},
		],
	])('takes %s', async (kind, content) => {
		const { status, data } = await send(kind, content);
		expect({ status, name: data.status?.name }).toEqual({ status: 200, name: 'PENDING_ENROUTE' });
		const strange = await send(kind, { ...(content as object), strange: true });
		expect(strange.status).toBe(400);
	});

	it('marks what a person wrote as read, and nothing else', async () => {
		await subscribe();
		await control('people/marta/text', { text: 'Hello' });
		const { messageId } = await result(({ message }) => message?.type === 'TEXT');
		const read = (id: string) =>
			call('POST', `whatsapp/1/senders/${SENDER}/message/${encodeURIComponent(id)}/read`);
		expect((await read(messageId)).status).toBe(204);
		const { data } = await send('text', text);
		expect((await read(data.messageId)).status).toBe(400);
	});

	it('wants every button of a template that takes a parameter, in order', async () => {
		const body = { placeholders: ['Route A-2.'] };
		expect((await template({ body, buttons: bothButtons })).status).toBe(200);
		expect((await template({ body })).status).toBe(400);
		expect((await template({ body, buttons: bothButtons.slice(1) })).status).toBe(400);
		expect((await template({ body: { placeholders: [] }, buttons: bothButtons })).status).toBe(400);
	});

	it('lists templates as structures', async () => {
		const { data } = await call('GET', `whatsapp/2/senders/${SENDER}/templates`);
		const found = data.templates.find((one: AnyJson) => one.name === 'request_approval');
		expect(found.structure.buttons).toEqual([
			{ type: 'QUICK_REPLY', text: 'Approve' },
			{ type: 'QUICK_REPLY', text: 'Reject' },
		]);
		expect(data.templates.find((one: AnyJson) => one.name === 'promo_paused').status).toBe(
			'FIRST_PAUSED',
		);
		expect((await call('GET', 'whatsapp/2/senders/447000000000/templates')).status).toBe(404);
	});
});

describe('webhooks', () => {
	it('reports delivery and seen, with what the send gave', async () => {
		await subscribe();
		await send('text', text, { messageId: 'm-1', callbackData: 'ref-1' });
		const delivered = await result(({ status }) => status?.groupName === 'DELIVERED');
		expect(delivered).toMatchObject({ messageId: 'm-1', to: MARTA, callbackData: 'ref-1' });
		expect(delivered.doneAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/);
		await control('read', { personId: 'marta' });
		const seen = await result(({ seenAt }) => seenAt !== undefined);
		expect(seen).toMatchObject({ messageId: 'm-1', from: MARTA, to: SENDER });
		expect(results().filter(({ status }) => status?.groupName === 'PENDING')).toEqual([]);
	});

	it('proves them with the user name and password that were registered', async () => {
		await subscribe();
		await send('interactive/buttons', buttons, { messageId: 'm-2', callbackData: 'ref-2' });
		await result(({ status }) => status?.groupName === 'DELIVERED');
		await control('people/marta/tap', { messageId: 'm-2', buttonIndex: 0 });
		const tapped = await result(({ message }) => message?.type === 'INTERACTIVE_BUTTON_REPLY');
		expect(tapped).toMatchObject({
			from: MARTA,
			to: SENDER,
			pairedMessageId: 'm-2',
			callbackData: 'ref-2',
			message: { id: 'yes-1', title: 'Yes', context: { id: expect.stringMatching(/^wamid\./) } },
			contact: { name: 'Marta Ruiz', phoneNumber: MARTA, userId: 'US.1000000000000001' },
		});
		const expected = `Basic ${Buffer.from('hook:hook-password').toString('base64')}`;
		for (const { headers } of receiver.received) expect(headers.authorization).toBe(expected);
		await control('webhook', { body: { results: [] }, signature: 'none' });
		await control('webhook', { body: { results: [] }, signature: 'wrong' });
		const [none, wrong] = receiver.received.slice(-2);
		expect(none!.headers.authorization).toBeUndefined();
		expect(wrong!.headers.authorization).not.toBe(expected);
	});

	it('says which button of a template was tapped by its payload', async () => {
		await subscribe();
		await template(
			{ body: { placeholders: ['Route A-2.'] }, buttons: bothButtons },
			{ messageId: 'm-3' },
		);
		await result(({ status }) => status?.groupName === 'DELIVERED');
		await control('people/marta/tap', { messageId: 'm-3', buttonIndex: 1 });
		const tapped = await result(({ message }) => message?.type === 'BUTTON');
		expect(tapped.message).toMatchObject({ text: 'Reject', payload: 'p-no' });
		expect(tapped.pairedMessageId).toBe('m-3');
	});

	it('tells in a report that the window was closed', async () => {
		await subscribe();
		await control('switches', { personId: 'marta', windowClosed: true });
		expect((await send('text', text, { messageId: 'm-4' })).status).toBe(200);
		const failed = await result(({ messageId }) => messageId === 'm-4');
		expect(failed).toMatchObject({
			status: { groupName: 'UNDELIVERABLE' },
			error: { id: 7010, name: 'EC_NO_SESSION', permanent: true },
		});
	});

	it('sends the other things people do', async () => {
		await subscribe();
		await send('text', text, { messageId: 'm-5' });
		await result(({ status }) => status?.groupName === 'DELIVERED');
		await control('people/marta/reaction', { messageId: 'm-5', emoji: '👍' });
		await control('people/marta/inbound', {
			message: { type: 'image', image: { id: '42', mime_type: 'image/jpeg', caption: 'Here' } },
		});
		const reaction = await result(({ message }) => message?.type === 'REACTION');
		expect(reaction).toMatchObject({ message: { action: 'ADDED', emoji: '👍' } });
		const image = await result(({ message }) => message?.type === 'IMAGE');
		expect(image.message).toEqual({
			type: 'IMAGE',
			url: expect.stringMatching(/\/whatsapp\/1\/senders\/12025550100\/media\/42$/),
			caption: 'Here',
		});
	});
});

describe('templates', () => {
	const TEMPLATES = `whatsapp/2/senders/${SENDER}/templates`;
	const base = { name: 'note', language: 'en', category: 'UTILITY' };
	const create = (structure: object, more: object = {}) =>
		call('POST', TEMPLATES, { ...base, structure, ...more });
	const body = { text: 'Note {{1}} is ready.', examples: ['4711'] };

	it('are made, listed as pending, and deleted with all languages', async () => {
		const made = await create({ body });
		expect(made.status).toBe(201);
		expect(made.data).toMatchObject({
			status: 'PENDING',
			structure: { body: { text: body.text } },
		});
		expect((await create({ body }, { language: 'es' })).status).toBe(201);
		expect((await create({ body })).status).toBe(400);
		const named = async () =>
			(await call('GET', TEMPLATES)).data.templates.filter(({ name }: AnyJson) => name === 'note');
		expect(await named()).toHaveLength(2);
		expect((await call('DELETE', `${TEMPLATES}/note`)).status).toBe(204);
		expect(await named()).toEqual([]);
		expect((await call('DELETE', `${TEMPLATES}/note`)).status).toBe(400);
	});

	it.each([
		['a name in the text', { body: { text: 'Note {{n}} ready.', examples: ['1'] } }],
		['numbers out of order', { body: { text: 'A {{2}} b {{1}} c', examples: ['1', '2'] } }],
		['a variable without an example', { body: { text: 'Note {{1}} is ready.' } }],
		['a file without a sample', { body, header: { format: 'IMAGE' } }],
		['a handle as sample', { body, header: { format: 'IMAGE', example: '4::aW1h' } }],
		['a long code', { body, buttons: [{ type: 'COPY_CODE', example: 'x'.repeat(16) }] }],
		['a form without a screen', { body, buttons: [FLOW] }],
		['what is not in the API', { body, components: [] }],
	])('with %s are refused', async (_what, structure) => {
		const { status, data } = await create(structure);
		expect(status).toBe(400);
		expect(data.requestError.serviceException.messageId).toBe('BAD_REQUEST');
	});

	it('of a code have all three parts, and a time', async () => {
		const category = { category: 'AUTHENTICATION' };
		const code = { body: {}, footer: {}, buttons: [{ otpType: 'COPY_CODE' }] };
		expect((await create({ ...code, footer: undefined }, category)).status).toBe(400);
		const hour = { amount: 60, timeUnit: 'MINUTES' };
		expect((await create(code, { ...category, validityPeriod: hour })).status).toBe(400);
		expect((await create(code, category)).status).toBe(201);
	});
});

describe('subscriptions', () => {
	it('are made of three parts, each read, changed and removed by its ID', async () => {
		const made = await subscribe();
		expect(made.status).toBe(201);
		expect(made.data).toEqual({
			subscriptionId: 'mine',
			profile: { profileId: 'mine', security: { authId: 'mine' } },
		});
		expect(simulator.state.callback).toBe(`${receiver.url}/infobip`);
		const list = await call('GET', 'subscriptions/1/subscription/WHATSAPP');
		expect(list.data.results).toHaveLength(1);
		const changed = await call('PUT', 'subscriptions/1/profiles/mine', {
			webhook: { notifyUrl: `${receiver.url}/other` },
		});
		expect(changed.status).toBe(200);
		expect(simulator.state.callback).toBe(`${receiver.url}/other`);
		expect((await call('DELETE', 'subscriptions/1/profiles/mine')).status).toBe(400);
		expect((await call('DELETE', 'subscriptions/1/subscription/WHATSAPP/mine')).status).toBe(200);
		expect(simulator.state.callback).toBeNull();
		expect((await call('GET', 'subscriptions/1/subscription/WHATSAPP/mine')).status).toBe(404);
	});

	it('refuse an address that nobody could call, and an ID that is taken', async () => {
		const profile = { profileId: 'p', webhook: { notifyUrl: 'http://n8n.example.com/' } };
		expect((await subscribe({ profile })).status).toBe(400);
		expect((await subscribe()).status).toBe(201);
		expect((await subscribe()).status).toBe(400);
	});

	it('get news only where they ask for it', async () => {
		const news = (about: string) =>
			control('webhook', { about, body: { change: { type: about } } });
		await subscribe({ events: ['INBOUND_MESSAGE', 'TEMPLATE_UPDATE'] });
		await news('TEMPLATE_UPDATE');
		expect(receiver.received.map(({ body }) => body)).toEqual([
			{ change: { type: 'TEMPLATE_UPDATE' } },
		]);
		expect((await news('PAYMENT_STATUS')).status).not.toBe(200);
		expect(receiver.received).toHaveLength(1);
	});

	it('show one that was made by hand', async () => {
		await control('callback', { url: `${receiver.url}/pasted` });
		const list = await call('GET', 'subscriptions/1/subscription/WHATSAPP');
		expect(list.data.results).toMatchObject([{ name: 'Made in the portal', resources: [SENDER] }]);
		await control('people/marta/text', { text: 'Hi' });
		await result(({ message }) => message?.type === 'TEXT');
		expect(receiver.received[0]!.path).toBe('/pasted');
	});
});
