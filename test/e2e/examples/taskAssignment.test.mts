import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { asana } from '../../../playground/standIns/services/asana.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith } from '../phones.mts';
import { executionIn } from '../stack.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';

const PROJECT = '1200000000000001';
const diego = { name: 'Diego Lopez', email: 'diego@example.com' };
const priya = { name: 'Priya Nair', email: 'priya@example.com' };
const nadia = { name: 'Nadia Haddad', email: 'nadia@example.com' };

const tasks = asana([diego, priya, nadia]);
const sheet = googleSheets('task-sheet', {
	People: [
		['Email', 'Name', 'WhatsApp'],
		[diego.email, diego.name, '+1 202 555 0112'],
		[priya.email, priya.name, '+1 202 555 0113'],
	],
	Audit: [['Time', 'Task', 'Person', 'Message ID', 'Result', 'Detail']],
});
const settings = (language: string) => ({
	'New Task': { resource: PROJECT, workspace: tasks.workspace },
	Settings: { language, sheet: sheet.url, officeNumber: '+1 202 555 0111' },
});

let stack: ExampleStack;
let live: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([tasks, sheet]);
	live = await goLive(stack, 'Task assignment', settings('en'));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const rowAbout = (task: string) =>
	waitFor(async () => sheet.rows('Audit').find((row) => row.Task === task), {
		what: `a row about ${task}`,
	});

it('a new task reaches its person and the audit, once', async () => {
	const task = { name: 'Load van 7', dueOn: '2026-12-01', assignee: diego.email };
	const gid = await tasks.addTask(PROJECT, task);
	const { view, id } = await bubbleWith(stack, 'diego', 'Load van 7');
	expect(view.text).toContain('Hello Diego Lopez');
	expect(view.text).toContain('December 1, 2026');
	expect(await rowAbout('Load van 7')).toMatchObject({
		Person: diego.name,
		'Message ID': id,
		Result: 'sent',
	});

	await tasks.assign(PROJECT, gid, diego.email);
	await tasks.assign(PROJECT, gid, priya.email);
	await bubbleWith(stack, 'priya', 'Load van 7');
	const told = (await bubbles(stack, 'diego')).filter(({ view: { text } }) =>
		text?.includes('Load van 7'),
	);
	expect(told).toHaveLength(1);
	expect(refusedByServices(stack)).toEqual([]);
}, 60_000);

it('who has no number in the sheet is on record as not told', async () => {
	await tasks.addTask(PROJECT, { name: 'Wash van 3', dueOn: null, assignee: nadia.email });
	expect(await rowAbout('Wash van 3')).toMatchObject({
		Person: nadia.name,
		Result: 'not sent',
		Detail: 'This person has no number in the sheet',
	});
}, 60_000);

it('a sheet that is down leads to the office, and no task is lost in silence', async () => {
	sheet.setDown(true);
	await tasks.addTask(PROJECT, { name: 'Fuel van 2', dueOn: null, assignee: diego.email });
	const alert = await bubbleWith(stack, 'marta', 'Task assignment');
	expect(alert.view.text).toContain('needs attention: Service unavailable');
	sheet.setDown(false);
}, 60_000);

it('speaks Spanish when Settings say so', async () => {
	await stack.rest.deactivate(live.id);
	const workflow = await goLive(stack, 'Task assignment', settings('es'));
	await tasks.addTask(PROJECT, { name: 'Cargar la 9', dueOn: '2026-12-01', assignee: diego.email });
	const { view } = await bubbleWith(stack, 'diego', 'tiene una tarea nueva: Cargar la 9');
	expect(view.text).toContain('1 de diciembre de 2026');
	await executionIn(stack, workflow.id, 'success');
}, 60_000);
