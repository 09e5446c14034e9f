import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { openAi } from '../../../playground/standIns/services/openAi.mts';
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

const TABLE = 'driver_routes';
const model = openAi();
let stack: ExampleStack;
let live: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([model]);
	await createTable(
		stack,
		TABLE,
		['driver', 'route', 'changedAt', 'request'],
		[{ driver: 'Diego Lopez', route: 'Route 7' }],
	);
	live = await goLive(stack, 'AI assistant');
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const routeOf = async (driver: string) =>
	(await rows(stack, TABLE)).find((row) => row.driver === driver)?.route;

it('looks things up by itself, and remembers each person', async () => {
	await write(stack, 'diego', 'Which route does Diego Lopez drive?');
	await bubbleWith(stack, 'diego', 'Route 7');
	await write(stack, 'diego', 'What did I say before?');
	await bubbleWith(stack, 'diego', 'You said: Which route does Diego Lopez drive?');
	await write(stack, 'marta', 'What did I say before?');
	await bubbleWith(stack, 'marta', 'You said nothing before.');
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('changes something only after a person has approved it', async () => {
	await write(stack, 'diego', 'Move Diego Lopez to Coast road');
	const question = await bubbleWith(stack, 'marta', 'New route: *Coast road*');
	expect(question.view.text).toContain('Diego Lopez asks for another route');
	await executionIn(stack, live.id, 'waiting');
	expect(await routeOf('Diego Lopez')).toBe('Route 7');
	await tap(stack, 'marta', question, 'Approve');
	await bubbleWith(stack, 'diego', 'Coast road');
	expect(await routeOf('Diego Lopez')).toBe('Coast road');
}, 90_000);

it('a rejection is told, and nothing changes', async () => {
	await write(stack, 'diego', 'Move Diego Lopez to Lake road');
	const question = await bubbleWith(stack, 'marta', 'Lake road');
	await executionIn(stack, live.id, 'waiting');
	await tap(stack, 'marta', question, 'Reject');
	await bubbleWith(stack, 'diego', 'Rejected by Marta Ruiz.');
	expect(await routeOf('Diego Lopez')).toBe('Coast road');
}, 90_000);

it('a stranger is refused without the model, and a staff member may not approve alone', async () => {
	const before = model.requests.length;
	await write(stack, 'priya', 'Which route does Diego Lopez drive?');
	await bubbleWith(stack, 'priya', 'for our staff only');
	expect(model.requests).toHaveLength(before);

	await write(stack, 'marta', 'Move Diego Lopez to Hill road');
	await bubbleWith(stack, 'marta', 'did not reach anybody');
	expect(await routeOf('Diego Lopez')).toBe('Coast road');
}, 90_000);

it('says so, and tells the office, when the model is down', async () => {
	model.setDown(true);
	await write(stack, 'diego', 'Which route does Diego Lopez drive?');
	await bubbleWith(stack, 'diego', 'could not answer that just now');
	const alert = await bubbleWith(stack, 'marta', 'AI assistant needs attention');
	expect(alert.view.text).not.toContain('unknown');
	model.setDown(false);
}, 90_000);

it('speaks Spanish where it speaks itself, and asks for words', async () => {
	await stack.rest.deactivate(live.id);
	live = await goLive(stack, 'AI assistant', { Settings: { language: 'es' } });
	await write(stack, 'diego', 'Cambia a Diego Lopez a Costa');
	const question = await bubbleWith(stack, 'marta', 'Ruta nueva: *Costa*');
	expect(question.view.buttons?.map(({ label }) => label)).toEqual(['Aprobar', 'Rechazar']);
	await stack.phones.post('/people/diego/inbound', {
		message: { type: 'image', image: { id: '1', mime_type: 'image/jpeg', sha256: 'x' } },
	});
	await bubbleWith(stack, 'diego', 'Solo puedo leer lo que usted escribe');
	await executionIn(stack, live.id, 'waiting');
	await tap(stack, 'marta', question, 'Aprobar');
	await waitFor(async () => (await routeOf('Diego Lopez')) === 'Costa', { what: 'the change' });
	expect(await bubbles(stack, 'sam')).toEqual([]);
}, 120_000);
