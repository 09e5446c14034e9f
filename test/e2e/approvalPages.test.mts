import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../playground/browser.mts';
import { outputsOf } from '../../playground/workflows/executionData.mts';
import { providers } from '../../dist/nodes/providers/index.js';
import {
	approvalFlow,
	approvalOfItems,
	inboxFlow,
	install,
	start,
	type ApprovalFlow,
} from './flows.mts';
import { ALL_THREE } from './phones.mts';
import { pageOf, type ProviderPage, providerPage } from './providerPages.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

let first: Stack;
let browser: Browser;
beforeAll(async () => {
	first = await startStack();
	browser = await startBrowser();
	await install(first, inboxFlow(first));
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await first?.stop();
}, 60_000);

/** What an approval came to. */
interface Outcome {
	decision: string;
	votes?: { needed: number; approved: number; rejected: number; open: number };
	history: Array<{ event: string }>;
}

describe.each(providers.map((one) => [one.name, one] as const))('%s', (_name, { id, supports }) => {
	let provider: ProviderPage;
	beforeAll(async () => {
		if (id !== 'meta') provider = await providerPage(browser, first, id);
		else {
			const phones = await pageOf(browser, first);
			provider = { stack: first, phones, stop: () => phones.page.context().close() };
		}
	}, 60_000);
	afterAll(() => provider?.stop(), 60_000);

	async function begin(subject: string, wanted: ApprovalFlow) {
		const { stack } = provider;
		const options = { checkAnswers: false, ...wanted.options };
		const workflow = await install(stack, approvalFlow(stack, { ...wanted, options }));
		await start(stack, workflow, { subject });
		await provider.phones.bubble('marta', subject);
		await executionIn(stack, workflow.id, 'waiting');
		return workflow;
	}
	async function outcomeOf({ id: workflowId }: { id: string }): Promise<Outcome> {
		const done = await executionIn(provider.stack, workflowId, 'success');
		const [item] = outputsOf(done, 'Ask').flat();
		return item!.json.approval as unknown as Outcome;
	}

	it('votes of several people decide', async () => {
		const { phones, stack } = provider;
		const subject = `By votes, ${id}?`;
		const more = { whoDecides: 'number', approvalsNeeded: 2, rejections: 'count' };
		const workflow = await begin(subject, { approver: ALL_THREE, more });
		for (const [person, label] of [
			['marta', 'Approve'],
			['diego', 'Reject'],
			['priya', 'Approve'],
		] as const) {
			await phones.tapBelow(person, subject, label);
			if (person !== 'priya') await phones.bubble(person, `has been recorded: ${label}`);
			await executionIn(stack, workflow.id, person === 'priya' ? 'success' : 'waiting');
		}
		const { decision, votes } = await outcomeOf(workflow);
		expect(decision).toBe('approved');
		expect(votes).toMatchObject({ needed: 2, approved: 2, rejected: 1, open: 0 });
		await phones.bubble('diego', 'This has been decided: Approve');
	}, 120_000);

	it('each of several items has a question of its own', async () => {
		const { phones, stack } = provider;
		const workflow = await install(
			stack,
			approvalOfItems(stack, { name: `Several ${id}`, options: { checkAnswers: false } }),
		);
		const subjects = ['Tyres', 'Glass', 'Paper'].map((what) => `${what}, ${id}?`);
		const items = subjects.map((subject) => ({ to: '+1 202 555 0111', subject }));
		await start(stack, workflow, { items });
		await phones.bubble('marta', subjects[2]!);
		await executionIn(stack, workflow.id, 'waiting');
		for (const [index, label] of ['Reject', 'Approve', 'Approve'].entries()) {
			await phones.tapBelow('marta', subjects[index]!, label);
			await executionIn(stack, workflow.id, index === 2 ? 'success' : 'waiting');
			if (index < 2) await phones.bubble('marta', `has been recorded: ${label}`);
		}
		const done = await executionIn(stack, workflow.id, 'success');
		const [approved, rejected] = outputsOf(done, 'Ask').map((each) =>
			each.map(({ json }) => json.subject),
		);
		expect({ approved, rejected }).toEqual({
			approved: [subjects[1], subjects[2]],
			rejected: [subjects[0]],
		});
	}, 120_000);

	if (supports.directSend) {
		it('a question reaches somebody outside the window by Direct Send', async () => {
			const { phones, stack } = provider;
			const subject = `By Direct Send, ${id}?`;
			await stack.phones.post('/switches', { personId: 'marta', windowClosed: true });
			const options = { directSend: true };
			const workflow = await begin(subject, { approver: '+1 202 555 0111', options });
			await phones.tapBelow('marta', subject, 'Reject');
			const { decision, history } = await outcomeOf(workflow);
			expect(decision).toBe('rejected');
			expect(history.map(({ event }) => event)).toContain('asked by Direct Send');
		}, 120_000);
	}
});
