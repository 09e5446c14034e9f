import { createHmac } from 'node:crypto';
import axios from 'axios';

import type { AnyJson } from '../fixtures/anyJson.ts';
import {
	ACCOUNT_SID,
	API_KEY_SECRET,
	API_KEY_SID,
	AUTH_TOKEN,
	MESSAGING_SERVICE_SID,
} from '../../playground/simulator/providers/twilio/account.mts';
import { isPlayed } from '../../playground/simulator/providers/twilio/contents.mts';
import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import { type Receiver, startReceiver, until } from './business.mts';

const FROM = 'whatsapp:+12025550100';
const MARTA = 'whatsapp:+12025550111';

let simulator: Simulator;
let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
	simulator = await startSimulator({ provider: 'twilio', redelivery: [20, 20] });
});
afterEach(async () => {
	await simulator.stop();
	await receiver.stop();
});

const client = axios.create({ validateStatus: () => true, proxy: false });

async function call(
	method: string,
	path: string,
	data?: object,
	login = `${ACCOUNT_SID}:${AUTH_TOKEN}`,
): Promise<{ status: number; data: AnyJson }> {
	const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
	return await client.request({
		method,
		url: simulator.url + path,
		data,
		headers: { authorization },
	});
}

const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`;
const send = (form: Record<string, string>, login?: string) =>
	call('POST', MESSAGES, new URLSearchParams({ From: FROM, To: MARTA, ...form }), login);
const control = (path: string, body: object = {}) =>
	client.post(`${simulator.url}/playground/${path}`, body);
const statusUrl = () => `${receiver.url}/w?reference=w1A_b-c`;
const params = ({ raw }: { raw: string }) =>
	Object.fromEntries(new URLSearchParams(Buffer.from(raw, 'latin1').toString()));
const statuses = () =>
	receiver.received.map(params).filter(({ MessageStatus }) => MessageStatus !== undefined);
const messages = () =>
	receiver.received.map(params).filter(({ MessageStatus }) => MessageStatus === undefined);

async function register(): Promise<void> {
	const { data } = await call('GET', '/v2/Channels/Senders?Channel=whatsapp');
	const answer = await call('POST', `/v2/Channels/Senders/${data.senders[0].sid}`, {
		webhook: { callback_url: `${receiver.url}/w`, callback_method: 'POST' },
	});
	expect(answer.status).toBe(202);
}

const quickReply = {
	friendly_name: 'own_1',
	language: 'en',
	variables: { '1': 'Text', '2': 'Yes', '3': 'yes-1' },
	types: {
		'twilio/quick-reply': {
			body: '{{1}}',
			actions: [{ type: 'QUICK_REPLY', title: '{{2}}', id: '{{3}}' }],
		},
	},
};

async function ask(
	variables: Record<string, string> = {},
): Promise<{ status: number; data: AnyJson }> {
	const { data } = await call('POST', '/v1/Content', quickReply);
	return await send({
		ContentSid: data.sid,
		ContentVariables: JSON.stringify({ '1': 'Approve?', '2': 'Yes', '3': 'ref-1', ...variables }),
		StatusCallback: statusUrl(),
	});
}

async function templateSid(name: string): Promise<string> {
	const { data } = await call('GET', `/v2/ContentAndApprovals?ContentName=${name}`);
	return data.contents.find((content: AnyJson) => content.friendly_name === name).sid;
}

/** Over the very URL that was called, written out here once more. */
function provenAs(raw: string, url: string, header: unknown): boolean {
	const pairs = [...new URLSearchParams(Buffer.from(raw, 'latin1').toString())].sort();
	const text = url + pairs.map(([name, value]) => `${name}${value}`).join('');
	return createHmac('sha1', AUTH_TOKEN).update(text).digest('base64') === header;
}

describe('a send', () => {
	it('is taken, and its statuses go to the URL it names, signed with its query', async () => {
		const answer = await send({ Body: 'Hello', StatusCallback: statusUrl() });
		expect(answer.status).toBe(201);
		expect(answer.data).toMatchObject({ status: 'queued', to: MARTA, from: FROM, body: 'Hello' });
		expect(answer.data.sid).toMatch(/^SM[0-9a-f]{32}$/);
		await until(() => statuses().length === 2);
		expect(statuses()).toMatchObject(
			['sent', 'delivered'].map((MessageStatus) => ({
				MessageStatus,
				MessageSid: answer.data.sid,
				To: MARTA,
				From: FROM,
			})),
		);
		for (const { raw, headers } of receiver.received) {
			expect(provenAs(raw, statusUrl(), headers['x-twilio-signature'])).toBe(true);
		}
	});

	it('without such a URL has none', async () => {
		await register();
		await send({ Body: 'Hello' });
		await until(() => simulator.state.journal.webhooks.length === 2);
		expect(receiver.received).toEqual([]);
	});

	it('may be made with an API key or by a messaging service', async () => {
		const key = `${API_KEY_SID}:${API_KEY_SECRET}`;
		expect((await send({ Body: 'Hello' }, key)).status).toBe(201);
		const form = { To: MARTA, MessagingServiceSid: MESSAGING_SERVICE_SID, Body: 'Hello' };
		const answer = await call('POST', MESSAGES, new URLSearchParams(form));
		expect(answer.data).toMatchObject({ status: 'accepted', from: null });
	});

	const HX = `HX${'0'.repeat(32)}`;
	it.each<[what: string, form: Record<string, string>, code: number]>([
		['a number without its channel', { To: '+12025550111', Body: 'x' }, 21211],
		['a sender of somebody else', { From: 'whatsapp:+12025550199', Body: 'x' }, 63007],
		['a text that is too long', { Body: 'x'.repeat(1601) }, 21617],
		['nothing', {}, 21619],
		['values without a content', { Body: 'x', ContentVariables: '{"1":"a"}' }, 21654],
		['a content that is not there', { ContentSid: HX }, 21655],
		['no public link', { MediaUrl: 'file.jpg' }, 21620],
		['no URL for statuses', { Body: 'x', StatusCallback: 'http://n8n.example.com/w' }, 21609],
		['an underscore in it', { Body: 'x', StatusCallback: 'https://my_n8n.example.com/w' }, 21609],
		['a parameter that is unknown', { Body: 'x', Reference: 'y' }, 20001],
	])('with %s is refused', async (_what, form, code) => {
		const answer = await send(form);
		expect(answer).toMatchObject({ status: 400, data: { code, status: 400 } });
		expect(answer.data.more_info).toContain(String(code));
	});

	it('outside the window is taken, and fails later in Twilio’s code', async () => {
		await control('switches', { personId: 'marta', windowClosed: true });
		expect((await send({ Body: 'Hello', StatusCallback: statusUrl() })).status).toBe(201);
		await until(() => statuses().length === 1);
		expect(statuses()[0]).toMatchObject({ MessageStatus: 'failed', ErrorCode: '63016' });
	});

	it('to somebody who is not on WhatsApp fails later', async () => {
		await send({ To: 'whatsapp:+12025550177', Body: 'Hello', StatusCallback: statusUrl() });
		await until(() => statuses().length === 1);
		expect(statuses()[0]).toMatchObject({ MessageStatus: 'failed', ErrorCode: '63024' });
	});
});

describe('access', () => {
	it.each([`${ACCOUNT_SID}:wrong`, `${API_KEY_SID}:${AUTH_TOKEN}`, 'x', ''])(
		'is refused with "%s"',
		async (login) => {
			const answer = await send({ Body: 'Hello' }, login);
			expect(answer).toMatchObject({ status: 401, data: { code: 20003, status: 401 } });
			expect(simulator.state.conversations.all()).toEqual([]);
		},
	);

	it('to the account itself is for the auth token only', async () => {
		const path = `/2010-04-01/Accounts/${ACCOUNT_SID}.json`;
		expect((await call('GET', path)).data).toMatchObject({ sid: ACCOUNT_SID, status: 'active' });
		expect((await call('GET', path, undefined, `${API_KEY_SID}:${API_KEY_SECRET}`)).status).toBe(
			401,
		);
		const other = await call('GET', '/2010-04-01/Accounts/AC1.json');
		expect(other).toMatchObject({ status: 404, data: { code: 20404 } });
	});

	it('leaves no secret in the journal', async () => {
		await send({ Body: `${AUTH_TOKEN} ${API_KEY_SECRET}` });
		const { data } = await client.get(`${simulator.url}/playground/calls`);
		expect(JSON.stringify(data)).not.toContain(AUTH_TOKEN);
		expect(JSON.stringify(data)).not.toContain(API_KEY_SECRET);
	});
});

describe('a question', () => {
	it('is a content filled in; the tap brings the ID back, signed', async () => {
		await register();
		const { data } = await ask();
		await until(() => statuses().some(({ MessageStatus }) => MessageStatus === 'delivered'));
		await control('people/marta/tap', { messageId: data.sid, buttonIndex: 0 });
		await until(() => messages().length === 1);
		expect(messages()[0]).toMatchObject({
			MessageType: 'interactive',
			Body: 'Yes',
			ButtonText: 'Yes',
			ButtonPayload: 'ref-1',
			OriginalRepliedMessageSid: data.sid,
			From: MARTA,
			To: FROM,
			WaId: '12025550111',
			ProfileName: 'Marta Ruiz',
		});
		const { raw, headers, path } = receiver.received.at(-1)!;
		expect(path).toBe('/w');
		expect(headers['content-type']).toContain('application/x-www-form-urlencoded');
		expect(provenAs(raw, `${receiver.url}/w`, headers['x-twilio-signature'])).toBe(true);
	});

	it.each([
		['a line break', { '1': 'One\ntwo' }, 21656],
		['five spaces', { '1': 'One     two' }, 21656],
		['an empty value', { '2': '' }, 21656],
		['a variable too many', { '4': 'x' }, 21656],
		['a label that is too long', { '2': 'x'.repeat(21) }, 63005],
		['an ID that is too long', { '3': 'x'.repeat(201) }, 63021],
		['a body that is too long', { '1': 'x'.repeat(1025) }, 63021],
	])('with %s is refused', async (_what, variables, code) => {
		expect(await ask(variables)).toMatchObject({ status: 400, data: { code } });
	});

	it('with a value too few or no JSON is refused', async () => {
		const { data } = await call('POST', '/v1/Content', quickReply);
		for (const ContentVariables of ['{"1":"a","2":"b"}', '{"1":', '[]', '{}', 'null']) {
			const answer = await send({ ContentSid: data.sid, ContentVariables });
			expect(answer.data.code).toBe(21656);
		}
	});

	it('by template has fixed IDs, and names the message', async () => {
		await register();
		const { data } = await send({
			ContentSid: await templateSid('request_approval'),
			ContentVariables: '{"1":"Route A"}',
			StatusCallback: statusUrl(),
		});
		await until(() => statuses().some(({ MessageStatus }) => MessageStatus === 'delivered'));
		await control('people/marta/tap', { messageId: data.sid, buttonIndex: 1 });
		await until(() => messages().length === 1);
		expect(messages()[0]).toMatchObject({
			MessageType: 'button',
			ButtonText: 'Reject',
			ButtonPayload: 'reject',
			OriginalRepliedMessageSid: data.sid,
		});
	});
});

describe('"typing…"', () => {
	const TYPING = '/v2/Indicators/Typing.json';
	const typing = (form: Record<string, string>) =>
		call('POST', TYPING, new URLSearchParams({ channel: 'whatsapp', ...form }));

	it('marks what a person wrote as read, and nothing else', async () => {
		await register();
		await control('people/marta/text', { text: 'Hi' });
		await until(() => messages().length === 1);
		const { MessageSid = '' } = messages()[0]!;
		expect((await typing({ messageId: MessageSid })).data).toEqual({ success: true });
		const { personId, state } = simulator.state.conversations.find(MessageSid)!;
		expect(state).toBe('read');
		expect(simulator.state.typingUntil.has(personId!)).toBe(true);
		const own = await send({ Body: 'Hello' });
		expect((await typing({ messageId: own.data.sid })).status).toBe(400);
		expect((await typing({ messageId: 'wamid.1' })).status).toBe(400);
		expect((await typing({ messageId: MessageSid, channel: 'sms' })).status).toBe(400);
		expect((await call('POST', TYPING, { messageId: MessageSid })).status).toBe(400);
	});
});

describe('contents', () => {
	it('list every template with what WhatsApp says to it, page by page at Twilio’s host', async () => {
		const names: string[] = [];
		let path = '/v2/ContentAndApprovals?PageSize=20';
		for (;;) {
			const { data } = await call('GET', path);
			names.push(...data.contents.map((content: AnyJson) => content.friendly_name));
			if (data.meta.next_page_url === null) break;
			const next = new URL(data.meta.next_page_url);
			expect(next.host).toBe('content.twilio.com');
			path = next.pathname + next.search;
		}
		const played = simulator.state.templates.filter(isPlayed);
		expect(names).toEqual(played.map(({ name }) => name));
	});

	it('have their other form too: approvals one further in, variables with spaces', async () => {
		await control('switches', { otherForms: true });
		const { data } = await call('GET', '/v2/ContentAndApprovals?ContentName=order_ready');
		const [content] = data.contents;
		expect(content.approval_requests).toEqual({
			whatsapp: expect.objectContaining({ status: 'approved', category: 'UTILITY' }),
		});
		expect(content.types['whatsapp/card'].header_text).toBe('Order {{ order_number }}');
		const { data: one } = await call('POST', '/v1/Content', quickReply);
		expect(JSON.stringify(one.types)).toContain('{{ 1 }}');
	});

	it('hold the parts of every template', async () => {
		const { data } = await call('GET', '/v2/ContentAndApprovals?PageSize=1000');
		const of = (name: string) =>
			data.contents.find((content: AnyJson) => content.friendly_name === name);
		expect(of('order_ready')).toMatchObject({
			language: 'en_US',
			approval_requests: { status: 'approved', category: 'UTILITY', content_type: 'whatsapp/card' },
			types: {
				'whatsapp/card': {
					header_text: 'Order {{order_number}}',
					actions: [{ type: 'URL', url: 'https://example.com/orders/{{3}}' }],
				},
			},
		});
		expect(of('promo_paused').approval_requests.status).toBe('paused');
	});

	it.each([
		[
			'delivery_photo',
			{ '1': 'Ana', '2': 'a.jpg' },
			{ media: { link: 'https://example.com/a.jpg' } },
		],
		['coupon_code', { '1': 'Ana', '2': 'SAVE25' }, { buttons: [{ code: 'SAVE25' }] }],
		[
			'order_ready',
			{ order_number: '7', customer_name: 'Ana', '3': '7' },
			{ header: 'Order 7', buttons: [{ url: 'https://example.com/orders/7' }] },
		],
	])('of the template %s are shown filled in', async (name, variables, view) => {
		const ContentVariables = JSON.stringify(variables);
		const answer = await send({ ContentSid: await templateSid(name), ContentVariables });
		expect(answer.status).toBe(201);
		expect(simulator.state.conversations.find(answer.data.sid)?.view).toMatchObject(view);
	});

	it('of a template that is not approved cannot be sent', async () => {
		const answer = await send({ ContentSid: await templateSid('promo_paused') });
		expect(answer.data.code).toBe(63041);
	});

	it('are submitted once, with a name for WhatsApp, and wait for its review', async () => {
		const { data } = await call('POST', '/v1/Content', {
			friendly_name: 'note',
			language: 'en',
			variables: { '1': 'Ana', '2': '4711' },
			types: { 'whatsapp/card': { body: 'Hi {{1}}!', header_text: 'Order {{2}}' } },
		});
		const path = `/v1/Content/${data.sid}/ApprovalRequests/whatsapp`;
		const wrong = { name: 'My Note', category: 'UTILITY' };
		expect((await call('POST', path, wrong)).status).toBe(400);
		const late = { name: 'note', category: 'UTILITY', send_ttl_seconds: 5 };
		expect((await call('POST', path, late)).status).toBe(400);
		const asked = await call('POST', path, { name: 'note', category: 'UTILITY' });
		expect(asked.status).toBe(201);
		expect(asked.data).toMatchObject({ status: 'received', content_type: 'whatsapp/card' });
		expect((await call('POST', path, { name: 'note', category: 'UTILITY' })).status).toBe(400);
		const ContentVariables = JSON.stringify({ '1': 'Bo', '2': '5' });
		const pending = await send({ ContentSid: data.sid, ContentVariables });
		expect(pending.data.code).toBe(63027);
		simulator.state.templates.at(-1)!.status = 'APPROVED';
		const sent = await send({ ContentSid: data.sid, ContentVariables });
		expect(simulator.state.conversations.find(sent.data.sid)?.view).toMatchObject({
			header: 'Order 5',
			text: 'Hi Bo!',
		});
	});

	it.each([
		['a card with nothing but a body', { 'whatsapp/card': { body: 'Hi' } }],
		[
			'a card with two headers',
			{ 'whatsapp/card': { body: 'Hi', header_text: 'A', media: ['https://x.io/a.png'] } },
		],
		['a code without a label', { 'whatsapp/authentication': { actions: [{ type: 'COPY_CODE' }] } }],
	])('%s is no content', async (_what, types) => {
		expect((await call('POST', '/v1/Content', { language: 'en', types })).status).toBe(400);
	});

	it('whose file has no known ending cannot be submitted', async () => {
		const types = { 'whatsapp/card': { body: 'Hi', media: ['https://x.io/{{1}}'] } };
		const content = { friendly_name: 'f', language: 'en', variables: { '1': 'a' }, types };
		const { data } = await call('POST', '/v1/Content', content);
		const path = `/v1/Content/${data.sid}/ApprovalRequests/whatsapp`;
		const asked = await call('POST', path, { name: 'f', category: 'UTILITY' });
		expect(asked.status).toBe(400);
	});

	it('can be made, found, and deleted', async () => {
		const { data, status } = await call('POST', '/v1/Content', quickReply);
		expect(status).toBe(201);
		const found = await call('GET', '/v2/Content?ContentName=own_1');
		expect(found.data.contents).toMatchObject([{ sid: data.sid, types: quickReply.types }]);
		expect((await call('DELETE', `/v1/Content/${data.sid}`)).status).toBe(204);
		expect((await call('DELETE', `/v1/Content/${data.sid}`)).status).toBe(404);
	});

	it.each([
		['an unknown type', { types: { 'twilio/other': {} } }],
		['no type', { types: {} }],
		['a variable without a sample', { variables: { '1': 'Text' } }],
		['an unknown field', { more: 1 }],
		['no language', { language: undefined }],
	])('with %s are refused', async (_what, rest) => {
		const answer = await call('POST', '/v1/Content', { ...quickReply, ...rest });
		expect(answer).toMatchObject({ status: 400, data: { status: 400 } });
	});
});

describe('webhooks', () => {
	it('come once, whatever is answered', async () => {
		await register();
		receiver.answers.push(503);
		await control('people/marta/text', { text: 'Olá 👋 & a+b' });
		const [record] = await until(
			() =>
				simulator.state.journal.webhooks[0]?.outcome === 'given up' &&
				simulator.state.journal.webhooks,
		);
		expect(record?.attempts).toHaveLength(1);
		expect(messages()).toMatchObject([{ MessageType: 'text', Body: 'Olá 👋 & a+b' }]);
	});

	it('of somebody without a visible number name the user ID', async () => {
		await register();
		await control('people/sam/text', { text: 'Hi' });
		await until(() => messages().length === 1);
		expect(messages()[0]).toMatchObject({
			From: 'whatsapp:US.1000000000000004',
			ExternalUserId: 'whatsapp:US.1000000000000004',
		});
		expect(messages()[0]).not.toHaveProperty('WaId');
	});

	it('can be unproven on demand', async () => {
		await register();
		for (const signature of ['none', 'wrong']) {
			await control('webhook', { body: 'MessageSid=SM1&From=whatsapp:+1', signature });
		}
		const [none, wrong] = receiver.received;
		expect(none!.headers).not.toHaveProperty('x-twilio-signature');
		const header = wrong!.headers['x-twilio-signature'];
		expect(header).toBeDefined();
		expect(provenAs(wrong!.raw, `${receiver.url}/w`, header)).toBe(false);
	});

	it('go where the sender says: read, changed and taken away', async () => {
		await register();
		const { data } = await call('GET', '/v2/Channels/Senders?Channel=whatsapp');
		const [sender] = data.senders;
		expect(sender).toMatchObject({
			sender_id: FROM,
			webhook: { callback_url: `${receiver.url}/w`, status_callback_url: null },
		});
		const path = `/v2/Channels/Senders/${sender.sid}`;
		const statusCallback = { status_callback_url: `${receiver.url}/s` };
		await call('POST', path, { webhook: statusCallback });
		await send({ Body: 'Hello' });
		await until(() => statuses().length === 2);
		expect(receiver.received[0]!.path).toBe('/s');
		await call('POST', path, { webhook: { callback_url: '', status_callback_url: null } });
		expect((await call('GET', path)).data.webhook).toMatchObject({
			callback_url: null,
			status_callback_url: null,
		});
		expect(simulator.state.callback).toBeNull();
		const open = await call('POST', path, { webhook: { callback_url: 'http://example.com/' } });
		expect(open.data.code).toBe(21609);
	});
});
