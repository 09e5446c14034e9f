import { createHmac } from 'node:crypto';

import { type Business, DIEGO, messagesIn, startBusiness, statusesIn, until } from './business.mts';
import type { AnyJson } from '../../playground/anyJson.mts';

let business: Business;
beforeEach(async () => {
	business = await startBusiness({ webhookTimeout: 600 });
	await business.register();
});
afterEach(() => business.stop());

const text = { type: 'text', text: { body: 'Hello' } };
const question = {
	type: 'interactive',
	interactive: {
		type: 'button',
		body: { text: 'Approve?' },
		action: { buttons: [{ type: 'reply', reply: { id: 'yes-1', title: 'Yes' } }] },
	},
};
const names = (id?: string) =>
	statusesIn(business.receiver)
		.filter((status) => id === undefined || status.id === id)
		.map((status) => status.status);
const wamid = (answer: { data: AnyJson }) => answer.data.messages[0].id as string;

async function delivered(message: Record<string, unknown>): Promise<string> {
	const id = wamid(await business.send(message));
	await until(() => names(id).includes('delivered'));
	return id;
}

describe('what people do', () => {
	it('a reply button', async () => {
		const id = await delivered(question);
		await business.control('people/marta/tap', { messageId: id, buttonIndex: 0 });
		const [message] = await until(
			() => messagesIn(business.receiver).length > 0 && messagesIn(business.receiver),
		);
		expect(message).toMatchObject({
			context: { from: '12025550100', id },
			from: '12025550111',
			from_user_id: 'US.1000000000000001',
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: 'yes-1', title: 'Yes' } },
		});
		expect(Number(message.timestamp)).toBeGreaterThan(1_700_000_000);
	});

	it.each([
		[
			'call_permission_request',
			{
				interactive: {
					type: 'call_permission_reply',
					call_permission_reply: { response: 'accept' },
				},
			},
		],
		[
			'request_contact_info',
			{ contacts: [{ origin: 'contact_request', phones: [{ wa_id: '12025550111' }] }] },
		],
	])('what %s asks for', async (type, answer) => {
		const interactive = { type, body: { text: 'Well?' }, action: { name: type } };
		const messageId = await delivered({ type: 'interactive', interactive });
		await business.control('people/marta/tap', { messageId, buttonIndex: 0 });
		const [message] = await until(
			() => messagesIn(business.receiver).length > 0 && messagesIn(business.receiver),
		);
		expect(message).toMatchObject({ context: { id: messageId }, ...answer });
	});

	it('a template’s quick reply, with and without a payload', async () => {
		const template = {
			name: 'request_approval',
			language: { code: 'en_US' },
			components: [
				{ type: 'body', parameters: [{ type: 'text', text: 'Route A-2.' }] },
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: '0',
					parameters: [{ type: 'payload', payload: 'P-1' }],
				},
			],
		};
		const id = await delivered({ type: 'template', template });
		for (const buttonIndex of [0, 1]) {
			await business.control('people/marta/tap', { messageId: id, buttonIndex });
		}
		await until(() => messagesIn(business.receiver).length === 2);
		const buttons = messagesIn(business.receiver).map(({ type, button }) => [
			type,
			button.payload,
			button.text,
		]);
		expect(buttons.sort()).toEqual([
			['button', 'P-1', 'Approve'],
			['button', 'Reject', 'Reject'],
		]);
	});

	it('a list row, tapped by somebody else', async () => {
		const action = {
			button: 'Open',
			sections: [{ rows: [{ id: 'r1', title: 'One', description: 'First' }] }],
		};
		const id = await delivered({
			type: 'interactive',
			interactive: { type: 'list', body: { text: 'Choose' }, action },
		});
		await business.control('people/marta/tap', {
			messageId: id,
			buttonIndex: 0,
			asPersonId: 'diego',
		});
		await until(() => messagesIn(business.receiver).length === 1);
		expect(messagesIn(business.receiver)[0]).toMatchObject({
			from: '12025550112',
			interactive: {
				type: 'list_reply',
				list_reply: { id: 'r1', title: 'One', description: 'First' },
			},
		});
	});

	it('somebody with a hidden number has no from and no wa_id', async () => {
		await business.control('people/sam/text', { text: 'Hi' });
		await until(() => messagesIn(business.receiver).length === 1);
		const { contacts, messages } = business.receiver.received[0]!.body.entry[0].changes[0].value;
		expect(contacts).toEqual([
			{ profile: { name: 'Sam', username: '@sam' }, user_id: 'US.1000000000000004' },
		]);
		expect(messages[0]).not.toHaveProperty('from');
		expect(messages[0].from_user_id).toBe('US.1000000000000004');
	});

	it('reactions, quotes and any other type', async () => {
		const id = await delivered(text);
		await business.control('people/marta/reaction', { messageId: id, emoji: '👍' });
		await business.control('people/marta/reaction', { messageId: id });
		await business.control('people/marta/text', { text: 'yes', quoting: id });
		const location = { latitude: 1, longitude: 2 };
		await business.control('people/marta/inbound', { message: { type: 'location', location } });
		await until(() => messagesIn(business.receiver).length === 4);
		const messages = messagesIn(business.receiver);
		expect(
			messages.filter(({ type }) => type === 'reaction').map(({ reaction }) => reaction),
		).toEqual(expect.arrayContaining([{ message_id: id, emoji: '👍' }, { message_id: id }]));
		expect(messages.find(({ type }) => type === 'text').context.id).toBe(id);
		expect(messages.find(({ type }) => type === 'location').location).toEqual(location);
	});
});

describe('statuses', () => {
	it('go from sent to delivered to read, with the tracking reference', async () => {
		const id = await delivered({ ...text, biz_opaque_callback_data: 'exec:42' });
		await business.control('read', { personId: 'marta' });
		await until(() => names(id).includes('read'));
		const statuses = statusesIn(business.receiver).filter((status) => status.id === id);
		expect(statuses.map((status) => status.status).sort()).toEqual(['delivered', 'read', 'sent']);
		for (const status of statuses) {
			expect(status).toMatchObject({
				biz_opaque_callback_data: 'exec:42',
				recipient_id: '12025550111',
				recipient_user_id: 'US.1000000000000001',
			});
		}
		expect(statuses.filter((status) => status.pricing)).toHaveLength(2);
	});

	it('stay at sent while the phone is off', async () => {
		await business.control('switches', { personId: 'marta', phoneOff: true });
		const id = wamid(await business.send(text));
		const other = wamid(await business.send({ ...text, to: DIEGO }));
		await until(() => names(other).includes('delivered'));
		await until(() => names(id).includes('sent'));
		expect(names(id)).toEqual(['sent']);
		await business.control('switches', { personId: 'marta', phoneOff: false });
		await until(() => names(id).includes('delivered'));
	});

	it('fail with 131026 for somebody who is not on WhatsApp', async () => {
		const id = wamid(
			await business.send({ ...text, to: '+1 202 555 0199', biz_opaque_callback_data: 'x' }),
		);
		await until(() => names(id).includes('failed'));
		const { value } = business.receiver.received[0]!.body.entry[0].changes[0];
		expect(value).not.toHaveProperty('contacts');
		expect(value.statuses[0]).toMatchObject({
			biz_opaque_callback_data: 'x',
			errors: [
				{
					code: 131026,
					title: 'Message undeliverable',
					error_data: { details: expect.any(String) },
				},
			],
		});
	});

	it('fail later with 131047 when refusals are asynchronous', async () => {
		await business.control('switches', { windowClosed: true, windowRefusal: 'async' });
		const answer = await business.send(text);
		expect(answer.status).toBe(200);
		await until(() => names(wamid(answer)).includes('failed'));
		expect(statusesIn(business.receiver)[0].errors[0].code).toBe(131047);
	});

	it('come in the wrong order on demand', async () => {
		await business.control('switches', { shuffleStatuses: true });
		const id = wamid(await business.send(text));
		await until(() => names(id).length === 2);
		const order = (await business.read('webhooks')).map((record: AnyJson) => record.event);
		expect(order.slice(-2)).toEqual([
			'Status: delivered (Marta Ruiz)',
			'Status: sent (Marta Ruiz)',
		]);
	});
});

describe('the bytes on the wire', () => {
	it('are escaped, signed and named like Meta’s', async () => {
		await business.control('people/marta/text', { text: 'Öl für 5 € 👍' });
		const [webhook] = await until(
			() => business.receiver.received.length > 0 && business.receiver.received,
		);
		expect(webhook!.raw).toContain('"\\u00d6l f\\u00fcr 5 \\u20ac \\ud83d\\udc4d"');
		expect(webhook!.raw).toMatch(/^[\x20-\x7e]*$/);
		const mac = createHmac('sha256', business.simulator.account.appSecret)
			.update(webhook!.raw)
			.digest('hex');
		expect(webhook!.headers).toMatchObject({
			'x-hub-signature-256': `sha256=${mac}`,
			'user-agent': 'facebookexternalua',
			'content-type': 'application/json',
		});
	});

	it.each([
		['none', (header?: string) => header === undefined],
		['wrong', (header?: string) => /^sha256=[0-9a-f]{64}$/.test(header ?? '')],
	] as const)('can carry a signature that is %s', async (signature, expected) => {
		business.receiver.answers = [401];
		const { data } = await business.control('webhook', { body: { any: 'thing' }, signature });
		expect(data.status).toBe(401);
		const [webhook] = business.receiver.received;
		expect(expected(webhook!.headers['x-hub-signature-256'] as string | undefined)).toBe(true);
		const mac = createHmac('sha256', business.simulator.account.appSecret)
			.update(webhook!.raw)
			.digest('hex');
		expect(webhook!.headers['x-hub-signature-256']).not.toBe(`sha256=${mac}`);
	});
});

describe('routing', () => {
	it('goes to the number’s override, then the WABA’s, then the app', async () => {
		const { account } = business.simulator;
		const [first, second] = account.phoneNumbers;
		const uri = (name: string) => `${business.receiver.url}/${name}`;
		await business.graph('POST', `${account.wabaId}/subscribed_apps`, {
			override_callback_uri: uri('waba'),
			verify_token: 'x',
		});
		await business.graph('POST', first!.id, {
			webhook_configuration: { override_callback_uri: uri('phone'), verify_token: 'x' },
		});
		await business.control('people/marta/text', { text: 'a', phoneNumberId: first!.id });
		await business.control('people/marta/text', { text: 'b', phoneNumberId: second!.id });
		await until(() => business.receiver.received.length === 2);
		await business.graph('POST', `${account.wabaId}/subscribed_apps`);
		await business.control('people/marta/text', { text: 'c', phoneNumberId: second!.id });
		await until(() => business.receiver.received.length === 3);
		const by = Object.fromEntries(
			business.receiver.received.map(({ path, body }) => [
				body.entry[0].changes[0].value.messages[0].text.body,
				path,
			]),
		);
		expect(by).toEqual({ a: '/phone', b: '/waba', c: '/app' });
	});

	it('goes nowhere when the app is not subscribed to the WABA', async () => {
		await business.graph('DELETE', `${business.simulator.account.wabaId}/subscribed_apps`);
		const { data } = await business.control('people/marta/text', { text: 'a' });
		const record = (await business.read('webhooks')).find(
			({ id }: AnyJson) => id === data.webhookId,
		);
		expect(record.outcome).toBe('no callback');
		expect(business.receiver.received).toEqual([]);
	});
});

describe('redelivery', () => {
	const record = async (id: string) =>
		(await business.read('webhooks')).find((item: AnyJson) => item.id === id);

	it.each([
		['refusals', [500, 404]],
		['silence', [0]],
	])('follows %s, with the same bytes', async (_name, answers) => {
		business.receiver.answers = [...answers];
		const { data } = await business.control('people/marta/text', { text: 'a' });
		await until(async () => (await record(data.webhookId)).outcome === 'delivered');
		const raws = business.receiver.received.map(({ raw }) => raw);
		expect(raws).toHaveLength(answers.length + 1);
		expect(new Set(raws).size).toBe(1);
		const { attempts } = await record(data.webhookId);
		expect(attempts.map(({ status }: AnyJson) => status)).toEqual([...answers, 200]);
	});

	it('ends after the last delay', async () => {
		business.receiver.answers = [500, 500, 500, 500, 500];
		const { data } = await business.control('people/marta/text', { text: 'a' });
		await until(async () => (await record(data.webhookId)).outcome === 'given up');
		expect(business.receiver.received).toHaveLength(4);
	});

	it('waits for n8n to be reachable again', async () => {
		await business.control('switches', { n8nUnreachable: true });
		const { data } = await business.control('people/marta/text', { text: 'a' });
		await until(async () => (await record(data.webhookId)).attempts.length > 0);
		expect(business.receiver.received).toEqual([]);
		await business.control('switches', { n8nUnreachable: false });
		await until(async () => (await record(data.webhookId)).outcome === 'delivered');
		expect(business.receiver.received).toHaveLength(1);
	});

	it('delivers twice, and again by hand, on demand', async () => {
		await business.control('switches', { deliverTwice: true });
		const { data } = await business.control('people/marta/text', { text: 'a' });
		await until(() => business.receiver.received.length === 2);
		await business.control('redeliver', { webhookId: data.webhookId, times: 2 });
		expect(business.receiver.received).toHaveLength(4);
		expect(new Set(business.receiver.received.map(({ raw }) => raw)).size).toBe(1);
	});

	it('batches several events into one request', async () => {
		await business.control('switches', { batchMilliseconds: 150 });
		const second = business.simulator.account.phoneNumbers[1]!.id;
		await Promise.all([
			business.control('people/marta/text', { text: 'a' }),
			business.control('people/marta/text', { text: 'b' }),
			business.control('people/diego/text', { text: 'c' }),
			business.control('people/diego/text', { text: 'd', phoneNumberId: second }),
		]);
		await until(() => business.receiver.received.length > 0);
		const { entry } = business.receiver.received[0]!.body;
		expect(entry).toHaveLength(2);
		expect(entry[0].changes).toHaveLength(2);
		expect(messagesIn(business.receiver)).toHaveLength(4);
		expect(business.receiver.received).toHaveLength(1);
	});
});
