import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { asana } from '../../../playground/standIns/services/asana.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith } from '../phones.mts';
import { executionIn } from '../stack.mts';
import { rows } from './dataTables.mts';
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
		['Priya@Example.com', priya.name, '+1 202 555 0113'],
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

it('of several tasks at once each is told or on record, whoever it is for', async () => {
	await tasks.addTasks(PROJECT, [
		{ name: 'Check van 4', dueOn: null, assignee: nadia.email },
		{ name: 'Check van 5', dueOn: null, assignee: priya.email },
		{ name: 'Check van 6', dueOn: null, assignee: nadia.email },
	]);
	expect(await rowAbout('Check van 4')).toMatchObject({ Person: nadia.name, Result: 'not sent' });
	expect(await rowAbout('Check van 6')).toMatchObject({ Person: nadia.name, Result: 'not sent' });
	const { id } = await bubbleWith(stack, 'priya', 'Check van 5');
	expect(await rowAbout('Check van 5')).toMatchObject({ 'Message ID': id, Person: priya.name });
}, 60_000);

it('what WhatsApp refused is sent when the person is put into the task again', async () => {
	await stack.phones.post('/switches', { rejectSends: { code: 131026, status: 400, times: 1 } });
	const task = { name: 'Clean van 8', dueOn: null, assignee: diego.email };
	const gid = await tasks.addTask(PROJECT, task);
	expect(await rowAbout('Clean van 8')).toMatchObject({ Result: 'not sent' });
	await waitFor(async () => !(await rows(stack, 'tasks_told')).some((row) => row.task === gid), {
		what: 'the task to be forgotten',
	});
	await tasks.assign(PROJECT, gid, diego.email);
	await bubbleWith(stack, 'diego', 'Clean van 8');
}, 60_000);

it('a sheet that is down leads to the office, and no task is lost in silence', async () => {
	sheet.setDown(true);
	await tasks.addTask(PROJECT, { name: 'Fuel van 2', dueOn: null, assignee: diego.email });
	const alert = await bubbleWith(stack, 'marta', 'Task assignment');
	expect(alert.view.text).toContain('needs attention: Service unavailable');
	sheet.setDown(false);
	expect(sheet.rows('Audit').filter(({ Task }) => Task === 'Fuel van 2')).toEqual([]);
}, 60_000);

it('speaks Spanish when Settings say so', async () => {
	await stack.rest.deactivate(live.id);
	const workflow = await goLive(stack, 'Task assignment', settings('es'));
	await tasks.addTask(PROJECT, { name: 'Cargar la 9', dueOn: '2026-12-01', assignee: diego.email });
	const { view } = await bubbleWith(stack, 'diego', 'tiene una tarea nueva: Cargar la 9');
	expect(view.text).toContain('1 de diciembre de 2026');
	await executionIn(stack, workflow.id, 'success');
}, 60_000);
