import type { AnyJson } from '../../../fixtures/anyJson';
import type { Message, Template } from '../../../../nodes/whatsapp/messages';
import { markRead, send, sent } from '../../../../nodes/providers/infobip/send';
import { templates } from '../../../../nodes/providers/infobip/templates';
import { account, SENDER } from '../../../fixtures/infobip/account';
import { templateList } from '../../../fixtures/infobip/templateList';

const base = { from: SENDER, to: { phone: '34600000001' } };
const [approval, coupon] = templates.page(templateList).items;

const built = (message: Record<string, unknown>) =>
	send({ ...base, ...message } as unknown as Message, account);
const content = (message: Record<string, unknown>): AnyJson =>
	(built(message).body as unknown as AnyJson).content;
const templateData = (template: Template, values: Record<string, string>): AnyJson => {
	const { body } = built({ kind: 'template', template, values });
	return (body as unknown as AnyJson).messages[0].content.templateData;
};

describe('send', () => {
	it('posts a text to its own endpoint', () => {
		expect(built({ kind: 'text', text: 'Hello', id: 'u-1', reference: 'ref_1' })).toEqual({
			method: 'POST',
			url: 'https://abc123.api.infobip.com/whatsapp/1/message/text',
			body: {
				from: SENDER,
				to: '34600000001',
				messageId: 'ref_1.n8n.u-1',
				content: { text: 'Hello' },
				callbackData: 'ref_1',
			},
		});
	});

	it('asks for a preview only where there is a link', () => {
		expect(content({ kind: 'text', text: 'No link', previewUrl: true })).toEqual({
			text: 'No link',
		});
		expect(content({ kind: 'text', text: 'See https://a.example', previewUrl: true })).toEqual({
			text: 'See https://a.example',
			previewUrl: true,
		});
	});

	it('quotes, and writes to a user ID', () => {
		const { body } = built({
			kind: 'text',
			text: 'Hi',
			replyTo: 'wamid.1',
			to: { userId: 'ES.1001' },
		});
		expect(body).toMatchObject({ to: 'ES.1001', context: { replyToMessageId: 'wamid.1' } });
		expect(body).not.toHaveProperty('messageId');
	});

	it('keeps the scheme that somebody wrote', () => {
		const message = { ...base, kind: 'text', text: 'Hi' } as Message;
		const urls = ['http://127.0.0.1:8080/', 'https://x.api.infobip.com', ' x.api.infobip.com/ '];
		expect(
			urls.map((baseUrl) => new URL(send(message, { ...account, baseUrl }).url).origin),
		).toEqual(['http://127.0.0.1:8080', 'https://x.api.infobip.com', 'https://x.api.infobip.com']);
	});

	it('sends media by link, with a file name for documents only', () => {
		const media = { link: 'https://example.com/a.pdf' };
		const document = { kind: 'media', type: 'document', media, caption: 'A', filename: 'a.pdf' };
		expect(built(document).url).toMatch(/\/message\/document$/);
		expect(content(document)).toEqual({ mediaUrl: media.link, caption: 'A', filename: 'a.pdf' });
		expect(content({ ...document, type: 'image' })).toEqual({ mediaUrl: media.link, caption: 'A' });
	});

	it('sends buttons and lists in Infobip’s shape', () => {
		const buttons = {
			kind: 'buttons',
			header: 'H',
			body: 'B',
			footer: 'F',
			buttons: [{ id: 'yes', title: 'Yes' }],
		};
		expect(built(buttons).url).toMatch(/\/message\/interactive\/buttons$/);
		expect(content(buttons)).toEqual({
			header: { type: 'TEXT', text: 'H' },
			body: { text: 'B' },
			footer: { text: 'F' },
			action: { buttons: [{ type: 'REPLY', id: 'yes', title: 'Yes' }] },
		});
		const rows = [{ id: 'a', title: 'A', description: '' }];
		expect(content({ kind: 'list', body: 'B', button: 'Open', rows })).toEqual({
			body: { text: 'B' },
			action: { title: 'Open', sections: [{ rows: [{ id: 'a', title: 'A' }] }] },
		});
	});
});

describe('further kinds', () => {
	it.each<[string, Record<string, unknown>, unknown]>([
		[
			'interactive/url-button',
			{
				kind: 'link',
				body: 'B',
				headerMedia: { type: 'image', link: 'https://e.example/a.jpg' },
				label: 'Track',
				url: 'https://e.example/4711',
			},
			{
				header: { type: 'IMAGE', mediaUrl: 'https://e.example/a.jpg' },
				body: { text: 'B' },
				action: { displayText: 'Track', url: 'https://e.example/4711' },
			},
		],
		[
			'interactive/location-request',
			{ kind: 'locationRequest', body: 'Where?' },
			{ body: { text: 'Where?' } },
		],
		[
			'location',
			{ kind: 'location', latitude: 40.4, longitude: -3.7, name: 'Depot' },
			{ latitude: 40.4, longitude: -3.7, name: 'Depot' },
		],
		[
			'contact',
			{
				kind: 'contacts',
				contacts: [
					{
						name: { formatted: 'Ana Silva', first: 'Ana', last: 'Silva' },
						phones: [{ number: '+34 600 000 009', type: 'CELL' }, { number: '600 000 010' }],
						emails: [{ email: 'a@e.example', type: 'WORK' }],
						urls: [{ url: 'https://e.example' }],
						addresses: [{ city: 'Madrid', countryCode: 'ES' }],
						organization: { company: 'Rio', title: 'Driver' },
						birthday: '1990-04-23',
					},
					{ name: { formatted: 'Silva', last: 'Silva' }, phones: [], emails: [] },
				],
			},
			{
				contacts: [
					{
						name: { firstName: 'Ana', lastName: 'Silva', formattedName: 'Ana Silva' },
						phones: [
							{ phone: '+34 600 000 009', type: 'CELL', waId: '34600000009' },
							{ phone: '600 000 010' },
						],
						emails: [{ email: 'a@e.example', type: 'WORK' }],
						urls: [{ url: 'https://e.example' }],
						addresses: [{ city: 'Madrid', countryCode: 'ES' }],
						org: { company: 'Rio', title: 'Driver' },
						birthday: '1990-04-23',
					},
					{ name: { firstName: 'Silva', lastName: 'Silva', formattedName: 'Silva' } },
				],
			},
		],
		[
			'interactive/flow',
			{
				kind: 'flow',
				body: 'B',
				header: 'H',
				flow: { id: '123' },
				cta: 'Open',
				token: 't',
				screen: 'FIRST',
				data: { a: 1 },
				draft: true,
			},
			{
				header: { type: 'TEXT', text: 'H' },
				body: { text: 'B' },
				action: {
					mode: 'DRAFT',
					flowMessageVersion: 3,
					flowToken: 't',
					flowId: '123',
					callToActionButton: 'Open',
					flowAction: 'NAVIGATE',
					flowActionPayload: { screen: 'FIRST', data: { a: 1 } },
				},
			},
		],
	])('go to %s', (endpoint, message, expected) => {
		expect(new URL(built(message).url).pathname).toBe(`/whatsapp/1/message/${endpoint}`);
		expect(content(message)).toEqual(expected);
	});

	it('marks a message as read by its address alone', () => {
		const receipt = { from: `+${SENDER}`, messageId: 'wamid.A/B+=', typing: false };
		expect(markRead(receipt, account)).toEqual({
			method: 'POST',
			url: `https://abc123.api.infobip.com/whatsapp/1/senders/${SENDER}/message/wamid.A%2FB%2B%3D/read`,
		});
	});
});

describe('a template', () => {
	it('travels in a list, its placeholders by number', () => {
		const values = {
			'body.2': 'C-17',
			'body.1': 'Ana',
			'header.media': 'https://e.example/x/a%20b.pdf?v=1',
		};
		const { url, body } = built({ kind: 'template', template: approval, values, id: 'u-2' });
		expect(url).toMatch(/\/message\/template$/);
		expect(body).toMatchObject({
			messages: [
				{
					from: SENDER,
					messageId: 'u-2',
					content: { templateName: 'route_approval', language: 'en' },
				},
			],
		});
		expect(templateData(approval, values)).toMatchObject({
			body: { placeholders: ['Ana', 'C-17'] },
			header: {
				type: 'DOCUMENT',
				mediaUrl: 'https://e.example/x/a%20b.pdf?v=1',
				filename: 'a b.pdf',
			},
		});
	});

	it('lists only buttons that take something, in order, and fills what was not given', () => {
		const given = { 'button.3': 'token-no', 'button.2': 'c-17' };
		expect(templateData(approval, given).buttons).toEqual([
			{ type: 'QUICK_REPLY', parameter: 'Yes' },
			{ type: 'URL', parameter: 'c-17' },
			{ type: 'QUICK_REPLY', parameter: 'token-no' },
		]);
		expect(templateData(coupon, { 'header.1': 'Ana', 'button.0': 'SAVE25' })).toEqual({
			body: { placeholders: [] },
			header: { type: 'TEXT', placeholder: 'Ana' },
			buttons: [{ type: 'COPY_CODE', parameter: 'SAVE25' }],
		});
	});

	it('opens a form with its reference and what its first screen is given, or without', () => {
		const template: Template = {
			...coupon,
			buttons: [{ kind: 'flow', text: 'Tell us' }],
			variables: [],
		};
		const values = { 'button.0': 'order-4711', 'button.0.data': '{"order":4711}' };
		expect(templateData(template, values).buttons).toEqual([
			{ type: 'FLOW', flowToken: 'order-4711', data: { order: 4711 } },
		]);
		expect(templateData(template, {}).buttons).toEqual([{ type: 'FLOW' }]);
	});

	it('gives a place as numbers', () => {
		const template: Template = {
			...coupon,
			header: { format: 'location' },
			buttons: [],
			variables: [
				{
					id: 'header.media',
					place: 'header',
					kind: 'location',
					name: 'location',
					label: '',
					required: true,
				},
			],
		};
		expect(templateData(template, { 'header.media': '40.4, -3.7, Depot' })).toEqual({
			body: { placeholders: [] },
			header: { type: 'LOCATION', latitude: 40.4, longitude: -3.7 },
		});
	});

	it('gives a document without a name in its link one', () => {
		const { header } = templateData(approval, { 'header.media': 'https://e.example' });
		expect(header.filename).toBe('document.pdf');
	});
});

describe('sent', () => {
	const answer = (status: unknown, to: unknown = '34600000001') => ({
		to,
		messageId: 'm-1',
		status,
	});

	it('reads one answer or the first of a list', () => {
		const status = { groupId: 1, groupName: 'PENDING', name: 'PENDING_ENROUTE' };
		const expected = {
			messageId: 'm-1',
			status: 'PENDING_ENROUTE',
			recipient: { phone: '34600000001' },
		};
		expect(sent(answer(status))).toEqual(expected);
		expect(sent({ messages: [answer(status)] })).toEqual(expected);
		expect(sent(answer(undefined, 'ES.1001'))).toEqual({
			messageId: 'm-1',
			status: 'accepted',
			recipient: { userId: 'ES.1001' },
		});
	});

	it('takes no message for sent that was rejected in a good answer', () => {
		for (const status of [
			{ groupName: 'REJECTED' },
			{ groupId: 2 },
			{ groupId: 4, groupName: 'x' },
		]) {
			expect(sent(answer(status))).toBeUndefined();
		}
	});
});
