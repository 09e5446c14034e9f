/**
 * Takes the pictures of the documentation from a running playground:
 * npm start (in one terminal), then npm run screenshots (in another). The phones are cleared.
 * With --examples only the canvases of the example workflows are taken.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import axios from 'axios';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { startBrowser } from './browser.mts';
import { n8nRest, type WorkflowInput } from './workflows/n8nRest.mts';
import { newestVersion } from './start/nodeVersion.mts';
import { PACKAGE_NAME } from './start/tarball.mts';
import { waitFor } from './waitFor.mts';
import { exampleFiles } from './workflows/importWorkflows.mts';

const { values } = parseArgs({
	options: {
		n8n: { type: 'string', default: 'http://127.0.0.1:5678' },
		phones: { type: 'string', default: 'http://127.0.0.1:5680' },
		examples: { type: 'boolean', default: false },
	},
});
const folder = path.join(import.meta.dirname, '..', 'docs', 'images');
const OWNER = { email: 'owner@example.com', password: 'Playground1' };
const n8n = n8nRest(values.n8n);
const MARGIN = 8;
/** Gradients, shadows and the chat's pattern double the size of a picture, and say nothing. */
const PLAIN = `
	body, .workspace, .stage, .chat { background-image: none !important; }
	.device { background: #20272c !important; }
	* { box-shadow: none !important; }
`;

/** n8n's checklist for what is published, which opens anew in each browser, and the next nodes around a panel. */
const OVER_THE_CANVAS = `
	[data-reka-popper-content-wrapper]:has([data-test-id="suggested-actions-close"]),
	[data-test-id="floating-nodes"] { display: none !important; }
`;

interface State {
	links: Array<{ label: string; url: string }>;
	conversations: Array<{
		personId: string;
		messages: Array<{ id: string; view: { text?: string; buttons?: unknown[] } }>;
	}>;
}

const state = async (): Promise<State> =>
	(await axios.get(`${values.phones}/playground/state`, { proxy: false })).data;

async function fillIn(context: BrowserContext, form: string, answers: string[]): Promise<void> {
	const { url } = (await state()).links.find(({ label }) => label === form)!;
	const page = await context.newPage();
	await page.goto(url);
	const fields = page.locator('form input:visible, form textarea:visible');
	for (const [index, answer] of answers.entries()) await fields.nth(index).fill(answer);
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.locator('#submitted-form').waitFor();
	await page.close();
}

const phones = async (request: string, body: object = {}) =>
	await axios.post(`${values.phones}/playground/${request}`, body, { proxy: false });

async function tapNewest(personId: string, words: string, buttonIndex: number): Promise<void> {
	const message = await waitFor(async () =>
		(await state()).conversations
			.find((chat) => chat.personId === personId)!
			.messages.findLast(({ view }) => view.buttons && view.text?.includes(words)),
	);
	await phones(`people/${personId}/tap`, { messageId: message.id, buttonIndex });
}

async function openPhones(context: BrowserContext): Promise<Page> {
	await phones('reset');
	const page = await context.newPage();
	// Wide enough for the links to all forms.
	await page.setViewportSize({ width: 1500, height: 700 });
	await page.goto(values.phones);
	await page.addStyleTag({ content: PLAIN });
	return page;
}

async function save(part: Page | Locator, file: string): Promise<void> {
	await part.screenshot({ path: path.join(folder, file) });
}

/** From the top left corner of one part to the bottom right one of another, with a margin. */
async function saveFrom(first: Locator, last: Locator, file: string): Promise<void> {
	const [from, until] = [(await first.boundingBox())!, (await last.boundingBox())!];
	const [x, y] = [from.x - MARGIN, from.y - MARGIN];
	const right = Math.max(from.x + from.width, until.x + until.width) + MARGIN;
	const clip = { x, y, width: right - x, height: until.y + until.height + MARGIN - y };
	await first.page().screenshot({ path: path.join(folder, file), clip });
}

/** A story on the phones: an approved route change, and a delivery that is still to be answered. */
async function picturePhones(context: BrowserContext): Promise<void> {
	const page = await openPhones(context);
	const route = ['Diego Lopez', '+1 202 555 0112', 'Coast road, exit 12', 'Route 7 is flooded'];
	await fillIn(context, 'Route Change Form', route);
	await tapNewest('marta', 'Coast road', 0);
	await page.locator('[data-test="phone-diego"]', { hasText: 'approved by Marta' }).waitFor();
	const delivery = ['+1 202 555 0112', '4711', 'Priya Nair', '+1 202 555 0113'];
	await fillIn(context, 'Delivery Form', delivery);
	await page.locator('[data-test="phone-diego"]', { hasText: 'order 4711' }).waitFor();
	await settled(page);
	await save(page, 'phones.png');
	await page.close();
}

/** Opens a workflow in the editor, without what n8n lays over it by itself. */
async function openEditor(context: BrowserContext, id: string, below = ''): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${values.n8n}/workflow/${id}${below}`);
	await page.addStyleTag({ content: OVER_THE_CANVAS });
	return page;
}

async function pictureCanvas(context: BrowserContext, id: string, file: string): Promise<void> {
	const page = await openEditor(context, id);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
	await page.keyboard.press('1');
	await settled(page);
	await save(page.locator('[data-test-id="canvas"]').first(), file);
	await page.close();
}

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/** A node of this package, with the playground's account. */
async function ours(type: string, name: string, position: [number, number], parameters: object) {
	const [account] = await n8n.listCredentials();
	const { id, name: accountName, type: credential } = account!;
	return {
		id: crypto.randomUUID(),
		name,
		type: `${PACKAGE_NAME}.${type}`,
		typeVersion: newestVersion(type),
		position,
		parameters: { ...parameters },
		webhookId: crypto.randomUUID(),
		credentials: { [credential]: { id, name: accountName } },
	};
}

/** Makes a workflow that is there only for the picture. */
async function withWorkflow(workflow: WorkflowInput, use: (id: string) => Promise<void>) {
	const { id } = await n8n.createWorkflow(workflow);
	try {
		await use(id);
	} finally {
		if ((await n8n.workflow(id)).active) await n8n.deactivate(id);
		await n8n.deleteWorkflow(id);
	}
}

/** A flow with all three nodes. */
async function pictureThreeNodes(context: BrowserContext): Promise<void> {
	const say = { operation: 'sendText', to: '+1 202 555 0112', text: 'Done' };
	const approval = { approver: '+1 202 555 0111', message: 'May it be?' };
	const nodes = await Promise.all([
		ours('whatsAppBusinessTrigger', 'Expense Reported', [0, 160], {}),
		ours('whatsAppBusinessApproval', 'Ask the Manager', [260, 160], approval),
		ours('whatsAppBusiness', 'Tell: Approved', [560, -20], say),
		ours('whatsAppBusiness', 'Tell: Rejected', [560, 160], say),
		ours('whatsAppBusiness', 'Remind the Office', [560, 340], say),
	]);
	const next = ['Tell: Approved', 'Tell: Rejected', 'Remind the Office', 'Remind the Office'];
	const connections = {
		'Expense Reported': { main: [to('Ask the Manager')] },
		'Ask the Manager': { main: next.map(to) },
	};
	await withWorkflow({ name: 'Expense approval', nodes, connections }, async (id) => {
		await pictureCanvas(context, id, 'canvas.png');
	});
}

const ASK = 'Ask';
const EXITS = ['Approved', 'Rejected', 'No Answer', 'Not Delivered'];

/** Webhook → what is asked for → approval → a node for each exit. */
async function approvalFlow(approval: object): Promise<WorkflowInput> {
	const webhookId = crypto.randomUUID();
	const n8nNode = (
		type: string,
		typeVersion: number,
		name: string,
		position: [number, number],
	) => ({
		id: crypto.randomUUID(),
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position,
		parameters: {},
	});
	const start = {
		...n8nNode('webhook', 2, 'Start', [-260, 0]),
		webhookId,
		parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived' },
	};
	const purchase = {
		...n8nNode('set', 3.4, 'Purchase', [0, 0]),
		parameters: { mode: 'raw', jsonOutput: '{ "order": "Two tyres for van 7", "amount": 280 }' },
	};
	const exits = EXITS.map((name, index) => n8nNode('noOp', 1, name, [560, index * 160 - 240]));
	const ask = await ours('whatsAppBusinessApproval', ASK, [260, 0], approval);
	return {
		name: 'Purchase approval',
		nodes: [start, purchase, ask, ...exits],
		connections: {
			Start: { main: [to('Purchase')] },
			Purchase: { main: [to(ASK)] },
			[ASK]: { main: EXITS.map(to) },
		},
	};
}

/** Publishes an approval and starts it. */
async function begin(id: string): Promise<void> {
	await n8n.activate(id);
	const { nodes } = await n8n.workflow(id);
	const { webhookId } = nodes.find(({ name }) => name === 'Start')!;
	await axios.post(`${values.n8n}/webhook/${webhookId}`, {}, { proxy: false });
}

/** Opens the node on the canvas, as a double click does. */
async function openNode(page: Page): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${ASK}"]`).dblclick();
	await page.locator('[data-test-id="parameter-input-approver"]').waitFor();
}

/** The fields of an approval in the editor. */
async function picturePanel(context: BrowserContext, approval: object, file: string) {
	await withWorkflow(await approvalFlow(approval), async (id) => {
		const page = await openEditor(context, id);
		// High enough for all fields at once.
		await page.setViewportSize({ width: 1440, height: 1600 });
		await openNode(page);
		// Where the mouse is, n8n shows more buttons.
		await page.mouse.move(0, 0);
		await settled(page);
		const fields = page.locator('[data-test-id="node-parameters"]');
		await saveFrom(
			fields.locator('[data-test-id="node-credentials-slot"]').first(),
			fields.locator('[data-test-id="collection-parameter-add"]').last(),
			file,
		);
		await page.close();
	});
}

const QUESTION = 'Van 7 needs two new tyres, 280 USD. May we order them?';
const PEOPLE = '+1 202 555 0111, +1 202 555 0112, +1 202 555 0113';

/** Three people in order, on the second one's phone, and what is known of it afterwards. */
async function pictureInOrder(context: BrowserContext): Promise<void> {
	const approval = { approver: PEOPLE, whoDecides: 'order', message: QUESTION };
	await withWorkflow(await approvalFlow(approval), async (id) => {
		const page = await openPhones(context);
		await begin(id);
		for (const person of ['marta', 'diego']) await tapNewest(person, 'two new tyres', 0);
		const diego = page.locator('[data-test="phone-diego"]');
		await diego.getByText('Your answer has been recorded').waitFor();
		await settled(page);
		await saveFrom(diego, diego.locator('.person-switches'), 'phone-in-order.png');
		await tapNewest('priya', 'two new tyres', 0);
		await page.close();
		await pictureHistory(context, id);
	});
}

/** What leaves the node, in n8n's list of executions. */
async function pictureHistory(context: BrowserContext, workflowId: string): Promise<void> {
	const { id } = await waitFor(async () =>
		(await n8n.executions({ workflowId })).find(({ status }) => status === 'success'),
	);
	const page = await openEditor(context, workflowId, `/executions/${id}`);
	// High enough for the history to begin in view.
	await page.setViewportSize({ width: 1440, height: 1200 });
	await openNode(page);
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-json"]').click();
	await output.getByText('"approved"').first().waitFor();
	await settled(page);
	await save(output, 'approval-history.png');
	await page.close();
}

/** The person has not written in 24 hours, so the question comes as a template. */
async function pictureTemplate(context: BrowserContext): Promise<void> {
	const template = { __rl: true, mode: 'name', value: 'request_approval|en_US' };
	const approval = { approver: '+1 202 555 0112', message: QUESTION, template };
	await withWorkflow(await approvalFlow(approval), async (id) => {
		const page = await openPhones(context);
		await phones('switches', { personId: 'diego', windowClosed: true });
		await begin(id);
		const diego = page.locator('[data-test="phone-diego"]');
		await diego.getByText('Please answer with a button below').waitFor();
		await settled(page);
		await saveFrom(diego, diego.locator('.person-switches'), 'phone-template.png');
		await page.close();
	});
}

async function pictureEverythingElse(context: BrowserContext): Promise<void> {
	await picturePhones(context);
	await pictureThreeNodes(context);
	const one = { approver: '+1 202 555 0111', message: QUESTION };
	await picturePanel(context, one, 'approval-panel.png');
	const several = { ...one, approver: PEOPLE, whoDecides: 'order' };
	await picturePanel(context, several, 'approval-several-people.png');
	await pictureInOrder(context);
	await pictureTemplate(context);
}

/** Each canvas of workflows/, under the name of its file. */
async function pictureExamples(context: BrowserContext): Promise<void> {
	const ids = new Map((await n8n.listWorkflows()).map(({ id, name }) => [name, id]));
	for (const { file, name } of exampleFiles()) {
		const id = ids.get(name);
		if (id) await pictureCanvas(context, id, file.replace(/json$/, 'png'));
	}
}

/** Animations have ended and fonts are there. */
async function settled(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle').catch(() => undefined);
	await page.evaluate(() =>
		Promise.all([
			document.fonts.ready,
			...document.getAnimations().map(({ finished }) => finished.catch(() => undefined)),
		]).then(() => undefined),
	);
}

mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
try {
	const context = await browser.newContext({ viewport: { width: 1440, height: 860 } });
	await n8n.login(OWNER);
	const login = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
	const entered = await context.request.post(`${values.n8n}/rest/login`, { data: login });
	// n8n takes only a few log-ins a minute.
	if (!entered.ok()) throw new Error(`n8n answered ${entered.status()} to the log-in`);
	if (!values.examples) await pictureEverythingElse(context);
	await pictureExamples(context);
} finally {
	await browser.close();
}
console.log(`Pictures are in ${folder}`);
