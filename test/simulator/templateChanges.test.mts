import axios from 'axios';

import { type Business, startBusiness } from './business.mts';

let business: Business;
beforeAll(async () => {
	business = await startBusiness();
});
afterAll(() => business.stop());

const account = () => business.simulator.account;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0x00]);

async function begin(type = 'image/jpeg', length = JPEG.length): Promise<string> {
	const { data } = await business.graph(
		'POST',
		`${account().appId}/uploads?file_name=a.jpg&file_length=${length}&file_type=${type}`,
	);
	return data.id;
}
const give = async (session: string, headers: object = {}) =>
	await axios.post(`${business.simulator.url}/v24.0/${session}`, JPEG, {
		headers: {
			authorization: `OAuth ${account().accessToken}`,
			file_offset: '0',
			'content-type': 'image/jpeg',
			...headers,
		},
		validateStatus: () => true,
		proxy: false,
	});
const uploaded = async () => (await give(await begin())).data.h as string;

const body = { type: 'BODY', text: 'Hello' };
const link = { type: 'URL', text: 'Shop', url: 'https://example.com' };
const buttons = (...all: object[]) => ({ type: 'BUTTONS', buttons: all });
const image = (handle: string) => ({
	type: 'HEADER',
	format: 'IMAGE',
	example: { header_handle: [handle] },
});
let made = 0;
const create = (components: object[], rest: object = {}) =>
	business.graph('POST', `${account().wabaId}/message_templates`, {
		name: `made_${++made}`,
		language: 'en',
		category: 'MARKETING',
		components,
		...rest,
	});
const get = async (id: string) => (await business.graph('GET', id)).data;
const idOf = async (name: string, language = 'en') => {
	const { data } = await business.graph(
		'GET',
		`${account().wabaId}/message_templates?name=${name}&language=${language}`,
	);
	return data.data[0].id as string;
};

describe('sample files', () => {
	it('are uploaded in a session, named by a handle, and listed by a public address', async () => {
		const handle = await uploaded();
		expect(handle).toMatch(/^4::/);
		const { status, data } = await create([image(handle), body]);
		expect(status).toBe(200);
		const [header] = (await get(data.id)).components;
		const [address] = header.example.header_handle;
		const file = await axios.get(address, { responseType: 'arraybuffer', proxy: false });
		expect(Buffer.from(file.data).equals(JPEG)).toBe(true);
		expect(file.headers['content-type']).toContain('image/jpeg');
	});

	it('are refused without OAuth, without an offset, at another length, or of another type', async () => {
		const bearer = { authorization: `Bearer ${account().accessToken}` };
		expect((await give(await begin(), bearer)).status).toBe(400);
		expect((await give(await begin(), { file_offset: '4' })).status).toBe(400);
		expect((await give(await begin('image/jpeg', 5))).status).toBe(400);
		expect(await begin('text/plain')).toBeUndefined();
		expect((await give('upload:unknown?sig=1')).status).toBe(400);
		const handle = await uploaded();
		expect((await create([{ ...image(handle), format: 'VIDEO' }, body])).status).toBe(400);
		expect((await create([image('4::unknown'), body])).status).toBe(400);
		expect((await create([image('https://example.com/a.jpg'), body])).status).toBe(400);
	});
});

describe('templates of every kind', () => {
	const card = (handle: string, ...all: object[]) => ({
		components: [image(handle), body, ...(all.length > 0 ? [buttons(...all)] : [])],
	});
	const offer = (has_expiration: boolean) => ({
		type: 'LIMITED_TIME_OFFER',
		limited_time_offer: { text: 'Ends soon', has_expiration },
	});
	const code = { type: 'COPY_CODE', example: 'SAVE20' };

	it('are taken', async () => {
		const handle = await uploaded();
		const cards = [card(handle, link), card(handle, link)];
		const flow = { type: 'FLOW', text: 'Open', flow_id: '12', flow_action: 'navigate' };
		const answers = await Promise.all([
			create([{ type: 'HEADER', format: 'LOCATION' }, body, buttons(flow)]),
			create([body, { type: 'CAROUSEL', cards }]),
			create([offer(true), body, buttons(code, link)]),
			create([offer(false), body, buttons(link)]),
			create(
				[
					{ type: 'BODY', add_security_recommendation: true },
					{ type: 'FOOTER', code_expiration_minutes: 10 },
					buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
				],
				{ category: 'AUTHENTICATION', message_send_ttl_seconds: 60 },
			),
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		const listed = (await get(answers[4]!.data.id)).components;
		expect(listed[0].text).toContain('is your verification code. For your security');
		expect(listed[2].buttons[0]).toMatchObject({ type: 'URL', text: 'Copy code' });
	});

	it.each<[string, (handle: string) => object[], object?]>([
		['one card', (handle) => [body, { type: 'CAROUSEL', cards: [card(handle)] }]],
		[
			'cards that differ',
			(handle) => [body, { type: 'CAROUSEL', cards: [card(handle), card(handle, link)] }],
		],
		[
			'a footer below cards',
			(handle) => [
				body,
				{ type: 'FOOTER', text: 'Rio' },
				{ type: 'CAROUSEL', cards: [card(handle), card(handle)] },
			],
		],
		[
			'a carousel of utility',
			(handle) => [body, { type: 'CAROUSEL', cards: [card(handle), card(handle)] }],
			{ category: 'UTILITY' },
		],
		['a countdown without a code', () => [offer(true), body, buttons(link)]],
		['an offer without a link', () => [offer(false), body]],
		['an offer of utility', () => [offer(false), body, buttons(link)], { category: 'UTILITY' }],
		['words in a code', () => [body], { category: 'AUTHENTICATION' }],
		['a time that is too short', () => [body], { message_send_ttl_seconds: 60 }],
		['a flow without a number', () => [body, buttons({ type: 'FLOW', text: 'A', flow_id: 'a' })]],
	])('are refused with %s', async (_what, components, rest = {}) => {
		const { status, data } = await create(components(await uploaded()), rest);
		expect([status, data.error?.code]).toEqual([400, 100]);
	});
});

describe('editing', () => {
	it('replaces the components, and sends the template to review again', async () => {
		const id = await idOf('delivery_update');
		const components = [{ type: 'BODY', text: 'Your delivery is on its way.' }];
		expect((await business.graph('POST', id, { components })).data).toEqual({ success: true });
		expect(await get(id)).toMatchObject({ status: 'PENDING', components });
		expect(
			(await business.graph('POST', id, { components })).data.error.error_data.details,
		).toMatch(/PENDING cannot be edited/);
	});

	it('is refused twice a day, of the category once approved, with nothing, and for a broken part', async () => {
		const approved = await idOf('delivery_photo', 'en_US');
		const edit = (change: object) => business.graph('POST', approved, change);
		const { category } = await get(approved);
		const other = category === 'UTILITY' ? 'MARKETING' : 'UTILITY';
		expect((await edit({ category: other })).status).toBe(400);
		expect((await edit({})).status).toBe(400);
		expect((await edit({ components: [{ type: 'FOOTER', text: 'Rio' }] })).status).toBe(400);
		expect((await edit({ components: [body] })).status).toBe(200);
		const { templates } = business.simulator.state;
		templates.find((one) => one.id === approved)!.status = 'APPROVED';
		expect((await edit({ components: [body] })).data.error.error_data.details).toMatch(/too often/);
	});
});

describe('the template library', () => {
	const search = async (query: string) =>
		(await business.graph('GET', `message_template_library?${query}`)).data;
	const take = (rest: object) =>
		business.graph('POST', `${account().wabaId}/message_templates`, {
			name: `taken_${++made}`,
			language: 'en_US',
			category: 'UTILITY',
			library_template_name: 'delivery_update_1',
			...rest,
		});
	const website = { type: 'URL', url: { base_url: 'https://x.io' } };

	it('is found by words, topic, use case and name', async () => {
		const names = async (query: string) =>
			(await search(query)).data.map(({ name }: { name: string }) => name);
		expect(await names('search=balance')).toEqual(['low_balance_warning_1']);
		expect(await names('topic=ORDER_MANAGEMENT&limit=1')).toEqual(['delivery_update_1']);
		expect(await names('usecase=DELIVERY_FAILED')).toEqual(['delivery_failed_2_form']);
		expect(await names('industry=E_COMMERCE&language=es')).toEqual([]);
		expect((await business.graph('GET', 'message_template_library?useCase=X')).status).toBe(400);
	});

	it('gives templates that can be sent at once, with what their buttons need', async () => {
		const taken = await take({ library_template_button_inputs: [website] });
		expect(taken.data).toMatchObject({ status: 'APPROVED', category: 'UTILITY' });
		expect(await get(taken.data.id)).toMatchObject({ status: 'APPROVED' });
		const refused = [
			{},
			{ library_template_button_inputs: [website, website] },
			{ library_template_button_inputs: [{ type: 'URL', url: { base_url: 'x' } }] },
			{
				library_template_button_inputs: [{ type: 'URL', url: { base_url: 'https://x.io/{{1}}' } }],
			},
			{ category: 'MARKETING', library_template_button_inputs: [website] },
			{ library_template_name: 'delivery_update_9' },
			{ components: [body] },
		];
		for (const rest of refused) expect((await take(rest)).status).toBe(400);
	});
});
