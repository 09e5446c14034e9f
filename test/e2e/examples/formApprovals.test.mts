import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBrowser } from '../../../playground/browser.mts';
import { FORM_LOGIN } from '../../../playground/workflows/playgroundCredential.mts';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, bubbleWith, reported, tap, write } from '../phones.mts';
import { executionIn, OWNER } from '../stack.mts';
import { rows, type Row } from './dataTables.mts';
import { goLive, startExampleStack, type ExampleStack } from './exampleStack.mts';
import { handIn } from './forms.mts';

const LEAD = '+1 202 555 0113';
const DRIVER = '+1 202 555 0112';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let stack: ExampleStack;
let deliveries: Workflow;
let expenses: Workflow;
let routes: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([]);
	// The others only ask; its trigger brings their answers back.
	deliveries = await goLive(stack, 'Driver status');
	expenses = await goLive(stack, 'Expense approval');
	routes = await goLive(stack, 'Route change approval');
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const handInExpense = (Expense: string, Amount: string, number = DRIVER) =>
	handIn(stack, expenses, {
		Name: 'Diego Lopez',
		'WhatsApp number': number,
		Expense,
		Amount,
		Reason: 'The old ones are worn',
	});
/** Who is named as asking, as asked whether they did. */
const wasItYou = (person: string, name: string) =>
	waitFor(
		async () =>
			(await told(person, name)).find(({ view: { text } }) =>
				/Did you ask|Pidió usted/.test(text!),
			),
		{ what: `${person} to be asked about ${name}` },
	);
/** Somebody asks for an expense, and says that it was them. */
async function expense(name: string, amount: string, number = DRIVER): Promise<void> {
	await handInExpense(name, amount, number);
	const person = number === LEAD ? 'priya' : 'diego';
	const question = await wasItYou(person, name);
	const yes = question.view.buttons!.find(({ label }) => /^(Approve|Aprobar)$/.test(label))!;
	await tap(stack, person, question, yes.label);
}
const route = (Driver: string) =>
	handIn(stack, routes, {
		Driver,
		'Driver number': DRIVER,
		'New route': 'Coast road',
		Reason: 'Route 7 is blocked',
	});

/** The rows of a table that have a value, once there are so many. */
const rowsWith = (table: string, column: string, value: string, count = 1): Promise<Row[]> =>
	waitFor(
		async () => {
			const found = (await rows(stack, table)).filter((row) => row[column] === value);
			return found.length >= count && found;
		},
		{ what: `${count} rows about ${value} in ${table}` },
	);
const decisions = (name: string, count = 1) =>
	rowsWith('expense_decisions', 'expense', name, count);
const told = async (person: string, words: string) =>
	(await bubbles(stack, person)).filter(({ view }) => view.text?.includes(words));

/** WhatsApp refuses the next message, whoever it is for. */
const refuseNext = (words: string) =>
	stack.phones.post('/switches', {
		rejectSends: { code: 131026, status: 400, times: 1, words },
	});

/** Nobody waits for Monday morning in a test: the one minute without work is half a day away. */
function alwaysAtWork() {
	const end = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(11, 13);
	return {
		workDays: '1,2,3,4,5,6,7',
		workFrom: `${end}:31`,
		workTo: `${end}:30`,
		timeZone: 'UTC',
	};
}

/** Publishes another copy in the place of one. */
async function instead(old: Workflow, name: string, settings: Record<string, unknown>) {
	await stack.rest.deactivate(old.id);
	return await goLive(stack, name, { Settings: settings });
}

describe('Expense approval', () => {
	it('a small one needs nobody, and is on record', async () => {
		await expense('Coffee for the depot', '30');
		const answer = await bubbleWith(stack, 'diego', 'Coffee for the depot (30 USD)');
		expect(answer.view.text).toContain('(30 USD): It is approved.');
		expect(await decisions('Coffee for the depot')).toMatchObject([
			{ step: 'rule', decision: 'approved', amount: 30, person: '', requester: 'Diego Lopez' },
		]);
		expect(await told('priya', 'Coffee')).toEqual([]);
	}, 60_000);

	it('the lead decides alone up to the second amount', async () => {
		await expense('Two tyres', '280');
		const question = await bubbleWith(stack, 'priya', 'Two tyres');
		expect(question.view.text).toContain(
			'Diego Lopez asks for an expense:\n*Two tyres* for 280 USD',
		);
		await tap(stack, 'priya', question, 'Approve');
		await bubbleWith(stack, 'diego', 'Two tyres (280 USD): It is approved by Priya Nair.');
		const [row, ...more] = await decisions('Two tyres');
		expect(row).toMatchObject({
			step: 'team lead',
			decision: 'approved',
			person: 'Priya Nair',
			messageId: question.id,
			askedAt: expect.stringMatching(TIME),
			decidedAt: expect.stringMatching(TIME),
		});
		expect(more).toEqual([]);
		expect(await told('marta', 'Two tyres')).toEqual([]);
	}, 60_000);

	it('a large one needs the lead and then the manager, whose reason is passed on', async () => {
		await expense('A new desk', '900');
		await tap(stack, 'priya', await bubbleWith(stack, 'priya', 'A new desk'), 'Approve');
		const question = await bubbleWith(stack, 'marta', 'A new desk');
		expect(question.view.text).toContain('The team lead has approved this.');
		expect(await decisions('A new desk')).toMatchObject([{ step: 'team lead' }]);
		await executionIn(stack, expenses.id, 'waiting');
		await tap(stack, 'marta', question, 'Reject');
		const why = await bubbleWith(stack, 'marta', 'Please reply to this message with the reason');
		await reported(stack, why);
		await write(stack, 'marta', 'Not this\nquarter');
		await bubbleWith(
			stack,
			'diego',
			'A new desk (900 USD): It was not approved. Reason: Not this quarter',
		);
		const [, second] = await decisions('A new desk', 2);
		expect(second).toMatchObject({
			step: 'manager',
			decision: 'rejected',
			person: 'Marta Ruiz',
			messageId: question.id,
			reason: 'Not this\nquarter',
		});
	}, 90_000);

	it('nobody decides on an expense of their own', async () => {
		await expense('A lamp', '280', LEAD);
		const question = await bubbleWith(stack, 'marta', 'A lamp');
		expect(question.view.text).toContain('The team lead could not be asked.');
		await tap(stack, 'marta', question, 'Approve');
		await bubbleWith(stack, 'priya', 'A lamp (280 USD): It is approved by Marta Ruiz.');
		expect(await told('priya', 'asks for an expense:\n*A lamp')).toEqual([]);
		expect(await decisions('A lamp')).toMatchObject([
			{ step: 'manager', decision: 'approved', person: 'Marta Ruiz' },
		]);
	}, 60_000);

	it('nobody asks in the name of another number, and so nobody decides on their own', async () => {
		await handInExpense('A boat', '280', '+1 202 555 0112');
		await tap(stack, 'diego', await wasItYou('diego', 'A boat'), 'Reject');
		const { view } = await bubbleWith(stack, 'marta', 'needs attention: A boat');
		expect(view.text).toContain('+1 202 555 0112 did not confirm it (rejected)');
		expect(await told('priya', 'A boat')).toEqual([]);
		expect((await rows(stack, 'expense_decisions')).map((row) => row.expense)).not.toContain(
			'A boat',
		);
	}, 60_000);

	it('a mistake of the set-up is told to the office, and nobody is asked', async () => {
		expenses = await instead(expenses, 'Expense approval', { managerNumber: 'the boss' });
		await expense('A fan', '280', LEAD);
		await bubbleWith(stack, 'marta', 'The workflow Expense approval needs attention: A fan:');
		await bubbleWith(stack, 'priya', 'A fan (280 USD): Nobody could be asked on WhatsApp');
		expect(await decisions('A fan')).toMatchObject([
			{
				step: 'manager',
				decision: 'notDelivered',
				person: '',
				reason: expect.stringContaining('the boss'),
			},
		]);
		expenses = await instead(expenses, 'Expense approval', {});
	}, 60_000);

	it('the office is told when the answer does not reach who asked', async () => {
		await handInExpense('A map', '10');
		const question = await wasItYou('diego', 'A map');
		await refuseNext('A map');
		await tap(stack, 'diego', question, 'Approve');
		await bubbleWith(stack, 'marta', 'The workflow Expense approval needs attention: A map: ');
		expect(await decisions('A map')).toHaveLength(1);
		expect(await told('diego', 'A map (10')).toEqual([]);
	}, 60_000);
});

describe('Route change approval', () => {
	it('an approved route is in the table before the driver is told', async () => {
		await route('Diego Lopez');
		const question = await bubbleWith(stack, 'marta', 'Diego Lopez is waiting and asks');
		await tap(stack, 'marta', question, 'Approve');
		await bubbleWith(stack, 'diego', 'approved by Marta Ruiz. Please take: Coast road.');
		expect(await rowsWith('driver_routes', 'driver', 'Diego Lopez')).toMatchObject([
			{ route: 'Coast road' },
		]);
		expect(await rowsWith('route_decisions', 'driver', 'Diego Lopez')).toMatchObject([
			{ decision: 'approved', person: 'Marta Ruiz', messageId: question.id, route: 'Coast road' },
		]);
	}, 60_000);

	it('a rejected one is not, and the driver stays on the planned route', async () => {
		await route('Diego the second');
		await tap(stack, 'marta', await bubbleWith(stack, 'marta', 'Diego the second'), 'Reject');
		await bubbleWith(stack, 'diego', 'not approved. Please stay on the planned route.');
		expect(await rowsWith('route_decisions', 'driver', 'Diego the second')).toMatchObject([
			{ decision: 'rejected' },
		]);
		const drivers = (await rows(stack, 'driver_routes')).map(({ driver }) => driver);
		expect(drivers).not.toContain('Diego the second');
	}, 60_000);

	it('a manager who cannot be reached is no yes', async () => {
		await refuseNext('Diego the third');
		await route('Diego the third');
		await bubbleWith(stack, 'diego', 'the manager cannot be reached on WhatsApp');
		const [row] = await rowsWith('route_decisions', 'driver', 'Diego the third');
		expect(row).toMatchObject({ decision: 'notDelivered', person: '' });
		expect(row!.reason).not.toBe('');
	}, 60_000);

	it('a table that is not there keeps nothing from the driver, and the office is told', async () => {
		routes = await instead(routes, 'Route change approval', { routesTable: 'no such table' });
		await stack.rest.updateWorkflow(routes.id, {
			nodes: routes.nodes.map((node) =>
				node.name === 'Routes Table' ? { ...node, disabled: true } : node,
			),
		});
		await stack.rest.activate(routes.id);
		await route('Diego the fourth');
		await tap(stack, 'marta', await bubbleWith(stack, 'marta', 'Diego the fourth'), 'Approve');
		const alert = await bubbleWith(stack, 'marta', 'The workflow Route change approval');
		expect(alert.view.text).toMatch(/needs attention: Diego the fourth: .*no such table/);
		await waitFor(async () => (await told('diego', 'approved by Marta Ruiz')).length === 2, {
			what: 'the driver to be told',
		});
		await stack.rest.deactivate(routes.id);
	}, 90_000);
});

describe('Driver status', () => {
	const deliver = (Order: string) =>
		handIn(stack, deliveries, {
			'Driver number': DRIVER,
			Order,
			Customer: 'Priya | Nair',
			'Customer number': LEAD,
		});

	it.each([
		['Delivered', 'It has been delivered.'],
		['Problem', 'There is a problem on the way; we will call you.'],
	])(
		'%s on the driver’s phone tells the customer by template',
		async (label, news) => {
			const order = `order-${label}`;
			await deliver(order);
			const question = await bubbleWith(stack, 'diego', `delivery of order ${order}`);
			await tap(stack, 'diego', question, label);
			await bubbleWith(stack, 'priya', `news about your order ${order}: ${news}`);
			await bubbleWith(stack, 'diego', label === 'Problem' ? `customer of order ${order}` : order);
			const problem = `Diego Lopez reports a problem with order ${order}`;
			if (label === 'Problem') await bubbleWith(stack, 'marta', problem);
			else expect(await told('marta', problem)).toEqual([]);
		},
		60_000,
	);

	it('a second tap changes nothing', async () => {
		await deliver('order-twice');
		const question = await bubbleWith(stack, 'diego', 'delivery of order order-twice');
		await tap(stack, 'diego', question, 'Delivered');
		await bubbleWith(stack, 'diego', 'order-twice is down as delivered');
		const executions = (await stack.rest.executions({ workflowId: deliveries.id })).length;
		await tap(stack, 'diego', question, 'Problem');
		await waitFor(
			async () =>
				(await stack.rest.executions({ workflowId: deliveries.id, status: 'success' })).length >
				executions,
			{ what: 'the second tap to be looked at' },
		);
		expect(await told('marta', 'order-twice')).toEqual([]);
		expect(await told('priya', 'order-twice')).toHaveLength(1);
	}, 60_000);

	it('a driver who cannot be asked is told to the office', async () => {
		await refuseNext('order-lost');
		await deliver('order-lost');
		await bubbleWith(stack, 'marta', 'The workflow Driver status needs attention: order-lost: ');
		expect(await told('diego', 'order-lost')).toEqual([]);
	}, 60_000);

	it('speaks Spanish when Settings say so', async () => {
		deliveries = await instead(deliveries, 'Driver status', { language: 'es' });
		await deliver('pedido-7');
		const question = await bubbleWith(stack, 'diego', '¿Cómo fue la entrega del pedido pedido-7');
		await tap(stack, 'diego', question, 'Entregado');
		await bubbleWith(stack, 'priya', 'novedades sobre su pedido pedido-7: Se entregó.');
	}, 60_000);
});

describe('silence, in Spanish', () => {
	it('asks the manager about the expense, and leaves the driver on the planned route', async () => {
		expenses = await instead(expenses, 'Expense approval', {
			language: 'es',
			leadHours: 0.001,
			reminderMinutes: 0.01,
			...alwaysAtWork(),
		});
		const quick = { language: 'es', minutesToAnswer: 0.05 };
		routes = await instead(routes, 'Route change approval', quick);
		await expense('Dos ruedas', '280');
		await route('Diego the fifth');
		const first = await bubbleWith(stack, 'priya', 'Dos ruedas');
		await bubbleWith(stack, 'marta', 'Diego the fifth espera y pide otra ruta');
		// n8n looks for waits that are over once a minute.
		const question = await waitFor(
			async () => (await told('marta', 'Su responsable de equipo no respondió a tiempo.'))[0],
			{ timeout: 120_000, what: 'the manager to be asked' },
		);
		await tap(stack, 'priya', first, 'Aprobar');
		await bubbleWith(stack, 'priya', 'ya estaba cerrada');
		expect(await told('diego', 'Dos ruedas (')).toEqual([]);
		await tap(stack, 'marta', question, 'Aprobar');
		await bubbleWith(stack, 'diego', 'Está aprobado por Marta Ruiz.');
		expect(await decisions('Dos ruedas', 2)).toMatchObject([
			{ step: 'team lead', decision: 'noAnswer', person: '', messageId: first.id },
			{ step: 'manager', decision: 'approved', person: 'Marta Ruiz' },
		]);
		await bubbleWith(
			stack,
			'diego',
			'la gerencia aún no responde. Por favor, siga la ruta prevista',
		);
		expect(await rowsWith('route_decisions', 'driver', 'Diego the fifth')).toMatchObject([
			{ decision: 'noAnswer', person: '' },
		]);
	}, 240_000);
});

describe('in a browser', () => {
	it('the form asks, and the canvas shows the exits by their names', async () => {
		const browser = await startBrowser();
		try {
			const context = await browser.newContext({
				viewport: { width: 1600, height: 900 },
				httpCredentials: { username: FORM_LOGIN.user, password: FORM_LOGIN.password },
			});
			context.setDefaultTimeout(30_000);
			const page = await context.newPage();
			const delivery = deliveries.nodes.find(({ name }) => name === 'Delivery Form')!;
			await page.goto(`${stack.n8n.url}/form/${delivery.webhookId}`);
			const answers = [DRIVER, 'pedido-8', 'Priya Nair', LEAD];
			const fields = page.locator('form input:visible');
			for (const [index, answer] of answers.entries()) await fields.nth(index).fill(answer);
			await page.getByRole('button', { name: 'Submit' }).click();
			await page.getByText('The driver is being asked on WhatsApp').waitFor();
			await bubbleWith(stack, 'diego', 'pedido pedido-8 a Priya Nair');

			await page.request.post(`${stack.n8n.url}/rest/login`, {
				data: { emailOrLdapLoginId: OWNER.email, password: OWNER.password },
			});
			// The editor is several megabytes of code, and machines may be busy.
			await page.goto(`${stack.n8n.url}/workflow/${routes.id}`, { timeout: 90_000 });
			const node = page.locator('[data-test-id="canvas-node"][data-node-name="Ask the Manager"]');
			await node.waitFor({ timeout: 60_000 });
			for (const exit of ['Approved', 'Rejected', 'No Answer', 'Not Delivered'])
				await page.getByText(exit, { exact: true }).first().waitFor();
		} finally {
			await browser.close();
		}
	}, 120_000);
});
