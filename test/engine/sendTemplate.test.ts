import {
	carousel,
	limitedTimeOffer,
	multiProduct,
	oneTimeCode,
	withFlow,
} from '../fixtures/meta/specialTemplates';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

jest.mock('../../nodes/n8n/clock', () => jest.requireActual('./hurriedClock'));

interface SentTemplate {
	name: string;
	language: { code: string };
	components?: Array<Record<string, unknown>>;
}

const listed = (...data: object[]) =>
	graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data } });

function accept(times = 1): SentTemplate[] {
	const templates: SentTemplate[] = [];
	graphAnswers(
		'POST /v24.0/300/messages',
		(body) => {
			templates.push((body as { template: SentTemplate }).template);
			return { status: 200, body: { messages: [{ id: 'wamid.1' }] } };
		},
		times,
	);
	return templates;
}

const send = (
	template: string,
	values: Record<string, unknown>,
	options: object = {},
	items: Array<{ json: Record<string, string> }> = [{ json: {} }],
) =>
	runNode(
		{
			type: 'whatsAppBusiness',
			parameters: {
				provider: 'meta',
				resource: 'message',
				operation: 'sendTemplate',
				sender: { __rl: true, mode: 'id', value: '300' },
				to: '+1 202 555 0110',
				template: { __rl: true, mode: 'name', value: template },
				variables: { mappingMode: 'defineBelow', value: values },
				options,
			} as never,
		},
		items,
	);

const OFFER = {
	'header.media': 'https://cdn.example.com/boxes.jpg',
	'offer.ends': '2099-11-30T18:00',
	'body.1': 'Ana',
	'body.2': 'BOX25',
	'button.0': 'BOX25',
	'button.1': 'BOX25',
};

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

describe('every kind of template', () => {
	it('a one-time code, given once', async () => {
		listed(oneTimeCode);
		const sent = accept();
		const { outputs } = await send('sign_in_code|en_US', { 'body.1': '123456' });
		expect(sent[0].components).toMatchObject([
			{ type: 'body', parameters: [{ text: '123456' }] },
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ text: '123456' }] },
		]);
		expect(outputs[0][0].json.text).toContain('*123456* is your verification code');
	});

	it('a limited-time offer, its end in the time zone of the workflow', async () => {
		listed(limitedTimeOffer);
		const sent = accept();
		const { outputs } = await send('weekend_offer|en_US', OFFER);
		const [, , offer] = sent[0].components!;
		const [{ limited_time_offer }] = offer.parameters as [
			{ limited_time_offer: { expiration_time_ms: number } },
		];
		// The workflow's zone is Madrid's, an hour ahead.
		expect(new Date(limited_time_offer.expiration_time_ms).toISOString()).toBe(
			'2099-11-30T17:00:00.000Z',
		);
		expect(outputs[0][0].json.text).toMatch(/^Expiring offer! \(until 2099-11-30 18:00\)/);
	});

	it('an offer and a flow, from what expressions give', async () => {
		listed(limitedTimeOffer, withFlow);
		listed(limitedTimeOffer, withFlow);
		const sent = accept(2);
		await send('weekend_offer|en_US', {
			'header.media': '1',
			'offer.ends': '={{ $now.set({ year: 2099 }).startOf("year") }}',
			'body.1': 'Ana',
			'body.2': 'BOX25',
			'button.0': 'BOX25',
			'button.1': 'BOX25',
		});
		expect(JSON.stringify(sent[0])).toContain(
			`"expiration_time_ms":${Date.parse('2099-01-01T00:00:00+01:00')}`,
		);
		await send('book_a_slot|en_US', { 'button.0.data': '={{ { order: 17 } }}' });
		expect(sent[1].components).toMatchObject([
			{ parameters: [{ action: { flow_action_data: { order: 17 } } }] },
		]);
	});

	it.each([
		['2020-01-01T00:00', /is over/],
		['soon', /is no date/],
	])('an offer that ends %s is refused', async (end, message) => {
		listed(limitedTimeOffer);
		const { error } = await send('weekend_offer|en_US', {
			'header.media': '1',
			'offer.ends': end,
			'body.1': 'Ana',
			'body.2': 'BOX25',
			'button.0': 'BOX25',
			'button.1': 'BOX25',
		});
		expect(error?.message).toMatch(message);
	});

	const cards = {
		'body.1': 'Ana',
		'body.2': '20%',
		'card.0.header.media': 'https://cdn.example.com/small.jpg',
		'card.0.body.1': '3',
		'card.0.body.2': 'SMALL',
		'card.0.button.1': 'SMALL',
		'card.1.header.media': 'https://cdn.example.com/large.jpg',
		'card.1.body.1': '9',
		'card.1.button.1': 'LARGE',
	};

	it('a carousel, with its cards in the output, or only tried out', async () => {
		listed(carousel);
		const sent = accept();
		const { outputs } = await send('new_boxes|en_US', cards);
		expect(sent[0].components?.[1]).toMatchObject({
			type: 'carousel',
			cards: [{ card_index: 0 }, { card_index: 1 }],
		});
		expect(outputs[0][0].json.text).toContain('Card 2: Large boxes, 9 left.');
		listed(carousel);
		const tried = await send('new_boxes|en_US', cards, { dryRun: true });
		expect(tried.outputs[0][0].json).toMatchObject({
			status: 'not sent',
			text: outputs[0][0].json.text,
			request: { body: { template: sent[0] } },
		});
	});

	it('a carousel with a card that is not complete is refused', async () => {
		listed(carousel);
		const { error } = await send('new_boxes|en_US', { ...cards, 'card.1.header.media': '' });
		expect(error?.message).toContain('"Card 2: header: image (public link or media ID)" is empty');
	});

	it('a flow, with what comes back with its answers', async () => {
		listed(withFlow);
		const sent = accept();
		await send('book_a_slot|en_US', { 'button.0': 'order-17' });
		expect(sent[0].components).toMatchObject([
			{ sub_type: 'flow', parameters: [{ action: { flow_token: 'order-17' } }] },
		]);
	});

	it('products to choose from are refused, with the way out', async () => {
		listed(multiProduct);
		const { error } = await send('left_in_the_cart|en_US', {});
		expect(error?.message).toMatch(/a choice of products/);
		expect(error?.description).toContain('Components (JSON)');
	});
});

describe('amounts and dates', () => {
	const invoice = {
		id: '1',
		name: 'invoice',
		language: 'es',
		status: 'APPROVED',
		category: 'UTILITY',
		parameter_format: 'NAMED',
		components: [{ type: 'BODY', text: 'Son {{amount}} hasta el {{day}}.' }],
	};
	const showAs = (...variable: object[]) => ({ showAs: { variable } });
	const amount = { id: 'body.amount', as: 'amount', currency: 'EUR' };

	it('are written in the language of the template', async () => {
		listed(invoice);
		const sent = accept();
		const day = { id: 'day', as: 'date' };
		const { outputs } = await send(
			'invoice|es',
			{ 'body.amount': '=12.5', 'body.day': '2026-11-05' },
			showAs(amount, day),
		);
		expect(outputs[0][0].json.text).toBe('Son 12,50\u00a0€ hasta el 5 de noviembre de 2026.');
		expect(sent[0].components).toMatchObject([
			{
				parameters: [
					{ type: 'text', parameter_name: 'amount', text: '12,50\u00a0€' },
					{ type: 'text', parameter_name: 'day', text: '5 de noviembre de 2026' },
				],
			},
		]);
	});

	it.each([
		['what is no number', '12,5', amount, /"12,5" in "Body: amount" is no number/],
		['what is no currency', '12.5', { ...amount, currency: 'euro' }, /"euro" .* is no currency/],
		[
			'an unknown variable',
			'12.5',
			{ ...amount, id: 'body.price' },
			/names the variable "body.price"/,
		],
	])('%s: is refused', async (_what, value, manner, message) => {
		listed(invoice);
		const { error } = await send(
			'invoice|es',
			{ 'body.amount': value, 'body.day': '2026-11-05' },
			showAs(manner),
		);
		expect(error?.message).toMatch(message);
	});
});

describe('the language of the person', () => {
	const translation = (language: string, status = 'APPROVED', text = `(${language}) {{1}}`) => ({
		id: language,
		name: 'order_ready',
		language,
		status,
		category: 'UTILITY',
		components: [{ type: 'BODY', text }],
	});
	const people = (...languages: string[]) => languages.map((language) => ({ json: { language } }));
	const option = { language: '={{ $json.language }}' };

	it('is that of the template where it is approved in it, else the chosen one', async () => {
		listed(translation('en_US'), translation('es_MX'), translation('fr', 'PAUSED'));
		const sent = accept(4);
		const { outputs } = await send(
			'order_ready|en_US',
			{ 'body.1': '17' },
			option,
			people('es', 'fr', '', 'es_MX'),
		);
		expect(sent.map(({ language }) => language.code)).toEqual(['es_MX', 'en_US', 'en_US', 'es_MX']);
		expect(outputs[0].map(({ json }) => json.text)).toEqual([
			'(es_MX) 17',
			'(en_US) 17',
			'(en_US) 17',
			'(es_MX) 17',
		]);
		expect(outputs[0][0].json.template).toEqual({ name: 'order_ready', language: 'es_MX' });
	});

	it('has variables of its own, which are checked', async () => {
		listed(translation('en_US'), translation('es', 'APPROVED', '{{1}} y {{2}}'));
		const { error } = await send('order_ready|en_US', { 'body.1': '17' }, option, people('es'));
		expect(error?.message).toContain('"Body: 2" is empty');
	});
});

describe('an account that sends marketing templates by a way of their own', () => {
	const refused = (code: number, message: string) => ({
		status: 400,
		body: { error: { code, message, type: 'OAuthException' } },
	});

	it('gets them there, once, as soon as the usual way refuses', async () => {
		listed(limitedTimeOffer);
		const usual: unknown[] = [];
		graphAnswers('POST /v24.0/300/messages', (body) => {
			usual.push(body);
			return refused(131063, 'Marketing templates are disabled on Cloud API');
		});
		const apart: unknown[] = [];
		graphAnswers('POST /v24.0/300/marketing_messages', (body) => {
			apart.push(body);
			return { status: 200, body: { messages: [{ id: 'wamid.2' }] } };
		});
		const { outputs } = await send('weekend_offer|en_US', OFFER);
		expect(outputs[0][0].json).toMatchObject({ messageId: 'wamid.2' });
		expect(apart).toEqual(usual);
	});

	it('says what the other way says where that refuses too', async () => {
		listed(limitedTimeOffer);
		graphAnswers('POST /v24.0/300/messages', refused(131063, 'disabled'));
		graphAnswers('POST /v24.0/300/marketing_messages', refused(131050, 'stopped'));
		const { error } = await send('weekend_offer|en_US', OFFER);
		expect(error?.message).toContain('marketing');
	});
});

describe('the tracking reference', () => {
	const hello = {
		id: '1',
		name: 'hello',
		language: 'en_US',
		status: 'APPROVED',
		category: 'UTILITY',
		components: [{ type: 'BODY', text: 'Hello.' }],
	};

	it.each([
		[{}, 'template:hello'],
		[{ reference: 'order-4711' }, 'order-4711'],
	])('with the options %j is %s', async (options, reference) => {
		listed(hello);
		let sent: unknown;
		graphAnswers('POST /v24.0/300/messages', (body) => {
			sent = body;
			return { status: 200, body: { messages: [{ id: 'wamid.1' }] } };
		});
		await send('hello|en_US', {}, options);
		expect(sent).toMatchObject({ biz_opaque_callback_data: reference });
	});
});
