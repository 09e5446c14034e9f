import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const SEND = 'POST /v24.0/300/messages';
/** n8n itself refuses a required field that is plainly empty. */
const NOTHING = '={{ $json.nothing }}';
const operation = (name: string, more: object, options: object = {}) => ({
	provider: 'meta',
	resource: 'message',
	operation: name,
	sender: { __rl: true, mode: 'id', value: '300' },
	to: '+1 202 555 0110',
	options,
	...more,
});
const run = (parameters: object, json: object = { order: 4711 }) =>
	runNode({ type: 'whatsAppBusiness', parameters: parameters as never }, [{ json } as never]);

type Body = Record<string, unknown>;

/** Lays out a success. @returns the bodies that came, as they come */
function accept(answer: unknown = { messages: [{ id: 'wamid.out' }] }): Body[] {
	const bodies: Body[] = [];
	graphAnswers(SEND, (body) => {
		bodies.push(body as Body);
		return { status: 200, body: answer };
	});
	return bodies;
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

/** Nothing is laid out, so a call would be refused with another message. */
async function expectRefused(parameters: object, message: RegExp): Promise<void> {
	const { error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
}

describe('words that a language model wrote', () => {
	const markdown = '## Today\n* **Order 4711** is [late](https://example.com/4711)';
	const shown = '*Today*\n- *Order 4711* is late (https://example.com/4711)';
	const send = async (type: string, options: object = {}) => {
		const bodies = accept();
		const parameters = operation('sendText', { text: markdown }, options);
		await runNode({ type, parameters: parameters as never }, [{ json: {} } as never]);
		return (bodies[0].text as { body: string }).body;
	};

	it('become what WhatsApp shows where an agent uses the node, or the builder says so', async () => {
		expect(await send('whatsAppBusinessTool')).toBe(shown);
		expect(await send('whatsAppBusiness', { convertMarkdown: true })).toBe(shown);
	});

	it('stay as they are otherwise', async () => {
		expect(await send('whatsAppBusiness')).toBe(markdown);
		expect(await send('whatsAppBusinessTool', { convertMarkdown: false })).toBe(markdown);
	});

	it('do so below pictures too', async () => {
		const media = { mediaType: 'image', mediaSource: 'link', link: 'https://x.example/a.jpg' };
		const bodies = accept();
		const parameters = operation('sendMedia', { ...media, caption: '**Now**' });
		await runNode({ type: 'whatsAppBusinessTool', parameters: parameters as never }, [
			{ json: {} } as never,
		]);
		expect(bodies[0]).toMatchObject({ image: { caption: '*Now*' } });
		const asked = accept();
		const options = { convertMarkdown: true };
		const { outputs } = await run(
			operation('sendMedia', { ...media, caption: '**Now**' }, options),
		);
		expect(asked[0]).toMatchObject({ image: { caption: '*Now*' } });
		expect(outputs[0][0].json).toMatchObject({ text: '*Now*' });
	});

	it('do so above buttons too', async () => {
		const bodies = accept();
		const buttons = { button: [{ title: 'Yes' }] };
		await run(
			operation('sendReplyButtons', { body: '**Now?**', buttons }, { convertMarkdown: true }),
		);
		expect(bodies[0]).toMatchObject({ interactive: { body: { text: '*Now?*' } } });
	});
});

describe('a link button', () => {
	const link = (more: object = {}, options: object = {}) =>
		operation(
			'sendLinkButton',
			{
				body: 'Your parcel is on its way.',
				buttonLabel: 'Track parcel',
				url: '=https://example.com/track/{{ $json.order }}',
				...more,
			},
			options,
		);

	it('goes out with header and footer', async () => {
		const bodies = accept();
		const { outputs } = await run(link({}, { header: 'Parcel', footer: 'Rio', reference: 'r-1' }));
		expect(bodies[0]).toMatchObject({
			to: '+12025550110',
			biz_opaque_callback_data: 'r-1',
			type: 'interactive',
			interactive: {
				type: 'cta_url',
				header: { type: 'text', text: 'Parcel' },
				body: { text: 'Your parcel is on its way.' },
				footer: { text: 'Rio' },
				action: {
					name: 'cta_url',
					parameters: { display_text: 'Track parcel', url: 'https://example.com/track/4711' },
				},
			},
		});
		expect(outputs[0][0].json).toMatchObject({
			messageId: 'wamid.out',
			kind: 'link',
			url: 'https://example.com/track/4711',
		});
	});

	it.each([
		['a long label', { buttonLabel: 'x'.repeat(21) }, /Button Label has 21 characters/],
		['no link', { url: 'track' }, /"track" is no public link/],
		['no text', { body: NOTHING }, /Message is empty/],
	])('with %s is refused before the call', async (_what, more, message) => {
		await expectRefused(link(more), message);
	});
});

describe('a picture above the message', () => {
	const headerMedia = { media: { type: 'image', link: 'https://example.com/parcel.jpg' } };
	const buttons = (options: object) =>
		operation(
			'sendReplyButtons',
			{ body: 'All right?', buttons: { button: [{ title: 'Yes' }] } },
			options,
		);

	it('goes out with reply buttons', async () => {
		const bodies = accept();
		await run(buttons({ headerMedia }));
		expect(bodies[0]).toMatchObject({
			interactive: {
				type: 'button',
				header: { type: 'image', image: { link: 'https://example.com/parcel.jpg' } },
			},
		});
	});

	it('names a document as it is told, else by its link, and nothing else than documents', async () => {
		const above = async (type: string, filename: unknown) => {
			const bodies = accept();
			const media = { type, link: 'https://example.com/Note%207.pdf', filename };
			await run(buttons({ headerMedia: { media } }));
			return (bodies[0].interactive as { header: object }).header;
		};
		expect(await above('document', ' Quote 7.pdf ')).toMatchObject({
			document: { filename: 'Quote 7.pdf' },
		});
		expect(await above('document', '')).toMatchObject({ document: { filename: 'Note 7.pdf' } });
		expect(await above('image', 'left over.pdf')).not.toHaveProperty('image.filename');
	});

	it('and a header in words are one too many', async () => {
		await expectRefused(buttons({ headerMedia, header: 'Parcel' }), /both filled in/);
	});

	it('is not sent with a list, where it was left over from another operation', async () => {
		const bodies = accept();
		const rows = { row: [{ title: 'Monday' }] };
		await run(
			operation('sendList', { body: 'When?', listButton: 'Choose', rows }, { headerMedia }),
		);
		expect(bodies[0].interactive).not.toHaveProperty('header');
	});
});

describe('a list', () => {
	const list = (...row: object[]) =>
		operation('sendList', { body: 'When?', listButton: 'Choose', rows: { row } });

	it('has its rows in the sections that they name', async () => {
		const bodies = accept();
		await run(
			list(
				{ title: 'Monday', section: '={{ "This" }} week' },
				{ title: 'Monday', section: ' Next week ', id: 'next', description: 'A holiday' },
			),
		);
		expect(bodies[0]).toMatchObject({
			interactive: {
				action: {
					button: 'Choose',
					sections: [
						{ title: 'This week', rows: [{ id: 'Monday', title: 'Monday' }] },
						{
							title: 'Next week',
							rows: [{ id: 'next', title: 'Monday', description: 'A holiday' }],
						},
					],
				},
			},
		});
	});

	it('with a row outside of them is refused before the call', async () => {
		await expectRefused(
			list({ title: 'Monday', section: 'This week' }, { title: 'Tuesday' }),
			/Row 2 names no section/,
		);
	});
});

describe('products', () => {
	it('go out one at a time, with or without a text', async () => {
		const bodies = accept();
		const product = { catalogId: ' 1948 ', productId: '={{ $json.order }}' };
		await run(operation('sendProduct', { ...product, body: '' }));
		expect(bodies[0].interactive).toEqual({
			type: 'product',
			action: { catalog_id: '1948', product_retailer_id: '4711' },
		});
		accept();
		const { outputs } = await run(
			operation('sendProduct', { ...product, body: 'Back in stock' }, { footer: 'Rio' }),
		);
		expect(outputs[0][0].json).toMatchObject({ kind: 'product', product: '4711' });
	});

	it('go out as a list in sections', async () => {
		const bodies = accept();
		const list = (...product: object[]) =>
			operation(
				'sendProductList',
				{ catalogId: '1948', productsHeader: 'Clothes', body: 'In stock', products: { product } },
				{ footer: 'Rio' },
			);
		const { outputs } = await run(
			list(
				{ productId: 'shirt, skirt', section: 'Summer' },
				{ productId: 'coat', section: 'Winter' },
			),
		);
		const item = (product_retailer_id: string) => ({ product_retailer_id });
		expect(bodies[0].interactive).toEqual({
			type: 'product_list',
			header: { type: 'text', text: 'Clothes' },
			body: { text: 'In stock' },
			footer: { text: 'Rio' },
			action: {
				catalog_id: '1948',
				sections: [
					{ title: 'Summer', product_items: [item('shirt'), item('skirt')] },
					{ title: 'Winter', product_items: [item('coat')] },
				],
			},
		});
		expect(outputs[0][0].json.products).toEqual(['shirt', 'skirt', 'coat']);
		await expectRefused(list(), /There is no product/);
	});

	it('go out all together, as the catalog', async () => {
		const bodies = accept();
		await run(operation('sendCatalog', { body: 'Have a look', productId: '' }));
		expect(bodies[0].interactive).toEqual({
			type: 'catalog_message',
			body: { text: 'Have a look' },
			action: { name: 'catalog_message' },
		});
	});
});

describe('a location', () => {
	const location = (latitude: unknown, longitude: unknown, more: object = {}) =>
		operation('sendLocation', { latitude, longitude, placeName: '', address: '', ...more });

	it('goes out with name and address', async () => {
		const bodies = accept();
		await run(location('40.4168', -3.7038, { placeName: 'Depot', address: 'Calle Mayor 1' }));
		expect(bodies[0]).toMatchObject({
			type: 'location',
			location: {
				latitude: '40.4168',
				longitude: '-3.7038',
				name: 'Depot',
				address: 'Calle Mayor 1',
			},
		});
	});

	it.each([
		['without a latitude', '={{ " " }}', '1', /Latitude is no number between -90 and 90/],
		['beyond the pole', '90.1', '1', /Latitude is no number/],
		['with words', '40.4', 'Madrid', /Longitude is no number between -180 and 180/],
		['of nothing', NOTHING, '1', /Latitude is no number/],
	])('%s is refused before the call', async (_what, latitude, longitude, message) => {
		await expectRefused(location(latitude, longitude), message);
	});

	it('with decimal commas is read', async () => {
		const bodies = accept();
		await run(location('40,4', '-3,7'));
		expect(bodies[0].location).toMatchObject({ latitude: '40.4', longitude: '-3.7' });
	});
});

it('a location is asked for', async () => {
	const bodies = accept();
	const { outputs } = await run(operation('requestLocation', { body: 'Where are you?' }));
	expect(bodies[0]).toMatchObject({
		interactive: {
			type: 'location_request_message',
			body: { text: 'Where are you?' },
			action: { name: 'send_location' },
		},
	});
	expect(outputs[0][0].json).toMatchObject({ kind: 'locationRequest', text: 'Where are you?' });
	await expectRefused(operation('requestLocation', { body: 'x'.repeat(1025) }), /1025 characters/);
});

describe('what asks for something', () => {
	it('asks for a call, with or without words', async () => {
		const bodies = accept();
		await run(operation('requestCallPermission', { body: '' }));
		expect(bodies[0].interactive).toEqual({
			type: 'call_permission_request',
			action: { name: 'call_permission_request' },
		});
	});

	it('asks for a number', async () => {
		const bodies = accept();
		await run(operation('requestContactInfo', { body: 'Your number?' }));
		expect(bodies[0].interactive).toMatchObject({
			type: 'request_contact_info',
			body: { text: 'Your number?' },
		});
		await expectRefused(operation('requestContactInfo', { body: NOTHING }), /Message is empty/);
	});

	it('asks for an address', async () => {
		const bodies = accept();
		const ask = (more: object) => ({
			...operation('requestAddress', { body: 'Where?', addressCountry: 'IN', ...more }),
			to: '+91 90000 00001',
		});
		await run(ask({ addressValues: '={"name": "Devi", "in_pin_code": {{ $json.order }} }' }));
		expect(bodies[0].interactive).toMatchObject({
			type: 'address_message',
			action: {
				name: 'address_message',
				parameters: { country: 'IN', values: { name: 'Devi', in_pin_code: '4711' } },
			},
		});
		await expectRefused(ask({ addressValues: '[1]' }), /no JSON object/);
		await expectRefused(ask({ addressValues: '{"zip": "1"}' }), /has no "zip"/);
		await expectRefused(ask({ addressCountry: '={{ "ES" }}' }), /neither IN nor SG/);
		await expectRefused({ ...ask({}), to: '+34 600 000 001' }, /is no number of India/);
	});
});

describe('contacts', () => {
	const contacts = (...contact: object[]) => operation('sendContacts', { contacts: { contact } });

	it('go out with names, numbers, e-mails and organization', async () => {
		const bodies = accept();
		const ana = {
			name: ' Ana da Silva ',
			phones: '+34 600 000 001, 600 000 002',
			emails: 'ana@example.com; a@example.com',
			organization: 'Rio Logistics',
		};
		const { outputs } = await run(contacts(ana, { name: 'Ben' }));
		expect(bodies[0].contacts).toEqual([
			{
				name: { formatted_name: 'Ana da Silva', first_name: 'Ana', last_name: 'da Silva' },
				phones: [{ phone: '+34 600 000 001', wa_id: '34600000001' }, { phone: '600 000 002' }],
				emails: [{ email: 'ana@example.com' }, { email: 'a@example.com' }],
				org: { company: 'Rio Logistics' },
			},
			{ name: { formatted_name: 'Ben', first_name: 'Ben' } },
		]);
		expect(outputs[0][0].json.contacts).toEqual(['Ana da Silva', 'Ben']);
	});

	it('go out with everything that a card can say', async () => {
		const bodies = accept();
		const more = {
			first: 'Ana',
			last: 'da Silva',
			prefix: 'Dr.',
			birthday: '={{ $json.born }}',
			department: 'Dispatch',
			title: 'Driver',
			urls: 'https://example.com',
			typedPhones: { phone: [{ number: '+34 600 000 003', type: 'WORK' }] },
			addresses: { address: [{ street: ' Calle Mayor 1 ', city: 'Madrid', type: '' }] },
		};
		await run(contacts({ name: 'Dr. Ana da Silva', phones: '600 000 002', more }), {
			born: new Date('1990-04-23T00:00:00Z'),
		});
		expect(bodies[0].contacts).toEqual([
			{
				name: {
					formatted_name: 'Dr. Ana da Silva',
					first_name: 'Ana',
					last_name: 'da Silva',
					prefix: 'Dr.',
				},
				phones: [
					{ phone: '600 000 002' },
					{ phone: '+34 600 000 003', type: 'WORK', wa_id: '34600000003' },
				],
				urls: [{ url: 'https://example.com' }],
				addresses: [{ street: 'Calle Mayor 1', city: 'Madrid' }],
				org: { department: 'Dispatch', title: 'Driver' },
				birthday: '1990-04-23',
			},
		]);
	});

	it('go out as JSON, as the trigger gave them', async () => {
		const bodies = accept();
		const card = {
			name: { formatted_name: 'Ana Silva', first_name: 'Ana' },
			phones: [{ phone: '+34 600 000 001', type: 'CELL', wa_id: '34600000001' }],
		};
		const json = (contactsJson: unknown) =>
			operation('sendContacts', { specifyContacts: 'json', contactsJson, contacts: {} });
		const { outputs } = await run(json('={{ $json.cards }}'), { cards: [card] });
		expect(bodies[0].contacts).toEqual([card]);
		expect(outputs[0][0].json.contacts).toEqual(['Ana Silva']);
		await expectRefused(json('[{"nickname": "Ana"}]'), /has "nickname"/);
		await expectRefused(json('Ana'), /no list of contacts/);
	});

	it('without a name, or none at all, are refused before the call', async () => {
		await expectRefused(contacts({ name: 'Ana' }, { name: ' ' }), /Name of contact 2 is empty/);
		await expectRefused(contacts(), /There is no contact/);
	});
});

describe('a reaction', () => {
	const react = (emoji: string, messageId = 'wamid.theirs', options: object = {}) =>
		operation('sendReaction', { messageId, emoji }, options);

	it.each(['👍', '👍🏽', '🇪🇸', '❤️', '👩‍🚒', ''])('"%s" goes to its message', async (emoji) => {
		const bodies = accept();
		const { outputs } = await run(react(emoji));
		expect(bodies[0]).toMatchObject({
			type: 'reaction',
			reaction: { message_id: 'wamid.theirs', emoji },
		});
		expect(outputs[0][0].json).toMatchObject({ kind: 'reaction', reactedTo: 'wamid.theirs' });
	});

	it.each(['ok', 'x', '👍👍', '1'])('"%s" is refused before the call', async (emoji) => {
		await expectRefused(react(emoji), /is not one emoji/);
	});

	it('needs its message, and quotes none', async () => {
		await expectRefused(react('👍', NOTHING), /Message ID is empty/);
		await expectRefused(react('👍', 'wamid.1', { replyTo: 'wamid.2' }), /cannot quote/);
	});
});

describe('a flow', () => {
	const flow = (more: object = {}, options: object = {}) =>
		operation(
			'sendFlow',
			{ body: 'Tell us', flow: '1234567890', buttonLabel: 'Open form', ...more },
			options,
		);
	const parameters = (body: Body) =>
		(body.interactive as { action: { parameters: Body } }).action.parameters;

	it('goes out by ID, with a first screen and its data', async () => {
		const bodies = accept();
		const { outputs } = await run(
			flow(
				{},
				{
					header: 'Delivery',
					flowReference: 'order-1',
					draft: true,
					firstScreen: 'DELIVERY',
					firstScreenData: '={"order": "{{ $json.order }}"}',
				},
			),
		);
		expect(bodies[0]).toMatchObject({
			interactive: { type: 'flow', header: { type: 'text', text: 'Delivery' } },
		});
		expect(parameters(bodies[0])).toEqual({
			flow_message_version: '3',
			flow_id: '1234567890',
			flow_cta: 'Open form',
			flow_token: 'order-1',
			mode: 'draft',
			flow_action: 'navigate',
			flow_action_payload: { screen: 'DELIVERY', data: { order: '4711' } },
		});
		expect(outputs[0][0].json).toMatchObject({ kind: 'flow', flowToken: 'order-1' });
	});

	it('goes out by name; its token is the tracking reference, else random', async () => {
		const bodies = accept();
		const one = await run(flow({ flow: 'delivery_feedback' }, { reference: 'r-1' }));
		accept();
		const other = await run(flow({ flow: 'delivery_feedback' }));
		expect(parameters(bodies[0])).toMatchObject({ flow_name: 'delivery_feedback' });
		expect(parameters(bodies[0])).not.toHaveProperty('flow_action');
		expect(one.outputs[0][0].json.flowToken).toBe('r-1');
		expect(other.outputs[0][0].json.flowToken).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('leaves the first screen to the server of the flow, if that is wanted', async () => {
		const bodies = accept();
		await run(flow({}, { firstScreenFromServer: true, flowReference: 'order-1' }));
		expect(parameters(bodies[0])).toEqual({
			flow_message_version: '3',
			flow_id: '1234567890',
			flow_cta: 'Open form',
			flow_token: 'order-1',
			flow_action: 'data_exchange',
		});
	});

	it.each([
		['an emoji in the label', flow({ buttonLabel: 'Open 📋' }), /no emoji/],
		['a long label', flow({ buttonLabel: 'x'.repeat(31) }), /Button Label has 31 characters/],
		['no flow', flow({ flow: NOTHING }), /Flow is empty/],
		[
			'data for no screen',
			flow({}, { firstScreenData: '{"a": 1}' }),
			/"First Screen Data" is filled in/,
		],
		['data that are no JSON', flow({}, { firstScreenData: '{"a"' }), /no JSON object/],
		[
			'a first screen from here and from the server',
			flow({}, { firstScreenFromServer: true, firstScreen: 'DELIVERY' }),
			/named here too/,
		],
	])('with %s is refused before the call', async (_what, parameter, message) => {
		await expectRefused(parameter, message);
	});
});

describe('mark as read', () => {
	const read = (more: object = {}) =>
		operation('markRead', { messageId: 'wamid.theirs', showTyping: false, ...more });

	it.each([false, true])('names the message; typing: %s', async (showTyping) => {
		const bodies = accept({ success: true });
		const { outputs } = await run(read({ showTyping }));
		expect(bodies[0]).toEqual({
			messaging_product: 'whatsapp',
			status: 'read',
			message_id: 'wamid.theirs',
			...(showTyping && { typing_indicator: { type: 'text' } }),
		});
		expect(outputs[0]).toEqual([
			expect.objectContaining({
				json: { messageId: 'wamid.theirs', read: true, typing: showTyping, from: '300' },
				pairedItem: { item: 0 },
			}),
		]);
	});

	it('is told that one does not go without the other, and goes where both are wanted', async () => {
		const twilio = { provider: 'twilio', messageId: 'SM1' };
		await expectRefused(read(twilio), /only together with "typing…"/);
		const sent: unknown[] = [];
		graphAnswers('POST /v2/Indicators/Typing.json', (_body, { headers }) => {
			sent.push(headers['content-type']);
			return { status: 200, body: { success: true } };
		});
		const { error, outputs } = await run(read({ ...twilio, showTyping: true }));
		expect(error).toBeUndefined();
		expect(sent[0]).toMatch(/x-www-form-urlencoded/);
		expect(outputs[0][0].json).toMatchObject({ messageId: 'SM1', read: true, typing: true });
	});

	it('says why it was refused', async () => {
		const error = { code: 131009, message: 'Parameter value is not valid' };
		graphAnswers(SEND, { status: 400, body: { error } });
		expect((await run(read())).error?.message).toMatch(/not valid/);
		await expectRefused(read({ messageId: NOTHING }), /Message ID is empty/);
	});
});
