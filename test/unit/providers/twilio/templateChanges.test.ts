import { templateChanges } from '../../../../nodes/providers/twilio/templateChanges';
import type { CodeDraft, WordsDraft } from '../../../../nodes/whatsapp/templateDraft';
import { account } from '../../../fixtures/twilio/account';
import { played } from '../../../fixtures/twilio/scriptedApi';

/** After https://www.twilio.com/docs/content/create-and-send-your-first-content-api-template. */
const SID = 'HX00000000000000000000000000000007';
const CONTENT = 'https://content.twilio.com/v1/Content';
const RECEIVED = {
	status: 201,
	body: {
		category: 'UTILITY',
		status: 'received',
		rejection_reason: '',
		name: 'order_ready',
		content_type: 'twilio/text',
		allow_category_change: true,
	},
};

const draft: WordsDraft = {
	name: 'order_ready',
	language: 'en',
	category: 'UTILITY',
	body: { text: 'Your order {{2}}, {{ 1 }}, is ready.', examples: { 1: 'Ana', 2: '4711' } },
	buttons: [],
	cards: [],
};
const code: CodeDraft = {
	name: 'sign_in',
	language: 'en',
	category: 'AUTHENTICATION',
	code: { warning: true, expiresAfterMinutes: 5, copyLabel: 'Copy code' },
};

function contentOf(change: Partial<WordsDraft>) {
	const create = templateChanges.create({ ...draft, ...change }, account);
	const { requests } = played(create, [{ status: 201, body: { sid: SID } }, RECEIVED]);
	const { variables, types } = requests[0].body as Record<string, Record<string, unknown>>;
	return { variables, types };
}

describe('making a template', () => {
	it('makes a content, then submits it', () => {
		const made = { ...draft, deliverWithinSeconds: 600 };
		const { requests, result } = played(templateChanges.create(made, account), [
			{ status: 201, body: { sid: SID } },
			RECEIVED,
		]);
		expect(requests).toEqual([
			{
				method: 'POST',
				url: CONTENT,
				body: {
					friendly_name: 'order_ready',
					language: 'en',
					variables: { 1: 'Ana', 2: '4711' },
					types: { 'twilio/text': { body: 'Your order {{2}}, {{1}}, is ready.' } },
				},
			},
			{
				method: 'POST',
				url: `${CONTENT}/${SID}/ApprovalRequests/whatsapp`,
				body: { name: 'order_ready', category: 'UTILITY', send_ttl_seconds: 600 },
			},
		]);
		expect(result).toEqual({
			ok: true,
			template: { id: SID, status: 'pending', category: 'UTILITY' },
		});
	});

	it('puts quick replies alone below a text, each with its label as ID', () => {
		expect(contentOf({ buttons: [{ kind: 'quickReply', text: 'OK' }] }).types).toEqual({
			'twilio/quick-reply': {
				body: 'Your order {{2}}, {{1}}, is ready.',
				actions: [{ type: 'QUICK_REPLY', title: 'OK', id: 'OK' }],
			},
		});
	});

	it('puts everything else on a card, with one flat map of variables', () => {
		const { variables, types } = contentOf({
			header: { format: 'text', text: 'Order {{1}}', example: '4711' },
			footer: 'Rio',
			buttons: [
				{ kind: 'quickReply', text: 'OK' },
				{ kind: 'url', text: 'Track', url: 'https://x.io/o/{{1}}', example: 'https://x.io/o/47' },
				{ kind: 'url', text: 'Site', url: 'https://x.io' },
				{ kind: 'phone', text: 'Call', phone: '+34600000001' },
				{ kind: 'copyCode', example: 'SAVE20' },
			],
		});
		expect(variables).toEqual({ 1: 'Ana', 2: '4711', 3: '4711', 4: '47', 5: 'SAVE20' });
		expect(types).toEqual({
			'whatsapp/card': {
				body: 'Your order {{2}}, {{1}}, is ready.',
				header_text: 'Order {{3}}',
				footer: 'Rio',
				actions: [
					{ type: 'QUICK_REPLY', title: 'OK', id: 'OK' },
					{ type: 'URL', title: 'Track', url: 'https://x.io/o/{{4}}' },
					{ type: 'URL', title: 'Site', url: 'https://x.io' },
					{ type: 'PHONE_NUMBER', title: 'Call', phone: '+34600000001' },
					{ type: 'COPY_CODE', title: 'Copy offer code', code: '{{5}}' },
				],
			},
		});
	});

	it('keeps names, and means the same by the same name', () => {
		const { variables, types } = contentOf({
			header: { format: 'text', text: 'For {{name}}', example: 'Bo' },
			body: { text: 'Hi {{name}}!', examples: { name: 'Ana' } },
		});
		expect(variables).toEqual({ name: 'Ana' });
		expect(types).toEqual({
			'whatsapp/card': { body: 'Hi {{name}}!', header_text: 'For {{name}}' },
		});
	});

	it('shows reviewers a file at its link, of which the host stays', () => {
		const sample = 'https://files.example.com/a/note.pdf?v=2';
		const { variables, types } = contentOf({ header: { format: 'document', sample } });
		expect(variables).toMatchObject({ 3: 'a/note.pdf?v=2' });
		expect(types).toMatchObject({
			'whatsapp/card': { media: ['https://files.example.com/{{3}}'] },
		});
	});

	it('of a code says what the button is called, and what the code could be', () => {
		const { requests } = played(templateChanges.create(code, account), [
			{ status: 201, body: { sid: SID } },
			RECEIVED,
		]);
		expect(requests[0].body).toMatchObject({
			variables: { 1: '123456' },
			types: {
				'whatsapp/authentication': {
					add_security_recommendation: true,
					code_expiration_minutes: 5,
					actions: [{ type: 'COPY_CODE', copy_code_text: 'Copy code' }],
				},
			},
		});
	});

	it('takes the content away again that WhatsApp was not asked for', () => {
		const refused = { status: 400, body: { code: 20001, message: 'Invalid category' } };
		const { requests, result } = played(templateChanges.create(draft, account), [
			{ status: 201, body: { sid: SID } },
			refused,
			{ status: 204, body: '' },
		]);
		expect(requests[2]).toEqual({ method: 'DELETE', url: `${CONTENT}/${SID}` });
		expect(result).toMatchObject({ ok: false, failure: { code: '20001' } });
	});

	it('leaves it where WhatsApp may have been asked, and makes none where that was refused', () => {
		const unclear = played(templateChanges.create(draft, account), [
			{ status: 201, body: { sid: SID } },
			{ status: 503, body: 'later' },
		]);
		expect(unclear.result).toMatchObject({ ok: false });
		const refused = played(templateChanges.create(draft, account), [
			{ status: 401, body: { code: 20003, message: 'Authenticate' } },
		]);
		expect(refused.result).toMatchObject({ ok: false, failure: { category: 'access' } });
	});
});

const words = (change: Partial<WordsDraft>) =>
	templateChanges.problem!({ ...draft, ...change })?.message;

it('says what Twilio has no words for', () => {
	expect(words({})).toBeUndefined();
	expect(words({ header: { format: 'location' } })).toMatch(/place as header/);
	expect(words({ header: { format: 'image', sample: 'https://x.io/a.gif' } })).toMatch(/end like/);
	expect(words({ header: { format: 'image', sample: 'https://x.io/a.JPG?x' } })).toBeUndefined();
	expect(words({ buttons: [{ kind: 'flow', text: 'Open', flowId: '1' }] })).toMatch(/form/);
	const url = { kind: 'url', text: 'Go', url: 'https://x.io/{{1}}' } as const;
	expect(words({ buttons: [{ ...url, example: 'https://y.io/1' }] })).toMatch(/not begin like/);
	const long = 'a_very_long_name_of_it';
	expect(words({ body: { text: `A {{${long}}} b`, examples: { [long]: 'x' } } })).toMatch(/16/);
	const ofCode = (change: object) =>
		templateChanges.problem!({ ...code, code: { ...code.code, ...change } })?.message;
	expect(ofCode({})).toBeUndefined();
	expect(ofCode({ copyLabel: undefined })).toMatch(/needs the label/);
	expect(ofCode({ copyLabel: 'x'.repeat(25) })).toMatch(/24/);
	expect(ofCode({ autofill: { packageName: 'a.b', signatureHash: 'x' } })).toMatch(/itself/);
});

it('deletes one language by its content', () => {
	expect(templateChanges.removes).toBe('language');
	expect(templateChanges.remove({ name: 'order_ready', id: SID }, account)).toEqual({
		method: 'DELETE',
		url: `${CONTENT}/${SID}`,
	});
});
