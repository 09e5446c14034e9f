import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { approvalFlow, inboxFlow, install, start } from './flows.mts';
import {
	bubbleWith,
	bubbles,
	deliveredWebhook,
	read,
	tap,
	watch,
	type WebhookRecord,
} from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

/**
 * Whatever goes wrong: exactly one decision, never a wrong one, and nothing stuck that a redelivery
 * could free.
 */
interface Scenario {
	name: string;
	/** Who is asked, in the simulator's names. */
	people: string[];
	whoDecides: 'first' | 'order' | 'number';
	/** Who has to approve after Marta. */
	others: string[];
}

const THREE = ['marta', 'diego', 'priya'];
const SCENARIOS: Scenario[] = [
	{ name: 'one person', people: ['marta'], whoDecides: 'first', others: [] },
	{ name: 'the first of three', people: THREE, whoDecides: 'first', others: [] },
	{ name: 'in order', people: THREE, whoDecides: 'order', others: ['diego', 'priya'] },
	{ name: 'two of three by votes', people: THREE, whoDecides: 'number', others: ['diego'] },
];

/** Sums up to more than a minute. */
const REDELIVERY = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];

let stack: Stack;
const person = (id: string) => stack.simulator.state.people.find((one) => one.id === id)!;

beforeAll(async () => {
	stack = await startStack({ redelivery: REDELIVERY });
	await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

interface Asked {
	scenario: Scenario;
	subject: string;
	workflow: { id: string };
}

let count = 0;
/** Starts an approval; `waiting` also lets it come to rest. */
async function ask(
	scenario: Scenario,
	{ options = {}, waiting = true }: { options?: Record<string, unknown>; waiting?: boolean } = {},
): Promise<Asked> {
	const subject = `Fault ${++count}.`;
	const workflow = await install(
		stack,
		approvalFlow(stack, {
			approver: scenario.people.map((id) => person(id).phone).join(', '),
			more: { whoDecides: scenario.whoDecides, approvalsNeeded: 2 },
			options,
		}),
	);
	await start(stack, workflow, { subject });
	await bubbleWith(stack, 'marta', subject);
	if (waiting) await executionIn(stack, workflow.id, 'waiting');
	return { scenario, subject, workflow };
}

/** A tap on the person's newest question. @returns the id of the webhook */
async function tapOn({ subject }: Asked, who: string, label = 'Approve'): Promise<string> {
	return await tap(stack, who, await bubbleWith(stack, who, subject), label);
}

/** Where one approval is not enough, the others approve too. */
async function othersApprove(asked: Asked): Promise<void> {
	for (const who of asked.scenario.others) await tapOn(asked, who);
}

/** The one decision, once it has been made. */
async function decisionOf({ workflow }: Asked, timeout = 120_000) {
	const done = await executionIn(stack, workflow.id, 'success', { timeout });
	expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
	const left = outputsOf(done, 'Ask').flat();
	expect(left).toHaveLength(1);
	const approval = left[0]!.json.approval as {
		decision: string;
		person: { name: string } | null;
		history: Array<{ event: string; person?: { name?: string } }>;
	};
	const exit = { approved: 'Approved', rejected: 'Rejected', noAnswer: 'No Answer' }[
		approval.decision
	]!;
	expect(ran(done)).toEqual([exit]);
	return approval;
}

/** The nodes behind the exits that ran, once for each run. */
function ran({ data }: Execution): string[] {
	return ['Approved', 'Rejected', 'No Answer', 'Not Delivered'].flatMap(
		(exit) => data.resultData.runData[exit]?.map(() => exit) ?? [],
	);
}

async function expectApproved(asked: Asked): Promise<void> {
	const { decision, history } = await decisionOf(asked);
	expect(decision).toBe('approved');
	const needed = asked.scenario.others.length + 1;
	expect(history.filter(({ event }) => event === 'approved')).toHaveLength(needed);
}

const webhook = async (id: string): Promise<WebhookRecord> =>
	(await stack.phones.get('/webhooks')).data.find((one: WebhookRecord) => one.id === id);

const switches = async (body: object) => await stack.phones.post('/switches', body);

describe.each(SCENARIOS)('$name', (scenario) => {
	it('a tap before the execution is saved', async () => {
		const slow = { match: '/messages', kind: 'slow', milliseconds: 1500, times: 1 };
		await switches({ graphFault: slow });
		const asked = await ask(scenario, { waiting: false });
		const [running] = await stack.rest.executions({ workflowId: asked.workflow.id });
		expect(running!.status).toBe('running');
		// The next question is sent as slowly, and answered as fast.
		if (scenario.whoDecides === 'order') await switches({ graphFault: slow });
		await tapOn(asked, 'marta');
		await othersApprove(asked);
		await expectApproved(asked);
	}, 120_000);

	it('two taps in the same millisecond', async () => {
		const asked = await ask(scenario);
		const inOrder = scenario.whoDecides === 'order';
		const other = scenario.people.length > 1 && !inOrder ? 'diego' : 'marta';
		await Promise.all([tapOn(asked, 'marta', 'Approve'), tapOn(asked, other, 'Reject')]);
		// In order an approval goes on to the next; a rejection ends it, also one against a vote.
		const [end] = await waitFor(async () => {
			const [execution] = await stack.rest.executions({ workflowId: asked.workflow.id });
			const next = inOrder && (await isAsked('diego', asked.subject));
			return (execution?.status === 'success' || next) && [execution];
		});
		if (end?.status !== 'success') await othersApprove(asked);
		const { decision, history, person: decider } = await decisionOf(asked);
		expect(['approved', 'rejected']).toContain(decision);
		expect(history.at(-1)).toMatchObject({ event: decision, person: { name: decider!.name } });
		if (other === 'diego') {
			expect(decider!.name).toBe(decision === 'approved' ? 'Marta Ruiz' : 'Diego Lopez');
		}
	}, 120_000);

	it('a webhook delivered five times', async () => {
		const asked = await ask(scenario);
		const webhookId = await tapOn(asked, 'marta');
		await Promise.all(
			[1, 2, 3, 4].map(() => stack.phones.post('/redeliver', { webhookId, times: 1 })),
		);
		await othersApprove(asked);
		await expectApproved(asked);
	}, 120_000);

	it('statuses out of order', async () => {
		await switches({ shuffleStatuses: true, batchMilliseconds: 300 });
		const asked = await ask(scenario);
		await read(stack, 'marta', await bubbleWith(stack, 'marta', asked.subject));
		await tapOn(asked, 'marta');
		await othersApprove(asked);
		await expectApproved(asked);
		await switches({ shuffleStatuses: false, batchMilliseconds: 0 });
	}, 120_000);

	it('the app secret rotated while waiting', async () => {
		const asked = await ask(scenario);
		stack.simulator.account.appSecret = `rotated-${count}`;
		const late = await tapOn(asked, 'marta');
		await waitFor(async () => (await webhook(late)).attempts.some(({ status }) => status === 401));
		await stack.rest.updateCredential(stack.credential.id, simulatedCredential(stack.simulator));
		await deliveredWebhook(stack, late);
		await othersApprove(asked);
		await expectApproved(asked);
	}, 120_000);

	it('the workflow edited while waiting', async () => {
		const asked = await ask(scenario);
		const { nodes, connections } = await stack.rest.workflow(asked.workflow.id);
		const edited = nodes.map((node) =>
			node.name === 'Ask'
				? { ...node, parameters: { ...node.parameters, approver: '+12025550199', message: 'Else' } }
				: node,
		);
		await stack.rest.updateWorkflow(asked.workflow.id, { nodes: edited, connections });
		await stack.rest.activate(asked.workflow.id);
		await tapOn(asked, 'marta');
		await othersApprove(asked);
		await expectApproved(asked);
	}, 120_000);

	it('the workflow deactivated while waiting', async () => {
		const asked = await ask(scenario);
		await stack.rest.deactivate(asked.workflow.id);
		await tapOn(asked, 'marta');
		await othersApprove(asked);
		await expectApproved(asked);
	}, 120_000);

	it('the workflow deleted while waiting: the person is told', async () => {
		const asked = await ask(scenario);
		await stack.rest.deleteWorkflow(asked.workflow.id);
		const since = await watch(stack, 'marta');
		await deliveredWebhook(stack, await tapOn(asked, 'marta'));
		const [, note] = await since();
		expect(note!.view.text).toContain('already been closed');
	}, 120_000);

	it('n8n killed while it resumes: no wrong decision, and nothing that waits for ever', async () => {
		const asked = await ask(scenario);
		const tapped = tapOn(asked, 'marta');
		await waitFor(async () => (await webhookOf(asked.subject)) || null, { every: 1 });
		await stack.n8n.kill();
		const webhookId = await tapped;
		await stack.n8n.restart();
		await deliveredWebhook(stack, webhookId);
		const [execution] = await stack.rest.executions({ workflowId: asked.workflow.id });
		// What n8n was writing when it died it marks as crashed; anything else goes on.
		if (execution!.status === 'crashed') {
			const crashed = await stack.rest.execution(execution!.id);
			expect(ran(crashed).filter((exit) => exit !== 'Approved')).toEqual([]);
			return;
		}
		await othersApprove(asked);
		await expectApproved(asked);
	}, 180_000);
});

/** Has the tap on this question been posted? */
async function webhookOf(subject: string): Promise<boolean> {
	const chat = await bubbles(stack, 'marta');
	const question = chat.findLastIndex(({ view }) => view.text?.includes(subject));
	return chat.slice(question + 1).some(({ direction }) => direction === 'incoming');
}

const isAsked = async (who: string, subject: string): Promise<boolean> =>
	(await bubbles(stack, who)).some(({ view }) => view.text?.includes(subject));

describe('all at once', () => {
	it('taps while n8n is down for a minute', async () => {
		const all: Asked[] = [];
		for (const scenario of SCENARIOS) all.push(await ask(scenario));
		await stack.n8n.kill();
		const taps = await Promise.all(all.map((asked) => tapOn(asked, 'marta')));
		// Six redeliveries fail; the last of them comes after more than a minute.
		await waitFor(
			async () => {
				const records = await Promise.all(taps.map(webhook));
				return records.every(({ attempts }) => attempts.length >= 8);
			},
			{ timeout: 120_000, what: 'a minute of failed deliveries' },
		);
		await stack.n8n.restart();
		for (const webhookId of taps) {
			const { outcome } = await webhook(webhookId);
			if (outcome !== 'delivered') await stack.phones.post('/redeliver', { webhookId, times: 1 });
		}
		for (const asked of all) {
			await othersApprove(asked);
			await expectApproved(asked);
		}
	}, 300_000);

	it('n8n killed while it asks the next in order: it ends as crashed, and says so', async () => {
		const asked = await ask(SCENARIOS[2]!);
		// Longer than a busy machine takes to kill n8n, and shorter than the node waits. Marta is thanked
		// at the same time, before or after.
		const slow = { match: '/messages', kind: 'slow', milliseconds: 25_000, times: 2 };
		await switches({ graphFault: slow });
		await tapOn(asked, 'marta');
		await bubbleWith(stack, 'diego', asked.subject);
		await stack.n8n.kill();
		await switches({ graphFault: null });
		await stack.n8n.restart();
		const crashed = await executionIn(stack, asked.workflow.id, 'crashed', { timeout: 120_000 });
		expect(ran(crashed)).toEqual([]);
		await tapOn(asked, 'diego');
		await bubbleWith(stack, 'diego', 'was ended by a fault');
	}, 180_000);

	it('an execution stopped by hand while it waits: the person is told', async () => {
		const asked = await ask(SCENARIOS[0]!);
		const waiting = await executionIn(stack, asked.workflow.id, 'waiting');
		await stack.rest.stopExecution(waiting.id);
		await tapOn(asked, 'marta');
		const closed = async () =>
			(await bubbles(stack, 'marta'))
				.at(-1)!
				.view.text?.includes('was ended by a fault or by hand');
		await waitFor(closed, { what: 'the note' });
		expect(ran(await executionIn(stack, asked.workflow.id, 'canceled'))).toEqual([]);
	}, 120_000);

	it('a deadline and a tap in the same second', async () => {
		const deadline = {
			values: { limitType: 'afterTimeInterval', resumeAmount: 1.2, resumeUnit: 'minutes' },
		};
		const all: Asked[] = [];
		for (const scenario of SCENARIOS) all.push(await ask(scenario, { options: { deadline } }));
		await Promise.all(
			all.map(async (asked) => {
				const [waiting] = await stack.rest.executions({ workflowId: asked.workflow.id });
				const until = Date.parse(waiting!.waitTill!);
				await waitFor(async () => Date.now() >= until - 30, { timeout: 120_000, every: 5 });
				await tapOn(asked, 'marta');
			}),
		);
		for (const asked of all) {
			const { decision, person: decider } = await decisionOf(asked, 180_000);
			expect(['approved', 'noAnswer']).toContain(decision);
			if (asked.scenario.others.length > 0) expect(decision).toBe('noAnswer');
			else expect(decider === null).toBe(decision === 'noAnswer');
		}
	}, 400_000);
});
