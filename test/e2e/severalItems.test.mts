/** One approval node that several items come into: a question each, and one wait for all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { approvalOfItems, inboxFlow, install, start, type ApprovalFlow } from './flows.mts';
import {
	bubbleWith,
	deliveredWebhook,
	NOBODY,
	NUMBERS,
	PEOPLE,
	question,
	tap,
	write,
} from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const ROUNDS = 10;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
	await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

interface Item {
	to: string;
	subject: string;
}

async function begin(name: string, items: Item[], wanted: Omit<ApprovalFlow, 'approver'> = {}) {
	const workflow = await install(stack, approvalOfItems(stack, { name, ...wanted }));
	await start(stack, workflow, { items });
	return workflow;
}

const askedAbout = async (person: string, subject: string) =>
	await question(stack, person, subject);

/** What left by each exit, by subject; and what the node behind it finds when it looks back. */
function leftBy(execution: Execution, exits: readonly string[]) {
	const ask = outputsOf(execution, 'Ask');
	return exits.map((name, exit) => {
		const left = ask[exit]!.map(({ json }) => json.subject);
		const found =
			left.length > 0 ? outputsOf(execution, name)[0]!.map(({ json }) => json.subject) : [];
		expect(found).toEqual(left);
		return left;
	});
}
const EXITS = ['Approved', 'Rejected', 'No Answer', 'Not Delivered'];

describe('a question for each of several items', () => {
	it('each leaves by its own exit, with what it brought along, once all are decided', async () => {
		const items = [
			{ to: NUMBERS.marta, subject: 'Route North' },
			{ to: NUMBERS.diego, subject: 'Route South' },
			{ to: NOBODY, subject: 'Route West' },
			{ to: NUMBERS.marta, subject: 'Route East' },
		];
		const workflow = await begin('Routes', items);
		const [north, south, east] = [
			await askedAbout('marta', 'Route North'),
			await askedAbout('diego', 'Route South'),
			await askedAbout('marta', 'Route East'),
		];
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await tap(stack, 'marta', east, 'Reject'));
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await write(stack, 'diego', 'yes', south));
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await tap(stack, 'marta', east, 'Approve'));
		await bubbleWith(stack, 'marta', 'already recorded');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', north, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(leftBy(done, EXITS)).toEqual([
			['Route North', 'Route South'],
			['Route East'],
			[],
			['Route West'],
		]);
	}, 120_000);

	it('what nobody answers leaves by No Answer at the deadline, and what was answered as it was', async () => {
		const items = [
			{ to: NUMBERS.marta, subject: 'Until soon, one' },
			{ to: NUMBERS.diego, subject: 'Until soon, two' },
		];
		const deadline = {
			values: { limitType: 'afterTimeInterval', resumeAmount: 0.2, resumeUnit: 'minutes' },
		};
		const workflow = await begin('Until soon', items, { options: { deadline } });
		const two = await askedAbout('diego', 'Until soon, two');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'diego', two, 'Approve');
		await bubbleWith(stack, 'diego', 'has been recorded: Approve');
		const done = await executionIn(stack, workflow.id, 'success', { timeout: 120_000 });
		expect(leftBy(done, EXITS)).toEqual([['Until soon, two'], [], ['Until soon, one'], []]);
	}, 180_000);

	it('words that quote nothing are asked about while two questions are open, then answer the last', async () => {
		const items = ['Pallets for A', 'Pallets for B'].map((subject) => ({
			to: NUMBERS.priya,
			subject,
		}));
		const workflow = await begin('Pallets', items, { choices: [] });
		const [a] = [
			await askedAbout('priya', 'Pallets for A'),
			await askedAbout('priya', 'Pallets for B'),
		];
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await write(stack, 'priya', '12'));
		await bubbleWith(stack, 'priya', 'More than one question');
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await write(stack, 'priya', '7', a));
		await executionIn(stack, workflow.id, 'waiting');
		await write(stack, 'priya', '12');
		const done = await executionIn(stack, workflow.id, 'success');
		const texts = outputsOf(done, 'Ask')[0]!.map(
			({ json }) => (json.approval as { text: string }).text,
		);
		expect(texts).toEqual(['7', '12']);
	}, 120_000);

	it(`taps in the same instant, ${ROUNDS} times: none is lost`, async () => {
		for (let round = 1; round <= ROUNDS; round += 1) {
			const subject = (person: string) => `Round ${round} of ${person}.`;
			const items = PEOPLE.map((person) => ({ to: NUMBERS[person], subject: subject(person) }));
			const workflow = await begin(`Round ${round}`, items);
			const asked = await Promise.all(
				PEOPLE.map(async (person) => await askedAbout(person, subject(person))),
			);
			await executionIn(stack, workflow.id, 'waiting');
			await Promise.all(
				PEOPLE.map((person, index) =>
					tap(stack, person, asked[index]!, person === 'diego' ? 'Reject' : 'Approve'),
				),
			);
			const done = await executionIn(stack, workflow.id, 'success');
			expect(leftBy(done, EXITS)).toEqual([
				[subject('marta'), subject('priya')],
				[subject('diego')],
				[],
				[],
			]);
		}
	}, 300_000);
});
