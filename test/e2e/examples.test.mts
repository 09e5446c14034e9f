import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../../playground/browser.mts';
import { outputsOf, type Execution } from '../../playground/executionData.mts';
import type { WorkflowInput } from '../../playground/n8nRest.mts';
import { importWorkflows, readExamples } from '../../playground/workflows.mts';
import { openPhonePage, type PhonePage } from './phonePage.mts';
import { executionIn, OWNER, startStack, type Stack } from './stack.mts';

let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let phones: PhonePage;
const ids: Record<string, string> = {};

beforeAll(async () => {
	stack = await startStack();
	const examples = readExamples().map(withImpatientLead);
	for (const { id, name, problem } of await importWorkflows(
		stack.rest,
		examples,
		stack.simulator,
		stack.credential,
	)) {
		expect(problem).toBeUndefined();
		ids[name] = id;
	}
	browser = await startBrowser();
	context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(30_000);
	phones = await openPhonePage(context, stack.simulator.url);
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await stack?.stop();
}, 60_000);

/** Nobody waits two working hours for a test: the team lead has three seconds. */
function withImpatientLead(example: WorkflowInput): WorkflowInput {
	const lead = example.nodes.find(({ name }) => name === 'Ask the Team Lead');
	if (!lead) return example;
	const { workingHours, reminder, ...options } = lead.parameters.options as Record<string, unknown>;
	expect({ workingHours, reminder }).toMatchObject({
		workingHours: { values: { days: [1, 2, 3, 4, 5] } },
		reminder: { values: { amount: 30, unit: 'minutes' } },
	});
	expect(options.deadline).toEqual(deadline(2, 'hours'));
	lead.parameters.options = { ...options, deadline: deadline(0.05, 'minutes') };
	return example;
}

function deadline(resumeAmount: number, resumeUnit: string) {
	return { values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } };
}

/** Fills in a form of n8n, as the person who opens its link does. */
async function fillIn(workflow: string, fields: Record<string, string>): Promise<void> {
	const { nodes } = await stack.rest.workflow(ids[workflow]!);
	const form = nodes.find(({ type }) => type.endsWith('formTrigger'))!;
	const page = await context.newPage();
	await page.goto(`${stack.n8n.url}/form/${form.webhookId}`);
	for (const [label, value] of Object.entries(fields)) {
		await page.getByLabel(label, { exact: false }).first().fill(value);
	}
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.locator('#submitted-form').waitFor();
	await page.close();
}

const ROUTE = {
	'Driver number': '+1 202 555 0112',
	'New route': 'Coast road',
	Reason: 'Route 7 is blocked',
};

describe('Route change approval', () => {
	it.each([
		['Approve', 'Tell Driver: Approved', 'Your route change is approved by Marta Ruiz'],
		['Reject', 'Tell Driver: Rejected', 'Your route change was not approved'],
	])(
		'%s on the manager’s phone tells the driver',
		async (label, node, text) => {
			const [last] = await stack.rest.executions({ workflowId: ids['Route change approval'] });
			await fillIn('Route change approval', { Driver: `Diego ${label}`, ...ROUTE });
			await phones.bubble('marta', `Diego ${label} asks for another route`);
			await phones.tapBelow('marta', `Diego ${label}`, label);
			await phones.bubble('diego', text);
			const done = await executionIn(stack, ids['Route change approval']!, 'success', {
				after: last?.id,
			});
			expect(outputsOf(done, node)[0]).toHaveLength(1);
		},
		90_000,
	);
});

describe('Approval escalation', () => {
	const workflow = 'Approval escalation';
	const counts = (execution: Execution, node: string) =>
		outputsOf(execution, node).map((items) => items.length);
	const request = (Expense: string, number: string) => ({
		Name: 'Diego Lopez',
		'WhatsApp number': number,
		Expense,
		Amount: '280 USD',
		Reason: 'The old ones are worn',
	});

	it('the manager is asked once the team lead has not answered in time', async () => {
		await fillIn(workflow, request('Two tyres', '+1 202 555 0112'));
		await phones.bubble('priya', 'Diego Lopez asks for an expense: Two tyres for 280 USD');
		const question = 'The team lead has not answered in time. Diego Lopez asks for an expense';
		// n8n looks for waits that are over once a minute.
		await phones.bubble('marta', question, 120_000);
		await executionIn(stack, ids[workflow]!, 'waiting');

		// The lead's buttons are still in the chat, and decide nothing any more.
		await phones.tapBelow('priya', 'Two tyres', 'Approve');
		await phones.bubble('priya', 'already been closed, so your answer was not used');
		await executionIn(stack, ids[workflow]!, 'waiting');

		await phones.tapBelow('marta', question, 'Approve');
		await phones.bubble('diego', 'Your expense is approved by Marta Ruiz: Two tyres for 280 USD.');
		const done = await executionIn(stack, ids[workflow]!, 'success');
		expect(counts(done, 'Ask the Team Lead')).toEqual([0, 0, 1, 0]);
		expect(counts(done, 'Ask the Manager')).toEqual([1, 0, 0, 0]);
	}, 240_000);

	it('an expense of the team lead goes to the manager, whose reason is passed on', async () => {
		const [last] = await stack.rest.executions({ workflowId: ids[workflow] });
		await fillIn(workflow, request('A new desk', '+1 202 555 0113'));
		await phones.bubble('marta', 'The team lead could not be asked. Diego Lopez asks');
		await executionIn(stack, ids[workflow]!, 'waiting', { after: last?.id });
		await phones.tapBelow('marta', 'A new desk', 'Reject');
		await phones.bubble('marta', 'Please reply to this message with the reason');
		await executionIn(stack, ids[workflow]!, 'waiting', { after: last?.id });
		await phones.write('marta', 'Not this quarter');
		await phones.bubble('priya', 'Reason: Not this quarter');
		const done = await executionIn(stack, ids[workflow]!, 'success', { after: last?.id });
		expect(counts(done, 'Ask the Team Lead')).toEqual([0, 0, 0, 1]);
		expect(counts(done, 'Ask the Manager')).toEqual([0, 1, 0, 0]);
		const asked = (await phones.chat('priya')).filter((line) =>
			line.includes('asks for an expense'),
		);
		expect(asked.filter((line) => line.includes('A new desk'))).toEqual([]);
	}, 120_000);
});

describe('Driver status', () => {
	it.each([
		['Delivered', 'It has been delivered.'],
		['Problem', 'There is a problem on the way'],
	])(
		'%s on the driver’s phone tells the customer by template',
		async (label, text) => {
			const order = `order-${label}`;
			await fillIn('Driver status', {
				'Driver number': '+1 202 555 0112',
				Order: order,
				'Customer number': '+1 202 555 0113',
				Customer: 'Priya Nair',
			});
			await phones.bubble('diego', `How did the delivery of order ${order}`);
			await phones.tapBelow('diego', order, label);
			await phones.bubble('priya', `Hello Priya Nair, news about your order ${order}: ${text}`);
		},
		90_000,
	);
});

describe('the canvas', () => {
	it('shows the nodes, and the exits by their names', async () => {
		const page = await context.newPage();
		await page.request.post(`${stack.n8n.url}/rest/login`, {
			data: { emailOrLdapLoginId: OWNER.email, password: OWNER.password },
		});
		await page.goto(`${stack.n8n.url}/workflow/${ids['Route change approval']}`);
		const node = page.locator('[data-test-id="canvas-node"][data-node-name="Ask the Manager"]');
		await node.waitFor({ timeout: 60_000 });
		for (const exit of ['Approved', 'Rejected', 'No Answer', 'Not Delivered']) {
			await page.getByText(exit, { exact: true }).first().waitFor();
		}
		await page.close();
	}, 120_000);
});
