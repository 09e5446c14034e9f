/** The two workflows that the benchmark compares, and many executions that wait in them. */
import type { Execution } from '../../playground/workflows/executionData.mts';
import type { Workflow } from '../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../playground/waitFor.mts';
import {
	flow,
	inboxFlow,
	install,
	noOp,
	ours,
	sender,
	start,
	webhookStart,
} from '../e2e/flows.mts';
import type { Stack } from '../e2e/stack.mts';
import { atOnce } from './load.mts';

/** How many executions are started, or looked up, at the same time. */
const LANES = 4;
const EXITS = ['Approved', 'Rejected', 'No Answer', 'Not Delivered'];

/** Start → Ask → a node at each exit. @param more parameters, where votes decide */
export async function installApproval(stack: Stack, name: string, more = {}): Promise<Workflow> {
	const ask = ours(stack, 'whatsAppBusinessApproval', 'Ask', {
		provider: 'meta',
		operation: 'sendAndWait',
		sender: sender(stack),
		approver: '={{ $json.body.approver }}',
		message: '=May it be? {{ $json.body.subject }}',
		responseType: 'approval',
		approvalOptions: {},
		limitType: 'none',
		options: {},
		...more,
	});
	const nodes = [webhookStart(`bench-${name}`), ask, ...EXITS.map(noOp)];
	const connections = { Start: [['Ask']], Ask: EXITS.map((exit) => [exit]) };
	return await install(stack, flow(name, nodes, connections));
}

/** The trigger that hands taps on, in a workflow of its own. */
export const installTrigger = async (stack: Stack) => await install(stack, inboxFlow(stack));

/** Start → n8n's own Wait → one node: what a call of a resume URL costs without us. */
export async function installDirect(stack: Stack): Promise<Workflow> {
	const wait = {
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		webhookId: 'bench-wait',
		parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
	};
	const nodes = [webhookStart('bench-direct'), wait, noOp('Next')];
	return await install(stack, flow('Direct', nodes, { Start: [['Wait']], Wait: [['Next']] }));
}

/** Starts an execution with each of the bodies, until every one waits. */
export async function startWaiting(
	stack: Stack,
	workflow: Workflow,
	bodies: ReadonlyArray<Record<string, unknown>>,
): Promise<void> {
	await atOnce(LANES, bodies, (body) => start(stack, workflow, body));
	await untilIn(stack, workflow, 'waiting', bodies.length);
}

/** All executions of a workflow, once so many are in a state. */
export async function executionsIn(
	stack: Stack,
	workflow: Workflow,
	status: Execution['status'],
	count: number,
): Promise<Execution[]> {
	await untilIn(stack, workflow, status, count);
	const ids: string[] = [];
	let cursor: string | null | undefined;
	while (ids.length < count && cursor !== null) {
		const { results, nextCursor } = await page(stack, workflow, status, cursor);
		ids.push(...results.map(({ id }) => id));
		cursor = nextCursor;
	}
	const found: Execution[] = [];
	await atOnce(LANES, ids, async (id) => {
		found.push(await stack.rest.execution(id));
	});
	return found;
}

async function untilIn(stack: Stack, workflow: Workflow, status: string, count: number) {
	await waitFor(async () => (await page(stack, workflow, status)).count === count, {
		timeout: 60_000,
		what: `${count} executions of "${workflow.name}" to be ${status}`,
	});
}

/** Newest first; n8n gives at most 100 at a time, and where the next page begins (from 2.41 on). */
async function page({ rest }: Stack, { id }: Workflow, status: string, cursor?: string) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: [status] }));
	const older = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
	const found = await rest.request('GET', `/executions?filter=${filter}&limit=100${older}`);
	return found as {
		count: number;
		results: Array<{ id: string }>;
		nextCursor: string | null;
	};
}
