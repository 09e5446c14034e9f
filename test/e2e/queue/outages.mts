/** What n8n cannot do without is away for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { expect, it } from '@jest/globals';
import { waitFor } from '../../../playground/waitFor.mts';
import type { WorkflowNode } from '../../../playground/workflows/n8nRest.mts';
import { bubbles, deliveredWebhook, NUMBERS, question, tap, write } from '../phones.mts';
import { ask, ended, outcomeOf, type Given } from './asking.mts';
import type { QueueStack } from './queueStack.mts';

const AWAY = 10_000;
/** What n8n answers before its database is up to date; with status 200, as if it had taken it. */
const STARTING = 'n8n is starting up. Please wait';

/** One is tapped while something is away, another afterwards, and both are decided. */
async function outlast(stack: QueueStack, what: string, away: () => Promise<void>): Promise<void> {
	const asked = await Promise.all(
		[`${what}, tapped`, `${what}, later`].map(
			async (subject) => await ask(stack, subject, { approver: NUMBERS.marta }),
		),
	);
	const [during, after] = await Promise.all(
		asked.map(({ subject }) => question(stack, 'marta', subject)),
	);
	const over = away();
	// It is gone by then: a tap has to come again until n8n can take it.
	await sleep(AWAY / 5);
	await tap(stack, 'marta', during!, 'Approve');
	await over;
	await stack.allReady();
	await tap(stack, 'marta', after!, 'Reject');
	const outcomes = await Promise.all(
		asked.map(async ({ workflow }) => outcomeOf(await ended(stack, workflow))),
	);
	expect(outcomes.map(({ ran }) => ran)).toEqual([['Approved'], ['Rejected']]);
}

/** Lets something happen while the second webhook process cannot get further than its database. */
async function whileStarting(stack: QueueStack, during: () => Promise<void>): Promise<void> {
	const starting = stack.webhooks[1]!;
	const client = await stack.postgres.connect();
	try {
		// n8n reads it at every start, and waits for it.
		await client.query('BEGIN');
		await client.query('LOCK TABLE migrations IN ACCESS EXCLUSIVE MODE');
		await starting.kill();
		await waitFor(
			async () => {
				const { status, data } = await axios.get(`${starting.url}/webhook-waiting/1`, {
					proxy: false,
				});
				return status === 200 && data === STARTING;
			},
			{ timeout: 120_000, every: 50, what: 'a webhook process to be starting' },
		);
		await during();
		const { data } = await axios.get(`${starting.url}/webhook-waiting/1`, { proxy: false });
		expect(data).toBe(STARTING);
	} finally {
		await client.end();
		await stack.allReady();
	}
}

/** Publishes a changed trigger, and waits until both webhook processes know it. */
async function publish(stack: QueueStack, id: string, nodes: WorkflowNode[]): Promise<void> {
	await stack.rest.updateWorkflow(id, { nodes });
	await stack.rest.activate(id);
	const webhookId = await write(stack, 'marta', 'Is it published?');
	const { webhooks } = stack.simulator.state.journal;
	const { pathname } = new URL(webhooks.find((one) => one.id === webhookId)!.target!);
	await waitFor(
		async () => {
			const answers = await Promise.all(
				stack.webhooks.map(({ url }) =>
					axios.get(url + pathname, { proxy: false, validateStatus: () => true }),
				),
			);
			return answers.every(({ status }) => status !== 404);
		},
		{ timeout: 60_000, what: 'both webhook processes to know the trigger' },
	);
}

export function outages(given: Given, inbox: () => { id: string }): void {
	it('a process that is starting is not taken for a closed approval', async () => {
		const stack = given();
		const { id } = inbox();
		const { nodes } = await stack.rest.workflow(id);
		// By another name than that of the request: then answers are handed over through the proxy only.
		const resumeUrl = `http://localhost:${new URL(stack.proxy.url).port}/webhook-waiting`;
		const through = nodes.map((node) =>
			node.name === 'Inbox'
				? { ...node, parameters: { ...node.parameters, options: { resumeUrl } } }
				: node,
		);
		await publish(stack, id, through);
		const subject = 'While it starts';
		const { workflow } = await ask(stack, subject, { approver: NUMBERS.diego });
		const bubble = await question(stack, 'diego', subject);
		await whileStarting(stack, async () => {
			// The first takes the webhook, and of two hand-overs one meets the process that is starting.
			stack.proxy.sendNextTo(0);
			await deliveredWebhook(stack, await tap(stack, 'diego', bubble, 'Approve'));
		});
		expect(outcomeOf(await ended(stack, workflow)).ran).toEqual(['Approved']);
		const told = (await bubbles(stack, 'diego')).map(({ view }) => view.text ?? '');
		const since = told.slice(told.findLastIndex((text) => text.includes(subject)));
		expect(since.filter((text) => text.includes('already been closed'))).toEqual([]);
		await publish(stack, id, nodes);
	}, 400_000);

	it('where the proxy asks which process is ready, nothing goes to one that is starting', async () => {
		const stack = given();
		const subject = 'Before it is ready';
		const { workflow } = await ask(stack, subject, { approver: NUMBERS.priya });
		const bubble = await question(stack, 'priya', subject);
		stack.proxy.asksReadiness = true;
		try {
			await whileStarting(stack, async () => {
				// Two requests in turn: one of them would be the other process's.
				await deliveredWebhook(stack, await write(stack, 'marta', 'Is anybody there?'));
				await deliveredWebhook(stack, await tap(stack, 'priya', bubble, 'Reject'));
			});
		} finally {
			stack.proxy.asksReadiness = false;
		}
		expect(outcomeOf(await ended(stack, workflow)).ran).toEqual(['Rejected']);
	}, 400_000);

	it(`Postgres is away for ${AWAY / 1000} seconds: what waits goes on afterwards`, async () => {
		const stack = given();
		await outlast(stack, 'Without Postgres', async () => {
			await stack.postgres.stop();
			await sleep(AWAY);
			await stack.postgres.start();
		});
	}, 400_000);

	it(`Redis is killed, and back after ${AWAY / 1000} seconds with nothing: the same`, async () => {
		const stack = given();
		await outlast(stack, 'Without Redis', async () => {
			await stack.redis.kill();
			await sleep(AWAY);
			await stack.redis.start();
		});
	}, 400_000);
}
