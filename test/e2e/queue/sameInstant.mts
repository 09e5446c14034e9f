/** Several answers to one approval in the same instant, at two webhook processes. */
import { expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../../playground/workflows/executionData.mts';
import { inBlocks } from '../../bench/load.mts';
import { approvalFlow, approvalOfItems, install, start } from '../flows.mts';
import { ALL_THREE, NUMBERS, PEOPLE, tap } from '../phones.mts';
import type { Stack } from '../stack.mts';
import {
	outcomeOf,
	questionsAbout,
	ROUNDS,
	tellFigures,
	untilCount,
	type Given,
} from './asking.mts';

/** Approvals that wait at once. */
const AT_ONCE = 5;
/** What is told afterwards is looked at elsewhere, and only takes time here. */
const QUIET = { confirmation: '', othersText: '', checkAnswers: false };
const TIMEOUT = 240_000 + ROUNDS * 20_000;

type Question = Awaited<ReturnType<typeof questionsAbout>>[number];

/**
 * Starts approvals until there were so many rounds, and lets all three people answer each in the same
 * instant.
 *
 * @param bodyOf what starts one with a subject
 * @param labelOf what a person taps
 * @returns all executions, ended
 */
async function rounds(
	stack: Stack,
	workflow: Awaited<ReturnType<typeof install>>,
	bodyOf: (subject: string) => Record<string, unknown>,
	labelOf: (person: string) => string,
): Promise<Execution[]> {
	const { name } = workflow;
	const subjects = Array.from({ length: ROUNDS }, (_, round) => `${name} ${round}.`);
	let done: Execution[] = [];
	for (const now of inBlocks(subjects, AT_ONCE)) {
		for (const subject of now) await start(stack, workflow, bodyOf(subject));
		const asked: Question[] = await questionsAbout(stack, now, now.length * PEOPLE.length);
		await untilCount(stack, workflow, 'waiting', now.length);
		const begun = Date.now();
		await Promise.all(
			asked.map(({ person, bubble }) => tap(stack, person, bubble, labelOf(person))),
		);
		done = await untilCount(stack, workflow, 'success', done.length + now.length);
		tellFigures(name, { decided: done.length, milliseconds: Date.now() - begun });
	}
	expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(ROUNDS);
	return done;
}

export function sameInstant(given: Given): void {
	it(
		`the first of three decides, ${ROUNDS} times`,
		async () => {
			const stack = given();
			const wanted = { name: 'First of three', approver: ALL_THREE, options: QUIET };
			const workflow = await install(stack, approvalFlow(stack, wanted));
			const done = await rounds(
				stack,
				workflow,
				(subject) => ({ subject }),
				(person) => (person === 'diego' ? 'Reject' : 'Approve'),
			);
			for (const execution of done) {
				const { items, ran, decision, person, history } = outcomeOf(execution);
				const rejected = person!.name === 'Diego Lopez';
				expect(items).toBe(1);
				expect(decision).toBe(rejected ? 'rejected' : 'approved');
				expect(ran).toEqual([rejected ? 'Rejected' : 'Approved']);
				expect(history.filter(({ event }) => /^(approved|rejected)$/.test(event))).toHaveLength(1);
			}
		},
		TIMEOUT,
	);

	it(
		`three votes, ${ROUNDS} times: none is lost, and none counts twice`,
		async () => {
			const stack = given();
			const more = { whoDecides: 'everyone' };
			const wanted = { name: 'Everyone', approver: ALL_THREE, more, options: QUIET };
			const workflow = await install(stack, approvalFlow(stack, wanted));
			const done = await rounds(
				stack,
				workflow,
				(subject) => ({ subject }),
				() => 'Approve',
			);
			for (const execution of done) {
				const { ran, votes, history } = outcomeOf(execution);
				expect(ran).toEqual(['Approved']);
				expect(votes).toMatchObject({ needed: 3, approved: 3, rejected: 0, open: 0 });
				expect(history.filter(({ event }) => event === 'approved')).toHaveLength(3);
			}
		},
		TIMEOUT,
	);

	it(
		`an item for each of three, ${ROUNDS} times: each leaves as it was answered`,
		async () => {
			const stack = given();
			const wanted = { name: 'Three items', options: QUIET };
			const workflow = await install(stack, approvalOfItems(stack, wanted));
			const done = await rounds(
				stack,
				workflow,
				(subject) => ({
					items: PEOPLE.map((person) => ({ to: NUMBERS[person], person, subject })),
				}),
				(person) => (person === 'diego' ? 'Reject' : 'Approve'),
			);
			for (const execution of done) {
				const left = outputsOf(execution, 'Ask').map((items) =>
					items.map(({ json }) => json.person),
				);
				expect(left).toEqual([['marta', 'priya'], ['diego'], [], []]);
			}
		},
		TIMEOUT,
	);
}
