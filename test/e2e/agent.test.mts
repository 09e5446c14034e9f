import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../playground/workflows/n8nRest.mts';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { agentFlow, modelCredential } from './agentFlow.mts';
import { startChatModel, type ChatModel } from './chatModel.mts';
import { inboxFlow, install, start } from './flows.mts';
import { bubbleWith, reported, tap } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const PRIYA = '+1 202 555 0113';
const NOBODY = '+1 202 555 0199';
/** In the question for the reason. */
const WHY = 'reply to this message with the reason';
const NO_DECISION = 'neither an approval nor a rejection';

let stack: Stack;
let model: ChatModel;
let credential: Credential;
const marta = () => stack.simulator.state.people.find(({ id }) => id === 'marta')!.phone!;

beforeAll(async () => {
	[stack, model] = await Promise.all([startStack(), startChatModel()]);
	credential = await modelCredential(stack, model);
	await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(async () => {
	await stack?.stop();
	await model?.stop();
}, 60_000);

/** Starts an agent that wants to close these routes. */
async function startAgent(
	routes: string[],
	{
		approver = marta(),
		options = {},
		message,
		...more
	}: { approver?: string; options?: object; message?: string; wait?: object } = {},
) {
	const made = agentFlow(stack, model, credential, {
		approver,
		options: { ...options },
		message,
		...more,
	});
	const workflow = await install(stack, made);
	const names = routes.map((route) => `*${route}*`).join(' and ');
	await start(stack, workflow, { prompt: `Please close ${names}.` });
	return workflow;
}

/** Answers the question about a route. */
async function answer(workflowId: string, route: string, label: string): Promise<void> {
	const bubble = await bubbleWith(stack, 'marta', route);
	await executionIn(stack, workflowId, 'waiting');
	await tap(stack, 'marta', bubble, label);
}

/** How often the tool ran for a route. */
const ran = (route: string) => model.toolCalls.filter((call) => call.route === route).length;

/** What the model was told about its calls, in the last request of this prompt. */
const told = (route: string) =>
	model
		.requests(route)
		.at(-1)!
		.messages.filter(({ role }) => role === 'tool')
		.map(({ content }) => content);

const outputOf = (done: Execution) => outputsOf(done, 'Agent')[0]![0]!.json.output as string;

describe('a human review between an agent and its tool', () => {
	it('shows the tool and its parameters; Approve runs it once', async () => {
		const route = 'Coast Road';
		const { id } = await startAgent([route]);
		const { view } = await bubbleWith(stack, 'marta', route);
		expect(view.text).toMatch(
			/wants to run this tool: Close_Route\s+Input:\s+\{\s*"route": "Coast Road"\s*\}/,
		);
		await answer(id, route, 'Approve');
		const done = await executionIn(stack, id, 'success');
		expect(ran(route)).toBe(1);
		expect(told(route)).toEqual([expect.stringContaining('Coast Road is closed')]);
		expect(outputOf(done)).toContain('Coast Road is closed');
	}, 90_000);

	it('shows what nobody would see, also in an expression of the builder', async () => {
		const route = 'Bay\u202e Road';
		const message = '=Run {{ $tool?.name }}{{ $json.query }}: {{ `${$tool.parameters.route}!` }}';
		const { id } = await startAgent([route], { message });
		const { view } = await bubbleWith(stack, 'marta', 'Bay');
		expect(view.text).toBe('Run Close_Route: Bay\\u202e Road!');
		await answer(id, 'Bay', 'Approve');
		await executionIn(stack, id, 'success');
		expect(ran(route)).toBe(1);
	}, 90_000);

	it('Reject keeps it from running, and the agent is told who rejected', async () => {
		const route = 'Ring Road';
		const { id } = await startAgent([route]);
		await answer(id, route, 'Reject');
		const done = await executionIn(stack, id, 'success');
		expect(ran(route)).toBe(0);
		expect(told(route)).toEqual([expect.stringContaining('Rejected by Marta Ruiz.')]);
		expect(told(route)[0]).not.toContain(NO_DECISION);
		expect(outputOf(done)).toContain('Rejected by Marta Ruiz.');
	}, 90_000);

	it('the agent is told the reason that was given, also over a second wait', async () => {
		const route = 'Lake Road';
		const { id } = await startAgent([route], { options: { askReason: true } });
		await answer(id, route, 'Reject');
		const why = await bubbleWith(stack, 'marta', WHY);
		await reported(stack, why);
		await executionIn(stack, id, 'waiting');
		await stack.phones.post('/people/marta/text', { text: 'Too icy', quoting: why.id });
		await executionIn(stack, id, 'success');
		expect(ran(route)).toBe(0);
		expect(told(route)).toEqual([
			expect.stringContaining('Rejected by Marta Ruiz. The reason given: Too icy.'),
		]);
	}, 90_000);

	it('silence keeps it from running, and the agent is told that this is no decision', async () => {
		const route = 'Harbour Road';
		const wait = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
		const { id } = await startAgent([route], { wait });
		await bubbleWith(stack, 'marta', route);
		await executionIn(stack, id, 'success', { timeout: 120_000 });
		expect(ran(route)).toBe(0);
		expect(told(route)).toEqual([expect.stringContaining('Nobody answered before the deadline.')]);
		expect(told(route)[0]).toContain(NO_DECISION);
	}, 180_000);

	describe('a question that reaches nobody keeps it from running, and the agent is told why', () => {
		async function askInVain(route: string, approver: string): Promise<string> {
			const { id } = await startAgent([route], { approver });
			await executionIn(stack, id, 'success');
			expect(ran(route)).toBe(0);
			expect(told(route)).toEqual([expect.stringContaining('did not reach anybody')]);
			expect(told(route)[0]).toContain(NO_DECISION);
			return told(route)[0]!;
		}

		it('refused at once', async () => {
			await stack.phones.post('/switches', { personId: 'priya', windowClosed: true });
			expect(await askInVain('North Road', PRIYA)).toContain('24 hours');
		}, 90_000);

		it('refused later, by a failed status', async () => {
			expect(await askInVain('South Road', NOBODY)).toContain('cannot be delivered');
		}, 90_000);

		it('no number to ask', async () => {
			expect(await askInVain('West Road', 'Marta')).toContain('is no phone number');
		}, 90_000);
	});

	// n8n keeps both on its stack with one node object, and would skip the second unasked.
	it('of two calls at once each has a question, and only the approved one runs', async () => {
		const [first, second] = ['Hill Road', 'Mill Road'];
		const { id } = await startAgent([first, second]);
		await answer(id, first, 'Reject');
		await answer(id, second, 'Approve');
		await executionIn(stack, id, 'success');
		expect([ran(first), ran(second)]).toEqual([0, 1]);
	}, 120_000);
});
