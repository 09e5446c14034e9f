import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { jira } from '../../../playground/standIns/services/jira.mts';
import { trello } from '../../../playground/standIns/services/trello.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith, tap, write } from '../phones.mts';
import { executionIn } from '../stack.mts';
import { createTable, rows } from './dataTables.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';

const OFFICE = '+1 202 555 0111';
const marta = { username: 'marta_ruiz', fullName: 'Marta Ruiz' };
const diego = { username: 'diego_lopez', fullName: 'Diego Lopez' };
const nadia = { username: 'nadia_haddad', fullName: 'Nadia Haddad' };
const n8n = { username: 'n8n_office', fullName: 'n8n' };
const board = trello(n8n, [marta, diego, nadia], ['To Do', 'Doing', 'Done', 'Problem']);
const tickets = jira();

let stack: ExampleStack;
beforeAll(async () => {
	stack = await startExampleStack([board, tickets]);
}, 240_000);
afterEach(() => {
	board.setDown(false);
	tickets.setDown(false);
});
afterAll(() => stack?.stop(), 60_000);

/** Told to a person with these words, so far. */
async function told(person: string, words: string): Promise<number> {
	const all = await bubbles(stack, person);
	return all.filter(({ view }) => view.text?.includes(words)).length;
}

describe('Task updates both ways', () => {
	const settings = (language: string) => ({
		'Board Changed': { id: board.board },
		Settings: { language, n8nTrelloName: n8n.username, officeNumber: OFFICE },
	});
	let live: Workflow | undefined;
	beforeAll(async () => {
		await createTable(
			stack,
			'Trello people',
			['username', 'name', 'whatsapp'],
			[{ username: diego.username, name: diego.fullName, whatsapp: '+1 202 555 0112' }],
		);
		live = await goLive(stack, 'Task updates both ways', settings('en'));
	}, 60_000);
	afterAll(async () => {
		if (live) await stack.rest.deactivate(live.id);
	}, 60_000);

	it('a tap moves the card, a move on the board tells the person, and neither comes back', async () => {
		const card = await board.addCard('Load van 7', 'To Do', marta.username, diego.username);
		const task = await bubbleWith(stack, 'diego', 'Hello Diego Lopez, there is a task for you');
		expect(task.view.text).toContain('Load van 7');

		await tap(stack, 'diego', task, 'Start');
		await bubbleWith(stack, 'diego', 'Noted on the board: Load van 7 – Start');
		expect(board.card(card)).toEqual({
			list: 'Doing',
			comments: ['diego_lopez: Start (WhatsApp)'],
		});

		await board.moveCard(card, 'Done', marta.username);
		await bubbleWith(stack, 'diego', 'your task Load van 7 is now in the list Done');
		// The new card, its person, the tap, the move that it made, and the move on the board.
		await waitFor(
			async () =>
				(await stack.rest.executions({ workflowId: live!.id, status: 'success' })).length === 5,
			{ what: 'all five executions to end well' },
		);
		expect(await told('diego', 'there is a task for you: Load van 7')).toBe(1);
		expect(await told('diego', 'is now in the list')).toBe(1);
		expect(refusedByServices(stack)).toEqual([]);
	}, 120_000);

	it('who is not in the table is named to the office', async () => {
		await board.addCard('Wash van 3', 'To Do', marta.username, nadia.username);
		const alert = await bubbleWith(stack, 'marta', '“Wash van 3” was not passed on');
		expect(alert.view.text).toContain('nadia_haddad could not be found in the table Trello people');
	}, 60_000);

	it('a tap while Trello is down is kept by the office, and the person knows', async () => {
		const card = await board.addCard('Fuel van 2', 'To Do', marta.username, diego.username);
		const task = await bubbleWith(stack, 'diego', 'Fuel van 2');
		board.setDown(true);
		await tap(stack, 'diego', task, 'Problem');
		await bubbleWith(stack, 'diego', 'the board cannot be reached now');
		const alert = await bubbleWith(stack, 'marta', 'diego_lopez tapped “Problem” for the card');
		expect(alert.view.text).toContain(card);
		expect(board.card(card).list).toBe('To Do');
	}, 60_000);

	it('speaks Spanish when Settings say so', async () => {
		await stack.rest.deactivate(live!.id);
		live = await goLive(stack, 'Task updates both ways', settings('es'));
		await board.addCard('Cargar la 9', 'To Do', marta.username, diego.username);
		const task = await bubbleWith(stack, 'diego', 'hay una tarea para usted: Cargar la 9');
		await tap(stack, 'diego', task, 'Hecho');
		await bubbleWith(stack, 'diego', 'Anotado en el tablero: Cargar la 9 – Hecho');
	}, 60_000);
});

describe('Incident report', () => {
	const PHOTO = Buffer.from('a photo of a broken pallet');
	const choose = (value: string) => ({ __rl: true, mode: 'list', value });
	const settings = (language: string) => ({
		'Issue Changed': { additionalFields: { filter: `project = ${tickets.project.key}` } },
		'Create Issue': {
			project: choose(tickets.project.id),
			issueType: choose(tickets.issueType.id),
		},
		Settings: { language, officeNumber: OFFICE, waitSeconds: 3, resendAfterMinutes: 0 },
	});
	let live: Workflow | undefined;
	beforeAll(async () => {
		live = await goLive(stack, 'Incident report', settings('en'));
	}, 60_000);
	afterAll(async () => {
		if (live) await stack.rest.deactivate(live.id);
	}, 60_000);

	/** A photo from a phone, which the provider keeps under its ID. */
	async function sendPhoto(person: string, caption?: string): Promise<void> {
		const id = '2754859441498128';
		stack.simulator.state.media.set(id, { id, mimeType: 'image/jpeg', bytes: PHOTO });
		const image = { id, mime_type: 'image/jpeg', ...(caption && { caption }) };
		await stack.phones.post(`/people/${person}/inbound`, { message: { type: 'image', image } });
	}

	const issueNow = (key: string) => tickets.issues().find((issue) => issue.key === key)!;
	const attached = (key: string) =>
		waitFor(async () => issueNow(key).attachments[0], { what: `a file at ${key}` });
	const rowOf = (key: string) =>
		waitFor(async () => (await rows(stack, 'Incident reports')).find((row) => row.issue === key), {
			what: `a row about ${key}`,
		});

	it('a photo with words becomes an issue, and its reporter hears of its status', async () => {
		await sendPhoto('diego', 'Incident: Pallet broke at gate 4\nNobody is hurt');
		await bubbleWith(stack, 'diego', 'your report has the number INC-1');
		expect(await attached('INC-1')).toEqual({
			filename: expect.stringMatching(/\.jpe?g$/),
			mimeType: 'image/jpeg',
			size: PHOTO.length,
		});
		const { summary, description } = issueNow('INC-1');
		expect(summary).toBe('Pallet broke at gate 4');
		expect(description).toContain('Nobody is hurt');
		expect(JSON.stringify(issueNow('INC-1'))).not.toMatch(/Diego|2025550112/);
		expect(await rowOf('INC-1')).toMatchObject({ reporter: '12025550112', text: '' });

		await tickets.setSummary('INC-1', 'Broken pallet');
		await tickets.setStatus('INC-1', 'In Progress');
		const update = await bubbleWith(stack, 'diego', 'your report INC-1: its status is now');
		expect(update.view.text).toContain('In Progress');
		await waitFor(async () => (await rowOf('INC-1')).toldBy === update.id, {
			what: 'the update to be on record',
		});
		expect(await rowOf('INC-1')).toMatchObject({ status: 'In Progress' });
		expect(await told('diego', 'its status is now')).toBe(1);
		expect(refusedByServices(stack)).toEqual([]);
	}, 60_000);

	it('an album and what is said within a minute are one report', async () => {
		await sendPhoto('priya');
		await sendPhoto('priya', 'INCIDENTE en la puerta 9');
		await sendPhoto('priya');
		await bubbleWith(stack, 'priya', 'your report has the number INC-2');
		await write(stack, 'priya', 'The driver is fine');
		await waitFor(async () => issueNow('INC-2').comments.length === 1, { what: 'the comment' });
		expect(issueNow('INC-2').comments).toEqual(['The driver is fine']);
		await waitFor(async () => issueNow('INC-2').attachments.length === 3, { what: 'all photos' });
		expect(tickets.issues()).toHaveLength(2);
		await waitFor(
			async () =>
				(await rows(stack, 'Incident reports')).every(({ added, text }) => added && !text),
			{ what: 'the words to be forgotten' },
		);
		expect(refusedByServices(stack)).toEqual([]);
	}, 60_000);

	it('what is no report is answered with how to report, once', async () => {
		await write(stack, 'marta', 'gracias');
		await bubbleWith(stack, 'marta', 'To report something, write *incident*');
		const sticker = { id: '1', mime_type: 'image/webp' };
		await stack.phones.post('/people/marta/inbound', { message: { type: 'sticker', sticker } });
		const [last] = await stack.rest.executions({ workflowId: live!.id });
		await write(stack, 'marta', 'ok');
		await executionIn(stack, live!.id, 'success', { after: last?.id });
		await waitFor(
			async () =>
				(await stack.rest.executions({ workflowId: live!.id, status: ['running', 'waiting'] }))
					.length === 0,
			{ what: 'all to be answered' },
		);
		expect(await told('marta', 'To report something')).toBe(1);
		expect(tickets.issues()).toHaveLength(2);
	}, 60_000);

	it('while Jira is down the report is kept, and reporter and office know', async () => {
		tickets.setDown(true);
		await write(stack, 'diego', 'Incident, fork lift 7 leaks oil');
		await bubbleWith(stack, 'diego', 'the office has your report');
		await bubbleWith(stack, 'marta', 'it waits in the table Incident reports');
		expect(await rows(stack, 'Incident reports')).toContainEqual(
			expect.objectContaining({ text: 'Incident, fork lift 7 leaks oil', issue: '' }),
		);
	}, 60_000);

	it('what was kept goes to Jira by the clock, with what was sent after it', async () => {
		tickets.setDown(true);
		await sendPhoto('marta', 'incident: gate 2 is bent');
		await bubbleWith(stack, 'marta', 'Thank you, the office has your report');
		await sendPhoto('marta');
		await waitFor(
			async () =>
				(await rows(stack, 'Incident reports')).some(({ report, added }) => report && !added),
			{ what: 'the second photo to be kept' },
		);
		tickets.setDown(false);
		await stack.rest.runManually(live!.id, { trigger: 'Every Hour' });
		await bubbleWith(stack, 'diego', 'your report has the number INC-3');
		await bubbleWith(stack, 'marta', 'your report has the number INC-4');
		await waitFor(async () => issueNow('INC-4').attachments.length === 2, { what: 'both photos' });
		await waitFor(async () => (await rows(stack, 'Incident reports')).every(({ added }) => added), {
			what: 'nothing to be left',
		});
		expect(tickets.issues()).toHaveLength(4);
		expect(issueNow('INC-4').summary).toBe('gate 2 is bent');
	}, 90_000);

	it('a photo without an ID is fetched by its link; of one that is gone the office hears', async () => {
		const gone = { id: '404404', mime_type: 'image/jpeg', caption: 'Incident: gate 9' };
		await stack.phones.post('/people/diego/inbound', { message: { type: 'image', image: gone } });
		await bubbleWith(stack, 'diego', 'your report has the number INC-5');
		const alert = await bubbleWith(stack, 'marta', 'The report INC-5 needs a look');
		expect(alert.view.text).toContain('404404');

		const linked = {
			mime_type: 'image/jpeg',
			url: stack.simulator.url,
			caption: 'Incident: gate 8',
		};
		await stack.phones.post('/people/diego/inbound', { message: { type: 'image', image: linked } });
		await attached('INC-6');
	}, 60_000);

	it('speaks Spanish when Settings say so', async () => {
		await stack.rest.deactivate(live!.id);
		live = await goLive(stack, 'Incident report', settings('es'));
		await write(stack, 'diego', 'Incidente: la puerta 3 no cierra');
		await bubbleWith(stack, 'diego', 'su reporte tiene el número INC-7');
		await rowOf('INC-7');
		await tickets.setStatus('INC-7', 'Hecho');
		await bubbleWith(stack, 'diego', 'novedades de su reporte INC-7');
	}, 60_000);
});
