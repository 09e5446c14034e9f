import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../../playground/browser.mts';
import { outputsOf } from '../../playground/executionData.mts';
import { importWorkflows, readExamples } from '../../playground/workflows.mts';
import { executionIn, OWNER, startStack, type Stack } from './stack.mts';

let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let phones: Page;
const ids: Record<string, string> = {};

beforeAll(async () => {
	stack = await startStack();
	const examples = readExamples();
	for (const { id, name, problem } of await importWorkflows(
		stack.rest,
		examples,
		stack.credential,
	)) {
		expect(problem).toBeUndefined();
		ids[name] = id;
	}
	browser = await startBrowser();
	context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(30_000);
	phones = await context.newPage();
	await phones.goto(stack.simulator.url);
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await stack?.stop();
}, 60_000);

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

/** A phone on the page; shown if it is not yet. */
async function phone(person: string) {
	const shown = phones.locator(`[data-test="phone-${person}"]`);
	if ((await shown.count()) === 0) await phones.locator(`[data-test="chip-${person}"]`).click();
	return shown;
}

/** A bubble on somebody's phone, once it is there. */
async function bubble(person: string, text: string): Promise<void> {
	const found = (await phone(person)).locator('[data-test="bubble"]', { hasText: text });
	await found.last().waitFor();
}

async function tapButton(person: string, label: string): Promise<void> {
	const button = (await phone(person)).locator('[data-test="reply-button"]:enabled', {
		hasText: label,
	});
	await button.last().click();
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
			await bubble('marta', `Diego ${label} asks for another route`);
			await tapButton('marta', label);
			await bubble('diego', text);
			const done = await executionIn(stack, ids['Route change approval']!, 'success', {
				after: last?.id,
			});
			expect(outputsOf(done, node)[0]).toHaveLength(1);
		},
		90_000,
	);
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
			await bubble('diego', `How did the delivery of order ${order}`);
			await tapButton('diego', label);
			await bubble('priya', `Hello Priya Nair, news about your order ${order}: ${text}`);
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
