import type { INodeExecutionData } from 'n8n-workflow';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const check = (sender: string, items: INodeExecutionData[] = [{ json: {} }]) =>
	runNode(
		{
			type: 'whatsAppBusiness',
			parameters: {
				provider: 'meta',
				resource: 'setup',
				operation: 'check',
				sender: { __rl: true, mode: 'id', value: sender },
			},
		},
		items,
	);

let graph: string;
beforeAll(async () => {
	graph = await startGraph();
	ACCOUNT.baseUrl = graph;
});
afterAll(stopGraph);
afterEach(expectAllFetched);

/** One item for each link, and nothing else in it. */
function itemsOf({ outputs, error }: Awaited<ReturnType<typeof check>>) {
	expect(error).toBeUndefined();
	const items = outputs[0].map(({ json }) => json);
	for (const item of items) {
		expect(Object.keys(item).sort()).toEqual(['check', 'hint', 'message', 'state']);
	}
	return items;
}

it('does not fail on an account that refuses everything', async () => {
	const items = itemsOf(await check('300'));
	expect(items.length).toBeGreaterThan(15);
	expect(new Set(items.map((item) => item.check)).size).toBe(items.length);
	expect(items.find((item) => item.check === 'Trigger')).toMatchObject({ state: 'unknown' });
});

it('asks which number is meant, and names the choices', async () => {
	const numbers = ['1', '2'].map((id) => ({
		id: `30${id}`,
		display_phone_number: `+1 202 555 010${id}`,
		verified_name: 'Rio',
	}));
	graphAnswers('GET /v24.0/200/phone_numbers', { status: 200, body: { data: numbers } });
	const items = itemsOf(await check(''));
	expect(items[0]).toMatchObject({
		check: 'From',
		state: 'unknown',
		hint: expect.stringContaining('+1 202 555 0102'),
	});
});

it.each([
	['that is another n8n', 'https://other.example.org/w', 'warning'],
	['that says to be this one', 'https://n8n.example.com/webhook-waiting', 'ok'],
])('signs nothing for a callback elsewhere %s', async (_what, waitingBase, state) => {
	const configured = { webhook_configuration: { phone_number: `${graph}/hook` } };
	graphAnswers('GET /v24.0/debug_token', {
		status: 200,
		body: {
			data: {
				is_valid: true,
				scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
			},
		},
	});
	graphAnswers('GET /v24.0/200', { status: 200, body: { id: '200', name: 'Rio' } });
	// The number, six of its fields, and the callback: once to judge it, once to follow it.
	graphAnswers('GET /v24.0/300', { status: 200, body: configured }, 9);
	graphAnswers('GET /hook', { status: 200, body: { waitingBase } });
	const items = itemsOf(await check('300'));
	const of = (name: string) => items.find((item) => item.check === name);
	expect(of('Callback')).toMatchObject({
		state: 'warning',
		message: expect.stringContaining(`${graph}/hook (the number's own)`),
	});
	expect(of('Trigger')).toMatchObject({ state });
	expect(of('Self-Test')).toMatchObject({ state: 'unknown' });
});

it('asks a host that is silent only once', async () => {
	graphAnswers('GET /v24.0/debug_token', 'hang up');
	const items = itemsOf(await check('300'));
	expect(items.filter((item) => item.state === 'broken')).toEqual([]);
	const [, first] = items;
	expect(first.message).toContain('did not answer');
});

it('examines each number once, however many items name it', async () => {
	let asked = 0;
	graphAnswers(
		'GET /v24.0/debug_token',
		() => {
			asked++;
			return { status: 400, body: { error: { code: 190, message: 'Expired' } } };
		},
		2,
	);
	const numbers = Array.from({ length: 100 }, (_, index) => (index % 10 === 9 ? '301' : '300'));
	const { outputs } = await check(
		'={{ $json.number }}',
		numbers.map((number) => ({ json: { number } })),
	);
	expect(asked).toBe(2);
	const links = outputs[0].map(({ json }) => json.check);
	expect(links).toHaveLength(2 * new Set(links).size);
	expect(new Set(outputs[0].map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
		new Set(['{"item":0}', '{"item":9}']),
	);
});
