import type { ButtonsMessage, ListMessage, Message } from '../../../../nodes/whatsapp/messages';
import { sender } from '../../../../nodes/providers/gupshup/account';
import { send, sent } from '../../../../nodes/providers/gupshup/send';
import { account } from '../../../fixtures/gupshup/account';

const base = { from: account.appName, to: { phone: '34600000001' } };
const content = (message: Message) =>
	JSON.parse(send(message, account).form!.message) as Record<string, unknown>;

describe('a send', () => {
	it('is a form: app, its number in digits, the person, and the message as JSON', () => {
		expect(send({ ...base, kind: 'text', text: 'Hello & "you"' }, account)).toEqual({
			method: 'POST',
			url: 'https://api.gupshup.io/wa/api/v1/msg',
			form: {
				channel: 'whatsapp',
				source: '15550001111',
				destination: '34600000001',
				'src.name': 'RioLogistics',
				message: '{"type":"text","text":"Hello & \\"you\\""}',
			},
		});
	});

	it('goes to the base URL of the credential', () => {
		const other = { ...account, baseUrl: 'http://127.0.0.1:9/ ' };
		const { url } = send({ ...base, kind: 'text', text: 'x' }, other);
		expect(url).toBe('http://127.0.0.1:9/wa/api/v1/msg');
	});

	it('of media has a link of its own name for each type', () => {
		const link = 'https://example.com/a';
		const media = (type: 'image' | 'document' | 'audio' | 'video' | 'sticker') =>
			content({ ...base, kind: 'media', type, media: { link }, caption: 'C', filename: 'f.pdf' });
		expect(media('image')).toEqual({
			type: 'image',
			originalUrl: link,
			previewUrl: link,
			caption: 'C',
		});
		expect(media('document')).toEqual({ type: 'file', url: link, filename: 'f.pdf', caption: 'C' });
		for (const type of ['audio', 'video', 'sticker'] as const) {
			expect(media(type)).toMatchObject({ type, url: link });
		}
	});

	it('of buttons carries each ID as postback text', () => {
		const message: ButtonsMessage = {
			...base,
			id: 'own-id',
			kind: 'buttons',
			header: 'H',
			body: 'B',
			footer: 'F',
			buttons: [
				{ id: 'yes-1', title: 'Yes' },
				{ id: 'no-1', title: 'No' },
			],
		};
		expect(content(message)).toEqual({
			type: 'quick_reply',
			msgid: 'own-id',
			content: { type: 'text', header: 'H', text: 'B', caption: 'F' },
			options: [
				{ type: 'text', title: 'Yes', postbackText: 'yes-1' },
				{ type: 'text', title: 'No', postbackText: 'no-1' },
			],
		});
		expect(content({ ...message, reference: 'ref-1' }).msgid).toBe('ref-1');
	});

	it.each([
		[{ type: 'image', link: 'https://e.example/a.jpg' }, { type: 'image' }],
		[{ type: 'video', link: 'https://e.example/a.mp4' }, { type: 'video' }],
		[
			{ type: 'document', link: 'https://e.example/a.pdf', filename: 'Note 7.pdf' },
			{ type: 'file', filename: 'Note 7.pdf' },
		],
	] as const)('of buttons takes a file above the text: %j', (headerMedia, above) => {
		const buttons = [{ id: 'yes-1', title: 'Yes' }];
		const framed = { headerMedia, body: 'B', footer: 'F', buttons };
		expect(content({ ...base, id: 'own-id', kind: 'buttons', ...framed })).toMatchObject({
			type: 'quick_reply',
			content: { ...above, url: headerMedia.link, text: 'B', caption: 'F' },
		});
	});

	it('of a list has a heading in any case, and a footer', () => {
		const message: ListMessage = {
			...base,
			id: 'own-id',
			kind: 'list',
			body: 'B',
			button: 'Choose',
			rows: [
				{ id: 'r1', title: 'Row', description: 'D' },
				{ id: 'r2', title: 'Other' },
			],
		};
		expect(content(message)).toEqual({
			type: 'list',
			title: 'Choose',
			body: 'B',
			msgid: 'own-id',
			globalButtons: [{ type: 'text', title: 'Choose' }],
			items: [
				{
					options: [
						{ type: 'text', title: 'Row', description: 'D', postbackText: 'r1' },
						{ type: 'text', title: 'Other', description: '', postbackText: 'r2' },
					],
				},
			],
		});
		const framed = content({ ...message, header: 'H', footer: 'F' });
		expect(framed).toMatchObject({ title: 'H', body: 'B', footer: 'F' });
	});

	it('of a list says that it has emojis, which Gupshup takes no other way', () => {
		const list = (title: string): ListMessage => ({
			...base,
			id: 'own-id',
			kind: 'list',
			body: 'B',
			button: 'Choose',
			rows: [{ id: 'r1', title }],
		});
		for (const emoji of ['👍', '🇪🇸', '1️⃣', '👩🏽‍🚒']) {
			expect(send(list(`Ready ${emoji}`), account).form).toMatchObject({ encode: 'true' });
		}
		expect(send(list('Ready 1 #'), account).form).not.toHaveProperty('encode');
	});
});

describe('the answer of a send', () => {
	it('gives the message ID, which is a promise only', () => {
		const body = { status: 'submitted', messageId: 'gs-1' };
		expect(sent(body)).toEqual({ messageId: 'gs-1', status: 'submitted', recipient: {} });
	});

	it('is none when it says error', () => {
		expect(sent({ status: 'error', messageId: 'gs-1' })).toBeUndefined();
		expect(sent({ status: 'submitted' })).toBeUndefined();
	});
});

describe('the sender', () => {
	it('is the app, which every webhook names', () => {
		const app = { id: 'RioLogistics', phone: '+15550001111', name: 'RioLogistics' };
		expect(sender(account)).toEqual(app);
	});

	it('is nobody while the credential is not filled in', () => {
		expect(sender({ ...account, appName: '' })).toBeUndefined();
		expect(sender({ ...account, sourceNumber: '' })).toBeUndefined();
	});
});
