import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { outputsOf } from '../../playground/workflows/executionData.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { inboxFlow, install } from './flows.mts';
import { deliveredWebhook } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

let stack: Stack;
let inbox: { id: string };
let callback: string;
const phoneId = () => stack.simulator.account.phoneNumbers[0]!.id;

/** The callback that Meta has for the number now; null when there is none. */
async function override(): Promise<string | null> {
	const { data } = await stack.phones.get('/state');
	return data.registrations.phoneOverrides[phoneId()] ?? null;
}

const executions = () => stack.rest.executions({ workflowId: inbox.id });
const get = (params: Record<string, string>) =>
	axios.get(callback, { params, proxy: false, validateStatus: () => true });

/** Posts a body to the trigger as Meta would, and tells the status of the answer. */
async function send(
	body: unknown,
	signature: 'valid' | 'none' | 'wrong' = 'valid',
): Promise<number> {
	const { data } = await stack.phones.post(
		'/webhook',
		{ body, signature, target: callback },
		{ maxBodyLength: Infinity },
	);
	return data.status;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */
function envelope(...values: object[]) {
	return {
		object: 'whatsapp_business_account',
		entry: values.map((value) => ({
			id: stack.simulator.account.wabaId,
			changes: [
				{
					field: 'messages',
					value: {
						messaging_product: 'whatsapp',
						metadata: { display_phone_number: '12025550100', phone_number_id: phoneId() },
						...value,
					},
				},
			],
		})),
	};
}

const text = (id: string, body = 'Hello') => ({
	messages: [{ from: '12025550111', id, timestamp: '1790000000', type: 'text', text: { body } }],
});

beforeAll(async () => {
	stack = await startStack();
	inbox = await install(stack, inboxFlow(stack));
	callback = (await override())!;
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

describe('callback verification', () => {
	const challenge = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' };

	it('answers the challenge when the token is right, and 403 when it is not', async () => {
		const { verifyTokenHint } = stack.simulator.account;
		const right = await get({ ...challenge, 'hub.verify_token': verifyTokenHint });
		expect([right.status, String(right.data)]).toEqual([200, '1158201444']);
		expect((await get({ ...challenge, 'hub.verify_token': 'guess' })).status).toBe(403);
		expect((await get(challenge)).status).toBe(403);
	});
});

describe('webhooks from the internet', () => {
	it('refuses what is not signed, says why in the log, and starts nothing', async () => {
		const before = (await executions()).length;
		expect(await send(envelope(text('wamid.unsigned')), 'none')).toBe(401);
		expect(await send(envelope(text('wamid.wrong')), 'wrong')).toBe(401);
		expect(await executions()).toHaveLength(before);
		expect(stack.n8n.log()).toContain('Check the app secret');
		expect(stack.n8n.log()).not.toContain(stack.simulator.account.appSecret);
	});

	it.each([
		['truncated', () => JSON.stringify(envelope(text('wamid.cut'))).slice(0, -20)],
		['not JSON', () => '<html>hello</html>'],
		['empty', () => ''],
		['of another object', () => ({ object: 'page', entry: [] })],
		['of other types', () => ({ object: 'whatsapp_business_account', entry: 'none' })],
		['nested deeply', () => '['.repeat(5000) + ']'.repeat(5000)],
	])('a body that is %s is answered and starts nothing', async (_what, body) => {
		const before = (await executions()).length;
		for (const signature of ['valid', 'none'] as const) {
			const status = await send(body(), signature);
			expect(status).toBeGreaterThanOrEqual(200);
			expect(status).toBeLessThan(500);
		}
		expect(await executions()).toHaveLength(before);
	});

	it('takes a body of 3 MB, each event as one item', async () => {
		const many = Array.from({ length: 1000 }, (_, index) =>
			text(`wamid.big.${index}`, 'x'.repeat(2800)),
		);
		expect(await send(envelope(...many))).toBe(200);
		const done = await waitFor(async () => {
			const [newest] = await executions();
			const execution = await stack.rest.execution(newest!.id);
			return outputsOf(execution, 'Inbox')[0]?.length === 1000 && execution;
		});
		expect(done.status).toBe('success');
	}, 60_000);

	it('unknown fields, types and events pass through; people without a number too', async () => {
		const { id: last } = (await executions())[0]!;
		const unknown = {
			contacts: [{ profile: { name: 'Sam', username: '@sam' }, user_id: 'US.1' }],
			messages: [
				{
					from_user_id: 'US.1',
					id: 'wamid.unknown',
					timestamp: '1790000000',
					type: 'hologram',
					hologram: { depth: 3 },
				},
			],
			surprise: true,
		};
		expect(await send(envelope(unknown))).toBe(200);
		const done = await executionIn(stack, inbox.id, 'success', { after: last });
		expect(outputsOf(done, 'Inbox')[0]![0]!.json).toMatchObject({
			event: 'message',
			kind: 'hologram',
			from: { userId: 'US.1', username: '@sam', name: 'Sam' },
			raw: { hologram: { depth: 3 } },
		});
	});

	it('leaves alone what belongs to another number, and statuses unless chosen', async () => {
		const before = (await executions()).length;
		const other = envelope(text('wamid.other'));
		other.entry[0]!.changes[0]!.value.metadata.phone_number_id = '1';
		expect(await send(other)).toBe(200);
		const status = {
			statuses: [
				{ id: 'wamid.x', status: 'read', timestamp: '1790000000', recipient_id: '12025550111' },
			],
		};
		expect(await send(envelope(status))).toBe(200);
		expect(await executions()).toHaveLength(before);
	});

	it('statuses out of order arrive once each, with their own times', async () => {
		const other = inboxFlow(stack, { receive: 'manual', events: ['status'] });
		const { id } = await install(stack, other);
		const url = `${stack.n8n.url}/webhook/${other.nodes[0]!.webhookId}/webhook`;
		const status = (state: string, timestamp: string) => ({
			statuses: [{ id: 'wamid.order', status: state, timestamp, recipient_id: '12025550111' }],
		});
		const bodies = [
			envelope(status('read', '1790000003')),
			envelope(status('sent', '1790000001'), status('delivered', '1790000002')),
			envelope(status('read', '1790000003')),
		];
		for (const body of bodies) await stack.phones.post('/webhook', { body, target: url });
		const runs = await waitFor(async () => {
			const found = await stack.rest.executions({ workflowId: id, status: 'success' });
			return found.length === 2 && found;
		});
		const seen = [];
		for (const run of runs.toReversed()) {
			const execution = await stack.rest.execution(run.id);
			seen.push(...outputsOf(execution, 'Inbox')[0]!.map(({ json }) => json));
		}
		expect(seen.map((event) => [event.status, event.timestamp])).toEqual([
			['read', '2026-09-21T14:13:23.000Z'],
			['sent', '2026-09-21T14:13:21.000Z'],
			['delivered', '2026-09-21T14:13:22.000Z'],
		]);
		await stack.rest.deactivate(id);
	}, 60_000);

	it('the same message starts one execution, also after n8n was killed', async () => {
		const before = (await executions()).length;
		const body = envelope(text('wamid.same'));
		await Promise.all([1, 2, 3].map(() => send(body)));
		await waitFor(async () => (await executions()).length > before);
		expect(await send(body)).toBe(200);
		await stack.n8n.kill();
		await stack.n8n.restart();
		await waitFor(async () => (await send(body)) === 200);
		expect(await executions()).toHaveLength(before + 1);
	}, 120_000);
});

describe('options', () => {
	const status = (id: string) => ({
		statuses: [{ id, status: 'read', timestamp: '1790000000', recipient_id: '12025550111' }],
	});

	it('forwards each webhook, still signed, to further workflows, once each', async () => {
		const second = await install(
			stack,
			inboxFlow(stack, {
				receive: 'manual',
				options: { splitOutputs: true },
				events: ['message', 'status'],
			}),
		);
		const [node] = (await stack.rest.workflow(second.id)).nodes;
		const secondUrl = `${stack.n8n.url}/webhook/${node!.webhookId}/webhook`;
		const first = await stack.rest.workflow(inbox.id);
		first.nodes[0]!.parameters.options = { forwardTo: secondUrl };
		await stack.rest.updateWorkflow(inbox.id, { nodes: first.nodes });
		await stack.rest.activate(inbox.id);
		const before = (await executions()).length;
		const body = envelope(text('wamid.forwarded'), status('wamid.forwarded-status'));
		expect(await send(body)).toBe(200);
		expect(await send(body)).toBe(200);
		const done = await executionIn(stack, second.id, 'success');
		expect(outputsOf(done, 'Inbox').map((items) => items.length)).toEqual([1, 1]);
		expect(await stack.rest.executions({ workflowId: second.id })).toHaveLength(1);
		expect(await executions()).toHaveLength(before + 1);
		// While the second does not take it, the provider is asked to deliver again.
		await stack.rest.deactivate(second.id);
		const later = envelope(text('wamid.forwarded-later'));
		expect(await send(later)).toBe(503);
		await stack.rest.activate(second.id);
		await waitFor(async () => (await send(later)) === 200);
		expect(await stack.rest.executions({ workflowId: second.id })).toHaveLength(2);
		await stack.rest.deactivate(second.id);
		first.nodes[0]!.parameters.options = {};
		await stack.rest.updateWorkflow(inbox.id, { nodes: first.nodes });
		await stack.rest.activate(inbox.id);
	}, 90_000);
});

describe('registration', () => {
	it('a test run listens on its own URL, and puts the production callback back', async () => {
		expect(await override()).toBe(callback);
		await stack.rest.runManually(inbox.id, { trigger: 'Inbox' });
		expect(await override()).toBe(callback.replace('/webhook/', '/webhook-test/'));
		await stack.rest.stopListening(inbox.id);
		await waitFor(async () => (await override()) === callback, {
			what: 'the production callback to be put back',
		});
		await stack.rest.runManually(inbox.id, { trigger: 'Inbox' });
		const { data } = await stack.phones.post('/people/marta/text', { text: 'A test' });
		await deliveredWebhook(stack, data.webhookId);
		await waitFor(async () => (await override()) === callback);
	}, 90_000);

	it('deactivation takes the callback away, activation brings it back', async () => {
		await stack.rest.deactivate(inbox.id);
		await waitFor(async () => (await override()) === null);
		await stack.rest.activate(inbox.id);
		expect(await override()).toBe(callback);
	}, 60_000);

	it('a second workflow on the same number is refused, unless it may replace the first', async () => {
		const second = await stack.rest.createWorkflow(inboxFlow(stack));
		await expect(stack.rest.activate(second.id)).rejects.toThrow(
			/Another workflow of this n8n already receives these messages/,
		);
		expect(await override()).toBe(callback);
		await stack.rest.updateWorkflow(second.id, {
			...inboxFlow(stack, { options: { replace: true } }),
		});
		await stack.rest.activate(second.id);
		expect(await override()).not.toBe(callback);
		await stack.rest.deactivate(second.id);
		await stack.rest.deactivate(inbox.id);
		await stack.rest.activate(inbox.id);
		expect(await override()).toBe(callback);
	}, 60_000);

	it('says in plain words which link of the chain is broken', async () => {
		await stack.phones.post('/switches', { scopes: ['whatsapp_business_messaging'] });
		const third = await stack.rest.createWorkflow(inboxFlow(stack, { options: { replace: true } }));
		await expect(stack.rest.activate(third.id)).rejects.toThrow(
			/lacks the permission whatsapp_business_management/,
		);
		await stack.phones.post('/switches', {
			scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
		});
		const foreign = inboxFlow(stack, { sender: { __rl: true, mode: 'id', value: '404' } });
		const fourth = await stack.rest.createWorkflow(foreign);
		await expect(stack.rest.activate(fourth.id)).rejects.toThrow(
			/Reading the callback of the phone number/,
		);
	}, 60_000);

	it('with a pasted URL nothing is changed at Meta', async () => {
		const before = (await stack.phones.get('/state')).data.registrations;
		const manual = await install(stack, inboxFlow(stack, { receive: 'manual' }));
		expect((await stack.phones.get('/state')).data.registrations).toEqual(before);
		await stack.rest.deactivate(manual.id);
		expect((await stack.phones.get('/state')).data.registrations).toEqual(before);
	}, 60_000);
});
