import { type Business, startBusiness } from './business.mts';
import type { AnyJson } from '../../playground/anyJson.mts';

let business: Business;
beforeAll(async () => {
	business = await startBusiness();
});
afterAll(() => business.stop());

const send = (name: string, components?: unknown[], code = 'en_US') =>
	business.send({
		type: 'template',
		template: { name, language: { code }, ...(components && { components }) },
	});
const text = (value: string) => ({ type: 'text', text: value });
const named = (parameter_name: string, value: string) => ({ ...text(value), parameter_name });
const body = (...parameters: unknown[]) => ({ type: 'body', parameters });
const button = (sub_type: string, index: number, parameter: unknown) => ({
	type: 'button',
	sub_type,
	index,
	parameters: [parameter],
});
const image = {
	type: 'header',
	parameters: [{ type: 'image', image: { link: 'https://example.com/a.jpg' } }],
};
const order = [
	{ type: 'header', parameters: [named('order_number', '1042')] },
	body(named('order_number', '1042'), named('customer_name', 'Ana')),
];
const suffix = button('url', 0, text('1042'));

const offer = (expiration_time_ms: unknown = Date.now() + 3600000) => ({
	type: 'limited_time_offer',
	parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms } }],
});
const offerButtons = [
	button('copy_code', 0, { type: 'coupon_code', coupon_code: 'BOX25' }),
	button('url', 1, text('boxes')),
];
const carousel = (...cards: unknown[]) => ({ type: 'carousel', cards });
const card = (card_index: number, ...components: unknown[]) => ({
	card_index,
	components:
		components.length > 0 ? components : [image, body(text('3')), button('url', 1, text('small'))],
});
const flow = (action: object) => button('flow', 0, { type: 'action', action });
const product = (action: object) => button('catalog', 0, { type: 'action', action });

describe('templates that may be sent', () => {
	it.each<[string, string, unknown[] | undefined, string]>([
		[
			'named parameters in any order',
			'route_change_update',
			[body(named('new_route', 'A-2'), named('driver_name', 'Diego'))],
			'es',
		],
		['positional parameters', 'delivery_update', [body(text('Ana'), text('42'))], 'en'],
		['a media header', 'delivery_photo', [image, body(text('Ana'))], 'en_US'],
		['a text header, named body and link suffix', 'order_ready', [...order, suffix], 'en_US'],
		['quick replies without payloads', 'request_approval', [body(text('Route A-2'))], 'en_US'],
		[
			'a payload of 128 bytes',
			'request_approval',
			[body(text('x')), button('quick_reply', 1, { type: 'payload', payload: 'x'.repeat(128) })],
			'en_US',
		],
		[
			'a coupon',
			'coupon_code',
			[body(text('Ana')), button('copy_code', 0, { type: 'coupon_code', coupon_code: 'SAVE25' })],
			'en_US',
		],
		['no components at all', 'hello_world', undefined, 'en_US'],
		[
			'a one-time code',
			'sign_in_code',
			[body(text('123456')), button('url', 0, text('123456'))],
			'en_US',
		],
		[
			'an offer with its end',
			'weekend_offer',
			[body(text('Ana')), offer(), ...offerButtons],
			'en_US',
		],
		['a carousel', 'new_boxes', [body(text('Ana')), carousel(card(0), card(1))], 'en_US'],
		[
			'a carousel in another order',
			'new_boxes',
			[body(text('A')), carousel(card(1), card(0))],
			'en_US',
		],
		['a flow', 'book_a_slot', [body(text('Ana')), flow({ flow_token: 'unused' })], 'en_US'],
		[
			'a flow with data',
			'book_a_slot',
			[body(text('Ana')), flow({ flow_action_data: { a: 1 } })],
			'en_US',
		],
		['a catalog', 'our_catalog', undefined, 'en_US'],
		[
			'a catalog with a product',
			'our_catalog',
			[product({ thumbnail_product_retailer_id: 'x' })],
			'en_US',
		],
	])('%s', async (_name, template, components, code) => {
		const { data } = await send(template, components, code);
		expect(data.error).toBeUndefined();
		expect(data.messages[0].message_status).toBe('accepted');
	});
});

describe('templates that are refused', () => {
	const payload = (length: number, letter = 'x') =>
		button('quick_reply', 0, { type: 'payload', payload: letter.repeat(length) });
	const refusals: Array<[string, number, string, unknown[] | undefined, string?]> = [
		['unknown name', 132001, 'nothing_like_this', undefined],
		['wrong language', 132001, 'delivery_update', [body(text('Ana'), text('42'))], 'en_US'],
		['pending', 132001, 'draft_pending', [body(text('x'))]],
		['rejected', 132001, 'survey_rejected', undefined],
		['paused', 132015, 'promo_paused', undefined],
		['disabled', 132016, 'old_alert_disabled', undefined],
		['too few parameters', 132000, 'delivery_update', [body(text('Ana'))], 'en'],
		['too many parameters', 132000, 'hello_world', [body(text('Ana'))]],
		['a missing named parameter', 132000, 'route_change_update', [body(named('driver_name', 'D'))]],
		['a parameter without its name', 100, 'route_change_update', [body(text('a'), text('b'))]],
		[
			'a wrong parameter name',
			132012,
			'route_change_update',
			[body(named('driver_name', 'D'), named('route', 'A'))],
		],
		[
			'a name given twice',
			132012,
			'route_change_update',
			[body(named('driver_name', 'D'), named('driver_name', 'A'))],
		],
		[
			'a name on a positional template',
			132012,
			'delivery_update',
			[body(named('x', 'A'), text('b'))],
			'en',
		],
		['no media header', 132012, 'delivery_photo', [body(text('Ana'))]],
		['a line break', 132018, 'delivery_update', [body(text('A\nB'), text('b'))], 'en'],
		['a tab', 132018, 'delivery_update', [body(text('A\tB'), text('b'))], 'en'],
		['five spaces', 132018, 'delivery_update', [body(text('A     B'), text('b'))], 'en'],
		['an empty parameter', 131008, 'delivery_update', [body(text(''), text('b'))], 'en'],
		[
			'a filled body beyond 1024',
			132005,
			'delivery_update',
			[body(text('x'.repeat(1020)), text('b'))],
			'en',
		],
		['no link suffix', 131008, 'order_ready', order],
		['no coupon', 131008, 'coupon_code', [body(text('Ana'))]],
		[
			'a coupon with a dash',
			131009,
			'coupon_code',
			[body(text('Ana')), button('copy_code', 0, { type: 'coupon_code', coupon_code: 'SAVE-25' })],
		],
		['a payload of 129 bytes', 131009, 'request_approval', [body(text('x')), payload(129)]],
		[
			'a payload of 65 two-byte letters',
			131009,
			'request_approval',
			[body(text('x')), payload(65, 'é')],
		],
		[
			'a button the template lacks',
			132018,
			'request_approval',
			[body(text('x')), button('quick_reply', 2, { type: 'payload', payload: 'x' })],
		],
		['another type of button', 132012, 'request_approval', [body(text('x')), suffix]],
		[
			'an unknown key',
			100,
			'delivery_update',
			[{ ...body(text('a'), text('b')), note: 'x' }],
			'en',
		],
		['a code in the body only', 131008, 'sign_in_code', [body(text('123456'))]],
		[
			'another code behind the button',
			131009,
			'sign_in_code',
			[body(text('123456')), button('url', 0, text('654321'))],
		],
		[
			'a code of 16 characters',
			131009,
			'sign_in_code',
			[body(text('x'.repeat(16))), button('url', 0, text('x'.repeat(16)))],
		],
		[
			'a code as a coupon',
			132012,
			'sign_in_code',
			[
				body(text('123456')),
				button('copy_code', 0, { type: 'coupon_code', coupon_code: '123456' }),
			],
		],
		['an offer without its end', 131008, 'weekend_offer', [body(text('Ana')), ...offerButtons]],
		[
			'an end in seconds',
			131009,
			'weekend_offer',
			[body(text('Ana')), offer(1798000000), ...offerButtons],
		],
		[
			'an end as text',
			131009,
			'weekend_offer',
			[body(text('Ana')), offer('2099-01-01'), ...offerButtons],
		],
		['an end where none is shown', 132018, 'hello_world', [offer()]],
		['no cards', 132012, 'new_boxes', [body(text('Ana'))]],
		['a card too few', 132012, 'new_boxes', [body(text('Ana')), carousel(card(0))]],
		[
			'a card too many',
			132012,
			'new_boxes',
			[body(text('Ana')), carousel(card(0), card(1), card(2))],
		],
		['a card twice', 132012, 'new_boxes', [body(text('Ana')), carousel(card(0), card(0))]],
		[
			'a card without its picture',
			132012,
			'new_boxes',
			[
				body(text('Ana')),
				carousel(card(0), card(1, body(text('3')), button('url', 1, text('small')))),
			],
		],
		[
			'a card without its text',
			132000,
			'new_boxes',
			[body(text('Ana')), carousel(card(0), card(1, image, button('url', 1, text('small'))))],
		],
		[
			'a card without its link',
			131008,
			'new_boxes',
			[body(text('Ana')), carousel(card(0), card(1, image, body(text('3'))))],
		],
		['cards where there are none', 132018, 'hello_world', [carousel(card(0), card(1))]],
		['a flow without its button', 131008, 'book_a_slot', [body(text('Ana'))]],
		[
			'a flow with empty data',
			131009,
			'book_a_slot',
			[body(text('Ana')), flow({ flow_action_data: {} })],
		],
		[
			'a product for a flow',
			100,
			'book_a_slot',
			[body(text('Ana')), flow({ thumbnail_product_retailer_id: 'x' })],
		],
		['a token for a catalog', 100, 'our_catalog', [product({ flow_token: 'x' })]],
		[
			'two bodies',
			100,
			'delivery_update',
			[body(text('a'), text('b')), body(text('a'), text('b'))],
			'en',
		],
	];

	it.each(refusals.map((refusal) => ({ title: `${refusal[0]}: ${refusal[1]}`, refusal })))(
		'$title',
		async ({ refusal }) => {
			const [, code, template, components, language] = refusal;
			const { status, data } = await send(template, components, language);
			expect(data.error?.code).toBe(code);
			expect(status).toBe(code === 132001 ? 404 : 400);
		},
	);
});

describe('on the phone', () => {
	const shown = async (name: string, components: unknown[]) => {
		const { data } = await send(name, components);
		return business.simulator.state.conversations.find(data.messages[0].id)!.view;
	};

	it('a one-time code can be copied', async () => {
		const view = await shown('sign_in_code', [
			body(text('123456')),
			button('url', 0, text('123456')),
		]);
		expect(view.text).toContain('*123456* is your verification code');
		expect(view.buttons).toEqual([{ kind: 'copy_code', label: 'Copy code', code: '123456' }]);
	});

	it('an offer shows when it ends', async () => {
		const end = Date.parse('2099-11-30T17:00:00Z');
		const view = await shown('weekend_offer', [body(text('Ana')), offer(end), ...offerButtons]);
		expect(view.text).toMatch(/^Weekend offer!, until 2099-11-30T17:00:00.000Z\n\nGood news, Ana!/);
	});

	it('cards are shown with their buttons', async () => {
		const reply = button('quick_reply', 0, { type: 'payload', payload: 'more:small' });
		const small = card(0, image, body(text('3')), reply, button('url', 1, text('small')));
		const view = await shown('new_boxes', [body(text('Ana')), carousel(small, card(1))]);
		expect(view.text).toContain('\n\nCard 1 (image) Small boxes, 3 left.');
		expect(view.buttons).toEqual([
			{ kind: 'quick_reply', label: 'Tell me more', reply: 'more:small', card: 1 },
			{ kind: 'url', label: 'Order', url: 'https://example.com/shop/small', card: 1 },
			{ kind: 'quick_reply', label: 'Tell me more', reply: 'Tell me more', card: 2 },
			{ kind: 'url', label: 'Order', url: 'https://example.com/shop/small', card: 2 },
		]);
	});
});

describe('the listing', () => {
	const path = (query: string) => `${business.simulator.account.wabaId}/message_templates${query}`;

	it('pages through everything, 25 at a time', async () => {
		const names: string[] = [];
		let pages = 0;
		let after = '';
		do {
			const { data } = await business.graph('GET', path(`?fields=name,language&after=${after}`));
			expect(data.data.length).toBeLessThanOrEqual(25);
			names.push(...data.data.map((template: AnyJson) => `${template.name} ${template.language}`));
			after = data.paging.next ? data.paging.cursors.after : '';
			pages += 1;
		} while (after);
		expect(pages).toBeGreaterThan(2);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toContain('route_change_update es');
		expect(names).toContain('filler_040 en_US');
	});

	it('has a next link that works as it is', async () => {
		const { data } = await business.graph('GET', path('?limit=2&fields=name'));
		const next = await (await fetch(data.paging.next)).json();
		expect(next.data).toHaveLength(2);
		expect(next.data[0].id).not.toBe(data.data[0].id);
	});

	it('filters, with the default fields', async () => {
		const query = '?status=approved&category=marketing&language=en_US&name=coupon';
		const { data } = await business.graph('GET', path(query));
		expect(data.data).toHaveLength(1);
		expect(Object.keys(data.data[0]).sort()).toEqual(
			['category', 'components', 'id', 'language', 'name', 'parameter_format', 'status'].sort(),
		);
	});

	it.each([
		['fields=colour', 100],
		['status=maybe', 100],
		['limit=none', 100],
		['after=nonsense', 131059],
	])('refuses %s', async (query, code) => {
		expect((await business.graph('GET', path(`?${query}`))).data.error.code).toBe(code);
	});
});
