import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph, type Answer } from './graphDouble';

jest.mock('../../nodes/n8n/clock', () => jest.requireActual('./hurriedClock'));

const SEND = 'POST /v24.0/300/messages';
const TEXT = {
	provider: 'meta',
	resource: 'message',
	operation: 'sendText',
	sender: { __rl: true, mode: 'id', value: '300' },
	to: '={{ $json.phone }}',
	text: '=Hello {{ $json.name }}',
	options: {},
};
const people = (...names: string[]) =>
	names.map((name, index) => ({ json: { name, phone: `+1 202 555 011${index}` } }));
const send = (parameters: object, items = people('Ana'), node: object = {}) =>
	runNode({ type: 'whatsAppBusiness', parameters: parameters as never, ...node }, items);

function accept(times = 1): Array<Record<string, unknown>> {
	const bodies: Array<Record<string, unknown>> = [];
	graphAnswers(
		SEND,
		(body) => {
			bodies.push(body as Record<string, unknown>);
			const { to } = body as { to: string };
			const contacts = [{ input: to, wa_id: to.replace('+', '') }];
			return { status: 200, body: { contacts, messages: [{ id: `wamid.${to}` }] } };
		},
		times,
	);
	return bodies;
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

describe('items', () => {
	it('sends every item, in order, each paired with its own', async () => {
		const bodies = accept(3);
		const { outputs } = await send(TEXT, people('Ana', 'Ben', 'Cleo'));
		expect(bodies.map(({ text }) => (text as { body: string }).body)).toEqual([
			'Hello Ana',
			'Hello Ben',
			'Hello Cleo',
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0][1].json).toMatchObject({
			messageId: 'wamid.+12025550111',
			status: 'accepted',
			to: { phone: '12025550111' },
			kind: 'text',
		});
	});

	it('under Continue On Fail gives each item its own error, and sends the others', async () => {
		accept(2);
		const items = people('Ana', 'Ben', 'Cleo');
		items[1].json.phone = 'nobody';
		const { outputs } = await send(TEXT, items, { onError: 'continueRegularOutput' });
		expect(outputs[0].map(({ json }) => json.messageId)).toEqual([
			'wamid.+12025550110',
			undefined,
			'wamid.+12025550112',
		]);
		expect(outputs[0][1]).toMatchObject({
			json: { error: expect.stringContaining('"nobody" is no phone number'), name: 'Ben' },
			pairedItem: { item: 1 },
		});
	});

	it('stops at the first failure otherwise, naming the item', async () => {
		const { error } = await send(TEXT, [{ json: { name: 'Ana', phone: '' } }]);
		expect(error?.message).toMatch(/no phone number/);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('Graph answering otherwise than it should', () => {
	// What the provider surely did not take is sent four times, at most.
	const refusals: Array<[string, number, unknown, RegExp, number?]> = [
		['400', 400, { error: { code: 131009, message: 'Parameter value is not valid' } }, /not valid/],
		['401', 401, { error: { code: 190, message: 'Malformed access token EAATESTTOKEN' } }, /token/],
		['429', 429, { error: { code: 130429, message: 'Rate limit hit' } }, /faster than/, 4],
		[
			'500',
			500,
			{ error: { code: 131000, message: 'Something went wrong' } },
			/inside WhatsApp/,
			4,
		],
		['HTML', 502, '<html><body>Bad gateway</body></html>', /could not be understood/],
		['nothing', 200, '', /could not be understood/],
	];
	it.each(refusals)('%s', async (_what, status, body, message, times = 1) => {
		graphAnswers(SEND, { status, body }, times);
		const { error, run } = await send(TEXT);
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect(JSON.stringify(run)).not.toContain(ACCOUNT.accessToken);
		expect(JSON.stringify(run)).not.toContain(ACCOUNT.appSecret);
	});

	it('no answer, or no connection: says that the message may have gone out', async () => {
		graphAnswers(SEND, 'hang up');
		const hungUp = await send(TEXT);
		const { baseUrl } = ACCOUNT;
		ACCOUNT.baseUrl = 'http://127.0.0.1:9';
		const unreachable = await send(TEXT);
		ACCOUNT.baseUrl = baseUrl;
		for (const { error, run } of [hungUp, unreachable]) {
			expect(error?.message).toMatch(/did not answer/);
			expect(error?.description).toMatch(/may or may not have gone out/);
			expect(JSON.stringify(run)).not.toContain(ACCOUNT.accessToken);
		}
	});

	it('tells a branch what to do: code, category, whether trying again helps', async () => {
		const body = { error: { code: 130429, message: 'Rate limit hit' } };
		graphAnswers(SEND, { status: 400, body }, 4);
		const { outputs } = await send(TEXT, people('Ana'), { onError: 'continueRegularOutput' });
		expect(outputs[0][0].json).toMatchObject({
			code: '130429',
			category: 'limit',
			retryable: true,
			hint: expect.any(String),
		});
	});
});

describe('the sending number', () => {
	const numbers = (...ids: string[]) => {
		const data = ids.map((id) => ({ id, display_phone_number: '+1', verified_name: `No. ${id}` }));
		graphAnswers('GET /v24.0/200/phone_numbers', { status: 200, body: { data } });
	};
	const anySender = { ...TEXT, sender: { __rl: true, mode: 'list', value: '' } };

	it('left empty is the only one of the account, looked up once for all items', async () => {
		numbers('300');
		accept(2);
		const { outputs } = await send(anySender, people('Ana', 'Ben'));
		expect(outputs[0]).toHaveLength(2);
	});

	it('left empty is refused when there are several, naming them', async () => {
		numbers('300', '301');
		const { error } = await send(anySender);
		expect(error?.message).toMatch(/2 phone numbers/);
		expect(error?.description).toMatch(/No\. 300/);
	});

	it('that the account does not own is refused in words', async () => {
		const message = "Object with ID '300' does not exist";
		graphAnswers(SEND, { status: 400, body: { error: { code: 100, error_subcode: 33, message } } });
		const { error } = await send(TEXT);
		expect(error?.message).toContain("Object with ID '300' does not exist");
		expect(error?.description).toMatch(/sending number belongs to this WhatsApp account/);
	});
});

describe('templates', () => {
	const template = (over: object = {}) => ({
		id: '1',
		name: 'order_ready',
		language: 'en_US',
		status: 'APPROVED',
		category: 'UTILITY',
		parameter_format: 'NAMED',
		components: [
			{ type: 'HEADER', format: 'DOCUMENT' },
			{ type: 'BODY', text: 'Hi {{customer}}, order {{number}} is ready.' },
			{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See', url: 'https://x.example/{{1}}' }] },
		],
		...over,
	});
	const listed = (...entries: object[]) =>
		graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data: entries } });
	const parameters = (values: Record<string, string>, name = 'order_ready|en_US') => ({
		...TEXT,
		operation: 'sendTemplate',
		template: { __rl: true, mode: 'name', value: name },
		variables: { mappingMode: 'defineBelow', value: values },
	});
	const FILLED = {
		'header.media': 'https://example.com/invoice.pdf',
		'body.customer': '={{ $json.name }}',
		'body.number': '4711',
		'button.0': 'orders/4711',
	};

	it('are filled in by name, with header and link, looked up once for all items', async () => {
		listed(template());
		const bodies = accept(2);
		const { outputs } = await send(parameters(FILLED), people('Ana', 'Ben'));
		expect(bodies[1].template).toEqual({
			name: 'order_ready',
			language: { code: 'en_US' },
			components: [
				{
					type: 'header',
					parameters: [
						{
							type: 'document',
							document: { link: 'https://example.com/invoice.pdf', filename: 'invoice.pdf' },
						},
					],
				},
				{
					type: 'body',
					parameters: [
						{ type: 'text', parameter_name: 'customer', text: 'Ben' },
						{ type: 'text', parameter_name: 'number', text: '4711' },
					],
				},
				{
					type: 'button',
					sub_type: 'url',
					index: '0',
					parameters: [{ type: 'text', text: 'orders/4711' }],
				},
			],
		});
		expect(outputs[0][1].json.text).toBe('Hi Ben, order 4711 is ready.');
	});

	it.each([
		['paused', template({ status: 'PAUSED' }), FILLED, 'order_ready|en_US', /is paused/],
		['rejected', template({ status: 'REJECTED' }), FILLED, 'order_ready|en_US', /is rejected/],
		[
			'in another language',
			template(),
			FILLED,
			'order_ready|es',
			/"order_ready\|es" does not exist in this language; it exists in: en_US/,
		],
		[
			'in a language written otherwise',
			template({ status: 'PAUSED' }),
			FILLED,
			'order_ready|en-us',
			/is paused/,
		],
		['not chosen', template(), FILLED, '={{ $json.nothing }}', /No template is chosen/],
		[
			'incomplete',
			template(),
			{ ...FILLED, 'body.number': '' },
			'order_ready|en_US',
			/"Body: number" is empty/,
		],
		[
			'without its header',
			template(),
			{ ...FILLED, 'header.media': '' },
			'order_ready|en_US',
			/document .* is empty/,
		],
		[
			'changed since',
			template(),
			{ ...FILLED, 'body.old': 'x' },
			'order_ready|en_US',
			/no variable "body.old"/,
		],
		[
			'given a line break',
			template(),
			{ ...FILLED, 'body.number': 'a\nb' },
			'order_ready|en_US',
			/line breaks/,
		],
	])('%s: refused before the call', async (_what, entry, values, name, message) => {
		if (!name.startsWith('=')) listed(entry);
		const { error } = await send(parameters(values, name));
		expect(error?.message).toMatch(message);
	});
});

describe('components in JSON', () => {
	const entry = {
		id: '1',
		name: 'login_code',
		language: 'en_US',
		status: 'APPROVED',
		category: 'AUTHENTICATION',
		components: [{ type: 'BODY', text: '{{1}} is your code.' }],
	};
	const own = [{ type: 'body', parameters: [{ type: 'text', text: '4711' }] }];
	const withComponents = (components: unknown) => {
		graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data: [entry] } });
		return send({
			...TEXT,
			operation: 'sendTemplate',
			template: { __rl: true, mode: 'name', value: 'login_code|en_US' },
			options: { components },
		});
	};

	it.each([
		['text', JSON.stringify(own)],
		['data of an expression', own],
	])('go out as they are, from %s', async (_how, components) => {
		const bodies = accept();
		await withComponents(components);
		expect(bodies[0].template).toEqual({
			name: 'login_code',
			language: { code: 'en_US' },
			components: own,
		});
	});

	it('are refused before the call when they are no list', async () => {
		const { error } = await withComponents('{"type":"body"}');
		expect(error?.message).toContain('no list in JSON');
	});
});

describe('reply buttons', () => {
	const buttons = (...button: object[]) => ({
		...TEXT,
		operation: 'sendReplyButtons',
		body: 'How did it go?',
		buttons: { button },
		options: { header: 'Delivery', footer: 'Rio', reference: 'order-1', replyTo: 'wamid.before' },
	});

	it('go out with header, footer, tracking reference and quote', async () => {
		const bodies = accept();
		await send(buttons({ title: 'Done', id: 'done' }, { title: 'Problem' }));
		expect(bodies[0]).toMatchObject({
			context: { message_id: 'wamid.before' },
			biz_opaque_callback_data: 'order-1',
			interactive: {
				header: { type: 'text', text: 'Delivery' },
				footer: { text: 'Rio' },
				action: {
					buttons: [
						{ type: 'reply', reply: { id: 'done', title: 'Done' } },
						{ type: 'reply', reply: { id: 'Problem', title: 'Problem' } },
					],
				},
			},
		});
	});

	it.each([
		['four', [1, 2, 3, 4].map((n) => ({ title: `No. ${n}` })), /4 buttons/],
		['none', [], /no button/],
		[
			'with the same label',
			[
				{ title: 'Yes', id: 'a' },
				{ title: 'Yes', id: 'b' },
			],
			/same label/,
		],
		['with a long label', [{ title: 'x'.repeat(21) }], /21 characters/],
		['without a label', [{ title: '={{ $json.nothing }}' }], /Label of button 1 is empty/],
	])('%s: refused before the call', async (_what, button, message) => {
		const { error } = await send(buttons(...button));
		expect(error?.message).toMatch(message);
	});
});

describe('a list', () => {
	const list = (...row: object[]) => ({
		...TEXT,
		operation: 'sendList',
		body: 'When may we deliver?',
		listButton: 'Choose a day',
		rows: { row },
		options: { header: 'Delivery' },
	});

	it('goes out with its rows, an empty reply ID being the label', async () => {
		const bodies = accept();
		await send(list({ title: 'Monday', id: 'mon', description: '8 to 12' }, { title: 'Tuesday' }));
		expect(bodies[0]).toMatchObject({
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'Delivery' },
				body: { text: 'When may we deliver?' },
				action: {
					button: 'Choose a day',
					sections: [
						{
							rows: [
								{ id: 'mon', title: 'Monday', description: '8 to 12' },
								{ id: 'Tuesday', title: 'Tuesday' },
							],
						},
					],
				},
			},
		});
	});

	it.each([
		['of eleven', Array.from({ length: 11 }, (_, n) => ({ title: `No. ${n}` })), /11 rows/],
		['with a long description', [{ title: 'A', description: 'x'.repeat(73) }], /73 characters/],
		['with a long label', [{ title: 'x'.repeat(25) }], /25 characters/],
	])('%s: refused before the call', async (_what, row, message) => {
		const { error } = await send(list(...row));
		expect(error?.message).toMatch(message);
	});
});

describe('media', () => {
	const media = (mediaType: string, link: string, more = {}) => ({
		...TEXT,
		operation: 'sendMedia',
		mediaType,
		link,
		...more,
	});

	it.each([
		['by link', 'https://example.com/a.pdf', { link: 'https://example.com/a.pdf' }],
		['by the ID of an upload', '1234567890', { id: '1234567890' }],
	])('goes out %s, with caption and file name', async (_how, link, where) => {
		const bodies = accept();
		const { outputs } = await send(
			media('document', link, { caption: 'Your note', filename: 'note.pdf' }),
		);
		expect(bodies[0]).toMatchObject({
			type: 'document',
			document: { ...where, caption: 'Your note', filename: 'note.pdf' },
		});
		expect(outputs[0][0].json).toMatchObject({ kind: 'media', text: 'Your note' });
	});

	it.each([
		['what is no address', media('image', 'picture.jpg'), /"picture.jpg" is no public link/],
		[
			'a long caption',
			media('image', 'https://example.com/a.jpg', { caption: 'x'.repeat(1025) }),
			/1025 characters/,
		],
	])('refuses %s before the call', async (_what, parameters, message) => {
		const { error } = await send(parameters);
		expect(error?.message).toMatch(message);
	});
});

describe('a text that is too long', () => {
	const long = `${'Word '.repeat(900)}\n\n${'More '.repeat(100)}`;
	const split = { ...TEXT, text: long, options: { splitLongText: true } };

	it('goes out as several messages, in order, if that is wanted', async () => {
		const bodies = accept(2);
		const { outputs } = await send(split);
		const texts = bodies.map(({ text }) => (text as { body: string }).body);
		expect(texts.map(({ length }) => length <= 4096)).toEqual([true, true]);
		expect(texts.join(' ').split(/\s+/)).toEqual(long.trim().split(/\s+/));
		expect(outputs[0][0].json.messageIds).toHaveLength(2);
	});

	it('does not go out twice in part when a later piece is refused for the moment', async () => {
		const first = accept();
		graphAnswers(SEND, { status: 400, body: { error: { code: 130429, message: 'Rate limit' } } });
		const last = accept();
		await send(split);
		expect([first.length, last.length]).toEqual([1, 1]);
		expect(first[0].text).not.toEqual(last[0].text);
	});

	it.each<[string, Answer, RegExp, object]>([
		[
			'is refused for good',
			{ status: 400, body: { error: { code: 131026, message: 'Undeliverable' } } },
			/cannot be delivered.* \(1 of 2 pieces were sent: wamid\.\+12025550110\)/,
			{ code: '131026', messageIds: ['wamid.+12025550110'] },
		],
		[
			'is not answered',
			'hang up',
			/did not answer.* \(1 of 2 pieces were sent: wamid\.\+12025550110\)/,
			{ status: 'unknown', messageIds: ['wamid.+12025550110'] },
		],
	])('says which pieces went out when a later one %s', async (_what, answer, words, fields) => {
		for (const node of [{}, { onError: 'continueRegularOutput' }]) {
			accept();
			graphAnswers(SEND, answer);
			const { error, outputs } = await send(split, people('Ana'), node);
			const said = error?.message ?? outputs[0][0].json.error;
			expect(said).toMatch(words);
			if (!error) expect(outputs[0][0].json).toMatchObject(fields);
			if (!error) expect(outputs[0][0].json).not.toHaveProperty('messageId');
		}
	});

	it('that went out in part is said of its own item only', async () => {
		accept();
		graphAnswers(SEND, { status: 400, body: { error: { code: 131042, message: 'Payment' } } });
		const { outputs } = await send(
			{ ...split, options: { splitLongText: true, atTheSameTime: 1 } },
			people('Ana', 'Ben'),
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0][0].json.messageIds).toHaveLength(1);
		expect(outputs[0][1].json.error).toMatch(/^Not sent: /);
		expect(JSON.stringify(outputs[0][1].json)).not.toMatch(/pieces|messageIds/);
	});

	it('is refused otherwise', async () => {
		const { error } = await send({ ...split, options: {} });
		expect(error?.message).toContain('4096');
	});
});

describe('people who opted out', () => {
	it('are left out, whatever way their number is written; the others get the message', async () => {
		const bodies = accept();
		const { outputs } = await send(
			{ ...TEXT, options: { doNotWriteTo: 'Ana: 001-202-555-0110; US.1' } },
			people('Ana', 'Ben'),
		);
		expect(bodies).toHaveLength(1);
		expect(outputs[0].map(({ json }) => json)).toMatchObject([
			{ status: 'not sent', reason: expect.stringContaining('Do Not Write To') },
			{ status: 'accepted', to: { phone: '12025550111' } },
		]);
	});
});

describe('a dry run', () => {
	const rehearsed = (text: string) => send({ ...TEXT, text, options: { dryRun: true } });

	it('shows the message and the request, and sends nothing', async () => {
		const { outputs } = await rehearsed('Hello');
		expect(outputs[0][0].json).toEqual({
			status: 'not sent',
			to: { phone: '12025550110' },
			from: '300',
			kind: 'text',
			text: 'Hello',
			request: {
				method: 'POST',
				url: `${ACCOUNT.baseUrl}/v24.0/300/messages`,
				body: expect.objectContaining({ to: '+12025550110', type: 'text' }),
			},
		});
		expect(JSON.stringify(outputs)).not.toContain(ACCOUNT.accessToken);
	});

	it('refuses what sending would refuse', async () => {
		const { error } = await rehearsed('x'.repeat(4097));
		expect(error?.message).toContain('4097 characters');
	});
});
