/** The same event twice in the same instant. */
import { expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../../playground/workflows/executionData.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { approvalFlow, install, start } from '../flows.mts';
import { bubbles, deliveredWebhook, NUMBERS, tap, write } from '../phones.mts';
import type { Stack } from '../stack.mts';
import {
	outcomeOf,
	PATIENCE,
	questionsAbout,
	ROUNDS,
	tellFigures,
	untilCount,
	type Given,
} from './asking.mts';

const MESSAGES = ROUNDS * 2;

/** Lets Marta write, and counts the executions that each of her messages started. */
async function startedBy(stack: Stack, inbox: { id: string }, words: string): Promise<number[]> {
	const before = await stack.rest.executions({ workflowId: inbox.id });
	const newest = Math.max(0, ...before.map(({ id }) => Number(id)));
	const texts = Array.from({ length: MESSAGES }, (_, index) => `${words} ${index}.`);
	for (const text of texts) await deliveredWebhook(stack, await write(stack, 'marta', text));
	const all = await waitFor(
		async () => {
			const found = await stack.rest.executions({ workflowId: inbox.id });
			const now = found.filter(({ id }) => Number(id) > newest);
			return now.length >= MESSAGES && now.every(({ status }) => status === 'success') && now;
		},
		{ timeout: PATIENCE, what: `${MESSAGES} messages to be worked on` },
	);
	const seen = await Promise.all(all.map(async ({ id }) => textIn(await stack.rest.execution(id))));
	return texts.map((text) => seen.filter((one) => one === text).length);
}

const textIn = (execution: Execution) => outputsOf(execution, 'Seen')[0]![0]!.json.text;

export function doubles(given: Given, inbox: () => { id: string }): void {
	it(
		'at both processes: every message starts the workflow, and an approval is decided once',
		async () => {
			const stack = given();
			stack.proxy.copies = 2;
			try {
				const counts = await startedBy(stack, inbox(), 'To both');
				tellFigures('the same message to both', {
					messages: MESSAGES,
					startedTwice: counts.filter((count) => count === 2).length,
				});
				// Twice is what docs/scaling.md says of it; never not at all, and never more often.
				expect(counts.filter((count) => count !== 1 && count !== 2)).toEqual([]);

				const wanted = { name: 'Tap to both', approver: NUMBERS.marta };
				const workflow = await install(stack, approvalFlow(stack, wanted));
				const subjects = Array.from({ length: ROUNDS }, (_, index) => `Tap to both ${index}.`);
				for (const subject of subjects) await start(stack, workflow, { subject });
				const asked = await questionsAbout(stack, subjects, ROUNDS);
				await untilCount(stack, workflow, 'waiting', ROUNDS);
				for (const [index, { bubble }] of asked.entries()) {
					const label = index % 2 === 0 ? 'Approve' : 'Reject';
					await deliveredWebhook(stack, await tap(stack, 'marta', bubble, label));
				}
				const done = await untilCount(stack, workflow, 'success', ROUNDS);
				for (const execution of done) {
					const { ran, items, decision, history } = outcomeOf(execution);
					const body = outputsOf(execution, 'Start')[0]![0]!.json.body as { subject: string };
					const at = asked.findIndex(({ bubble }) => bubble.view.text!.includes(body.subject));
					const label = at % 2 === 0 ? 'Approved' : 'Rejected';
					expect({ items, ran, decision }).toEqual({
						items: 1,
						ran: [label],
						decision: label.toLowerCase(),
					});
					expect(history.filter(({ event }) => event === decision)).toHaveLength(1);
				}
				expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(ROUNDS);
				const told = (await bubbles(stack, 'marta')).slice(-4 * ROUNDS);
				const late = told.filter(({ view }) => view.text?.includes('already been closed'));
				tellFigures('the same tap to both', { taps: ROUNDS, toldLate: late.length });
			} finally {
				stack.proxy.copies = 1;
			}
		},
		300_000 + ROUNDS * 10_000,
	);

	it(
		'where the proxy sends each address to always the same process: none starts it twice',
		async () => {
			const stack = given();
			Object.assign(stack.proxy, { copies: 2, route: 'hash' });
			try {
				const counts = await startedBy(stack, inbox(), 'To one');
				tellFigures('the same message twice to one', {
					messages: MESSAGES,
					startedTwice: counts.filter((count) => count === 2).length,
				});
				expect(counts).toEqual(Array<number>(MESSAGES).fill(1));
			} finally {
				Object.assign(stack.proxy, { copies: 1, route: 'turns' });
			}
		},
		300_000 + ROUNDS * 10_000,
	);
}
