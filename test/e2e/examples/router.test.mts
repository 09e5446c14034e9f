import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { outputsOf } from '../../../playground/workflows/executionData.mts';
import type { Workflow, WorkflowNode } from '../../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { flow, install, noOp } from '../flows.mts';
import { bubbles, bubbleWith, deliveredWebhook, write } from '../phones.mts';
import { executionIn } from '../stack.mts';
import { goLive, startExampleStack, type ExampleStack } from './exampleStack.mts';

const OFFICE = '+1 202 555 0111';
const PLAIN = [
	'driverStatus',
	'incidentReport',
	'announcement',
	'notReachedFallback',
	'deliveryDashboard',
];
const UNREAD = {
	en: 'Nobody reads messages at this number',
	es: 'Nadie lee los mensajes de este número',
};

let stack: ExampleStack;
let live: Workflow;
const called: Record<string, Workflow> = {};

const entrance = {
	name: 'From the Router',
	type: 'n8n-nodes-base.executeWorkflowTrigger',
	typeVersion: 1.1,
	parameters: { inputSource: 'passthrough' },
};
const failing = {
	name: 'Fail',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	parameters: { errorMessage: 'Order 4711 is unknown' },
};
/** What the data sync does with words that answer none of its questions. */
const givesBack = {
	name: 'Give It Back',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.5,
	parameters: {
		mode: 'raw',
		jsonOutput: "={{ { ...$json, notOurs: $json.text?.startsWith('not ours') } }}",
		options: {},
	},
};
const waiting = {
	name: 'Wait for Somebody',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	webhookId: randomUUID(),
	parameters: { resume: 'webhook', options: {} },
};

async function installCalled(field: string, last: Omit<WorkflowNode, 'id' | 'position'>) {
	const made = flow(field, [entrance, last], { [entrance.name]: [[last.name]] });
	return (called[field] = await install(stack, made));
}

beforeAll(async () => {
	stack = await startExampleStack([]);
	for (const field of PLAIN) await installCalled(field, noOp('Done'));
	await installCalled('dataSync', givesBack);
	await installCalled('orderDelivery', failing);
	await installCalled('aiAssistant', waiting);
	const sleeping = await installCalled('taskUpdates', noOp('Done'));
	await stack.rest.deactivate(sleeping.id);
	live = await goLive(stack, 'Router', { Settings: settings('en') });
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const settings = (language: string) => ({
	language,
	officeNumber: OFFICE,
	...Object.fromEntries(Object.entries(called).map(([field, { id }]) => [field, id])),
});

/** A person sends something. @returns the id of its message */
async function send(message: object, personId = 'diego'): Promise<string> {
	const { data } = await stack.phones.post(`/people/${personId}/inbound`, { message });
	await deliveredWebhook(stack, data.webhookId);
	return data.wamid;
}

const tapOn = (id: string) =>
	send({
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id, title: 'Ok' } },
	});

/** What a called workflow was given, in its newest execution. */
async function given(field: string, status: 'success' | 'waiting' = 'success') {
	const execution = await executionIn(stack, called[field]!.id, status);
	return outputsOf(execution, entrance.name)[0]!.map(({ json }) => json);
}

/** A field of everything that a called workflow has been given. */
async function allOf(field: string, key: 'event' | 'text'): Promise<unknown[]> {
	const found = await stack.rest.executions({ workflowId: called[field]!.id });
	const whole = await Promise.all(found.map(({ id }) => stack.rest.execution(id)));
	return whole.flatMap((one) => outputsOf(one, entrance.name)[0]!.map(({ json }) => json[key]));
}

/** Waits until the router has nothing left to do. */
const atRest = () =>
	waitFor(
		async () =>
			(await stack.rest.executions({ workflowId: live.id, status: ['new', 'running'] })).length ===
			0,
		{ what: 'the router to be at rest' },
	);

const runs = async (field: string) =>
	(await stack.rest.executions({ workflowId: called[field]!.id })).length;

it('a tap goes to the workflow whose reply IDs begin like that', async () => {
	await tapOn('delivery|delivered|4711');
	const [event] = await given('driverStatus');
	expect(event).toMatchObject({ event: 'reply', replyId: 'delivery|delivered|4711' });
	await tapOn('lottery|won|4711');
	const { view } = await bubbleWith(stack, 'diego', UNREAD.en);
	expect(view.text).toContain(OFFICE);
}, 60_000);

it('words go to the assistant, incidents and opt-outs where they belong', async () => {
	await write(stack, 'diego', 'When does the depot open?');
	expect(await given('aiAssistant', 'waiting')).toMatchObject([
		{ text: 'When does the depot open?' },
	]);
	// The assistant waits for a person: the router does not wait with it.
	await executionIn(stack, live.id, 'success');

	await write(stack, 'diego', 'Incident: a tyre is flat');
	expect(await given('incidentReport')).toMatchObject([{ text: 'Incident: a tyre is flat' }]);
	await send({ type: 'image', image: { id: '1', mime_type: 'image/jpeg', sha256: 'x' } });
	await write(stack, 'priya', ' Stop ');
	await waitFor(async () => (await allOf('announcement', 'text')).includes(' Stop '), {
		what: 'the announcement to be told',
	});
	expect(await runs('aiAssistant')).toBe(1);
	expect(await runs('incidentReport')).toBe(2);
}, 60_000);

it('words that quote a question go to the data sync, others from there to the assistant', async () => {
	const quoting = (text: string) =>
		send({ type: 'text', text: { body: text }, context: { from: '1', id: 'wamid.QUESTION' } });
	await quoting('41 pallets');
	await waitFor(async () => (await allOf('dataSync', 'text')).includes('41 pallets'), {
		what: 'the data sync to be asked',
	});
	await quoting('not ours: and in winter?');
	await waitFor(
		async () => (await allOf('aiAssistant', 'text')).includes('not ours: and in winter?'),
		{
			what: 'the assistant to be asked',
		},
	);
	expect(await allOf('aiAssistant', 'text')).not.toContain('41 pallets');
}, 60_000);

it('a delivery status goes to every workflow that follows deliveries, and all is counted', async () => {
	await atRest();
	for (const field of ['announcement', 'notReachedFallback'])
		expect(await allOf(field, 'event')).toContain('status');
	const kinds = expect.arrayContaining(['message', 'reply', 'status']);
	expect(await allOf('deliveryDashboard', 'event')).toEqual(kinds);
}, 60_000);

it('the office is told which workflow failed, and which is not published', async () => {
	await tapOn('order|delivered|4711');
	const failed = await bubbleWith(stack, 'marta', 'Order Delivery: ');
	expect(failed.view.text).toContain('Order 4711 is unknown');
	await tapOn('trello|done|1');
	const missing = await bubbleWith(stack, 'marta', 'Task Updates: ');
	expect(missing.view.text).toContain('not active');
	await stack.rest.deactivate(called.aiAssistant!.id);
	await write(stack, 'diego', 'And when does it close?');
	await bubbleWith(stack, 'marta', 'AI Assistant Did Not Start: ');

	// Once an hour: the statuses of such a message would otherwise make it go round in circles.
	await tapOn('trello|done|2');
	await atRest();
	const told = (await bubbles(stack, 'marta')).filter(({ view: { text } }) =>
		text?.includes('Task Updates: '),
	);
	expect(told).toHaveLength(1);
}, 90_000);

it('what belongs to no workflow is answered in Spanish, and a reaction is not', async () => {
	await stack.rest.deactivate(live.id);
	live = await goLive(stack, 'Router', { Settings: { language: 'es', officeNumber: OFFICE } });
	const asked = await write(stack, 'priya', '¿Dónde está mi pedido?');
	await deliveredWebhook(stack, asked);
	const answer = await bubbleWith(stack, 'priya', UNREAD.es);
	expect(answer.view.text).toContain(OFFICE);
	const { data } = await stack.phones.post('/people/priya/reaction', {
		messageId: answer.id,
		emoji: '👍',
	});
	await deliveredWebhook(stack, data.webhookId);
	await atRest();
	expect((await bubbles(stack, 'priya')).at(-1)!.id).toBe(answer.id);
}, 60_000);
