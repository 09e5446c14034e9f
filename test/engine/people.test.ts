import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const LIST = '/v24.0/300/block_users';
const SENDER = { __rl: true, mode: 'id', value: '300' };
const run = (operation: string, parameters: object = {}, json: object = {}) =>
	runNode(
		{
			type: 'whatsAppBusiness',
			parameters: {
				provider: 'meta',
				resource: 'person',
				operation,
				sender: SENDER,
				personOptions: {},
				...parameters,
			} as never,
		},
		[{ json } as never],
	);

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

/** Lays out an answer. @returns the bodies that came, as they come */
function answer(call: string, body: unknown, status = 200): unknown[] {
	const bodies: unknown[] = [];
	graphAnswers(call, (given) => {
		bodies.push(given);
		return { status, body };
	});
	return bodies;
}

it.each([
	['block', 'POST', 'added_users', true],
	['unblock', 'DELETE', 'removed_users', false],
])('%s names the person, and says what became of them', async (what, method, key, blocked) => {
	const bodies = answer(`${method} ${LIST}`, {
		block_users: { [key]: [{ wa_id: '34600000001' }] },
	});
	const parameters = { person: '={{ $json.n }}', personOptions: { defaultCountry: 'ES' } };
	const { outputs } = await run(what, parameters, { n: 600000001 });
	expect(bodies).toEqual([
		{ messaging_product: 'whatsapp', block_users: [{ user: '34600000001' }] },
	]);
	expect(outputs[0][0].json).toEqual({ phone: '34600000001', blocked, from: '300' });
});

it('a person who is refused alone is an error, with what to do', async () => {
	const errors = [{ code: 131047, error_data: { details: 'Not engaged' } }];
	answer(`POST ${LIST}`, { block_users: { failed_users: [{ errors }] } });
	const { error } = await run('block', { person: '+34 600 000 001' });
	expect(error?.message).toMatch(/could not be blocked or unblocked: Not engaged/);
	expect(error?.description).toMatch(/within the last 24 hours/);
});

it('what the whole call is refused for is said too', async () => {
	answer(`POST ${LIST}`, { error: { code: 190, message: 'expired' } }, 401);
	expect((await run('block', { person: '+34 600 000 001' })).error?.message).toMatch(/token/);
});

it.each([
	['0600 000 001', {}, /no phone number with country code/],
	['={{ " " }}', {}, /Person is empty/],
	['US.1000', { provider: 'gupshup' }, /Gupshup knows people by their phone number only/],
	['+34 600 000 001', { provider: 'interakt' }, /Interakt cannot block people from here/],
])('%s %o is refused before the call', async (person, more, message) => {
	const { error } = await run('block', { person, ...more });
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
});

it('the list has one item for each person, of all pages', async () => {
	const page = (wa_id: string, next?: string) => ({
		data: [{ wa_id }],
		paging: { cursors: { after: 'c' }, ...(next && { next }) },
	});
	answer(`GET ${LIST}`, page('34600000001', 'https://example.com'));
	answer(`GET ${LIST}`, page('34600000002'));
	const { outputs } = await run('getManyBlocked');
	expect(outputs[0].map(({ json }) => json)).toEqual([
		{ phone: '34600000001', from: '300' },
		{ phone: '34600000002', from: '300' },
	]);
	const gupshup = await run('getManyBlocked', { provider: 'gupshup' });
	expect(gupshup.error?.message).toMatch(/Gupshup cannot list blocked people/);
});
