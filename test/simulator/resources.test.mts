import { type Business, startBusiness } from './business.mts';
import type { AnyJson } from '../../playground/anyJson.mts';

let business: Business;
beforeAll(async () => {
	business = await startBusiness();
});
afterAll(() => business.stop());

const waba = () => business.simulator.account.wabaId;
const create = (change: object = {}) =>
	business.graph('POST', `${waba()}/message_templates`, {
		name: 'pallet_ready',
		language: 'en',
		category: 'UTILITY',
		components: [
			{ type: 'BODY', text: 'Hello {{1}}, welcome.', example: { body_text: [['Ana']] } },
		],
		...change,
	});
const remove = (query: string) => business.graph('DELETE', `${waba()}/message_templates?${query}`);
const listed = async () => {
	const { data } = await business.graph('GET', `${waba()}/message_templates?name=pallet_ready`);
	return data.data.map(({ language, status }: AnyJson) => `${language} ${status}`);
};

describe('templates', () => {
	it('are made, wait for their review, and are deleted by language or by name', async () => {
		const { status, data } = await create();
		expect([status, data]).toEqual([
			200,
			{ id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'UTILITY' },
		]);
		await create({ language: 'es' });
		await create({ language: 'pt_BR' });
		expect(await listed()).toEqual(['en PENDING', 'es PENDING', 'pt_BR PENDING']);
		expect((await create()).data.error.error_data.details).toMatch(/already en content/);
		expect((await remove(`name=pallet_ready&hsm_id=${data.id}`)).data).toEqual({ success: true });
		expect(await listed()).toEqual(['es PENDING', 'pt_BR PENDING']);
		expect((await remove('name=pallet_ready')).status).toBe(200);
		expect(await listed()).toEqual([]);
		expect((await remove('name=pallet_ready')).status).toBe(400);
		expect((await remove('')).status).toBe(400);
	});

	const body = (text: string, example?: object) => ({
		components: [{ type: 'BODY', text, ...(example && { example }) }],
	});
	const button = (text: string) => ({ type: 'QUICK_REPLY', text });
	const url = { type: 'URL', text: 'Map', url: 'https://example.com' };
	const withButtons = (...buttons: object[]) => ({
		components: [
			{ type: 'BODY', text: 'Hello' },
			{ type: 'BUTTONS', buttons },
		],
	});
	it.each<[string, object]>([
		['a name in capitals', { name: 'Pallet' }],
		['an unknown parameter', { colour: 'red' }],
		['no body', { components: [{ type: 'FOOTER', text: 'Rio' }] }],
		['a variable without an example', body('Hello {{1}}, welcome.')],
		['a variable at the end', body('Hello {{1}}', { body_text: [['Ana']] })],
		['a body that is too long', body('x'.repeat(1025))],
		['three websites', withButtons(url, url, url)],
		['scattered quick replies', withButtons(button('a'), url, button('b'))],
		['a label that is too long', withButtons(button('x'.repeat(26)))],
	])('are refused with %s', async (_what, change) => {
		const { status, data } = await create(change);
		expect([status, data.error.code]).toEqual([400, 100]);
	});
});

describe('blocked people', () => {
	const list = () => `${business.phoneId}/block_users`;
	const users = (...block_users: object[]) => ({ messaging_product: 'whatsapp', block_users });
	const marta = { user: '+12025550111' };
	const send = () => business.send({ to: marta.user, type: 'text', text: { body: 'Hello' } });

	it('can neither write nor be written to until they are unblocked', async () => {
		const { status, data } = await business.graph('POST', list(), users(marta));
		expect([status, data.block_users.added_users]).toEqual([
			200,
			[{ input: '+12025550111', wa_id: '12025550111' }],
		]);
		const blocked = await business.graph('GET', list());
		expect(blocked.data.data).toEqual([{ messaging_product: 'whatsapp', wa_id: '12025550111' }]);
		expect((await send()).data.error.code).toBe(131026);
		const written = await business.control('people/marta/text', { text: 'Hi' });
		expect(written.data.webhookId).toBe('');
		const freed = await business.graph('DELETE', list(), users(marta));
		expect(freed.data.block_users.removed_users).toHaveLength(1);
		expect((await send()).status).toBe(200);
	});

	it('are those only who wrote within 24 hours; each who is not says so', async () => {
		const { status, data } = await business.graph(
			'POST',
			list(),
			users({ user: '+12025550199' }, { user_id: 'US.1000000000000004' }),
		);
		expect([status, data.error.code]).toEqual([400, 139100]);
		expect(data.block_users.added_users).toEqual([
			{ input: 'US.1000000000000004', user_id: 'US.1000000000000004' },
		]);
		expect(data.block_users.failed_users).toMatchObject([
			{ input: '+12025550199', errors: [{ code: 131047 }] },
		]);
		await business.graph('DELETE', list(), users({ user_id: 'US.1000000000000004' }));
	});

	it.each([
		['nobody', []],
		['words', [{ user: 'Marta' }]],
		['another key', [{ phone: '+12025550111' }]],
	])('cannot be %s', async (_what, people) => {
		const { data } = await business.graph('POST', list(), users(...people));
		expect(data.error.code).toBe(100);
	});
});

describe('figures', () => {
	const field = (fields: string) =>
		business.graph('GET', `${waba()}?fields=${encodeURIComponent(fields)}`);
	const period = 'start(1790035200).end(1790294400)';

	it('of messages and prices agree, and templates come by the day and page', async () => {
		const messages = await field(`analytics.${period}.granularity(DAY)`);
		const points = messages.data.analytics.data_points;
		expect(points).toHaveLength(3);
		const prices = await field(
			`pricing_analytics.${period}.granularity(DAILY).metric_types([COST,VOLUME]).dimensions([COUNTRY])`,
		);
		const volumes = prices.data.pricing_analytics.data[0].data_points;
		expect(volumes.map(({ volume }: AnyJson) => volume)).toEqual(
			points.map(({ delivered }: AnyJson) => delivered),
		);
		const { data } = await business.graph('GET', `${waba()}/message_templates?limit=1`);
		const { id } = data.data[0];
		const page = await business.graph(
			'GET',
			`${waba()}/template_analytics?start=1790035200&end=1790294400&granularity=daily&template_ids=[${id}]&limit=2`,
		);
		expect(page.data.data[0].data_points).toHaveLength(2);
		expect(page.data.paging.next).toContain('after=');
	});

	it.each([
		'analytics.granularity(DAY)',
		`analytics.${period}.granularity(DAILY)`,
		`pricing_analytics.${period}.granularity(DAY)`,
		`pricing_analytics.${period}.granularity(DAILY).dimensions([WEATHER])`,
	])('are refused for %s', async (fields) => {
		expect((await field(fields)).status).toBe(400);
	});
});
