/**
 * Takes the pictures of the README from a running playground:
 * npm start (in one terminal), then npm run screenshots (in another).
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import axios from 'axios';
import type { BrowserContext, Page } from 'playwright-core';
import { startBrowser } from './browser.mts';
import { waitFor } from './waitFor.mts';

const { values } = parseArgs({
	options: {
		n8n: { type: 'string', default: 'http://127.0.0.1:5678' },
		phones: { type: 'string', default: 'http://127.0.0.1:5680' },
	},
});
const folder = path.join(import.meta.dirname, '..', 'docs', 'images');
const OWNER = { emailOrLdapLoginId: 'owner@example.com', password: 'Playground1' };

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

async function tapNewest(personId: string, words: string, buttonIndex: number): Promise<void> {
	const message = await waitFor(async () =>
		(await state()).conversations
			.find((chat) => chat.personId === personId)!
			.messages.findLast(({ view }) => view.buttons && view.text?.includes(words)),
	);
	const url = `${values.phones}/playground/people/${personId}/tap`;
	await axios.post(url, { messageId: message.id, buttonIndex }, { proxy: false });
}

/** A story on the phones: one approved route change, a delivery, one question still open. */
async function picturePhones(context: BrowserContext): Promise<void> {
	const page = await context.newPage();
	await page.goto(values.phones);
	const route = ['Diego Lopez', '+1 202 555 0112', 'Coast road, exit 12', 'Route 7 is flooded'];
	await fillIn(context, 'Route Change Form', route);
	await tapNewest('marta', 'Coast road', 0);
	await page.locator('[data-test="phone-diego"]', { hasText: 'approved by Marta' }).waitFor();
	const delivery = ['+1 202 555 0112', '4711', 'Priya Nair', '+1 202 555 0113'];
	await fillIn(context, 'Delivery Form', delivery);
	await page.locator('[data-test="phone-diego"]', { hasText: 'order 4711' }).waitFor();
	const second = ['Diego Lopez', '+1 202 555 0112', 'Ring road', 'Accident at exit 12'];
	await fillIn(context, 'Route Change Form', second);
	await page.locator('[data-test="phone-marta"]', { hasText: 'Ring road' }).waitFor();
	await settled(page);
	await page.screenshot({ path: path.join(folder, 'phones.png') });
}

async function pictureCanvas(context: BrowserContext, id: string, file: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(`${values.n8n}/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
	await page.keyboard.press('1');
	await settled(page);
	const canvas = page.locator('[data-test-id="canvas"]').first();
	await canvas.screenshot({ path: path.join(folder, file) });
	await page.close();
}

/** A flow with all three nodes, there only for the picture. */
async function pictureThreeNodes(context: BrowserContext): Promise<void> {
	const [{ id, name: account, type: credential }] = (await rest(context, 'get', '/credentials'))
		.data;
	const ours = (type: string, name: string, position: number[], parameters: object) => ({
		id: crypto.randomUUID(),
		name,
		type: `n8n-nodes-whatsapp-business.${type}`,
		typeVersion: 1,
		position,
		parameters,
		webhookId: crypto.randomUUID(),
		credentials: { [credential]: { id, name: account } },
	});
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const say = { operation: 'sendText', to: '+1 202 555 0112', text: 'Done' };
	const workflow = {
		name: 'Expense approval',
		nodes: [
			ours('whatsAppBusinessTrigger', 'Expense Reported', [0, 160], {}),
			ours('whatsAppBusinessApproval', 'Ask the Manager', [260, 160], {
				approver: '+1 202 555 0111',
				message: 'May it be?',
			}),
			ours('whatsAppBusiness', 'Tell: Approved', [560, -20], say),
			ours('whatsAppBusiness', 'Tell: Rejected', [560, 160], say),
			ours('whatsAppBusiness', 'Remind the Office', [560, 340], say),
		],
		connections: {
			'Expense Reported': { main: [to('Ask the Manager')] },
			'Ask the Manager': {
				main: [
					'Tell: Approved',
					'Tell: Rejected',
					'Remind the Office',
					'Remind the Office',
				].map(to),
			},
		},
		settings: {},
		active: false,
	};
	const { data } = await rest(context, 'post', '/workflows', workflow);
	await pictureCanvas(context, data.id, 'canvas.png');
	await rest(context, 'post', `/workflows/${data.id}/archive`, {});
	await rest(context, 'delete', `/workflows/${data.id}`);
}

/** n8n's own REST interface, with the cookie and the browser ID of the log-in. */
async function rest(
	context: BrowserContext,
	method: 'get' | 'post' | 'delete',
	url: string,
	data?: object,
) {
	const answer = await context.request[method](`${values.n8n}/rest${url}`, { data });
	if (!answer.ok()) throw new Error(`n8n answered ${answer.status()} to ${method} ${url}`);
	return await answer.json();
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
	await picturePhones(context);
	await rest(context, 'post', '/login', OWNER);
	await pictureThreeNodes(context);
	for (const { id, name } of (await rest(context, 'get', '/workflows')).data) {
		await pictureCanvas(context, id, `${name.toLowerCase().replaceAll(' ', '-')}.png`);
	}
} finally {
	await browser.close();
}
console.log(`Pictures are in ${folder}`);
