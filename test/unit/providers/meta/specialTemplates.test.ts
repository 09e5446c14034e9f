import * as fc from 'fast-check';
import type { TemplateMessage } from '../../../../nodes/whatsapp/messages';
import { meta } from '../../../../nodes/providers/meta';
import { send } from '../../../../nodes/providers/meta/send';
import { readTemplate } from '../../../../nodes/providers/meta/templates';
import { checkLimits } from '../../../../nodes/whatsapp/limits';
import { templatePreview } from '../../../../nodes/whatsapp/template';
import {
	carousel,
	limitedTimeOffer,
	multiProduct,
	oneTimeCode,
	productCards,
	withCatalog,
	withFlow,
} from '../../../fixtures/meta/specialTemplates';

type Raw = Record<string, unknown>;
type Values = Record<string, string>;

const message = (raw: Raw, values: Values): TemplateMessage => ({
	kind: 'template',
	from: '1065',
	to: { phone: '34600000001' },
	template: readTemplate(raw),
	values,
});
const componentsFor = (raw: Raw, values: Values) =>
	(send(message(raw, values), {}).body?.template as { components?: unknown[] }).components;
const fields = (raw: Raw) =>
	readTemplate(raw).variables.map(({ id, label, required }) => [id, label, required]);

// authentication-templates/copy-code-button-authentication-templates
describe('a one-time code', () => {
	it('is one field, and goes out in the text and behind the button', () => {
		const { variables } = readTemplate(oneTimeCode);
		expect(variables).toMatchObject([
			{ id: 'body.1', kind: 'code', label: 'Code', required: true },
			{ id: 'button.0', kind: 'urlSuffix', sameAs: 'body.1' },
		]);
		const values = { 'body.1': 'J$FpnYnP', 'button.0': 'J$FpnYnP' };
		expect(componentsFor(oneTimeCode, values)).toEqual([
			{ type: 'body', parameters: [{ type: 'text', text: 'J$FpnYnP' }] },
			{
				type: 'button',
				sub_type: 'url',
				index: '0',
				parameters: [{ type: 'text', text: 'J$FpnYnP' }],
			},
		]);
	});

	it.each(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'])(
		'is the same with a button of type OTP: %s',
		(otp) => {
			const [body] = oneTimeCode.components;
			const buttons = [{ type: 'OTP', otp_type: otp, text: 'Autofill' }];
			const raw = { ...oneTimeCode, components: [body, { type: 'BUTTONS', buttons }] };
			expect(readTemplate(raw).variables.map(({ sameAs }) => sameAs)).toEqual([
				undefined,
				'body.1',
			]);
		},
	);

	it('is asked for where the list leaves the preset text out, and without any button', () => {
		expect(fields({ ...oneTimeCode, components: [{ type: 'BODY' }] })).toEqual([
			['body.1', 'Code', true],
		]);
	});

	it('has 15 characters at most, and no line break', () => {
		const broken = (code: string) =>
			checkLimits(message(oneTimeCode, { 'body.1': code }), meta)?.message;
		expect(broken('x'.repeat(15))).toBeUndefined();
		expect(broken('x'.repeat(16))).toMatch(/Code has 16 characters/);
		expect(broken('12\n34')).toMatch(/line breaks/);
	});
});

// marketing-templates/limited-time-offer-templates
describe('a limited-time offer', () => {
	const values = {
		'header.media': '1602186516975000',
		'offer.ends': '2023-10-26T00:00:00.000-07:00',
		'body.1': 'Ana',
		'body.2': 'BOX25',
		'button.0': 'BOX25',
		'button.1': 'n3mtql',
	};

	it('asks when it ends, and says so in milliseconds', () => {
		expect(fields(limitedTimeOffer)).toContainEqual([
			'offer.ends',
			'Offer ends (date and time)',
			true,
		]);
		expect(componentsFor(limitedTimeOffer, values)).toEqual([
			{ type: 'header', parameters: [{ type: 'image', image: { id: '1602186516975000' } }] },
			{
				type: 'body',
				parameters: [
					{ type: 'text', text: 'Ana' },
					{ type: 'text', text: 'BOX25' },
				],
			},
			{
				type: 'limited_time_offer',
				parameters: [
					{
						type: 'limited_time_offer',
						limited_time_offer: { expiration_time_ms: 1698303600000 },
					},
				],
			},
			{
				type: 'button',
				sub_type: 'copy_code',
				index: '0',
				parameters: [{ type: 'coupon_code', coupon_code: 'BOX25' }],
			},
			{
				type: 'button',
				sub_type: 'url',
				index: '1',
				parameters: [{ type: 'text', text: 'n3mtql' }],
			},
		]);
	});

	it('asks nothing where no end is shown', () => {
		const components = limitedTimeOffer.components.map((part) =>
			'limited_time_offer' in part
				? { ...part, limited_time_offer: { text: 'Offer!', has_expiration: false } }
				: part,
		);
		const ids = fields({ ...limitedTimeOffer, components }).map(([id]) => id);
		expect(ids).toEqual(['header.media', 'body.1', 'body.2', 'button.0', 'button.1']);
	});

	it('is shown with its end', () => {
		expect(templatePreview(readTemplate(limitedTimeOffer), values)).toBe(
			'Expiring offer! (until 2023-10-26 00:00)\n\nGood news, Ana! Use code BOX25 to save on boxes.',
		);
	});
});

// marketing-templates/media-card-carousel-templates
describe('a carousel', () => {
	const values = {
		'body.1': 'Ana',
		'body.2': '20%',
		'card.0.header.media': '24230790383178626',
		'card.0.body.1': '3',
		'card.0.body.2': 'SMALL',
		'card.0.button.0': 'more-small',
		'card.0.button.1': 'SMALL',
		'card.1.header.media': 'https://cdn.example.com/large.jpg',
		'card.1.body.1': '9',
		'card.1.button.1': 'LARGE',
	};

	it('has the fields of each card after its own', () => {
		expect(fields(carousel)).toEqual([
			['body.1', 'Body: 1', true],
			['body.2', 'Body: 2', true],
			['card.0.header.media', 'Card 1: header: image (public link or media ID)', true],
			['card.0.body.1', 'Card 1: body: 1', true],
			['card.0.body.2', 'Card 1: body: 2', true],
			['card.0.button.0', 'Card 1: button "Tell me more": reply ID', false],
			['card.0.button.1', 'Card 1: button "Buy": end of the link', true],
			['card.1.header.media', 'Card 2: header: image (public link or media ID)', true],
			['card.1.body.1', 'Card 2: body: 1', true],
			['card.1.button.0', 'Card 2: button "Tell me more": reply ID', false],
			['card.1.button.1', 'Card 2: button "Buy": end of the link', true],
		]);
	});

	it('goes out with every card, each with its own values', () => {
		const text = (value: string) => ({ type: 'text', text: value });
		const url = (value: string) => ({
			type: 'button',
			sub_type: 'url',
			index: '1',
			parameters: [text(value)],
		});
		expect(componentsFor(carousel, values)).toEqual([
			{ type: 'body', parameters: [text('Ana'), text('20%')] },
			{
				type: 'carousel',
				cards: [
					{
						card_index: 0,
						components: [
							{
								type: 'header',
								parameters: [{ type: 'image', image: { id: '24230790383178626' } }],
							},
							{ type: 'body', parameters: [text('3'), text('SMALL')] },
							{
								type: 'button',
								sub_type: 'quick_reply',
								index: '0',
								parameters: [{ type: 'payload', payload: 'more-small' }],
							},
							url('SMALL'),
						],
					},
					{
						card_index: 1,
						components: [
							{
								type: 'header',
								parameters: [
									{ type: 'image', image: { link: 'https://cdn.example.com/large.jpg' } },
								],
							},
							{ type: 'body', parameters: [text('9')] },
							url('LARGE'),
						],
					},
				],
			},
		]);
	});

	it('is shown with its cards', () => {
		expect(templatePreview(readTemplate(carousel), values)).toBe(
			'New boxes for you, Ana: all 20% off.\n\nCard 1: Small boxes, 3 left. Code SMALL.\n\nCard 2: Large boxes, 9 left.',
		);
		expect(templatePreview(readTemplate(productCards), {})).toContain('Card 2: [View]');
	});

	it('can have products for headers', () => {
		expect(fields(productCards)).toEqual([
			['card.0.header.media', 'Card 1: header: product (catalog ID, content ID)', true],
			['card.1.header.media', 'Card 2: header: product (catalog ID, content ID)', true],
		]);
		const product = '194836987003835, box-small';
		const products = { 'card.0.header.media': product, 'card.1.header.media': product };
		expect(componentsFor(productCards, products)).toMatchObject([
			{
				cards: [
					{
						components: [
							{
								type: 'header',
								parameters: [
									{
										type: 'product',
										product: {
											product_retailer_id: 'box-small',
											catalog_id: '194836987003835',
										},
									},
								],
							},
						],
					},
					{},
				],
			},
		]);
		const unnamed = message(productCards, { 'card.0.header.media': 'box-small' });
		expect(checkLimits(unnamed, meta)?.message).toMatch(/does not name a product/);
	});
});

// flows/guides/sendingaflow
describe('the button of a flow', () => {
	const action = (values: Values) => {
		const [button] = componentsFor(withFlow, values) as Array<{ parameters: unknown[] }>;
		expect(button).toMatchObject({ type: 'button', sub_type: 'flow', index: '0' });
		return button.parameters[0];
	};

	it('goes out on every send, with Meta’s word for no token', () => {
		expect(action({})).toEqual({ type: 'action', action: { flow_token: 'unused' } });
	});

	it('takes a token and data, and leaves the other buttons alone', () => {
		const values = {
			'button.0': 'order-17',
			'button.0.data': '{"order":"17"}',
			'button.1': 'later',
		};
		expect(action(values)).toEqual({
			type: 'action',
			action: { flow_token: 'order-17', flow_action_data: { order: '17' } },
		});
		expect(componentsFor(withFlow, values)?.[1]).toMatchObject({
			sub_type: 'quick_reply',
			index: '1',
		});
	});

	it.each(['order', '["order"]', '{}'])('takes no data but an object: %s', (data) => {
		const problem = checkLimits(message(withFlow, { 'button.0.data': data }), meta);
		expect(problem?.message).toMatch(/no object in JSON/);
	});
});

describe('the button of a catalog', () => {
	it('shows a product if one is named, else Meta’s choice', () => {
		expect(componentsFor(withCatalog, {})).toBeUndefined();
		expect(componentsFor(withCatalog, { 'button.0': 'box-small' })).toEqual([
			{
				type: 'button',
				sub_type: 'catalog',
				index: '0',
				parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'box-small' } }],
			},
		]);
	});
});

describe('what no field can fill in', () => {
	const gif = { ...withFlow, components: [{ type: 'HEADER', format: 'GIF' }] };
	it.each([
		['several products', multiProduct, /a choice of products/],
		['a header of another kind', gif, /a header of the kind gif/],
	])('%s: is refused, with the way out', (_what, raw, words) => {
		const problem = checkLimits(message(raw, {}), meta);
		expect(problem?.message).toMatch(words);
		expect(problem?.hint).toContain('Components (JSON)');
		expect(checkLimits({ ...message(raw, {}), components: [] }, meta)).toBeUndefined();
	});
});

describe('providers that have no way to fill them in', () => {
	const plain = {
		...meta,
		name: 'Other',
		supports: { ...meta.supports, template: { payload: 128 } },
	};
	it.each([
		['carousels', carousel, /is a carousel, which cannot be sent by Other/],
		['offers', limitedTimeOffer, /is a limited-time offer, which cannot be sent by Other/],
		['several products', multiProduct, /a choice of products/],
	])('refuse %s', (_what, raw, words) => {
		const problem = checkLimits(message(raw, {}), plain);
		expect(problem?.message).toMatch(words);
		expect(problem?.hint).toMatch(/Choose another template/);
	});
});

describe('any template', () => {
	const text = fc.constantFrom('Hi {{1}}', 'Hi {{2}} and {{1}}', 'Hi', '{{1}} {{3}} {{2}}');
	const button = fc.constantFrom(
		{ type: 'QUICK_REPLY', text: 'Yes' },
		{ type: 'URL', text: 'See', url: 'https://boxes.example.com/{{1}}' },
		{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+12025550100' },
	);
	const parts = fc.record({
		media: fc.boolean(),
		text,
		buttons: fc.array(button, { maxLength: 4 }),
	});
	const componentsOf = (part: { media: boolean; text: string; buttons: object[] }) => [
		...(part.media ? [{ type: 'HEADER', format: 'VIDEO' }] : []),
		{ type: 'BODY', text: part.text },
		{ type: 'BUTTONS', buttons: part.buttons },
	];

	it('sends each value once, at its place, and has a place for each', () => {
		const template = fc.tuple(parts, fc.array(parts, { maxLength: 10 }));
		fc.assert(
			fc.property(template, ([own, cards]) => {
				const carouselOf = cards.map((card) => ({ components: componentsOf(card) }));
				const raw = {
					name: 'any',
					components: [...componentsOf(own), { type: 'CAROUSEL', cards: carouselOf }],
				};
				const { variables } = readTemplate(raw);
				const values = Object.fromEntries(variables.map(({ id }) => [id, `<${id}>`]));
				const sent = JSON.stringify(componentsFor(raw, values));
				for (const id of Object.keys(values)) expect(sent.split(`<${id}>`)).toHaveLength(2);
				expect(new Set(Object.keys(values)).size).toBe(variables.length);
				const last = (componentsFor(raw, values) as Array<{ cards?: unknown[] }>).at(-1);
				expect(last?.cards).toHaveLength(cards.length);
			}),
		);
	});
});
