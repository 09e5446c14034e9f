import type { INodeExecutionData } from 'n8n-workflow';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const TEMPLATES = '/v24.0/200/message_templates';
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x10]);

const item = (mimeType = 'image/jpeg'): INodeExecutionData => ({
	json: {},
	binary: { photo: { data: JPEG.toString('base64'), mimeType, fileName: 'parcel.jpg' } },
});
const run = (operation: string, parameters: object, items = [item()]) => {
	const all = { provider: 'meta', resource: 'template', operation, ...parameters };
	return runNode({ type: 'whatsAppBusiness', parameters: all as never }, items);
};
const created = (bodies: unknown[] = []) => {
	graphAnswers(`POST ${TEMPLATES}`, (body) => {
		bodies.push(body);
		return { status: 200, body: { id: '9', status: 'PENDING', category: 'MARKETING' } };
	});
	return bodies;
};

/** Meta takes one file; what it was told of it is noted. */
function taken(handle: string, noted: unknown[] = []) {
	graphAnswers('POST /v24.0/100/uploads', (_body, { query }) => {
		noted.push({ ...query });
		return { status: 200, body: { id: 'upload:MTph=?sig=ARZ' } };
	});
	graphAnswers('POST /v24.0/upload:MTph=', (body, { query, headers }) => {
		const { authorization, file_offset, 'content-type': type } = headers;
		noted.push({ sig: query.sig, authorization, file_offset, type, bytes: body });
		return { status: 200, body: { h: handle } };
	});
	return noted;
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

describe('creating a template', () => {
	const words = {
		name: 'promo',
		language: 'en',
		category: 'MARKETING',
		body: 'Fresh lemons today',
	};

	it('uploads the sample of its header, byte for byte, and names the handle', async () => {
		const noted = taken('4::aW1h:AR');
		const bodies = created();
		const header = { headerFormat: 'image', headerSample: 'photo' };
		const { error, outputs } = await run('create', { ...words, ...header });
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ id: '9', status: 'pending' });
		expect(noted).toEqual([
			{ file_name: 'parcel.jpg', file_length: '5', file_type: 'image/jpeg' },
			{
				sig: 'ARZ',
				authorization: `OAuth ${ACCOUNT.accessToken}`,
				file_offset: '0',
				type: 'image/jpeg',
				bytes: JPEG,
			},
		]);
		expect(bodies[0]).toMatchObject({
			components: [
				{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1h:AR'] } },
				{ type: 'BODY' },
			],
		});
	});

	it('takes the handle of an earlier upload as it is', async () => {
		const bodies = created();
		const header = { headerFormat: 'video', headerSample: '4::dmlk:AR' };
		await run('create', { ...words, ...header });
		expect(bodies[0]).toMatchObject({
			components: [{ format: 'VIDEO', example: { header_handle: ['4::dmlk:AR'] } }, {}],
		});
	});

	it('uploads nothing when there is no such file, when it is another kind, or when a limit is broken', async () => {
		const header = { headerFormat: 'image', headerSample: 'data' };
		const missing = await run('create', { ...words, ...header });
		expect(missing.error?.message).toMatch(/no file in the field "data"/);
		const photo = { ...header, headerSample: 'photo' };
		const pdf = await run('create', { ...words, ...photo }, [item('application/pdf')]);
		expect(pdf.error?.message).toBe('The sample file in "photo" is application/pdf');
		expect(pdf.error?.description).toMatch(/JPEG or PNG/);
		const long = await run('create', { ...words, ...photo, body: 'x'.repeat(1025) });
		expect(long.error?.message).toMatch(/^Body has 1025/);
	});

	it('makes a carousel, whose samples are uploaded card by card', async () => {
		taken('4::one:AR');
		taken('4::two:AR');
		const bodies = created();
		const button = { kind: 'url', text: 'Buy', url: 'https://example.com/lemons' };
		const card = (text: string) => ({
			format: 'image',
			sample: 'photo',
			text,
			examples: { example: [{ variable: '1', value: '2' }] },
			templateButtons: { button: [button] },
		});
		const cards = { card: [card('Lemons, {{1}} left.'), card('Limes, {{1}} left.')] };
		const { error } = await run('create', { ...words, cards });
		expect(error).toBeUndefined();
		expect(bodies[0]).toMatchObject({
			components: [
				{ type: 'BODY' },
				{
					type: 'CAROUSEL',
					cards: [
						{
							components: [
								{ example: { header_handle: [expect.stringMatching(/^4::/)] } },
								{ text: 'Lemons, {{1}} left.', example: { body_text: [['2']] } },
								{ buttons: [{ type: 'URL', url: button.url }] },
							],
						},
						{},
					],
				},
			],
		});
	});

	it('makes a limited-time offer and a sign-in code', async () => {
		const bodies = created();
		const button = [
			{ kind: 'copyCode', code: 'SAVE20' },
			{ kind: 'url', text: 'Shop', url: 'https://example.com' },
		];
		const draftOptions = { offerText: 'Ends soon', giveUpAfter: 720 };
		await run('create', { ...words, templateButtons: { button }, draftOptions });
		created(bodies);
		await run('create', {
			name: 'sign_in',
			language: 'en',
			category: 'AUTHENTICATION',
			codeButton: 'autofill',
			appPackage: 'com.example.courier',
			appHash: 'K8a/AINcGX7',
			codeWarning: false,
			codeOptions: { expiresAfter: 5, autofillLabel: 'Fill in' },
		});
		expect(bodies).toMatchObject([
			{
				message_send_ttl_seconds: 43_200,
				components: [
					{ limited_time_offer: { text: 'Ends soon', has_expiration: true } },
					{ type: 'BODY' },
					{ type: 'BUTTONS' },
				],
			},
			{
				category: 'AUTHENTICATION',
				components: [
					{ type: 'BODY', add_security_recommendation: false },
					{ type: 'FOOTER', code_expiration_minutes: 5 },
					{ buttons: [{ otp_type: 'ONE_TAP', autofill_text: 'Fill in' }] },
				],
			},
		]);
	});
});

describe('editing a template', () => {
	const template = { __rl: true, mode: 'name', value: 'order_ready|en' };
	const components = () => [
		{
			type: 'HEADER',
			format: 'IMAGE',
			example: { header_handle: [`${ACCOUNT.baseUrl}/scontent/1`] },
		},
		{ type: 'BODY', text: 'Hello {{1}}, its here.', example: { body_text: [['Ana']] } },
		{ type: 'FOOTER', text: 'Rio' },
	];
	const listed = (rest: object = {}) =>
		graphAnswers(`GET ${TEMPLATES}`, {
			status: 200,
			body: {
				data: [
					{
						id: '7',
						name: 'order_ready',
						language: 'en',
						status: 'APPROVED',
						category: 'UTILITY',
						components: components(),
						...rest,
					},
				],
			},
		});
	const body = { change: ['body'], body: "Hello {{1}}, it's here.", template };

	it('changes the body alone, with its example and a fresh handle for what stays', async () => {
		listed();
		const asked: unknown[] = [];
		graphAnswers('GET /scontent/1', (_body, { headers, res }) => {
			asked.push(headers.authorization);
			res?.setHeader('content-type', 'image/jpeg');
			return { status: 200, body: JPEG };
		});
		const noted = taken('4::new:AR');
		const bodies: unknown[] = [];
		graphAnswers('POST /v24.0/7', (given) => {
			bodies.push(given);
			return { status: 200, body: { success: true } };
		});
		const { error, outputs } = await run('edit', body);
		expect(error).toBeUndefined();
		expect(asked).toEqual([undefined]);
		expect(noted[1]).toMatchObject({ type: 'image/jpeg', bytes: JPEG });
		expect(bodies).toEqual([
			{
				components: [
					{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::new:AR'] } },
					{ type: 'BODY', text: "Hello {{1}}, it's here.", example: { body_text: [['Ana']] } },
					{ type: 'FOOTER', text: 'Rio' },
				],
			},
		]);
		expect(outputs[0][0].json).toEqual({
			id: '7',
			name: 'order_ready',
			language: 'en',
			status: 'pending',
			category: 'UTILITY',
		});
	});

	it('takes the header away, and asks for a file when the old one is gone', async () => {
		listed();
		graphAnswers('POST /v24.0/7', (given) => {
			expect(given).toMatchObject({ components: [{ type: 'BODY' }, { type: 'FOOTER' }] });
			return { status: 200, body: { success: true } };
		});
		const none = { template, change: ['header'], headerFormat: 'none' };
		expect((await run('edit', none)).error).toBeUndefined();
		listed();
		graphAnswers('GET /scontent/1', { status: 404, body: 'gone' });
		const gone = await run('edit', body);
		expect(gone.error?.message).toMatch(/could not be read again/);
		expect(gone.error?.description).toMatch(/Choose Header/);
	});

	it('is refused before anything is asked where WhatsApp would; its own refusal comes in words', async () => {
		listed({ status: 'PENDING' });
		expect((await run('edit', body)).error?.message).toMatch(/is pending; only approved/);
		listed();
		const category = { template, change: ['category'], category: 'MARKETING' };
		expect((await run('edit', category)).error?.message).toMatch(/category of an approved/);
		listed({ status: 'REJECTED' });
		graphAnswers('POST /v24.0/7', {
			status: 400,
			body: { error: { code: 100, message: 'Invalid', error_data: { details: 'Too often' } } },
		});
		expect((await run('edit', category)).error?.message).toMatch(/Too often/);
	});

	it('a provider that does not offer it is named', async () => {
		const { error } = await run('edit', { ...body, provider: 'twilio' });
		expect(error?.message).toBe('Twilio cannot change templates from here');
	});
});

describe('at providers with another API', () => {
	const CONTENT = '/v1/Content';
	const words = { name: 'note', language: 'en', category: 'UTILITY', body: 'Your note is ready.' };
	const link = 'https://files.example.com/note.pdf';
	const document = { headerFormat: 'document', headerSample: link };
	const twilio = { provider: 'twilio' };
	const infobip = { provider: 'infobip' };

	it('a template is made in two steps, and the sample is looked at by its link', async () => {
		const bodies: unknown[] = [];
		graphAnswers(`POST ${CONTENT}`, (body) => {
			bodies.push(body);
			return { status: 201, body: { sid: 'HX1' } };
		});
		graphAnswers(`POST ${CONTENT}/HX1/ApprovalRequests/whatsapp`, {
			status: 201,
			body: { status: 'received', category: 'MARKETING' },
		});
		const { error, outputs } = await run('create', { ...twilio, ...words, ...document });
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({
			id: 'HX1',
			name: 'note',
			language: 'en',
			status: 'pending',
			category: 'MARKETING',
			askedCategory: 'UTILITY',
		});
		expect(bodies[0]).toMatchObject({
			types: { 'whatsapp/card': { media: ['https://files.example.com/{{1}}'] } },
		});
	});

	it('nothing is asked for what they cannot make, send, or look at', async () => {
		const refused = async (parameters: object) =>
			(await run('create', { ...words, ...parameters })).error?.message;
		const photo = { ...document, headerSample: 'photo' };
		expect(await refused({ ...infobip, ...photo })).toMatch(
			/takes a sample file by its public link/,
		);
		expect(await refused({ provider: 'dialog360', ...photo })).toMatch(/cannot take sample files/);
		const named = { body: 'Hi {{name}}!' };
		const examples = { example: [{ variable: 'name', value: 'Ana' }] };
		expect(await refused({ ...infobip, ...named, examples })).toMatch(/numbered variables only/);
		const marketing = { category: 'MARKETING' };
		const card = { format: 'image', sample: link, text: 'Fresh', templateButtons: {} };
		const cards = { card: [card, card] };
		expect(await refused({ ...twilio, ...marketing, cards })).toMatch(/cannot send carousels/);
	});

	const locator = (value: string) => ({ __rl: true, mode: 'name', value });
	const content = (sid: string, language: string) => ({
		sid,
		friendly_name: 'note',
		language,
		variables: {},
		types: { 'twilio/text': { body: 'Ready.' } },
		approval_requests: { status: 'approved', category: 'UTILITY', content_type: 'twilio/text' },
	});
	const contents = () =>
		graphAnswers('GET /v2/ContentAndApprovals', {
			status: 200,
			body: { contents: [content('HX1', 'en'), content('HX2', 'es')], meta: {} },
		});

	it('where each language is one thing, all are deleted one by one', async () => {
		contents();
		graphAnswers(`DELETE ${CONTENT}/HX1`, { status: 204, body: '' });
		graphAnswers(`DELETE ${CONTENT}/HX2`, { status: 204, body: '' });
		const { error, outputs } = await run('delete', {
			...twilio,
			template: locator('note|en'),
			languages: 'all',
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({ deleted: true, name: 'note', languages: ['en', 'es'] });
	});

	it('where only a whole name can be deleted, other languages are not lost unasked', async () => {
		const SENDER = '447860099299';
		const BASE = `/whatsapp/2/senders/${SENDER}/templates`;
		const one = (language: string, name = 'note') => ({
			...{ id: `${name} ${language}`, name, language },
			...{ status: 'APPROVED', category: 'UTILITY', structure: { body: { text: 'Ready.' } } },
		});
		const listed = (...templates: object[]) =>
			graphAnswers(`GET ${BASE}`, { status: 200, body: { templates } }, 2);
		Object.assign(ACCOUNT, { sender: SENDER });
		const only = { ...infobip, template: locator('note|en'), languages: 'one' };
		listed(one('en'), one('es'));
		expect((await run('delete', only)).error?.message).toMatch(
			/only in all its languages, and "note" exists in es/,
		);
		listed(one('en'), one('es', 'other'));
		graphAnswers(`DELETE ${BASE}/note`, { status: 204, body: '' });
		const { error, outputs } = await run('delete', only);
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ deleted: true, languages: ['en'] });
	});
});

describe('the template library', () => {
	const LIBRARY = '/v24.0/message_template_library';
	const DELIVERY = {
		name: 'delivery_update_1',
		language: 'en_US',
		category: 'UTILITY',
		body: 'Hi {{1}}, your order arrives.',
		body_params: ['Jim'],
		buttons: [
			{ type: 'URL', text: 'Track order', url: 'https://www.example.com/' },
			{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+18005551234' },
		],
	};
	const holds = (queries: unknown[] = []) =>
		graphAnswers(`GET ${LIBRARY}`, (_body, { query }) => {
			queries.push({ ...query });
			return { status: 200, body: { data: [DELIVERY] } };
		});
	const wanted = { libraryTemplate: 'delivery_update_1', name: 'on_its_way', language: 'en_US' };
	const track = { kind: 'url', url: 'https://x.io/{{1}}', urlExample: 'https://x.io/4711' };
	const callUs = { kind: 'phone', phone: '+34 600 000 001' };
	const takeOver = (buttons: object[], more: object = {}) =>
		run('createFromLibrary', { ...wanted, libraryButtons: { button: buttons }, ...more });

	it('is searched, and gives one item for each template', async () => {
		const queries: unknown[] = [];
		holds(queries);
		const libraryFilters = { topic: 'ORDER_MANAGEMENT', useCase: 'delivery update' };
		const { error, outputs } = await run('searchLibrary', { search: ' order ', libraryFilters });
		expect(error).toBeUndefined();
		expect(queries).toEqual([
			{
				limit: '100',
				search: 'order',
				topic: 'ORDER_MANAGEMENT',
				usecase: 'DELIVERY_UPDATE',
			},
		]);
		expect(outputs[0].map(({ json }) => json)).toMatchObject([
			{ name: 'delivery_update_1', examples: ['Jim'], buttons: [{ kind: 'url' }, {}] },
		]);
	});

	it('gives a template to the account, with its website and number', async () => {
		holds();
		const bodies = created();
		const { error, outputs } = await takeOver([track, callUs]);
		expect(error).toBeUndefined();
		expect(bodies[0]).toMatchObject({
			library_template_name: 'delivery_update_1',
			library_template_button_inputs: [{ type: 'URL' }, { phone_number: '+34600000001' }],
		});
		expect(outputs[0][0].json).toMatchObject({
			name: 'on_its_way',
			libraryTemplate: 'delivery_update_1',
		});
	});

	it('says what a template needs, before anything is made', async () => {
		const refused = async (buttons: object[], more: object = {}) =>
			(await takeOver(buttons, more)).error?.message;
		holds();
		expect(await refused([callUs])).toMatch(
			/needs a website for "Track order", then a phone number for "Call us"/,
		);
		holds();
		expect(await refused([{ ...track, urlExample: '' }, callUs])).toMatch(/no example/);
		holds();
		expect(await refused([track, callUs], { language: 'es' })).toMatch(/no template .* in es/);
		expect(await refused([], { name: 'On Its Way' })).toMatch(/does not take/);
		expect(await refused([], { language: 'English' })).toMatch(/no language code/);
		expect(await refused([], { libraryTemplate: '={{ " " }}' })).toMatch(/No library template/);
		expect(await refused([], { provider: 'infobip' })).toBe(
			'Infobip cannot use the template library from here',
		);
	});
});
