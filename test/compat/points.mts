/** The story that is told on each version of n8n, point by point. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { errorOf, outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import type { Workflow } from '../../playground/workflows/n8nRest.mts';
import {
	approvalFlow,
	flow,
	install,
	ours,
	sender,
	start,
	webhookStart,
	type ApprovalFlow,
} from '../e2e/flows.mts';
import { bubbleWith, deliveredWebhook, reported, tap, watch, write } from '../e2e/phones.mts';
import { executionIn, type Stack } from '../e2e/stack.mts';

const DIEGO = '+1 202 555 0112';
const LATE = 'already been closed';
const MINUTES = { limitType: 'afterTimeInterval', resumeAmount: 0.1, resumeUnit: 'minutes' };

interface Teller {
	stack: Stack;
	/** The workflow behind the trigger of the number. */
	inbox: Workflow;
	/** The approval's exits: all, or one. */
	oneOutput: boolean;
}

/** Throws when it is not as told. */
type Point = (teller: Teller) => Promise<void>;

/** By the words over the columns of the table. */
export const POINTS: Readonly<Record<string, Point>> = {
	trigger: async ({ stack, inbox }) => {
		await write(stack, 'marta', 'Where is my order?');
		const done = await executionIn(stack, inbox.id, 'success');
		const items = outputsOf(done, 'Seen').flat();
		deepEqual(
			items.map(({ json }) => [json.event, json.text]),
			[['message', 'Where is my order?']],
		);
	},

	send: async ({ stack }) => {
		const send = ours(stack, 'whatsAppBusiness', 'Send', {
			provider: 'meta',
			resource: 'message',
			operation: 'sendText',
			sender: sender(stack),
			to: DIEGO,
			text: 'It is on its way',
			options: {},
		});
		const nodes = [webhookStart(`send-${randomUUID()}`), send];
		const workflow = await install(stack, flow('Send', nodes, { Start: [['Send']] }));
		await start(stack, workflow);
		const done = await executionIn(stack, workflow.id, 'success');
		equal(outputsOf(done, 'Send')[0]![0]!.json.status, 'accepted');
		await bubbleWith(stack, 'diego', 'It is on its way');
	},

	approve: async (teller) => {
		const { workflow, bubble } = await ask(teller);
		await tap(teller.stack, 'marta', bubble, 'Approve');
		await leaves(teller, workflow, 0, 'approved');
	},

	reject: async (teller) => {
		const { workflow, bubble } = await ask(teller);
		await tap(teller.stack, 'marta', bubble, 'Reject');
		await leaves(teller, workflow, 1, 'rejected');
	},

	stranger: async (teller) => {
		const { stack } = teller;
		const { workflow, bubble, waiting } = await ask(teller);
		await deliveredWebhook(stack, await tap(stack, 'diego', bubble, 'Approve'));
		equal((await executionIn(stack, workflow.id, 'waiting')).id, waiting.id);
		await tap(stack, 'marta', bubble, 'Reject');
		await leaves(teller, workflow, 1, 'rejected');
	},

	silence: async (teller) => {
		const { workflow } = await ask(teller, { options: { deadline: { values: MINUTES } } });
		await leaves(teller, workflow, 2, 'noAnswer');
	},

	late: async (teller) => {
		const { stack } = teller;
		const { workflow, bubble } = await ask(teller);
		await tap(stack, 'marta', bubble, 'Approve');
		await leaves(teller, workflow, 0, 'approved');
		await tap(stack, 'marta', bubble, 'Reject');
		await bubbleWith(stack, 'marta', LATE);
		equal((await stack.rest.executions({ workflowId: workflow.id })).length, 1);
	},

	// For this the node runs again in the middle of its wait, which n8n has no public way for.
	reason: async (teller) => {
		const { stack } = teller;
		const { workflow, bubble } = await ask(teller, { options: { askReason: true } });
		await tap(stack, 'marta', bubble, 'Reject');
		const asked = await bubbleWith(stack, 'marta', 'reason');
		await reported(stack, asked);
		await executionIn(stack, workflow.id, 'waiting');
		await write(stack, 'marta', 'Too dear', asked);
		const { comment } = await leaves(teller, workflow, 1, 'rejected');
		equal(comment, 'Too dear');
	},

	'other mode': async (teller) => {
		const { stack, oneOutput } = teller;
		if (!oneOutput) {
			const single = { ...teller, oneOutput: true };
			const { workflow, bubble } = await ask(single);
			await tap(stack, 'marta', bubble, 'Approve');
			await leaves(single, workflow, 0, 'approved');
			return;
		}
		const since = await watch(stack, 'marta');
		const workflow = await install(stack, approvalFlow(stack, { approver: marta(stack) }));
		await start(stack, workflow, { subject: 'With exits' });
		const failed = await executionIn(stack, workflow.id, 'error');
		match(errorOf(failed) ?? '', /Separate exits need n8n 2\.39 or newer, so nobody was asked/);
		equal((await since()).length, 0);
	},
};

const marta = ({ simulator }: Stack): string =>
	simulator.state.people.find(({ id }) => id === 'marta')!.phone!;

let asked = 0;

/** Asks Marta, until the execution waits. What comes in says "approved" and must not count. */
async function ask({ stack, oneOutput }: Teller, { options, ...more }: Partial<ApprovalFlow> = {}) {
	const wanted = { approver: marta(stack), ...more, options: { ...options, oneOutput } };
	const workflow = await install(stack, approvalFlow(stack, wanted));
	const subject = `Question ${++asked}.`;
	await start(stack, workflow, { subject, approved: true });
	const bubble = await bubbleWith(stack, 'marta', subject);
	const waiting = await executionIn(stack, workflow.id, 'waiting');
	return { workflow, bubble, waiting };
}

interface Approval {
	decision: string;
	approved: boolean;
	comment?: string;
}

/** One item leaves, by its exit, and the workflow goes on there. @returns what it says */
async function leaves(
	{ stack, oneOutput }: Teller,
	{ id }: Workflow,
	exit: number,
	decision: string,
): Promise<Approval> {
	const done = await executionIn(stack, id, 'success', { timeout: 120_000 });
	const outputs = outputsOf(done, 'Ask');
	const at = oneOutput ? 0 : exit;
	deepEqual(
		outputs.flatMap((items, index) => items.map(() => index)),
		[at],
	);
	const approval = outputs[at]![0]!.json.approval as Approval;
	equal(approval.decision, decision);
	equal(approval.approved, decision === 'approved');
	ok(wentOn(done, oneOutput ? 'Any' : ['Approved', 'Rejected', 'No Answer'][exit]!));
	return approval;
}

/** Did the node behind this exit run, and no other, and find the item from before the question? */
function wentOn(execution: Execution, name: string): boolean {
	const behind = ['Any', 'Approved', 'Rejected', 'No Answer', 'Not Delivered'];
	const ran = behind.filter((node) => outputsOf(execution, node).flat().length > 0);
	const [item] = outputsOf(execution, name).flat();
	return ran.join() === name && String(item?.json.subject).startsWith('Question');
}
