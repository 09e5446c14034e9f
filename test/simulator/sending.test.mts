import { type Business, DIEGO, MARTA, startBusiness } from './business.mts';

let business: Business;
beforeAll(async () => {
	business = await startBusiness();
});
afterAll(() => business.stop());

const text = (more: object = {}) => ({ type: 'text', text: { body: 'Hello' }, ...more });
const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const question = (buttons: unknown, more: object = {}) => ({
	type: 'interactive',
	interactive: { type: 'button', body: { text: 'Approve?' }, action: { buttons }, ...more },
});
const list = (sections: unknown, more: object = {}) => ({
	type: 'interactive',
	interactive: {
		type: 'list',
		body: { text: 'Choose' },
		action: { button: 'Open', sections },
		...more,
	},
});
const row = (id: string) => ({ id, title: `Row ${id}` });
const rows = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => row(String(from + index)));
const link = (url: string, label = 'Pay') => ({
	type: 'interactive',
	interactive: {
		type: 'cta_url',
		body: { text: 'Pay' },
		action: { name: 'cta_url', parameters: { display_text: label, url } },
	},
});

const contact = (more: object = {}) => ({
	name: { formatted_name: 'Ana Silva', first_name: 'Ana' },
	...more,
});
const contacts = (...cards: object[]) => ({ type: 'contacts', contacts: cards });
const flow = (parameters: object) => ({
	type: 'interactive',
	interactive: {
		type: 'flow',
		body: { text: 'Tell us' },
		action: {
			name: 'flow',
			parameters: { flow_message_version: '3', flow_cta: 'Open', ...parameters },
		},
	},
});

const product_items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ product_retailer_id: `p${index}` }));
const products = (sections: unknown, more: object = {}) => ({
	type: 'interactive',
	interactive: {
		type: 'product_list',
		header: { type: 'text', text: 'Shirts' },
		body: { text: 'In stock' },
		action: { catalog_id: '1', sections },
		...more,
	},
});
const interactive = (type: string, more: object) => ({
	type: 'interactive',
	interactive: { type, ...more },
});

const askAddress = (country: string, to: string, values: object = {}) => ({
	to,
	...interactive('address_message', {
		body: { text: 'Where?' },
		action: { name: 'address_message', parameters: { country, values } },
	}),
});

describe('messages that WhatsApp takes', () => {
	it.each<[string, Record<string, unknown>]>([
		['a text', text()],
		['a text without its type', { text: { body: 'Hello' } }],
		['a text of 4096 characters', text({ text: { body: 'x'.repeat(4096) } })],
		['a tracking reference of 512 characters', text({ biz_opaque_callback_data: 'x'.repeat(512) })],
		[
			'three reply buttons',
			question([button('a', 'Yes'), button('b', 'No'), button('c', 'Later')]),
		],
		[
			'a list',
			list([
				{ title: 'One', rows: rows(0, 5) },
				{ title: 'Two', rows: rows(5, 5) },
			]),
		],
		['a link button', link('https://example.com/pay')],
		['a location', { type: 'location', location: { latitude: 40.4, longitude: -3.7 } }],
		['degrees as texts', { type: 'location', location: { latitude: '40.4', longitude: '-3.7' } }],
		['five contacts', contacts(...Array.from({ length: 5 }, () => contact()))],
		['a flow by its name', flow({ flow_name: 'delivery' })],
		['an image by link', { type: 'image', image: { link: 'https://example.com/a.jpg' } }],
		['a quoted text', text({ context: { message_id: 'wamid.unknown' } })],
	])('%s', async (_name, message) => {
		const { status, data } = await business.send(message);
		expect(data).toMatchObject({
			messaging_product: 'whatsapp',
			contacts: [{ input: MARTA, wa_id: '12025550111' }],
		});
		expect(data.messages[0].id).toMatch(/^wamid\.[A-Za-z0-9+/=]+$/);
		expect(status).toBe(200);
	});

	it.each(['+12025550111', '12025550111', '+1 (202) 555-0111'])('to %s', async (to) => {
		const { data } = await business.send(text({ to }));
		expect(data.contacts).toEqual([{ input: to, wa_id: '12025550111' }]);
	});

	it('to a business-scoped user ID, answered without a phone', async () => {
		const recipient = 'US.1000000000000004';
		const { data } = await business.send({ ...text(), to: undefined, recipient });
		expect(data.contacts).toEqual([{ input: recipient, user_id: recipient }]);
	});
});

describe('messages that WhatsApp refuses', () => {
	it.each<[string, number, Record<string, unknown>]>([
		['no messaging_product', 100, text({ messaging_product: undefined })],
		['no recipient', 100, text({ to: undefined })],
		['letters in the phone', 100, text({ to: '+34 600 CALL' })],
		['a phone that is too short', 100, text({ to: '12345' })],
		['a malformed user ID', 100, text({ to: undefined, recipient: 'someone' })],
		['an unknown type', 100, { type: 'telegram', telegram: {} }],
		['an empty text', 131009, text({ text: { body: '' } })],
		['no text', 131008, { type: 'text', text: {} }],
		['a text of 4097 characters', 100, text({ text: { body: 'x'.repeat(4097) } })],
		['an unknown key in the text', 100, text({ text: { body: 'x', markdown: true } })],
		['an unknown key beside the text', 100, text({ priority: 'high' })],
		[
			'a tracking reference of 513 characters',
			100,
			text({ biz_opaque_callback_data: 'x'.repeat(513) }),
		],
		['four buttons', 131009, question(['a', 'b', 'c', 'd'].map((id) => button(id, id)))],
		['no buttons', 131009, question([])],
		['a title of 21 characters', 131009, question([button('a', 'x'.repeat(21))])],
		['an id of 257 characters', 131009, question([button('x'.repeat(257), 'Yes')])],
		['an id with a space at its end', 131009, question([button('a ', 'Yes')])],
		['an id with a space at its start', 131009, question([button(' a', 'Yes')])],
		['two equal titles', 131009, question([button('a', 'Yes'), button('b', 'Yes')])],
		['two equal ids', 131009, question([button('a', 'Yes'), button('a', 'No')])],
		[
			'a body of 1025 characters',
			131009,
			question([button('a', 'Yes')], { body: { text: 'x'.repeat(1025) } }),
		],
		[
			'a footer of 61 characters',
			131009,
			question([button('a', 'Yes')], { footer: { text: 'x'.repeat(61) } }),
		],
		[
			'a header of 61 characters',
			131009,
			question([button('a', 'Yes')], { header: { type: 'text', text: 'x'.repeat(61) } }),
		],
		[
			'eleven rows in all',
			131009,
			list([
				{ title: 'A', rows: rows(0, 6) },
				{ title: 'B', rows: rows(6, 5) },
			]),
		],
		[
			'a section without a title',
			131009,
			list([{ rows: rows(0, 1) }, { title: 'B', rows: rows(1, 1) }]),
		],
		[
			'a row id of 201 characters',
			131009,
			list([{ rows: [{ id: 'x'.repeat(201), title: 'Row' }] }]),
		],
		[
			'a row title of 25 characters',
			131009,
			list([{ rows: [{ id: 'x', title: 'x'.repeat(25) }] }]),
		],
		[
			'a row description of 73 characters',
			131009,
			list([{ rows: [{ ...row('x'), description: 'x'.repeat(73) }] }]),
		],
		['two equal row ids', 131009, list([{ rows: [row('x'), row('x')] }])],
		[
			'a list body of 4097 characters',
			131009,
			list([{ rows: rows(0, 1) }], { body: { text: 'x'.repeat(4097) } }),
		],
		[
			'an image header on a list',
			131009,
			list([{ rows: rows(0, 1) }], {
				header: { type: 'image', image: { link: 'https://example.com/a.jpg' } },
			}),
		],
		['a link that is not http', 131009, link('mailto:someone@example.com')],
		['a link label of 21 characters', 131009, link('https://example.com', 'x'.repeat(21))],
		['media that were never uploaded', 100, { type: 'image', image: { id: '123' } }],
		[
			'media with id and link',
			131009,
			{ type: 'image', image: { id: '123', link: 'https://example.com/a.jpg' } },
		],
		[
			'a voice note of another type',
			131009,
			{ type: 'audio', audio: { link: 'https://example.com/a.mp3', voice: true } },
		],
		['31 products', 131009, products([{ title: 'A', product_items: product_items(31) }])],
		[
			'products of which some have no section',
			131009,
			products([
				{ title: 'A', product_items: product_items(1) },
				{ product_items: product_items(1) },
			]),
		],
		[
			'products without a header',
			131008,
			products([{ product_items: product_items(1) }], { header: undefined }),
		],
		[
			'a picture above products',
			131009,
			products([{ product_items: product_items(1) }], {
				header: { type: 'image', image: { link: 'https://example.com/a.jpg' } },
			}),
		],
		['rows instead of products', 131008, products([{ title: 'A', rows: rows(0, 1) }])],
		[
			'a header above one product',
			100,
			interactive('product', {
				header: { type: 'text', text: 'x' },
				action: { catalog_id: '1', product_retailer_id: 'a' },
			}),
		],
		[
			'a product of no catalog',
			131008,
			interactive('product', { action: { product_retailer_id: 'a' } }),
		],
		[
			'a catalog without a text',
			131008,
			interactive('catalog_message', { action: { name: 'catalog_message' } }),
		],
		[
			'the question for a number without words',
			131008,
			interactive('request_contact_info', { action: { name: 'request_contact_info' } }),
		],
		[
			'the question for a call by another name',
			131009,
			interactive('call_permission_request', { action: { name: 'call_me' } }),
		],
		['the question for an address elsewhere', 131009, askAddress('IN', MARTA)],
		['the question for an address of a third country', 131009, askAddress('US', MARTA)],
		[
			'an address of another country',
			131009,
			askAddress('SG', '+6590000001', { in_pin_code: '1' }),
		],
		['a group', 131009, text({ recipient_type: 'group' })],
		['six contacts', 131009, contacts(...Array.from({ length: 6 }, () => contact()))],
		['a contact without a name', 131008, contacts({ phones: [{ phone: '+34 600 000 009' }] })],
		['a contact whose name has one part', 131009, contacts({ name: { formatted_name: 'Ana' } })],
		['an e-mail that is none', 131009, contacts(contact({ emails: [{ email: 'ana' }] }))],
		[
			'a phone of an unknown kind',
			131009,
			contacts(contact({ phones: [{ phone: '1', type: 'CAR' }] })),
		],
		['an unknown key in a contact', 100, contacts(contact({ nickname: 'Ana' }))],
		['a flow by ID and by name', 131009, flow({ flow_id: '1', flow_name: 'delivery' })],
		['a flow by neither', 131009, flow({})],
		['an unknown key in a flow', 100, flow({ flow_id: '1', screen: 'A' })],
		[
			'a screen that the server chooses',
			131009,
			flow({ flow_id: '1', flow_action: 'data_exchange', flow_action_payload: {} }),
		],
		['no degrees', 131009, { type: 'location', location: { latitude: 40.4 } }],
		[
			'degrees beyond the pole',
			131009,
			{ type: 'location', location: { latitude: 91, longitude: 0 } },
		],
		[
			'degrees that are none',
			131009,
			{ type: 'location', location: { latitude: 'north', longitude: 0 } },
		],
		[
			'a header of another type',
			131008,
			question([button('a', 'Yes')], { header: { type: 'image', text: 'x' } }),
		],
		[
			'a caption for a sticker',
			100,
			{ type: 'sticker', sticker: { link: 'https://example.com/a.webp', caption: 'x' } },
		],
		[
			'a reaction that quotes',
			100,
			{
				type: 'reaction',
				reaction: { message_id: 'x', emoji: '👍' },
				context: { message_id: 'x' },
			},
		],
	])('%s: %i', async (_name, code, message) => {
		const { status, data } = await business.send(message);
		expect(data.error?.code).toBe(code);
		expect(data.error.fbtrace_id).toEqual(expect.any(String));
		expect(status).toBe(400);
	});

	it('itself as recipient: 131021', async () => {
		const { data } = await business.send(text({ to: '+1 202 555 0100' }));
		expect(data.error.code).toBe(131021);
	});

	it('names the parameter and its limit', async () => {
		const { data } = await business.send(question([button('a', 'x'.repeat(21))]));
		expect(data.error.message).toBe('(#131009) Parameter value is not valid');
		expect(data.error.error_data.details).toContain(
			"interactive['action']['buttons'][0]['reply']['title']",
		);
	});

	it('a body that is not JSON, in the envelope', async () => {
		const url = `${business.simulator.url}/v24.0/${business.phoneId}/messages`;
		const headers = {
			'content-type': 'application/json',
			authorization: `Bearer ${business.simulator.account.accessToken}`,
		};
		const response = await fetch(url, { method: 'POST', headers, body: '{"to":' });
		expect(response.status).toBe(400);
		expect((await response.json()).error.code).toBe(100);
	});
});

describe('marketing templates of an account that sends them by a way of their own', () => {
	const template = { name: 'our_catalog', language: { code: 'en_US' } };
	const marketingApart = (on: boolean) => business.control('switches', { marketingApart: on });
	beforeAll(() => marketingApart(true));
	afterAll(() => marketingApart(false));
	const apart = async (message: object) =>
		await business.graph('POST', `${business.phoneId}/marketing_messages`, {
			messaging_product: 'whatsapp',
			to: MARTA,
			...message,
		});

	it('are refused by the usual one, and taken there', async () => {
		const { data } = await business.send({ type: 'template', template });
		expect(data.error.code).toBe(131063);
		expect((await apart({ type: 'template', template })).data.messages).toHaveLength(1);
	});

	it('only: anything else is refused there', async () => {
		expect((await apart(text())).data.error.code).toBe(134100);
		expect((await business.send(text())).status).toBe(200);
	});
});

describe('the 24-hour window', () => {
	const closed = (windowClosed: boolean) =>
		business.control('switches', { personId: 'diego', windowClosed });
	afterEach(async () => {
		await closed(false);
		await business.control('switches', { windowRefusal: 'sync' });
	});

	it('refuses anything but a template with 131047', async () => {
		await closed(true);
		expect((await business.send(text({ to: DIEGO }))).data.error.code).toBe(131047);
		const template = { name: 'hello_world', language: { code: 'en_US' } };
		expect((await business.send({ to: DIEGO, type: 'template', template })).status).toBe(200);
	});

	it('opens again when the person writes', async () => {
		await closed(true);
		await business.control('people/diego/text', { text: 'Hi' });
		expect((await business.send(text({ to: DIEGO }))).status).toBe(200);
	});

	it('closes after 24 hours', async () => {
		await business.control('switches', { skipHours: 25 });
		expect((await business.send(text({ to: DIEGO }))).data.error.code).toBe(131047);
	});
});

describe('read receipts', () => {
	it('accepts the wamid of a received message only', async () => {
		const { data } = await business.control('people/marta/text', { text: 'Hi' });
		const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: data.wamid };
		const path = `${business.phoneId}/messages`;
		const typing = { ...receipt, typing_indicator: { type: 'text' } };
		expect((await business.graph('POST', path, typing)).data).toEqual({ success: true });
		const unknown = { ...receipt, message_id: 'wamid.unknown' };
		expect((await business.graph('POST', path, unknown)).data.error.code).toBe(131009);
	});
});
