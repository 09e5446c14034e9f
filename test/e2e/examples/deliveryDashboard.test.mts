import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axios from 'axios';
import { startBrowser } from '../../../playground/browser.mts';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { pageLogin } from '../../../playground/standIns/services/pageLogin.mts';
import { powerBi } from '../../../playground/standIns/services/powerBi.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { flow, install, ours, provider, sender, start, webhookStart } from '../flows.mts';
import { bubbleWith, read, tap } from '../phones.mts';
import { addRows, rows, type Row } from './dataTables.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';

const COLUMNS = ['Row', 'Month', 'Template', 'Messages', 'Delivered', 'Read', 'Failed', 'Answered'];
COLUMNS.push('Delivery %', 'Read %', 'Minutes to answer');
const STATUSES = 'message_statuses';
const TOTALS = 'daily_totals';

const sheet = googleSheets('delivery-sheet', { Delivery: [COLUMNS] });
const dataset = powerBi(COLUMNS);
const login = pageLogin();
const settings = (language: string) => ({
	Settings: {
		language,
		sheet: sheet.url,
		powerBi: dataset.url,
		officeNumber: '+1 202 555 0111',
		reportDay: '={{ $now.day }}',
	},
});

let stack: ExampleStack;
let live: Workflow;
let send: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([sheet, dataset, login]);
	live = await goLive(stack, 'Delivery dashboard', settings('en'));
	await stack.rest.runManually(live.id, { trigger: 'Set Up Once' });
	await waitFor(async () => await rows(stack, TOTALS).catch(() => undefined), {
		what: 'the Data Tables to be there',
	});
	send = await install(stack, offer());
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

/** What a team's own workflow does: it sends, and names the template in the reference. */
function offer() {
	const ask = ours(stack, 'whatsAppBusiness', 'Offer', {
		provider: provider(stack),
		resource: 'message',
		operation: 'sendReplyButtons',
		sender: sender(stack),
		to: '={{ $json.body.to }}',
		body: '=Shift {{ $json.body.shift }}?',
		buttons: { button: [{ title: 'Yes', id: 'shift|yes' }] },
		options: { reference: '={{ $json.body.reference }}' },
	});
	return flow('Shift offers', [webhookStart('shift-offers'), ask], { Start: [['Offer']] });
}

const url = () => `${stack.n8n.url}/webhook/delivery-dashboard`;
const { user, password } = login;

const page = async (query = '', auth?: { username: string; password: string }) =>
	await axios.get<string>(url() + query, { auth, proxy: false, validateStatus: () => true });

/** The page as text, with marks gone. */
async function shown(query = ''): Promise<string> {
	const { status, data } = await page(query, { username: user, password });
	expect(status).toBe(200);
	return data.replace(/<style>.*<\/style>/s, '').replace(/<[^>]*>/g, ' ');
}

const rowOf = (messageId: string, complete: (row: Row) => boolean) =>
	waitFor(
		async () => {
			const kept = (await rows(stack, STATUSES)).filter((row) => row.messageId === messageId);
			const whole = kept.find(complete);
			if (whole !== undefined) return whole;
			throw new Error(`kept: ${JSON.stringify(kept)}`);
		},
		{ what: `what became of ${messageId}` },
	);

/** A day as n8n's time zone has it. */
const isoDay = (back: number) =>
	new Date(Date.now() - back * 86_400_000).toLocaleDateString('sv-SE', {
		timeZone: 'Europe/Berlin',
	});

function lastMonth(): string {
	const [year, month] = isoDay(0).split('-').map(Number);
	return new Date(Date.UTC(year!, month! - 2, 1)).toISOString().slice(0, 7);
}

it('shows nobody anything without the password', async () => {
	expect((await page()).status).toBe(401);
	expect((await page('', { username: user, password: 'guessed' })).status).toBe(401);
}, 60_000);

it('works with no data', async () => {
	expect(await shown()).toContain('No messages yet');
}, 60_000);

it('a message is followed from sending to the answer, without who got it', async () => {
	const reference = 'template:shift_offer|monday';
	await start(stack, send, { to: '+1 202 555 0112', shift: 'Monday', reference });
	const offered = await bubbleWith(stack, 'diego', 'Shift Monday');
	await rowOf(offered.id, (row) => row.deliveredAt !== null);
	await read(stack, 'diego', offered);
	await rowOf(offered.id, (row) => row.readAt !== null);
	await tap(stack, 'diego', offered, 'Yes');
	const row = await rowOf(offered.id, ({ answeredAt }) => answeredAt !== null);
	expect(row).toMatchObject({ template: 'shift_offer', reference, failedAt: null });
	expect(row.day).toMatch(/^\d{4}-\d\d-\d\d$/);
	expect(row.answerSeconds).toBeGreaterThanOrEqual(0);
	expect(JSON.stringify(row)).not.toMatch(/Diego|2025550112/);

	await start(stack, send, { to: '+1 202 555 0113', shift: 'Tuesday', reference: 'own-17' });
	const other = await bubbleWith(stack, 'priya', 'Shift Tuesday');
	const kept = await rowOf(other.id, (one) => one.deliveredAt !== null && one.day !== null);
	expect(kept).toMatchObject({ template: 'other', reference: null });
	const text = await shown();
	expect(text).toMatch(/shift_offer\s+1\s+100\.0%\s+100\.0%\s+0\s+1\s/);
	expect(text).toMatch(/Other messages\s+1\s+100\.0%\s+0\.0%\s+0\s+0\s/);
	expect(await rows(stack, TOTALS)).toHaveLength(2);
}, 60_000);

it('late, doubled and mixed-up statuses count once', async () => {
	await stack.phones.post('/switches', { deliverTwice: true, shuffleStatuses: true });
	const reference = 'template:mixed_up';
	await start(stack, send, { to: '+1 202 555 0111', shift: 'Sunday', reference });
	const mixed = await bubbleWith(stack, 'marta', 'Shift Sunday');
	await read(stack, 'marta', mixed);
	await rowOf(mixed.id, (row) => [row.day, row.sentAt, row.deliveredAt, row.readAt].every(Boolean));
	await stack.phones.post('/switches', { deliverTwice: false, shuffleStatuses: false });
	expect(await shown()).toMatch(/mixed_up\s+1\s+100\.0%\s+100\.0%/);
}, 60_000);

/** What the Router does: it calls this workflow with the event. */
function router() {
	const event = {
		name: 'Event',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} },
	};
	const call = {
		name: 'Call',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: { __rl: true, mode: 'id', value: live.id }, options: {} },
	};
	return flow('Router of events', [webhookStart('router-of-events'), event, call], {
		Start: [['Event']],
		Event: [['Call']],
	});
}

it('takes events from the Router; what was read was delivered, what failed has its reason', async () => {
	const routed = await install(stack, router());
	const timestamp = new Date().toISOString();
	const event = { event: 'status', timestamp, reference: 'template:by_router' };
	await start(stack, routed, { ...event, status: 'read', messageId: 'wamid.read' });
	const read = await rowOf('wamid.read', ({ deliveredAt }) => deliveredAt !== null);
	expect(read).toMatchObject({ deliveredAt: read.readAt, sentAt: null });
	const failure = { message: 'The number is not on WhatsApp', retry: 'never' };
	await start(stack, routed, { ...event, status: 'failed', messageId: 'wamid.failed', failure });
	const failed = await rowOf('wamid.failed', ({ day }) => day !== null);
	expect(failed).toMatchObject({ deliveredAt: null, reason: failure.message });
	expect(await shown()).toMatch(/by_router\s+2\s+50\.0%\s+100\.0%\s+1\s+0\s/);
}, 60_000);

it('the month goes to the sheet and to Power BI', async () => {
	const month = lastMonth();
	const totals = { day: `${month}-10`, messages: 8, delivered: 6, read: 3, failed: 2, answered: 2 };
	await addRows(stack, TOTALS, [
		{ ...totals, template: 'shift_offer', answerSeconds: 600 },
		{ ...totals, day: `${month}-11`, template: 'shift_offer', answerSeconds: 0 },
		{ ...totals, template: 'other', answered: 0, answerSeconds: 0 },
	]);
	await stack.rest.runManually(live.id, { trigger: 'Every Night' });
	await waitFor(() => sheet.rows('Delivery').length === 2 && dataset.rows.length === 2, {
		what: 'the report to arrive',
	});
	expect(sheet.rows('Delivery')[1]).toMatchObject({
		Row: `${month} shift_offer`,
		Template: 'shift_offer',
		Messages: 16,
		Delivered: 12,
		'Delivery %': 75,
		'Read %': 50,
		'Minutes to answer': 2.5,
	});
	expect(dataset.rows[1]).toEqual(sheet.rows('Delivery')[1]);

	// Run again, the month has its rows already.
	await stack.rest.runManually(live.id, { trigger: 'Every Night' });
	await waitFor(() => dataset.rows.length === 4, { what: 'the second report to arrive' });
	expect(sheet.rows('Delivery')).toHaveLength(2);
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('a sheet that is down is told to the office', async () => {
	sheet.setDown(true);
	await stack.rest.runManually(live.id, { trigger: 'Every Night' });
	const alert = await bubbleWith(stack, 'marta', 'Delivery dashboard');
	expect(alert.view.text).toContain('needs attention');
	sheet.setDown(false);
}, 90_000);

it('is drawn in a browser, in Spanish, and asks nobody on the internet for anything', async () => {
	await stack.rest.deactivate(live.id);
	live = await goLive(stack, 'Delivery dashboard', settings('es'));
	const browser = await startBrowser();
	try {
		const context = await browser.newContext({
			httpCredentials: { username: user, password },
		});
		const view = await context.newPage();
		const asked: string[] = [];
		const troubles: string[] = [];
		view.on('request', (request) => asked.push(new URL(request.url()).pathname));
		view.on('console', (message) => troubles.push(message.text()));
		await view.goto(url());
		expect(await view.title()).toBe('Entregas de WhatsApp');
		expect(await view.getByText('Otros mensajes').isVisible()).toBe(true);
		const bar = view.locator('svg.wide rect').first();
		expect((await bar.boundingBox())!.height).toBeGreaterThan(5);
		await view.getByRole('link', { name: '7 días' }).click();
		await view.waitForURL(/days=7$/);
		expect(await view.locator('svg.wide g').count()).toBe(7);
		expect([...new Set(asked)]).toEqual(['/webhook/delivery-dashboard']);
		expect(troubles).toEqual([]);
	} finally {
		await browser.close();
	}
}, 120_000);

/** Each with sent, delivered and read: 102,000 statuses, all of today and yesterday. */
const MANY = 34_000;

it('shows 100,000 statuses in seconds', async () => {
	const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
	const times = { sentAt: at(-90), deliveredAt: at(-80), readAt: at(-60), answeredAt: at(0) };
	const made = Array.from({ length: MANY }, (_, index) => ({
		...times,
		messageId: `wamid.many-${index}`.padEnd(60, '='),
		day: isoDay(index % 2),
		template: `template_${index % 5}`,
		reference: `template:template_${index % 5}|order-${index}`,
		answerSeconds: 90,
	}));
	await addRows(stack, STATUSES, made);
	const before = performance.now();
	const text = await shown();
	expect(performance.now() - before).toBeLessThan(30_000);
	for (let kind = 0; kind < 5; kind++)
		expect(text).toMatch(new RegExp(`template_${kind}\\s+6800\\s+100,0\\s%`));
}, 120_000);
