import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { approvalFlow, inboxFlow, install, start } from './flows.mts';
import { bubbles, bubbleWith, deliveredWebhook, tap } from './phones.mts';
import { besides, executionIn, startStack, type Stack } from './stack.mts';

const PRIYA = '+1 202 555 0113';
const template = { __rl: true, mode: 'name', value: 'request_approval|en_US' };

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
	await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const set = async (switches: object, at = stack) => await at.phones.post('/switches', switches);

/** Asks Priya, who has not written for a day. */
async function ask(subject: string, options: object, at = stack) {
	await set({ personId: 'priya', windowClosed: true }, at);
	const approver = PRIYA;
	const workflow = await install(
		at,
		approvalFlow(at, { approver, options: { directSend: true, ...options } }),
	);
	await start(at, workflow, { subject });
	return workflow;
}

/** The question by Direct Send; one that the window stopped later looks the same but for its buttons. */
const directBubble = async (words: string, at = stack) =>
	await waitFor(
		async () =>
			(await bubbles(at, 'priya')).find(
				({ view }) => view.text?.includes(words) && view.buttons?.[0]?.kind === 'quick_reply',
			),
		{ what: `Priya to get "${words}" by Direct Send` },
	);

interface Outcome {
	decision: string;
	history: Array<{ event: string; category?: string; charged?: boolean }>;
}

function approvalOf(execution: Execution) {
	const [item] = outputsOf(execution, 'Ask').flat();
	const { decision, history } = item!.json.approval as Outcome;
	return { decision, events: history.map(({ event }) => event), history };
}

// The account has it at first: that it has not is remembered for an hour.
describe.each([['sync'], ['async']])('the window is closed, told %s', (windowRefusal) => {
	it.each([
		['Approve', 'approved'],
		['Reject', 'rejected'],
	])(
		'the same question goes out without a template, and %s answers it',
		async (label, decision) => {
			await set({ windowRefusal });
			const subject = `${label} ${windowRefusal}`;
			const workflow = await ask(subject, { template });
			const bubble = await directBubble(`May it be? ${subject}`);
			expect(bubble.view.buttons?.map((button) => button.label)).toEqual(['Approve', 'Reject']);
			const waiting = await executionIn(stack, workflow.id, 'waiting');
			// Nobody else can answer it.
			await deliveredWebhook(stack, await tap(stack, 'marta', bubble, 'Approve'));
			expect((await executionIn(stack, workflow.id, 'waiting')).id).toBe(waiting.id);
			await tap(stack, 'priya', bubble, label);
			const outcome = approvalOf(await executionIn(stack, workflow.id, 'success'));
			expect(outcome.decision).toBe(decision);
			expect(outcome.events).toContain('asked by Direct Send');
			expect(outcome.events).not.toContain('asked by template');
			// WhatsApp says that it is charged as a utility message.
			expect(outcome.history).toContainEqual(
				expect.objectContaining({ event: 'sent', category: 'utility', charged: true }),
			);
		},
		60_000,
	);
});

it('with 360dialog as well', async () => {
	const beside = await besides(stack, 'dialog360');
	try {
		await install(beside, inboxFlow(beside));
		const workflow = await ask('360dialog', {}, beside);
		const bubble = await directBubble('May it be? 360dialog', beside);
		await executionIn(beside, workflow.id, 'waiting');
		await tap(beside, 'priya', bubble, 'Approve');
		const outcome = approvalOf(await executionIn(beside, workflow.id, 'success'));
		expect(outcome.decision).toBe('approved');
		expect(outcome.events).toContain('asked by Direct Send');
	} finally {
		await beside.stop();
	}
}, 60_000);

it('an account that has not got it asks by the template', async () => {
	await set({ windowRefusal: 'sync', directSend: 'off' });
	const workflow = await ask('No account', { template });
	const bubble = await bubbleWith(stack, 'priya', 'waiting for you: May it be? No account');
	await executionIn(stack, workflow.id, 'waiting');
	await tap(stack, 'priya', bubble, 'Approve');
	const outcome = approvalOf(await executionIn(stack, workflow.id, 'success'));
	expect(outcome).toMatchObject({ decision: 'approved' });
	expect(outcome.events).toContain('asked by template');
	expect(outcome.events).not.toContain('asked by Direct Send');
}, 60_000);

it('without a template the item then leaves by Not Delivered, and says why', async () => {
	const workflow = await ask('No template', {});
	const done = await executionIn(stack, workflow.id, 'success');
	expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([0, 0, 0, 1]);
	expect(outputsOf(done, 'Ask')[3]![0]!.json.approval).toMatchObject({ failure: { code: '100' } });
}, 60_000);
