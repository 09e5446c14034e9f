import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { approvalFlow, inboxFlow, install, start, type ApprovalFlow } from './flows.mts';
import {
	ALL_THREE,
	bubbles,
	bubbleWith,
	deliveredWebhook,
	NOBODY,
	NUMBERS,
	PEOPLE,
	question,
	tap,
} from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const ROUNDS = 50;
/** Approvals that wait at once. */
const AT_ONCE = 10;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
	await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

async function begin(subject: string, wanted: ApprovalFlow) {
	const workflow = await install(stack, approvalFlow(stack, wanted));
	await start(stack, workflow, { subject });
	return workflow;
}

interface Votes {
	needed: number;
	approved: number;
	rejected: number;
	open: number;
	by: Array<{ decision: string; person: { name: string } }>;
}

/** What the approval came to, and the index of the exit. */
function outcomeOf(execution: Execution) {
	const exits = outputsOf(execution, 'Ask');
	const exit = exits.findIndex((items) => items.length > 0);
	const approval = exits[exit]![0]!.json.approval as {
		decision: string;
		votes: Votes;
		history: Array<{ event: string }>;
	};
	return { exit, ...approval };
}

const askedAbout = async (person: string, subject: string) =>
	await question(stack, person, subject);

/** What people were asked about any of these. */
async function questionsAbout(subjects: readonly string[]) {
	const chats = await Promise.all(
		PEOPLE.map(async (person) =>
			(await bubbles(stack, person)).map((bubble) => ({ person, bubble })),
		),
	);
	return chats
		.flat()
		.filter(({ bubble: { view } }) => subjects.some((subject) => view.text?.includes(subject)));
}

describe('votes of people who are asked at the same time', () => {
	it('two of three approve; who votes twice is told, and all hear the result', async () => {
		const workflow = await begin('Two of three', {
			approver: ALL_THREE,
			more: { whoDecides: 'number', approvalsNeeded: 2, rejections: 'count' },
		});
		const [marta, diego, priya] = await Promise.all(
			PEOPLE.map((person) => askedAbout(person, 'Two of three')),
		);
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await tap(stack, 'marta', marta!, 'Approve'));
		await bubbleWith(stack, 'marta', 'has been recorded: Approve');
		await deliveredWebhook(stack, await tap(stack, 'marta', marta!, 'Reject'));
		await bubbleWith(stack, 'marta', 'already recorded');
		await deliveredWebhook(stack, await tap(stack, 'diego', diego!, 'Reject'));
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'priya', priya!, 'Approve');
		const { exit, decision, votes } = outcomeOf(await executionIn(stack, workflow.id, 'success'));
		expect({ exit, decision }).toEqual({ exit: 0, decision: 'approved' });
		expect(votes).toMatchObject({ needed: 2, approved: 2, rejected: 1, open: 0 });
		expect(votes.by.map((vote) => `${vote.person.name}: ${vote.decision}`)).toEqual([
			'Marta Ruiz: approved',
			'Diego Lopez: rejected',
			'Priya Nair: approved',
		]);
		await bubbleWith(stack, 'marta', 'This has been decided: Approve');
		await bubbleWith(stack, 'diego', 'This has been decided: Approve');
		await bubbleWith(stack, 'priya', 'has been recorded: Approve');
	}, 120_000);

	it('a rejection ends it for all, where it is a veto', async () => {
		const workflow = await begin('With a veto', {
			approver: ALL_THREE,
			more: { whoDecides: 'everyone' },
		});
		const diego = await askedAbout('diego', 'With a veto');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'diego', diego, 'Reject');
		const { exit, votes } = outcomeOf(await executionIn(stack, workflow.id, 'success'));
		expect(exit).toBe(1);
		expect(votes).toMatchObject({ needed: 3, approved: 0, rejected: 1, open: 2 });
		await bubbleWith(stack, 'priya', 'This has been decided: Reject');
	}, 120_000);

	it('it is rejected as soon as there can be no majority any more', async () => {
		const workflow = await begin('No majority', {
			approver: `${ALL_THREE}, ${NOBODY}`,
			more: { whoDecides: 'majority', rejections: 'count' },
		});
		const [marta] = await Promise.all(PEOPLE.map((person) => askedAbout(person, 'No majority')));
		await executionIn(stack, workflow.id, 'waiting');
		// Three of four are needed, and the fourth has no WhatsApp.
		await tap(stack, 'marta', marta!, 'Reject');
		const { exit, votes } = outcomeOf(await executionIn(stack, workflow.id, 'success'));
		expect(exit).toBe(1);
		expect(votes).toMatchObject({ needed: 3, approved: 0, rejected: 1, open: 3 });
	}, 120_000);

	it('one of each group; where nobody of a group is reached, it is not delivered', async () => {
		const { marta, diego, priya } = NUMBERS;
		const grouped = (subject: string, approver: string) =>
			begin(subject, { approver, more: { whoDecides: 'groups' } });
		const both = await grouped('Both sides', `${marta}, ${diego}; ${priya}`);
		const [first, second] = await Promise.all(
			['diego', 'priya'].map((person) => askedAbout(person, 'Both sides')),
		);
		await executionIn(stack, both.id, 'waiting');
		await deliveredWebhook(stack, await tap(stack, 'diego', first!, 'Approve'));
		await executionIn(stack, both.id, 'waiting');
		await tap(stack, 'priya', second!, 'Approve');
		const done = outcomeOf(await executionIn(stack, both.id, 'success'));
		expect(done.exit).toBe(0);
		expect(done.votes).toMatchObject({ needed: 2, approved: 2, open: 1 });

		const one = await grouped('One side', `${marta}; ${NOBODY}`);
		expect(outcomeOf(await executionIn(stack, one.id, 'success')).exit).toBe(3);
	}, 120_000);

	it(`taps of three in the same instant, ${ROUNDS} times: no vote is lost, none counts twice`, async () => {
		const workflow = await install(
			stack,
			approvalFlow(stack, {
				name: 'Same instant',
				approver: ALL_THREE,
				more: { whoDecides: 'everyone' },
				// What is told afterwards is looked at above, and only takes time here.
				options: { confirmation: '', othersText: '', checkAnswers: false },
			}),
		);
		const subjects = Array.from({ length: ROUNDS }, (_, round) => `Same instant ${round}.`);
		for (let at = 0; at < ROUNDS; at += AT_ONCE) {
			const now = subjects.slice(at, at + AT_ONCE);
			await Promise.all(now.map((subject) => start(stack, workflow, { subject })));
			const questions = await waitFor(
				async () => {
					const found = await questionsAbout(now);
					return found.length === now.length * PEOPLE.length && found;
				},
				{ timeout: 60_000, what: 'everybody to be asked' },
			);
			await Promise.all(
				questions.map(({ person, bubble }) => tap(stack, person, bubble, 'Approve')),
			);
			await waitFor(
				async () => {
					const filter = { workflowId: workflow.id, status: 'success' };
					return (await stack.rest.executions(filter)).length >= at + now.length;
				},
				{ timeout: 120_000, what: `${at + now.length} approvals to be decided` },
			);
		}
		const ended = await stack.rest.executions({ workflowId: workflow.id });
		const outcomes = await Promise.all(
			ended.map(async ({ id }) => outcomeOf(await stack.rest.execution(id))),
		);
		expect(outcomes).toHaveLength(ROUNDS);
		for (const { exit, votes, history } of outcomes) {
			expect(exit).toBe(0);
			expect(votes).toMatchObject({ needed: 3, approved: 3, rejected: 0, open: 0 });
			expect(history.filter(({ event }) => event === 'approved')).toHaveLength(3);
		}
		const told = await bubbles(stack, 'marta');
		expect(told.filter(({ view }) => view.text?.includes('no longer open'))).toEqual([]);
	}, 400_000);
});
