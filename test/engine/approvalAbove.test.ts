import { createHash } from 'node:crypto';
import { approval, item, savedState, SEND, SENT } from './approvalRuns';
import { ACCOUNT, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const UPLOAD = 'POST /v24.0/300/media';
const PDF = Buffer.from('%PDF-1.7 invoice');
const file = (over: object = {}) => ({
	...item,
	binary: {
		data: {
			data: PDF.toString('base64'),
			mimeType: 'application/pdf',
			fileName: 'invoice.pdf',
			...over,
		},
	},
});
const fromItem = { above: 'document', mediaSource: 'binary', binaryPropertyName: 'data' };

type Sent = {
	type: string;
	interactive?: { header?: object };
	document?: object;
	template?: { components: object[] };
};

/** Answers so many sends, and keeps what was sent. */
function takeSends(count = 1): Sent[] {
	const bodies: Sent[] = [];
	for (let sends = 0; sends < count; sends++) {
		graphAnswers(SEND, (body) => {
			bodies.push(body as Sent);
			return { status: 200, body: SENT };
		});
	}
	return bodies;
}

/** Answers one upload, and keeps what was uploaded. */
function takeUpload(id = '1037543291543636'): string[] {
	const forms: string[] = [];
	graphAnswers(UPLOAD, (body) => {
		forms.push((body as Buffer).toString('latin1'));
		return { status: 200, body: { id } };
	});
	return forms;
}

type Run = Awaited<ReturnType<typeof approval>>;
const asked = ({ waiting }: Run) =>
	(waiting?.data.main[2]?.[0].json.approval as { history: object[] }).history;

describe('a file of the item', () => {
	it('is uploaded once for all who are asked, and stands above the buttons of each', async () => {
		const forms = takeUpload();
		const bodies = takeSends(2);
		const run = await approval({}, { ...fromItem, approver: '+12025550111, +12025550112' }, [
			file(),
		]);
		expect(statusOf(run.run)).toBe('waiting');
		expect(forms[0]).toContain('%PDF-1.7 invoice');
		expect(forms[0]).toContain('filename="invoice.pdf"');
		for (const body of bodies) {
			expect(body.interactive!.header).toEqual({
				type: 'document',
				document: { id: '1037543291543636', filename: 'invoice.pdf' },
			});
		}
		expect(bodies).toHaveLength(2);
	});

	it('is in the evidence by its name and its SHA-256, and its bytes are not in the state', async () => {
		takeUpload();
		takeSends();
		const run = await approval({}, { ...fromItem, filename: ' Invoice 7.pdf ' }, [file()]);
		const sha256 = createHash('sha256').update(PDF).digest('hex');
		expect(asked(run)[0]).toMatchObject({
			event: 'asked',
			above: { type: 'document', filename: 'Invoice 7.pdf', sha256 },
		});
		const saved = { ...savedState(run.run), files: undefined };
		expect(saved.above).toEqual({
			type: 'document',
			field: 'data',
			filename: 'Invoice 7.pdf',
			upload: { id: '1037543291543636', at: expect.any(String), sha256 },
		});
		expect(JSON.stringify(saved)).not.toContain(PDF.toString('base64'));
	});

	it('stands above a question that is answered in writing, as the text below it', async () => {
		takeUpload();
		const bodies = takeSends();
		await approval({}, { ...fromItem, responseType: 'freeText' }, [file()]);
		expect(bodies[0]).toMatchObject({
			type: 'document',
			document: { id: '1037543291543636', filename: 'invoice.pdf', caption: 'May it be?' },
		});
	});

	it.each<[string, object, object, RegExp]>([
		['no file', {}, { binaryPropertyName: 'photo' }, /no file in the field "photo"/],
		['a PDF as a picture', {}, { above: 'image' }, /application\/pdf cannot be sent as image/],
		['a GIF', { mimeType: 'image/gif' }, { above: 'image' }, /image\/gif cannot be sent as image/],
		['an empty file', { data: '' }, {}, /The file is empty/],
	])('%s: refused before anything is uploaded', async (_what, over, parameters, message) => {
		const { error } = await approval({}, { ...fromItem, ...parameters }, [file(over)]);
		expect(error?.message).toMatch(message);
	});

	it('is refused with a provider that takes links only, with what to do', async () => {
		const { error } = await approval({}, { ...fromItem, provider: 'infobip' }, [file()]);
		expect(error?.message).toBe(
			'Infobip takes a document by public link only, not as a file of the item, so nobody was asked',
		);
		expect(error?.description).toMatch(/^Choose "Link" in "Source"/);
	});

	it('that WhatsApp refuses to take leaves by Not Delivered, and nobody is asked', async () => {
		graphAnswers(UPLOAD, {
			status: 400,
			body: { error: { code: 131053, message: 'Media upload error' } },
		});
		const { outputs } = await approval({}, fromItem, [file()]);
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 0, 1]);
		expect(outputs[3][0].json.approval).toMatchObject({ failure: { code: '131053' } });
	});
});

describe('a link', () => {
	const link = 'https://example.com/Delivery note.pdf';

	it('stands above the buttons, named by its last part', async () => {
		const bodies = takeSends();
		const run = await approval({}, { above: 'document', mediaSource: 'link', link: ` ${link} ` });
		expect(bodies[0].interactive!.header).toEqual({
			type: 'document',
			document: { link: link.replace(' ', '%20'), filename: 'Delivery note.pdf' },
		});
		const sent = link.replace(' ', '%20');
		expect(asked(run)[0]).toMatchObject({ above: { type: 'document', link: sent } });
	});

	it.each<[string, object, RegExp]>([
		['an expression that gives nothing', { link: '={{ null }}' }, /"" is no public link/],
		['the path of a file', { link: 'C:\\note.pdf' }, /is no public link/],
		['a document as a picture', { above: 'image' }, /is no picture that WhatsApp takes/],
		['words above it as well', { options: { header: 'Order 7' } }, /"Header" are both/],
		[
			'a list below it',
			{
				responseType: 'choices',
				choices: { choice: ['A', 'B', 'C', 'D'].map((label) => ({ label })) },
			},
			/4 choices are shown as a list, and WhatsApp shows no document above a list/,
		],
		[
			'a text too long to stand below it',
			{ responseType: 'freeText', message: 'x'.repeat(1025) },
			/at most 1024 characters, and it has 1025/,
		],
		['buttons of Twilio', { provider: 'twilio' }, /Twilio shows no document above buttons/],
	])('%s: refused before anybody is asked', async (_what, parameters, message) => {
		const { error } = await approval({}, { above: 'document', link, ...parameters });
		expect(error?.message).toMatch(message);
		expect(error?.message).toMatch(/so nobody was asked$/);
	});

	it('is nothing without a kind, whatever is left over', async () => {
		const bodies = takeSends();
		await approval({}, { above: 'nothing', mediaSource: 'binary', link });
		expect(bodies[0].interactive).not.toHaveProperty('header');
	});
});

describe('outside the 24-hour window', () => {
	const LIST = 'GET /v24.0/200/message_templates';
	const template = (header?: string) => ({
		status: 200,
		body: {
			data: [
				{
					id: '1',
					name: 'request',
					language: 'en',
					status: 'APPROVED',
					category: 'UTILITY',
					components: [
						...(header ? [{ type: 'HEADER', format: header }] : []),
						{ type: 'BODY', text: 'A decision is waiting: {{1}}' },
						{
							type: 'BUTTONS',
							buttons: ['Approve', 'Reject'].map((text) => ({ type: 'QUICK_REPLY', text })),
						},
					],
				},
			],
		},
	});
	const closed = { status: 400, body: { error: { code: 131047, message: 'Window' } } };
	const chosen = { __rl: true, mode: 'name', value: 'request|en' };

	it('the same file is in the header of the template', async () => {
		graphAnswers(LIST, template('DOCUMENT'));
		const forms = takeUpload();
		graphAnswers(SEND, closed);
		const bodies = takeSends();
		const run = await approval({}, { ...fromItem, options: { template: chosen } }, [file()]);
		expect(forms).toHaveLength(1);
		const document = { id: '1037543291543636', filename: 'invoice.pdf' };
		expect(bodies[0].template!.components).toContainEqual({
			type: 'header',
			parameters: [{ type: 'document', document }],
		});
		expect(bodies[0].template!.components).toContainEqual({
			type: 'body',
			parameters: [{ type: 'text', text: 'May it be?' }],
		});
		const by = asked(run).find((entry) => 'template' in entry);
		expect(by).toMatchObject({
			event: 'asked by template',
			above: { type: 'document', filename: 'invoice.pdf' },
		});
	});

	it('a template without a header goes without it, and the evidence says so', async () => {
		graphAnswers(LIST, template());
		takeUpload();
		graphAnswers(SEND, closed);
		const bodies = takeSends();
		const run = await approval({}, { ...fromItem, options: { template: chosen } }, [file()]);
		expect(JSON.stringify(bodies[0])).not.toContain('1037543291543636');
		expect(asked(run).find((entry) => 'template' in entry)).not.toHaveProperty('above');
	});

	it.each<[string, string | undefined, object, RegExp]>([
		['has another header', 'IMAGE', fromItem, /a header of the kind image, and a file of the kind/],
		[
			'needs a file, and there is none',
			'IMAGE',
			{},
			/needs a file for its header of the kind image/,
		],
		[
			'is all that is sent, and has no place',
			undefined,
			{ ...fromItem, sendAs: 'template' },
			/has no place for the document/,
		],
	])('nobody is asked when the template %s', async (_what, header, parameters, message) => {
		graphAnswers(LIST, template(header));
		const { sendAs = 'automatic', ...more } = parameters as { sendAs?: string };
		const { error } = await approval({}, { ...more, options: { template: chosen, sendAs } }, [
			file(),
		]);
		expect(error?.message).toMatch(message);
	});
});
