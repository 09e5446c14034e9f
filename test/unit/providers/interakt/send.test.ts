import { account } from '../../../fixtures/interakt/account';
import { plain, question, templatePage } from '../../../fixtures/interakt/templateList';
import type { Message } from '../../../../nodes/whatsapp/messages';
import { send, sent } from '../../../../nodes/providers/interakt/send';
import { templates } from '../../../../nodes/providers/interakt/templates';

const base = { from: 'account', to: { phone: '34600000001' }, reference: 'tok_abc' };
const body = (message: Message) => send(message, account).body;
const [withDocument, withNumbers] = templates.page(templatePage([plain, question])).items;

// https://documenter.getpostman.com/view/14760594/2sA2r7zibM
describe('a send', () => {
	it('goes to the one address, with the slash at its end', () => {
		const request = send({ ...base, kind: 'text', text: 'Hello' }, account);
		expect(request).toEqual({
			method: 'POST',
			url: 'https://api.interakt.ai/v1/public/message/',
			body: {
				fullPhoneNumber: '34600000001',
				callbackData: 'tok_abc',
				type: 'Text',
				data: { message: 'Hello' },
			},
		});
		expect(JSON.stringify(request)).not.toContain(account.apiKey);
	});

	it('goes to another host where one is given', () => {
		const elsewhere = { ...account, baseUrl: ' http://127.0.0.1:4000// ' };
		const { url } = send({ ...base, kind: 'text', text: 'Hello' }, elsewhere);
		expect(url).toBe('http://127.0.0.1:4000/v1/public/message/');
	});

	it('has no reference where there is none, and an empty number for somebody without', () => {
		const to = { userId: 'ES.1001' };
		expect(body({ from: 'account', to, kind: 'text', text: 'Hello' })).toEqual({
			fullPhoneNumber: '',
			type: 'Text',
			data: { message: 'Hello' },
		});
	});

	it.each([
		['image', 'Image', { caption: 'A parcel' }, { message: 'A parcel' }],
		['video', 'Video', {}, {}],
		['audio', 'Audio', {}, {}],
		['sticker', 'Sticker', {}, {}],
		[
			'document',
			'Document',
			{ caption: 'Yours', filename: 'a.pdf' },
			{ message: 'Yours', fileName: 'a.pdf' },
		],
	] as const)('of the media type %s', (type, named, more, expected) => {
		const link = 'https://example.com/file';
		expect(body({ ...base, kind: 'media', type, media: { link }, ...more })).toEqual({
			fullPhoneNumber: '34600000001',
			callbackData: 'tok_abc',
			type: named,
			data: { mediaUrl: link, ...expected },
		});
	});

	it('of reply buttons carries Meta’s object', () => {
		expect(
			body({
				...base,
				kind: 'buttons',
				body: 'Approve?',
				footer: 'Rio',
				buttons: [{ id: 'y', title: 'Yes' }],
			}),
		).toMatchObject({
			type: 'InteractiveButton',
			data: {
				message: {
					type: 'button',
					body: { text: 'Approve?' },
					footer: { text: 'Rio' },
					action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
				},
			},
		});
	});

	it('of a list carries Meta’s object', () => {
		expect(
			body({
				...base,
				kind: 'list',
				body: 'Which?',
				button: 'Choose',
				rows: [{ id: 'r', title: 'Ring' }],
			}),
		).toMatchObject({
			type: 'InteractiveList',
			data: {
				message: {
					type: 'list',
					action: { button: 'Choose', sections: [{ rows: [{ id: 'r', title: 'Ring' }] }] },
				},
			},
		});
	});
});

describe('a template', () => {
	const template = (values: Record<string, string>, which = withDocument) =>
		body({ ...base, kind: 'template', template: which, values })!.template;

	it('carries header, body, and what its buttons leave open', () => {
		const values = {
			'header.media': 'https://example.com/files/invoice%207.pdf?x=1#top',
			'body.1': 'Ana',
			'body.2': 'INV-7',
			'button.1': 'seven',
			'button.2': 'SAVE25',
		};
		expect(template(values)).toEqual({
			name: 'order_ok_x1',
			languageCode: 'en',
			headerValues: ['https://example.com/files/invoice%207.pdf?x=1#top'],
			fileName: 'invoice 7.pdf',
			bodyValues: ['Ana', 'INV-7'],
			buttonValues: { 1: ['seven'], 2: ['SAVE25'] },
		});
	});

	it('has its values in the order of their numbers', () => {
		const values = { 'header.1': 'A-2', 'body.2': 'Diego', 'body.1': 'a detour' };
		expect(template(values, withNumbers)).toEqual({
			name: 'request_approval_k3',
			languageCode: 'en',
			headerValues: ['A-2'],
			bodyValues: ['a detour', 'Diego'],
		});
	});

	it('has ten values in the order of their numbers, names in that of the text', () => {
		const numbers = ['10', '9', '2', '1', '3', '4', '5', '6', '7', '8'];
		const named = (names: string[]) =>
			templates.page(templatePage([{ ...question, body: names.map((n) => `{{${n}}}`).join(' ') }]))
				.items[0];
		const values = Object.fromEntries(numbers.map((n) => [`body.${n}`, `v${n}`]));
		expect(template(values, named(numbers))).toMatchObject({
			bodyValues: ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'v10'],
		});
		const texts = { 'body.who': 'Ana', 'body.about': 'it' };
		expect(template(texts, named(['who', 'about']))).toMatchObject({ bodyValues: ['Ana', 'it'] });
	});

	it('never carries a payload, even where a template from elsewhere has one', () => {
		const variable = {
			id: 'button.0',
			place: 'button',
			kind: 'payload',
			name: '0',
			label: 'x',
			required: false,
			button: 0,
		} as const;
		const foreign = { ...withNumbers, variables: [variable] };
		expect(template({ 'button.0': 'P-1' }, foreign)).not.toHaveProperty('buttonValues');
	});

	it.each([
		['https://example.com', 'document.pdf'],
		['https://example.com/', 'document.pdf'],
		['https://example.com/a/%E0%A4%A', '%E0%A4%A'],
		['no link', 'document.pdf'],
	])('names the document of %s %j', (link, fileName) => {
		expect((template({ 'header.media': link }) as { fileName?: string }).fileName).toBe(fileName);
	});
});

describe('the answer', () => {
	it('of a queued message has its ID', () => {
		expect(sent({ result: true, message: 'Message queued', id: 'u-1' })).toEqual({
			messageId: 'u-1',
			status: 'queued',
			recipient: {},
		});
	});

	it('of a refused one has none', () => {
		expect(sent({ result: false, message: 'no', id: 'u-1' })).toBeUndefined();
		expect(sent({ result: true, message: 'Message queued' })).toBeUndefined();
	});
});
