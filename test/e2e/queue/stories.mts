/**
 * The life of an approval, each request to the other webhook process than the one before. Before words that
 * quote nothing all is calm: of two questions that are learnt of in the same second one may be forgotten, as
 * docs/scaling.md says.
 */
import { expect, it } from '@jest/globals';
import { calm } from '../../bench/resumeOffers.mts';
import { approvalFlow, install, start } from '../flows.mts';
import {
	ALL_THREE,
	bubbleWith,
	deliveredWebhook,
	NUMBERS,
	question,
	tap,
	write,
} from '../phones.mts';
import { executionIn } from '../stack.mts';
import { ask, ended, outcomeOf, PATIENCE, type Given } from './asking.mts';

const NOBODY = '+1 202 555 0199';
const IN_A_ROW = 10;

export function stories(given: Given): void {
	it('a stranger changes nothing, a tap decides, and who comes late is told', async () => {
		const stack = given();
		const before = [...stack.proxy.served];
		const { workflow } = await ask(stack, 'From hand to hand', { approver: NUMBERS.marta });
		const bubble = await question(stack, 'marta', 'From hand to hand');
		await deliveredWebhook(stack, await tap(stack, 'diego', bubble, 'Approve'));
		await executionIn(stack, workflow.id, 'waiting', { timeout: PATIENCE });
		await tap(stack, 'marta', bubble, 'Reject');
		const outcome = outcomeOf(await ended(stack, workflow));
		expect(outcome).toMatchObject({ items: 1, decision: 'rejected', ran: ['Rejected'] });
		expect(outcome.person!.name).toBe('Marta Ruiz');
		await deliveredWebhook(stack, await tap(stack, 'marta', bubble, 'Approve'));
		await bubbleWith(stack, 'marta', 'already been closed');
		expect(outcomeOf(await ended(stack, workflow))).toEqual(outcome);
		const served = stack.proxy.served.map((count, index) => count - before[index]!);
		expect(Math.min(...served)).toBeGreaterThan(1);
	}, 300_000);

	it('words that quote nothing decide', async () => {
		const stack = given();
		await calm(stack);
		const { workflow } = await ask(stack, 'In words', { approver: NUMBERS.diego });
		await question(stack, 'diego', 'In words');
		await calm(stack);
		await write(stack, 'diego', 'yes');
		const done = outcomeOf(await ended(stack, workflow));
		expect(done).toMatchObject({ decision: 'approved', ran: ['Approved'] });
	}, 300_000);

	it(`free text that quotes nothing, ${IN_A_ROW} times by one person`, async () => {
		const stack = given();
		const wanted = { name: 'Free text', approver: NUMBERS.priya, choices: [] };
		const workflow = await install(stack, approvalFlow(stack, wanted));
		let after = '0';
		const answers: unknown[] = [];
		for (let turn = 1; turn <= IN_A_ROW; turn += 1) {
			await start(stack, workflow, { subject: `How many, ${turn}?` });
			const { id } = await executionIn(stack, workflow.id, 'waiting', { after, timeout: PATIENCE });
			await question(stack, 'priya', `How many, ${turn}?`);
			await calm(stack);
			await write(stack, 'priya', `${turn} pallets`);
			const done = await executionIn(stack, workflow.id, 'success', { after, timeout: PATIENCE });
			expect(done.id).toBe(id);
			answers.push(outcomeOf(done).text);
			after = id;
		}
		expect(answers).toEqual(Array.from({ length: IN_A_ROW }, (_, at) => `${at + 1} pallets`));
	}, 600_000);

	it('three in order: each is asked once the one before has approved', async () => {
		const stack = given();
		const wanted = { approver: ALL_THREE, more: { whoDecides: 'order' } };
		const { workflow } = await ask(stack, 'In order', wanted);
		for (const person of ['marta', 'diego', 'priya']) {
			const bubble = await question(stack, person, 'In order');
			await executionIn(stack, workflow.id, 'waiting', { timeout: PATIENCE });
			await tap(stack, person, bubble, 'Approve');
		}
		const { decision, ran, history } = outcomeOf(await ended(stack, workflow));
		expect({ decision, ran }).toEqual({ decision: 'approved', ran: ['Approved'] });
		expect(history.filter(({ event }) => event === 'approved')).toHaveLength(3);
	}, 300_000);

	it('a failure that is told later ends it as Not Delivered', async () => {
		const stack = given();
		const name = 'In vain';
		const workflow = await install(stack, approvalFlow(stack, { name, approver: NOBODY }));
		await start(stack, workflow, { subject: name });
		const done = outcomeOf(await ended(stack, workflow));
		expect(done).toMatchObject({ decision: 'notDelivered', ran: ['Not Delivered'] });
	}, 300_000);
}
