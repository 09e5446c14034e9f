/** What `npm start` puts into n8n: the examples, which share the one simulated number. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { fillN8n, formLinks } from '../../playground/workflows/fill.mts';
import { type PlayedWorld, startPlayedWorld } from '../../playground/standIns/playedWorld.mts';
import {
	type ImportedWorkflow,
	readExamples,
} from '../../playground/workflows/importWorkflows.mts';
import { handIn } from './examples/forms.mts';
import { bubbles, bubbleWith, tap, watch, write } from './phones.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { startStack, type Stack } from './stack.mts';

const ALL = readExamples().map(({ name }) => name);
/** Runs when somebody clicks, and is never published. */
const BY_HAND = 'Set up templates';
const names = (workflows: ReadonlyArray<{ name: string }>) =>
	workflows.map(({ name }) => name).sort();
const problems = (imported: ImportedWorkflow[]) => imported.filter(({ problem }) => problem);

async function activeIn({ rest }: Stack): Promise<string[]> {
	return names((await rest.listWorkflows()).filter(({ active }) => active));
}

describe('npm start', () => {
	let stack: Stack;
	let imported: ImportedWorkflow[];
	beforeAll(async () => {
		stack = await startStack();
		imported = await fillN8n(stack.rest, stack.simulator);
	}, 240_000);
	afterAll(() => stack?.stop(), 60_000);

	const OWN = ['Expense approval', 'First approval', 'Route change approval'];

	it('publishes what needs no account elsewhere, and imports the rest', async () => {
		expect(problems(imported)).toEqual([]);
		expect(names(imported)).toEqual([...ALL].sort());
		expect(await activeIn(stack)).toEqual(OWN);
		const waiting = imported.filter(({ needsAccount, needsNumber }) => needsAccount || needsNumber);
		expect(names(waiting)).toEqual(
			ALL.filter((name) => !OWN.includes(name) && name !== BY_HAND).sort(),
		);
	});

	it.each([
		['hello', 'Do you approve', 'Approve', 'Recorded: Approve'],
		['Hola', '¿Aprueba', 'Rechazar', 'Quedó registrado: Rechazar'],
	])(
		'who writes %s is asked with buttons, and told what was recorded',
		async (word, question, label, told) => {
			await write(stack, 'priya', word);
			await tap(stack, 'priya', await bubbleWith(stack, 'priya', question), label);
			await bubbleWith(stack, 'priya', told);
		},
		60_000,
	);

	it('links to the forms that can be filled in', async () => {
		const links = await formLinks(stack.rest, imported);
		expect(links.map(({ label }) => label).sort()).toEqual(['Expense Form', 'Route Change Form']);
	});

	it('a second start finds everything in its place, and messages still arrive', async () => {
		await stack.phones.post('/reset', { subscriptions: true });
		const again = await fillN8n(stack.rest, stack.simulator);
		expect(again.map(({ id }) => id).sort()).toEqual(imported.map(({ id }) => id).sort());
		expect(problems(again)).toEqual([]);
		expect(await stack.rest.listWorkflows()).toHaveLength(ALL.length);
		const later = await watch(stack, 'priya');
		await write(stack, 'priya', 'Hello?');
		await waitFor(
			async () => (await later()).some(({ view }) => view.text?.includes('Do you approve')),
			{ what: 'the question' },
		);
	}, 120_000);
});

describe('npm start -- --stand-ins', () => {
	let world: PlayedWorld;
	let stack: Stack;
	let imported: ImportedWorkflow[];
	beforeAll(async () => {
		world = await startPlayedWorld(() => stack.n8n.url);
		stack = await startStack({ env: world.env });
	}, 240_000);
	afterAll(async () => {
		await stack?.stop();
		await world?.stop();
	}, 60_000);

	const desk = () => axios.create({ baseURL: world.url, proxy: false });
	const letHappen = (words: string) =>
		desk().post(`/actions/${world.actions.findIndex(({ label }) => label.startsWith(words))}`);

	it('publishes every example but the first', async () => {
		imported = await fillN8n(stack.rest, stack.simulator, world);
		expect(problems(imported)).toEqual([]);
		expect(names(imported.filter(({ needsNumber }) => needsNumber))).toEqual(['First approval']);
		const resting = ['First approval', BY_HAND];
		expect(await activeIn(stack)).toEqual(ALL.filter((name) => !resting.includes(name)).sort());
	}, 120_000);

	it('the router holds the number: a tap comes to the example that asked', async () => {
		const { id } = imported.find(({ name }) => name === 'Driver status')!;
		await handIn(stack, await stack.rest.workflow(id), {
			'Driver number': '+1 202 555 0112',
			Order: '4711',
			Customer: 'Priya Nair',
			'Customer number': '+1 202 555 0113',
		});
		const asked = await bubbleWith(stack, 'diego', '4711');
		await tap(stack, 'diego', asked, 'Delivered');
		await bubbleWith(stack, 'priya', '4711');
	}, 60_000);

	it.each([
		['Asana', 'Load van'],
		['Trello: a new card', 'there is a task for you'],
		['Shopify', '#1'],
		['Own shop', 'order 2'],
	])(
		'%s: what happens there reaches the phones',
		async (service, words) => {
			await letHappen(service);
			await bubbleWith(stack, 'diego', words);
		},
		60_000,
	);

	it('the assistant and the reports are reached through the router', async () => {
		await write(stack, 'diego', 'What did I say before?');
		await bubbleWith(stack, 'diego', 'You said nothing before.');
		await write(stack, 'diego', 'Incident: pallet broke');
		await bubbleWith(stack, 'diego', 'your report has the number');
		await letHappen('Jira');
		await bubbleWith(stack, 'diego', 'its status is now');
	}, 60_000);

	it('the page shows what the services hold, and takes one down', async () => {
		const { data } = await desk().get<string>('/');
		expect(data).toContain('pallet broke');
		const asana = world.services.findIndex(({ credentials }) => credentials[0]?.name === 'Asana');
		await desk().post(`/services/${asana}/down`);
		expect((await desk().get<string>('/')).data).toContain('Asana is down');
		await desk().post(`/services/${asana}/up`);
		expect(world.services.flatMap((service) => service.refused())).toEqual([]);
		const alerts = (await bubbles(stack, 'marta')).filter(({ view: { text } }) =>
			text?.includes('needs attention'),
		);
		expect(alerts).toEqual([]);
	});
});
