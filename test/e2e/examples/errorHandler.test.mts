import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changed } from '../../../playground/workflows/exampleChanges.mts';
import type {
	Credential,
	CredentialInput,
	Workflow,
} from '../../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { flow, install, start, webhookStart } from '../flows.mts';
import { bubbles, bubbleWith, tap, type Bubble } from '../phones.mts';
import { executionIn, startStack } from '../stack.mts';
import { rows } from './dataTables.mts';
import { changeLive, goLive, type ExampleStack } from './exampleStack.mts';

const ON_CALL = 'diego';
let works = false;
/** What the failing workflow calls. */
const shop = createServer((_, response) => {
	if (!works) response.statusCode = 500;
	response.end('{}');
});

let stack: ExampleStack;
let api: Credential & CredentialInput;
let handler: Workflow;
let failing: Workflow;
beforeAll(async () => {
	shop.listen(0, '127.0.0.1');
	await once(shop, 'listening');
	const bare = await startStack();
	// The API is n8n's own, so its key can only be made once n8n runs.
	const { rawApiKey } = await bare.rest.request('POST', '/api-keys', {
		label: 'Retry',
		expiresAt: null,
		scopes: ['execution:retry'],
	});
	const data = { apiKey: rawApiKey, baseUrl: `${bare.n8n.url}/api/v1` };
	const created = await bare.rest.createCredential({ name: 'n8n', type: 'n8nApi', data });
	api = { ...created, data };
	const serviceCredentials = new Map([['n8n-nodes-base.httpRequest', created]]);
	stack = { ...bare, services: [], serviceCredentials };
	handler = await goLive(stack, 'Error handler', { Settings: { limitMinutes: 0 } });
	failing = await install(stack, watched('Orders'));
}, 240_000);
afterAll(async () => {
	await stack?.stop();
	shop.close();
}, 60_000);

/** A workflow that names the example as its error workflow, as its user does in its settings. */
function watched(name: string) {
	const call = {
		name: 'Read the Order',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`, options: {} },
	};
	const input = flow(name, [webhookStart(`orders-${Date.now()}`), call], {
		Start: [['Read the Order']],
	});
	return { ...input, settings: { ...input.settings, errorWorkflow: handler.id } };
}

const alerts = async (words = 'The workflow Orders failed at Read the Order:') =>
	(await bubbles(stack, ON_CALL)).filter(({ view }) => view.text?.includes(words));

/** Lets the workflow fail. @returns the alert */
async function fail(words?: string): Promise<Bubble> {
	works = false;
	const before = (await alerts(words)).length;
	await start(stack, failing);
	return await waitFor(async () => (await alerts(words))[before], { what: 'the alert' });
}

const failureOf = ({ id }: Bubble) =>
	waitFor(
		async () => (await rows(stack, 'workflow_failures')).find(({ messageId }) => messageId === id),
		{ what: 'the alert to be on record' },
	);
const retries = async () =>
	(await stack.rest.executions({ workflowId: failing.id })).filter(({ mode }) => mode === 'retry');

it('a tap retries what failed, once', async () => {
	const alert = await fail();
	const { failure } = await failureOf(alert);
	works = true;
	await tap(stack, ON_CALL, alert, 'Retry');
	await bubbleWith(stack, ON_CALL, 'It worked this time: Orders');
	const row = await waitFor(
		async () => (await rows(stack, 'workflow_failures')).find((one) => one.result === 'success'),
		{ what: 'the result to be on record' },
	);
	expect(row).toMatchObject({ failure, workflow: 'Orders', person: 'Diego Lopez' });

	await tap(stack, ON_CALL, alert, 'Retry');
	await bubbleWith(stack, ON_CALL, 'This failure has been retried already');
	expect(await retries()).toHaveLength(1);
}, 90_000);

it('what fails again is a failure of its own', async () => {
	const alert = await fail();
	await failureOf(alert);
	const before = (await alerts()).length;
	await tap(stack, ON_CALL, alert, 'Retry');
	await bubbleWith(stack, ON_CALL, 'It failed again: Orders.');
	const second = await waitFor(async () => (await alerts())[before], { what: 'the second alert' });
	await failureOf(second);
	works = true;
	await tap(stack, ON_CALL, second, 'Retry');
	await waitFor(async () => (await alerts('It worked this time: Orders')).length === 2, {
		what: 'the retry of the retry',
	});
}, 90_000);

/** A tap as providers report it that send no ID back: the label, and the message. */
const tapLabel = async (person: string, label: string, { id }: Bubble) => {
	const [last] = await stack.rest.executions({ workflowId: handler.id });
	await stack.phones.post(`/people/${person}/inbound`, {
		message: { type: 'button', button: { payload: label, text: label }, context: { id } },
	});
	return last?.id;
};

it('nobody but the person on call is listened to, who needs no ID behind the button', async () => {
	const alert = await fail();
	await failureOf(alert);
	works = true;
	const before = await retries();
	const after = await tapLabel('priya', 'Retry', alert);
	await executionIn(stack, handler.id, 'success', { after });
	expect(await retries()).toEqual(before);
	await tapLabel(ON_CALL, 'Retry', alert);
	await waitFor(async () => (await retries()).length === before.length + 1, {
		what: 'the retry',
	});
}, 60_000);

it('when n8n does not take the retry, the next tap may', async () => {
	const alert = await fail();
	await failureOf(alert);
	works = true;
	await stack.rest.updateCredential(api.id, { ...api, data: { ...api.data, apiKey: 'expired' } });
	await tap(stack, ON_CALL, alert, 'Retry');
	await bubbleWith(stack, ON_CALL, 'n8n did not retry it (answer 401): Orders');
	await waitFor(async () => (await failureOf(alert)).result === 'answer 401', {
		what: 'the result to be on record',
	});
	await stack.rest.updateCredential(api.id, api);
	const before = (await alerts('It worked this time')).length;
	await tap(stack, ON_CALL, alert, 'Retry');
	await waitFor(async () => (await alerts('It worked this time')).length > before, {
		what: 'the retry to work',
	});
}, 60_000);

it('the same failure is told once, and then how many were left out', async () => {
	await changeLive(stack, handler.id, { Settings: { limitMinutes: 1_000_000 } });
	const often = await install(stack, watched('Invoices'));
	works = false;
	const noted = async () =>
		(await rows(stack, 'workflow_failures')).filter(({ workflow }) => workflow === 'Invoices');
	const words = 'The workflow Invoices failed at Read the Order:';
	for (const count of [1, 2, 3]) {
		await start(stack, often);
		await waitFor(async () => (await noted()).length === count, { what: `failure ${count}` });
		await waitFor(async () => (await alerts(words)).length > 0, { what: 'the alert' });
	}
	await waitFor(async () => (await noted()).filter(({ alertedAt }) => alertedAt).length === 1, {
		what: 'the alert to be on record',
	});
	await changeLive(stack, handler.id, { Settings: { limitMinutes: 0 } });
	await start(stack, often);
	const [, second, third] = await waitFor(
		async () => {
			const all = await alerts(words);
			return all.length > 1 && all;
		},
		{ what: 'the second alert' },
	);
	expect(second!.view.text).toContain('(and 2 more since the last message)');
	expect(third).toBeUndefined();
}, 90_000);

it('an alert leaves out what could be somebody’s address or number', async () => {
	const stop = {
		name: 'Give Up',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: 'Order 4711 of ana@example.com, +1 202 555 0113, is unknown' },
	};
	const input = flow('Gossip', [webhookStart('gossip'), stop], { Start: [['Give Up']] });
	const settings = { ...input.settings, errorWorkflow: handler.id };
	await start(stack, await install(stack, { ...input, settings }));
	const { view } = await bubbleWith(stack, ON_CALL, 'The workflow Gossip failed at Give Up:');
	expect(view.text).toContain('Give Up: Order 4711 of … …, is unknown');
}, 60_000);

it('an alert that WhatsApp refuses goes to the office', async () => {
	await stack.phones.post('/switches', { rejectSends: { code: 131026, status: 400, times: 1 } });
	works = false;
	await start(stack, failing);
	const told = await bubbleWith(stack, 'marta', 'The workflow Error handler needs attention');
	expect(told.view.text).toContain('needs attention: Orders: ');
}, 60_000);

it('reminds later, in Spanish', async () => {
	const { nodes } = changed(await stack.rest.workflow(handler.id), {
		Settings: { language: 'es', laterMinutes: 0.02 },
	});
	await stack.rest.updateWorkflow(handler.id, { nodes });
	await stack.rest.activate(handler.id);
	const words = 'El flujo Orders falló en Read the Order:';
	const alert = await fail(words);
	await failureOf(alert);
	await tap(stack, ON_CALL, alert, 'Más tarde');
	await bubbleWith(stack, ON_CALL, 'Se le recordará en 0.02 minutos');
	const again = await waitFor(async () => (await alerts(words))[1], { what: 'the reminder' });
	// The alert before it told of the one that WhatsApp had refused; that is said once.
	const [said, more] = alert.view.text!.split(' (y 1 más desde el último mensaje)');
	expect(again.view.text).toBe(`${said}${more}`);
	await failureOf(again);
	works = true;
	await tap(stack, ON_CALL, alert, 'Reintentar');
	await bubbleWith(stack, ON_CALL, 'Esta vez funcionó: Orders');
}, 60_000);
