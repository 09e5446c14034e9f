import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { Request } from 'express';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const WABA = '/v24.0/200';
const TEMPLATES = `${WABA}/message_templates`;
const PDF = Buffer.from('%PDF-1.4 delivery note\0\xff', 'latin1');

const run = (resource: string, operation: string, parameters: object, node: object = {}) => {
	const all = { provider: 'meta', resource, operation, ...parameters };
	const { items = [{ json: {} }], ...rest } = node as { items?: INodeExecutionData[] };
	return runNode({ type: 'whatsAppBusiness', parameters: all as never, ...rest }, items);
};
const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const asJson = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** An item with a file, as n8n keeps it in memory. */
function fileItem(bytes: Buffer = PDF, mimeType = 'application/pdf'): INodeExecutionData {
	const data: IBinaryData = { data: bytes.toString('base64'), mimeType, fileName: 'note.pdf' };
	return { json: {}, binary: { data } };
}

/** What a multipart form holds, as the receiving side reads it. */
async function formOf(request: Request): Promise<FormData> {
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	return await new Response(new Uint8Array(request.body as Buffer), { headers }).formData();
}

function upload(id = '1037'): Array<Promise<FormData>> {
	const forms: Array<Promise<FormData>> = [];
	graphAnswers('POST /v24.0/300/media', (_body, request) => {
		forms.push(formOf(request));
		return { status: 200, body: { id } };
	});
	return forms;
}

const template = (id: string, name: string, language: string, status = 'APPROVED') => ({
	id,
	name,
	language,
	status,
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Hello {{1}}!' }],
});

/** Two pages of templates. */
function listed() {
	const first = [template('1', 'order_ready', 'en_US'), template('2', 'order_ready', 'es')];
	const second = [template('3', 'order_late', 'en_US', 'REJECTED'), template('4', 'promo', 'es')];
	const paging = { cursors: { after: 'c1' }, next: 'https://…' };
	graphAnswers(`GET ${TEMPLATES}`, { status: 200, body: { data: first, paging } });
	graphAnswers(`GET ${TEMPLATES}`, { status: 200, body: { data: second } });
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

describe('templates', () => {
	const names = ({ outputs }: Awaited<ReturnType<typeof run>>) =>
		asJson(outputs[0]).map(({ id }) => id);

	it('are all listed, page by page, or those that are asked for', async () => {
		listed();
		expect(names(await run('template', 'getMany', { returnAll: true }))).toEqual([
			'1',
			'2',
			'3',
			'4',
		]);
		listed();
		const filters = { language: 'EN_us', name: 'Order', category: '' };
		expect(names(await run('template', 'getMany', { returnAll: true, filters }))).toEqual([
			'1',
			'3',
		]);
		listed();
		const rejected = { returnAll: true, filters: { status: 'rejected' } };
		expect(names(await run('template', 'getMany', rejected))).toEqual(['3']);
	});

	it('no further page is read than the limit needs', async () => {
		const paging = { cursors: { after: 'c1' }, next: 'https://…' };
		const data = [template('1', 'a', 'en'), template('2', 'b', 'en')];
		graphAnswers(`GET ${TEMPLATES}`, { status: 200, body: { data, paging } });
		expect(names(await run('template', 'getMany', { returnAll: false, limit: 1 }))).toEqual(['1']);
	});

	it('one is had by name and language, without the raw form', async () => {
		listed();
		const { outputs } = await run('template', 'get', { template: locator('order_ready|es') });
		expect(outputs[0][0].json).toMatchObject({ id: '2', status: 'approved', language: 'es' });
		expect(outputs[0][0].json).not.toHaveProperty('raw');
		listed();
		const { error } = await run('template', 'get', { template: locator('other|es') });
		expect(error?.message).toMatch(/no template "other\|es"/);
	});

	const draft = {
		name: 'order_ready',
		language: 'en_US',
		category: 'UTILITY',
		body: 'Hello {{1}}, welcome.',
		examples: { example: [{ variable: '{{1}}', value: 'Ana' }] },
		templateButtons: { button: [{ kind: 'phone', text: 'Call', phone: '+34 600 000 001' }] },
		footer: 'Rio',
	};

	it('one is submitted, and it is said when WhatsApp moves it to another category', async () => {
		const bodies: unknown[] = [];
		graphAnswers(`POST ${TEMPLATES}`, (body) => {
			bodies.push(body);
			return { status: 200, body: { id: '9', status: 'PENDING', category: 'MARKETING' } };
		});
		const { outputs } = await run('template', 'create', draft);
		expect(outputs[0][0].json).toEqual({
			id: '9',
			name: 'order_ready',
			language: 'en_US',
			status: 'pending',
			category: 'MARKETING',
			askedCategory: 'UTILITY',
		});
		expect(bodies[0]).toMatchObject({
			components: [
				{ type: 'BODY', example: { body_text: [['Ana']] } },
				{ type: 'FOOTER', text: 'Rio' },
				{ type: 'BUTTONS', buttons: [{ type: 'PHONE_NUMBER', phone_number: '+34600000001' }] },
			],
		});
	});

	it('one that breaks a limit is never submitted; a refusal comes in words', async () => {
		const long = await run('template', 'create', {
			...draft,
			body: 'x'.repeat(1025),
			examples: {},
		});
		expect(long.error?.message).toMatch(/^Body has 1025 characters/);
		const body = {
			error: { code: 100, message: 'Invalid', error_data: { details: 'Name taken' } },
		};
		graphAnswers(`POST ${TEMPLATES}`, { status: 400, body });
		const refused = await run('template', 'create', draft);
		expect(refused.error?.message).toMatch(/Name taken/);
	});

	it('one language is deleted by its ID, all by the name', async () => {
		const queries: unknown[] = [];
		const remove = () =>
			graphAnswers(`DELETE ${TEMPLATES}`, (_body, { query }) => {
				queries.push({ ...query });
				return { status: 200, body: { success: true } };
			});
		listed();
		remove();
		const one = await run('template', 'delete', {
			template: locator('order_ready|es'),
			languages: 'one',
		});
		listed();
		remove();
		const all = await run('template', 'delete', {
			template: locator('order_ready|es'),
			languages: 'all',
		});
		expect(queries).toEqual([{ name: 'order_ready', hsm_id: '2' }, { name: 'order_ready' }]);
		expect(one.outputs[0][0].json).toEqual({
			deleted: true,
			name: 'order_ready',
			languages: ['es'],
		});
		expect(all.outputs[0][0].json).toMatchObject({ languages: ['en_US', 'es'] });
		listed();
		const none = await run('template', 'delete', { template: locator('gone'), languages: 'all' });
		expect(none.error?.message).toMatch(/no template "gone"/);
	});
});

describe('a voice note', () => {
	/** The first page of an OGG stream (RFC 3533) whose codec is OPUS (RFC 7845). */
	const note = (channels: number) =>
		Buffer.concat([
			Buffer.from(`${'OggS'.padEnd(28, '\0')}OpusHead`, 'latin1'),
			Buffer.from([1, channels, 0, 0]),
		]);
	const send = (bytes: Buffer, mimeType: string, more: object = {}) => {
		const parameters = {
			sender: locator('300'),
			to: '+1 202 555 0110',
			options: {},
			mediaType: 'audio',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
			voiceNote: true,
			...more,
		};
		return run('message', 'sendMedia', parameters, { items: [fileItem(bytes, mimeType)] });
	};
	const accept = () => {
		const bodies: unknown[] = [];
		graphAnswers('POST /v24.0/300/messages', (body) => {
			bodies.push(body);
			return { status: 200, body: { messages: [{ id: 'wamid.1' }] } };
		});
		return bodies;
	};

	it('is uploaded as what Meta takes, and sent as what it is', async () => {
		const forms = upload('1039');
		const bodies = accept();
		await send(note(1), 'audio/ogg');
		expect((await forms[0]).get('type')).toBe('audio/ogg; codecs=opus');
		expect(bodies[0]).toMatchObject({ audio: { id: '1039', voice: true } });
	});

	it('of another type is refused before the upload', async () => {
		const stereo = await send(note(2), 'audio/ogg');
		expect(stereo.error?.message).toMatch(/has 2 channels, so it is no voice note/);
		const mp3 = await send(Buffer.from('ID3'), 'audio/mpeg');
		expect(mp3.error?.message).toMatch(/is no OGG file/);
		const linked = await send(PDF, '', { mediaSource: 'link', link: 'https://example.com/a.mp3' });
		expect(linked.error?.message).toMatch(/ends in .mp3/);
	});

	it('is none where the switch was left over from another type', async () => {
		const bodies = accept();
		const link = 'https://example.com/a.jpg';
		await send(PDF, '', { mediaType: 'image', mediaSource: 'link', link });
		expect(bodies[0]).toMatchObject({ image: { link } });
		expect((bodies[0] as { image: object }).image).not.toHaveProperty('voice');
	});
});

describe('a file', () => {
	const item = { items: [fileItem()] };

	it('is uploaded as it is', async () => {
		const forms = upload();
		const { outputs } = await run(
			'media',
			'upload',
			{ sender: locator('300'), binaryPropertyName: 'data' },
			item,
		);
		expect(outputs[0][0].json).toEqual({
			mediaId: '1037',
			fileName: 'note.pdf',
			mimeType: 'application/pdf',
			size: PDF.length,
			type: 'document',
			from: '300',
		});
		const form = await forms[0];
		expect([form.get('messaging_product'), form.get('type')]).toEqual([
			'whatsapp',
			'application/pdf',
		]);
		const file = form.get('file') as File;
		expect([file.name, file.type]).toEqual(['note.pdf', 'application/pdf']);
		expect(Buffer.from(await file.arrayBuffer()).equals(PDF)).toBe(true);
	});

	it('is uploaded and sent by its ID', async () => {
		upload('1038');
		const bodies: unknown[] = [];
		graphAnswers('POST /v24.0/300/messages', (body) => {
			bodies.push(body);
			return { status: 200, body: { messages: [{ id: 'wamid.1' }] } };
		});
		const parameters = {
			sender: locator('300'),
			to: '+1 202 555 0110',
			options: {},
			mediaType: 'document',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
		};
		const { outputs } = await run('message', 'sendMedia', parameters, item);
		expect(bodies[0]).toMatchObject({ document: { id: '1038', filename: 'note.pdf' } });
		expect(outputs[0][0].json).toMatchObject({ messageId: 'wamid.1', media: '1038' });
		const image = await run('message', 'sendMedia', { ...parameters, mediaType: 'image' }, item);
		expect(image.error?.message).toMatch(/cannot be sent as image/);
	});

	it('that is missing, or that WhatsApp does not take, is refused before the upload', async () => {
		const parameters = { sender: locator('300'), binaryPropertyName: 'photo' };
		const missing = await run('media', 'upload', parameters, item);
		expect(missing.error?.message).toMatch(/no file in the field "photo"/);
		expect(missing.error?.description).toMatch(/Its files are in: data/);
		const items = [fileItem(PDF, 'application/zip')];
		const zip = await run(
			'media',
			'upload',
			{ ...parameters, binaryPropertyName: 'data' },
			{ items },
		);
		expect(zip.error?.message).toMatch(/does not take files of the type application\/zip/);
		expect(zip.error?.description).toMatch(/PDF/);
	});

	const located = (url = `${ACCOUNT.baseUrl}/v24.0/77/download`) =>
		graphAnswers('GET /v24.0/77', {
			status: 200,
			body: { id: '77', url, mime_type: 'application/pdf', sha256: 'ab', file_size: PDF.length },
		});
	const parameters = { mediaId: '77', binaryPropertyName: 'proof' };

	it('is downloaded with the token, byte for byte', async () => {
		located();
		const tokens: unknown[] = [];
		graphAnswers('GET /v24.0/77/download', (_body, { headers }) => {
			tokens.push(headers.authorization);
			return { status: 200, body: PDF };
		});
		const { outputs } = await run('media', 'download', parameters);
		expect(tokens).toEqual([`Bearer ${ACCOUNT.accessToken}`]);
		const [{ json, binary }] = outputs[0];
		expect(json).toEqual({
			mediaId: '77',
			fileName: '77.pdf',
			mimeType: 'application/pdf',
			size: PDF.length,
			sha256: 'ab',
		});
		expect(binary?.proof).toMatchObject({ mimeType: 'application/pdf', fileName: '77.pdf' });
		expect(Buffer.from(binary!.proof.data, 'base64').equals(PDF)).toBe(true);
	});

	it('whose address has expired is looked for once more, and only once', async () => {
		const gone = { status: 404, body: 'gone' };
		located();
		graphAnswers('GET /v24.0/77/download', gone);
		located();
		graphAnswers('GET /v24.0/77/download', { status: 200, body: PDF });
		expect((await run('media', 'download', parameters)).outputs[0]).toHaveLength(1);
		located();
		located();
		graphAnswers('GET /v24.0/77/download', gone, 2);
		const { error } = await run('media', 'download', parameters);
		expect(error?.message).toMatch(/did not hand over the file \(HTTP 404\)/);
	});

	it('the token goes to no other host, by address or by redirect', async () => {
		located('https://files.example.com/77');
		const elsewhere = await run('media', 'download', parameters);
		expect(elsewhere.error?.message).toMatch(/files\.example\.com, which is not one of its own/);
		located();
		graphAnswers('GET /v24.0/77/download', (_body, { res }) => {
			res?.setHeader('location', `${ACCOUNT.baseUrl}/v24.0/elsewhere`);
			return { status: 302, body: '' };
		});
		const redirected = await run('media', 'download', parameters);
		expect(redirected.error?.message).toMatch(/did not hand over the file \(HTTP 302\)/);
	});

	it('with an ID that is none is not looked for; one that is gone is explained', async () => {
		const odd = await run('media', 'download', { ...parameters, mediaId: '../200' });
		expect(odd.error?.message).toBe('"../200" is no media ID');
		const body = { error: { code: 100, message: 'Unsupported get request' } };
		graphAnswers('GET /v24.0/77', { status: 400, body });
		const gone = await run('media', 'download', parameters);
		expect(gone.error?.description).toMatch(/7 days and uploads for 30 days/);
	});

	it('is deleted', async () => {
		graphAnswers('DELETE /v24.0/77', { status: 200, body: { success: true } });
		const { outputs } = await run('media', 'delete', { mediaId: 77 });
		expect(outputs[0][0].json).toEqual({ deleted: true, mediaId: '77' });
	});
});

describe('analytics', () => {
	const day = 86_400;
	const today = Math.floor(Date.now() / 1000 / day) * day;
	const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
	const span = (ago: number) => ({ start: today - ago * day, end: today - (ago - 1) * day });
	const period = { from: iso(today - 3 * day), until: iso(today) };
	const fields: unknown[] = [];
	const answer = (body: object) =>
		graphAnswers(`GET ${WABA}`, (_body, { query }) => {
			fields.push(query.fields);
			return { status: 200, body };
		});

	it('of messages and prices: one item for each row, oldest first', async () => {
		const points = [2, 3].map((ago) => ({ ...span(ago), sent: ago, delivered: 1 }));
		answer({ analytics: { data_points: points } });
		const { outputs } = await run('analytics', 'messages', { ...period, granularity: 'day' });
		expect(asJson(outputs[0])).toEqual(
			[3, 2].map((ago) => ({
				start: iso(today - ago * day),
				end: iso(today - (ago - 1) * day),
				sent: ago,
				delivered: 1,
			})),
		);
		answer({
			pricing_analytics: { data: [{ data_points: [{ ...span(1), volume: 3, cost: 1 }] }] },
		});
		const prices = await run('analytics', 'pricing', {
			...period,
			granularity: 'month',
			breakdown: ['TIER'],
		});
		expect(asJson(prices.outputs[0])).toMatchObject([{ volume: 3, cost: 1 }]);
		expect(fields).toEqual([
			`analytics.start(${today - 3 * day}).end(${today}).granularity(DAY)`,
			`pricing_analytics.start(${today - 3 * day}).end(${today}).granularity(MONTHLY).metric_types([COST,VOLUME]).dimensions([TIER])`,
		]);
	});

	it('of all approved templates, with their names', async () => {
		listed();
		const asked: unknown[] = [];
		graphAnswers(`GET ${WABA}/template_analytics`, (_body, { query }) => {
			asked.push(query.template_ids);
			const data_points = [{ ...span(1), template_id: '4', sent: 2, delivered: 2, read: 1 }];
			return { status: 200, body: { data: [{ data_points }] } };
		});
		const { outputs } = await run('analytics', 'templates', { ...period, template: locator('') });
		expect(asked).toEqual(['[1,2,4]']);
		expect(asJson(outputs[0])).toMatchObject([
			{ template: 'promo', language: 'es', templateId: '4', sent: 2, read: 1, clicked: 0 },
		]);
	});

	it('a period that is none asks nobody; an account without template figures is told why', async () => {
		const { error } = await run('analytics', 'messages', { ...period, from: period.until });
		expect(error?.message).toBe('"From" is not before "To"');
		listed();
		graphAnswers(`GET ${WABA}/template_analytics`, {
			status: 400,
			body: { error: { code: 200005, message: 'Template Insights is not available' } },
		});
		const off = await run('analytics', 'templates', { ...period, template: locator('promo|es') });
		expect(off.error?.description).toMatch(/Switch template insights on in WhatsApp Manager/);
	});
});

it('a provider that does not offer it is named, and nothing is asked', async () => {
	const twilio = { provider: 'twilio' };
	const { error } = await run('media', 'delete', { ...twilio, mediaId: '1' });
	expect(error?.message).toBe('Twilio cannot delete files from here');
	const drafts = await run('template', 'create', {
		provider: 'gupshup',
		name: 'a',
		language: 'en',
		body: 'Hello.',
	});
	expect(drafts.error?.message).toBe('Gupshup cannot create templates from here');
	const figures = await run('analytics', 'messages', { ...twilio, from: '2026-01-01' });
	expect(figures.error?.message).toBe('Twilio cannot read analytics from here');
});
