import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith, tap, write } from '../phones.mts';
import { executionIn } from '../stack.mts';
import { rows } from './dataTables.mts';
import {
	changeLive,
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';

const TABLE = 'Questions and answers';
const DIEGO = '+1 202 555 0112';
const sheet = googleSheets('sync-sheet', {
	Questions: [
		['Key', 'Person', 'WhatsApp', 'Question', 'Asked', 'Answer', 'Answered'],
		['SHIFT-1', 'Diego Lopez', DIEGO, 'Do you take the early shift on Monday?', '', '', ''],
		['SHIFT-2', 'Priya Nair', '+1 202 555 0113', 'Do you take the late shift?', '', 'No', 'x'],
	],
});
const settings = { language: 'en', sheet: sheet.url, officeNumber: '+1 202 555 0111' };

let stack: ExampleStack;
let live: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([sheet]);
	live = await goLive(stack, 'Data sync with a sheet', { Settings: settings });
}, 240_000);
afterEach(() => sheet.setDown(false));
afterAll(() => stack?.stop(), 60_000);

const addRow = (...cells: string[]) => sheet.sheets.Questions!.push([...cells, '', '', '']);

/** What the schedule does in the morning. @returns once it has done everything */
async function morning(): Promise<void> {
	const [last] = await stack.rest.executions({ workflowId: live.id });
	await stack.rest.runManually(live.id, { trigger: 'Every Morning' });
	await executionIn(stack, live.id, 'success', { after: last?.id });
}

const rowOf = (key: string) => sheet.rows('Questions').find((row) => row.Key === key)!;
const answered = (key: string, answer: string) =>
	waitFor(async () => rowOf(key).Answer === answer && rowOf(key), {
		what: `${key} to be answered with ${answer}`,
	});
const kept = async (answer: string) =>
	(await rows(stack, TABLE)).filter((row) => row.answer === answer);

it('a row without an answer is asked about once, and the tap comes back into it', async () => {
	await morning();
	const question = await bubbleWith(stack, 'diego', 'early shift on Monday');
	expect(question.view.text).toContain('Hello Diego Lopez');
	await morning();
	const asked = (await bubbles(stack, 'diego')).filter(({ view }) =>
		view.text?.includes('early shift'),
	);
	expect(asked).toHaveLength(1);
	expect(rowOf('SHIFT-1').Asked).not.toBe('');
	expect(await bubbles(stack, 'priya')).toEqual([]);

	// Rows may move while people think.
	sheet.sheets.Questions!.splice(1, 0, ['SHIFT-0', 'Nobody', '', '', '', '', '']);
	await tap(stack, 'diego', question, 'Yes');
	await bubbleWith(stack, 'diego', 'Thank you, noted: Yes');
	expect((await answered('SHIFT-1', 'Yes')).Person).toBe('Diego Lopez');
	const history = await waitFor(
		async () => {
			const [row] = await kept('Yes');
			return row?.writtenAt && row;
		},
		{ what: 'the answer to be marked as written' },
	);
	expect(history).toMatchObject({ rowKey: 'SHIFT-1', messageId: question.id });
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('another answer is chosen from a list', async () => {
	addRow('STOCK-7', 'Diego Lopez', DIEGO, 'Are ten pallets left in hall 2?');
	await morning();
	await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'ten pallets'), 'Other answer');
	const list = await waitFor(
		async () => (await bubbles(stack, 'diego')).find(({ view }) => view.kind === 'list'),
		{ what: 'Diego to get a list' },
	);
	await stack.phones.post('/people/diego/tap', { messageId: list.id, buttonIndex: 1 });
	await answered('STOCK-7', 'Only in part');
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('a number is written as a reply to the question, or to the list; other words are no answer', async () => {
	addRow('STOCK-8', 'Diego Lopez', DIEGO, 'How many pallets are left in hall 3?');
	addRow('STOCK-9', 'Priya Nair', '+1 202 555 0113', 'How many pallets are left in hall 4?');
	await morning();
	const question = await bubbleWith(stack, 'diego', 'left in hall 3');
	await write(stack, 'diego', 'Good morning');
	await write(stack, 'diego', '41 pallets', question);
	await bubbleWith(stack, 'diego', 'Thank you, noted: 41 pallets');
	expect((await answered('STOCK-8', '41 pallets')).Person).toBe('Diego Lopez');

	const other = await bubbleWith(stack, 'priya', 'left in hall 4');
	await tap(stack, 'priya', other, 'Other answer');
	const list = await bubbleWith(stack, 'priya', 'a number for instance');
	await waitFor(
		async () => (await rows(stack, TABLE)).some(({ messageId }) => messageId === list.id),
		{ what: 'the list to be on record' },
	);
	await write(stack, 'priya', '12', list);
	await answered('STOCK-9', '12');
	expect(await kept('Good morning')).toEqual([]);
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('an answer that the sheet does not take is kept, and written by the next run', async () => {
	addRow('SHIFT-3', 'Diego Lopez', DIEGO, 'Do you take the shift on Sunday?');
	await morning();
	const question = await bubbleWith(stack, 'diego', 'shift on Sunday');
	sheet.setDown(true);
	await tap(stack, 'diego', question, 'No');
	const alert = await bubbleWith(stack, 'marta', 'Data sync with a sheet needs attention');
	expect(alert.view.text).toContain('SHIFT-3 = No');
	expect(await kept('No')).toMatchObject([{ rowKey: 'SHIFT-3', writtenAt: '' }]);
	expect(rowOf('SHIFT-3').Answer).toBe('');

	sheet.setDown(false);
	await morning();
	await answered('SHIFT-3', 'No');
	expect((await kept('No'))[0]!.writtenAt).not.toBe('');
}, 120_000);

it('whom WhatsApp does not reach is told to the office', async () => {
	addRow('SHIFT-4', 'Nadia Haddad', '12', 'Do you take the shift on Friday?');
	await morning();
	const alert = await bubbleWith(stack, 'marta', 'SHIFT-4');
	expect(alert.view.text).toContain('no phone number with country code');
	expect(rowOf('SHIFT-4').Asked).toBe('');
}, 60_000);

it('speaks Spanish when Settings say so, and finds the row where buttons carry no ID', async () => {
	await changeLive(stack, live.id, { Settings: { language: 'es', buttonIds: false } });
	addRow('TURNO-5', 'Diego Lopez', DIEGO, '¿Hace el turno del sábado?');
	await morning();
	await tap(stack, 'diego', await bubbleWith(stack, 'diego', 'necesitamos su respuesta'), 'Sí');
	await bubbleWith(stack, 'diego', 'Gracias, quedó anotado: Sí');
	await answered('TURNO-5', 'Sí');
}, 90_000);
