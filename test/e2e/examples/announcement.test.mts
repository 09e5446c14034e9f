import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith, deliveredWebhook, read, write } from '../phones.mts';
import { createTable } from './dataTables.mts';
import {
	changeLive,
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';
import { handIn } from './forms.mts';

const OFFICE = '+1 202 555 0111';
const sheet = googleSheets('announcement-sheet', {
	People: [
		['Name', 'WhatsApp', 'Opted out'],
		['Diego Lopez', '+1 202 555 0112', ''],
		['Diego Lopez (van 7)', '+1 (202) 555-0112', ''],
		['Priya Nair', '+1 202 555 0113', '2026-01-05'],
		['Nadia Haddad', '+1 202 555 0199', ''],
		['Omar Diaz', '', ''],
	],
	Deliveries: [
		['Message ID', 'Time', 'Announcement', 'Person', 'Result', 'Delivered', 'Read', 'Detail'],
	],
});
const settings = {
	language: 'en',
	sheet: sheet.url,
	officeNumber: OFFICE,
	// Twelve seconds instead of two hours: by then the phones have reported.
	reportAfterMinutes: 0.2,
};

let stack: ExampleStack;
let live: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([sheet]);
	await createTable(stack, 'Announcement statuses', [
		'messageId',
		'sent',
		'delivered',
		'read',
		'failed',
		'reason',
	]);
	live = await goLive(stack, 'Announcement to all staff', { Settings: settings });
}, 240_000);
afterEach(() => sheet.setDown(false));
afterAll(() => stack?.stop(), 60_000);

const announce = (title: string) =>
	handIn(stack, live, {
		Title: title,
		Text: 'From Monday the depot\nopens at six.',
		'Your WhatsApp': OFFICE,
	});
const delivery = (title: string, person: string, result: string) =>
	waitFor(
		async () =>
			sheet
				.rows('Deliveries')
				.find(
					(row) => row.Announcement === title && row.Person === person && row.Result === result,
				),
		{ what: `"${title}" to be ${result} for ${person}` },
	);
const optedOut = (name: string) =>
	sheet.rows('People').find((row) => row.Name === name)!['Opted out'];
const noOne = async (person: string, words: string) =>
	expect((await bubbles(stack, person)).filter(({ view }) => view.text?.includes(words))).toEqual(
		[],
	);

it('reaches everybody once but who opted out, and reports what became of it', async () => {
	await announce('New hours');
	const got = await bubbleWith(stack, 'diego', 'Hello Diego Lopez, news from the office');
	await read(stack, 'diego', got);
	const report = await bubbleWith(stack, 'marta', 'Your announcement New hours is out');
	expect(report.view.text).toContain(
		'People: 4, delivered: 1, of these read: 1, opted out: 1, not reached: 2.',
	);

	const seen = await delivery('New hours', 'Diego Lopez', 'read');
	expect(seen).toMatchObject({ 'Message ID': got.id, Detail: '' });
	expect(Date.parse(String(seen.Delivered))).toBeLessThanOrEqual(Date.parse(String(seen.Read)));
	const failed = await delivery('New hours', 'Nadia Haddad', 'failed');
	expect(failed.Detail).not.toBe('');
	const left = await delivery('New hours', 'Priya Nair', 'not sent');
	expect(left.Detail).toContain('Do Not Write To');
	const unknown = await delivery('New hours', 'Omar Diaz', 'not sent');
	expect(unknown.Detail).toContain('no phone number');
	expect(sheet.rows('Deliveries')).toHaveLength(4);
	await noOne('priya', 'New hours');
	expect(
		(await bubbles(stack, 'diego')).filter(({ view }) => view.text?.includes('New hours')),
	).toHaveLength(1);
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('more people than WhatsApp allows in a day are not written to, and the sheet says so', async () => {
	const body = { whatsapp_business_manager_messaging_limit: 'TIER_1' };
	const graphFault = { match: 'messaging_limit', kind: 'status', status: 200, body, times: 9 };
	await stack.phones.post('/switches', { graphFault });
	await announce('Too many');
	const row = await delivery('Too many', 'Diego Lopez', 'not sent');
	await stack.phones.post('/switches', { graphFault: null });
	expect(row.Detail).toContain('templates can go to 1 in 24 hours');
	await noOne('diego', 'Too many');
}, 60_000);

it('a word or WhatsApp’s own switch takes people off the list, and back', async () => {
	await write(stack, 'diego', 'Stop!');
	await bubbleWith(stack, 'diego', 'You get no more announcements');
	expect(optedOut('Diego Lopez')).toMatch(/^\d{4}-\d\d-\d\d$/);
	expect(optedOut('Diego Lopez (van 7)')).toMatch(/^\d{4}-\d\d-\d\d$/);
	await write(stack, 'diego', 'START');
	await bubbleWith(stack, 'diego', 'You get announcements again');
	expect(optedOut('Diego Lopez')).toBe('');

	await switchInWhatsApp('12025550113', 'resume');
	await waitFor(async () => optedOut('Priya Nair') === '', { what: 'Priya to be back' });
	await switchInWhatsApp('12025550113', 'stop');
	await waitFor(async () => optedOut('Priya Nair') !== '', { what: 'Priya to be off' });
	await noOne('priya', 'announcements');
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('a message refused for an opt-out becomes one', async () => {
	await changeLive(stack, live.id, { Settings: { reportAfterMinutes: 0.02 } });
	// The two who have a number and have not opted out yet.
	await stack.phones.post('/switches', { rejectSends: { code: 131050, status: 400, times: 2 } });
	await announce('Car park');
	await waitFor(async () => optedOut('Diego Lopez') && optedOut('Nadia Haddad'), {
		what: 'both to be off the list',
	});
	await delivery('Car park', 'Diego Lopez', 'not sent');
	const report = await bubbleWith(stack, 'marta', 'Your announcement Car park is out');
	expect(report.view.text).toContain(
		'delivered: 0, of these read: 0, opted out: 1, not reached: 3.',
	);
}, 90_000);

it('an opt-out that the sheet does not take goes to the office, an announcement too', async () => {
	sheet.setDown(true);
	await deliveredWebhook(stack, await write(stack, 'diego', 'baja'));
	const note = await bubbleWith(stack, 'marta', 'opt-out of 12025550112: not in the sheet');
	expect(note.view.text).toContain('please write it there by hand');
	await announce('Lost');
	await bubbleWith(stack, 'marta', 'Announcement to all staff needs attention: Service');
	await noOne('diego', 'Lost');
}, 90_000);

it('speaks Spanish when Settings say so', async () => {
	await changeLive(stack, live.id, { Settings: { language: 'es' } });
	await write(stack, 'diego', 'Alta');
	await bubbleWith(stack, 'diego', 'Recibirá los avisos de nuevo');
	await announce('Horario nuevo');
	await bubbleWith(stack, 'diego', 'novedades de la oficina: Horario nuevo');
	await bubbleWith(stack, 'marta', 'Su aviso Horario nuevo se envió');
}, 90_000);

/** As Meta posts it (developers.facebook.com, webhooks/reference/user_preferences). */
async function switchInWhatsApp(phone: string, value: 'stop' | 'resume'): Promise<void> {
	const { account } = stack.simulator;
	const preference = {
		wa_id: phone,
		category: 'marketing_messages',
		value,
		detail: `User requested to ${value} marketing messages`,
		timestamp: Math.floor(Date.now() / 1000),
	};
	const change = {
		field: 'user_preferences',
		value: { messaging_product: 'whatsapp', user_preferences: [preference] },
	};
	const { data } = await stack.phones.post('/webhook', {
		body: {
			object: 'whatsapp_business_account',
			entry: [{ id: account.wabaId, time: preference.timestamp, changes: [change] }],
		},
	});
	expect(data.status).toBe(200);
}
