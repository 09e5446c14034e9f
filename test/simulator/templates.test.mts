import type { Business } from './business.mts';
import { startBusiness } from './business.mts';

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

describe('the listing', () => {
	const path = (query: string) => `${business.simulator.account.wabaId}/message_templates${query}`;

	it('pages through everything, 25 at a time', async () => {
		const names: string[] = [];
		let pages = 0;
		let after = '';
		do {
			const { data } = await business.graph('GET', path(`?fields=name,language&after=${after}`));
			expect(data.data.length).toBeLessThanOrEqual(25);
			names.push(...data.data.map((template: any) => `${template.name} ${template.language}`));
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
