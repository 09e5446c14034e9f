/** n8n really dies in these: while it asks the next person, and while it uses an answer. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { API_SCOPES } from '../../../playground/workflows/playgroundCredential.mts';
import type {
	Credential,
	CredentialInput,
	Workflow,
} from '../../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { approvalFlow, install, start } from '../flows.mts';
import { bubbles, bubbleWith, tap, type Bubble } from '../phones.mts';
import { executionIn, startStack } from '../stack.mts';
import { rows } from './dataTables.mts';
import { changeLive, goLive, type ExampleStack } from './exampleStack.mts';

const OFFICE = 'marta';
const LATER = 'approvals were lost. They are told of one after the other';

/** What runs behind an approval, and never ends until it is allowed to. */
let answers = false;
const shop = createServer((_, response) => {
	if (answers) response.end('{}');
});

let stack: ExampleStack;
let api: Credential & CredentialInput;
let example: Workflow;
let inOrder: Workflow;
let decided: Workflow[];

beforeAll(async () => {
	shop.listen(0, '127.0.0.1');
	await once(shop, 'listening');
	const bare = await startStack();
	// The API is n8n's own, so its key can only be made once n8n runs.
	const { rawApiKey } = await bare.rest.request('POST', '/api-keys', {
		label: 'Executions',
		expiresAt: null,
		scopes: API_SCOPES,
	});
	const data = { apiKey: rawApiKey, baseUrl: `${bare.n8n.url}/api/v1` };
	const created = await bare.rest.createCredential({ name: 'n8n', type: 'n8nApi', data });
	api = { ...created, data };
	const serviceCredentials = new Map([['n8n-nodes-base.httpRequest', created]]);
	stack = { ...bare, services: [], serviceCredentials };
	example = await goLive(stack, 'Lost approvals', { Settings: { alertsAtOnce: 1 } });
	decided = [
		await install(stack, calling('Orders', 'priya')),
		await install(stack, calling('Routes', 'priya')),
	];
	inOrder = await install(stack, asking('Budget', ['diego', 'priya']));
	await dieInTheMiddle();
}, 400_000);
afterAll(async () => {
	await stack?.stop();
	shop.closeAllConnections();
	shop.close();
}, 60_000);

const phone = (id: string) => stack.simulator.state.people.find((one) => one.id === id)!.phone!;

const asking = (name: string, people: string[]) =>
	approvalFlow(stack, {
		name,
		approver: people.map(phone).join(', '),
		more: { whoDecides: people.length > 1 ? 'order' : 'first' },
	});

/** Asks one person; behind Approved it calls the shop. */
function calling(name: string, person: string) {
	const input = asking(name, [person]);
	const { port } = shop.address() as AddressInfo;
	const nodes = input.nodes.map((node) =>
		node.name === 'Approved'
			? {
					...node,
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: { url: `http://127.0.0.1:${port}/`, options: {} },
				}
			: node,
	);
	return { ...input, nodes };
}

/** The person's newest question of this workflow. */
const question = (person: string, subject: string) => bubbleWith(stack, person, subject);

const approve = async (person: string, subject: string) =>
	await tap(stack, person, await question(person, subject), 'Approve');

/** Two executions wait for the shop with a decision, a third asks the next in order: then n8n dies. */
async function dieInTheMiddle(): Promise<void> {
	for (const workflow of decided) {
		const called = once(shop, 'request');
		await start(stack, workflow, { subject: `${workflow.name} 7?` });
		await executionIn(stack, workflow.id, 'waiting');
		await approve('priya', `${workflow.name} 7?`);
		await called;
	}
	await start(stack, inOrder, { subject: 'Budget 7?' });
	await executionIn(stack, inOrder.id, 'waiting');
	// Longer than a busy machine takes to kill n8n, and shorter than the node waits.
	const slow = { match: '/messages', kind: 'slow', milliseconds: 25_000, times: 1 };
	await stack.phones.post('/switches', { graphFault: slow });
	await approve('diego', 'Budget 7?');
	await question('priya', 'Budget 7?');
	await stack.n8n.kill();
	await stack.n8n.restart();
	for (const { id } of [...decided, inOrder])
		await executionIn(stack, id, 'crashed', { timeout: 120_000 });
}

/** One look of the example, as its schedule would start it. */
async function look(status: 'success' | 'error' = 'success'): Promise<void> {
	const [last] = await stack.rest.executions({ workflowId: example.id });
	await stack.rest.runManually(example.id, { trigger: 'Every Five Minutes' });
	await executionIn(stack, example.id, status, { after: last?.id });
}

const told = async (words: string) =>
	(await bubbles(stack, OFFICE)).filter(
		({ direction, view }) => direction === 'outgoing' && view.text?.includes(words),
	);

/** The alert about a workflow. */
const alertAbout = ({ name }: Workflow) => bubbleWith(stack, OFFICE, `workflow ${name} ended`);

const retries = async ({ id }: Workflow) =>
	(await stack.rest.executions({ workflowId: id })).filter(({ mode }) => mode === 'retry');

/** Taps on an alert. @returns once the row says so */
async function settle(alert: Bubble, label: string, result: RegExp) {
	await tap(stack, OFFICE, alert, label);
	return await waitFor(
		async () =>
			(await rows(stack, 'lost_approvals')).find(
				(row) => row.messageId === alert.id && result.test(String(row.result)),
			),
		{ what: `the result of ${label} to be on record` },
	);
}

it('tells the office of one at a time, and how many more there are', async () => {
	await look();
	expect(await told(' ended by a fault ')).toHaveLength(1);
	expect(await told(`2 more ${LATER}`)).toHaveLength(1);
	await look();
	expect(await told(' ended by a fault ')).toHaveLength(2);
	expect(await told(`1 more ${LATER}`)).toHaveLength(1);
	await look();
	await look();
	expect(await told(' ended by a fault ')).toHaveLength(3);
	expect(await told(LATER)).toHaveLength(2);
}, 120_000);

it('asks again, once: everybody is asked anew, and the workflow goes on', async () => {
	const alert = await alertAbout(inOrder);
	expect(alert.view.text).toContain('The question: May it be? Budget 7?');
	expect(alert.view.text).toContain(`Asked: +${phone('diego').replace(/\D/g, '')}`);
	expect(alert.view.text).toContain('Answered: Diego Lopez: Approve.');
	await settle(alert, 'Ask Again', /^asked$/);
	await bubbleWith(stack, OFFICE, 'Everybody is asked again: Budget');
	const [retried] = await retries(inOrder);
	await approve('diego', 'Budget 7?');
	const asked = async () =>
		(await bubbles(stack, 'priya')).filter(({ view }) => view.text?.includes('Budget 7?'));
	await waitFor(async () => (await asked()).length === 2, { what: 'the second to be asked' });
	await approve('priya', 'Budget 7?');
	const done = await executionIn(stack, inOrder.id, 'success');
	expect(done.id).toBe(retried!.id);
	expect(done.data.resultData.runData).toHaveProperty('Approved');

	await tap(stack, OFFICE, alert, 'Ask Again');
	await bubbleWith(stack, OFFICE, 'This has been settled already');
	expect(await retries(inOrder)).toHaveLength(1);
}, 120_000);

it('goes on with the answer that had come in, and asks nobody', async () => {
	const [orders] = decided as [Workflow, Workflow];
	const alert = await alertAbout(orders);
	expect(alert.view.text).toContain('after its question had been decided');
	expect(alert.view.text).toContain('Answered: Priya Nair: Approve.');
	const before = await bubbles(stack, 'priya');
	answers = true;
	await settle(alert, 'Go On', /^done$/);
	await bubbleWith(stack, OFFICE, 'It went on, and has ended: Orders');
	const done = await executionIn(stack, orders.id, 'success');
	expect(done.data.resultData.runData).toHaveProperty('Approved');
	expect(done.data.resultData.runData).not.toHaveProperty('Rejected');
	expect(await bubbles(stack, 'priya')).toHaveLength(before.length);
}, 60_000);

it('says so when n8n refuses, and then it can still be left as it is', async () => {
	const [, routes] = decided as [Workflow, Workflow];
	const alert = await alertAbout(routes);
	await stack.rest.updateCredential(api.id, { ...api, data: { ...api.data, apiKey: 'expired' } });
	await settle(alert, 'Go On', /^refused/);
	await bubbleWith(stack, OFFICE, 'n8n did not run it again, so another tap may try');
	await look();
	await look();
	expect(await told('List Executions: ')).toHaveLength(1);
	await stack.rest.updateCredential(api.id, api);

	await changeLive(stack, example.id, { Settings: { language: 'es' } });
	await tap(stack, OFFICE, alert, 'Leave It');
	await bubbleWith(stack, OFFICE, 'Se queda como está: Routes');
	await tap(stack, OFFICE, alert, 'Go On');
	await bubbleWith(stack, OFFICE, 'Esto ya se ha resuelto');
	expect(await retries(routes)).toEqual([]);
}, 120_000);

it('keeps no question, number or answer', async () => {
	const kept = JSON.stringify(await rows(stack, 'lost_approvals'));
	for (const secret of ['7?', phone('diego').replace(/\D/g, ''), 'Priya', 'Approve'])
		expect(kept).not.toContain(secret);
});
