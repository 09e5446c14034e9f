import { account, phoneNumberId } from '../../../fixtures/meta/account';
import { send, sent } from '../../../../nodes/providers/meta/send';
import type { Message } from '../../../../nodes/whatsapp/messages';

const to = { phone: '34600000001' };
const text: Message = { kind: 'text', from: phoneNumberId, to, text: 'Hola' };

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
describe('the request of a send', () => {
	it('goes to the number that sends, at the version in the credential', () => {
		expect(send(text, account)).toMatchObject({
			method: 'POST',
			url: `https://graph.facebook.com/v24.0/${phoneNumberId}/messages`,
		});
	});

	it('goes to the host in the credential, without a doubled slash', () => {
		const url = (baseUrl: string, graphVersion: string) =>
			send(text, { ...account, baseUrl, graphVersion }).url;
		expect(url('http://localhost:4000//', 'v26.0')).toBe(
			`http://localhost:4000/v26.0/${phoneNumberId}/messages`,
		);
		expect(url('', ' ')).toBe(`https://graph.facebook.com/v26.0/${phoneNumberId}/messages`);
	});

	it('keeps what a builder typed as the number from becoming another path', () => {
		const { url } = send({ ...text, from: '1/../me?x=#' }, account);
		expect(new URL(url).pathname).toBe('/v24.0/1%2F..%2Fme%3Fx%3D%23/messages');
	});

	it('carries no secret of the credential: the credential adds the token itself', () => {
		const json = JSON.stringify(send(text, account));
		for (const secret of [account.accessToken, account.appSecret, account.verifyToken]) {
			expect(json).not.toContain(secret);
		}
	});

	it('has the documented body for a text', () => {
		expect(send(text, account).body).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			to: '+34600000001',
			type: 'text',
			text: { body: 'Hola', preview_url: false },
		});
	});

	// https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/send-utility-and-authentication-messages
	it('is the same with a category for Direct Send, of which no preview is shown', () => {
		expect(send({ ...text, previewUrl: true, directSend: true }, account).body).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			to: '+34600000001',
			type: 'text',
			text: { body: 'Hola' },
			category: 'utility',
		});
		const buttons = [{ id: 'yes-1', title: 'Yes' }];
		const asked: Message = { kind: 'buttons', from: phoneNumberId, to, body: 'OK?', buttons };
		const { body } = send(asked, account);
		expect(send({ ...asked, directSend: true }, account).body).toEqual({
			...(body as object),
			category: 'utility',
		});
	});

	it('quotes a message, carries a reference, shows a preview', () => {
		const more = { replyTo: 'wamid.theirs', reference: 'exec:42', previewUrl: true };
		expect(send({ ...text, ...more }, account).body).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			to: '+34600000001',
			context: { message_id: 'wamid.theirs' },
			biz_opaque_callback_data: 'exec:42',
			type: 'text',
			text: { body: 'Hola', preview_url: true },
		});
	});

	it('names a user ID as "recipient" and never as "to"', () => {
		const { body } = send({ ...text, to: { userId: 'ES.2002' } }, account);
		expect(body).toMatchObject({ recipient: 'ES.2002' });
		expect(body).not.toHaveProperty('to');
	});

	it('names one of two identities only, because "to" would win over "recipient"', () => {
		const { body } = send({ ...text, to: { ...to, userId: 'ES.2002' } }, account);
		expect(body).toMatchObject({ recipient: 'ES.2002' });
		expect(body).not.toHaveProperty('to');
	});

	it('has the documented body for reply buttons', () => {
		const buttons = [
			{ id: 'b1', title: 'Yes' },
			{ id: 'b2', title: 'No' },
		];
		const message: Message = {
			kind: 'buttons',
			from: phoneNumberId,
			to,
			header: 'Order 17',
			body: 'Is it all right?',
			footer: 'Boxes Ltd',
			buttons,
		};
		expect(send(message, account).body).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'individual',
			to: '+34600000001',
			type: 'interactive',
			interactive: {
				type: 'button',
				header: { type: 'text', text: 'Order 17' },
				body: { text: 'Is it all right?' },
				footer: { text: 'Boxes Ltd' },
				action: {
					buttons: [
						{ type: 'reply', reply: { id: 'b1', title: 'Yes' } },
						{ type: 'reply', reply: { id: 'b2', title: 'No' } },
					],
				},
			},
		});
		const bare: Message = { kind: 'buttons', from: phoneNumberId, to, body: 'Sure?', buttons };
		expect(Object.keys(send(bare, account).body?.interactive as object)).toEqual([
			'type',
			'body',
			'action',
		]);
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
it('a list has the documented body', () => {
	const rows = [
		{ id: 'r1', title: 'Coast', description: '20 minutes longer' },
		{ id: 'r2', title: 'Ring', description: '' },
	];
	const message: Message = {
		kind: 'list',
		from: phoneNumberId,
		to,
		body: 'Which way?',
		button: 'See routes',
		rows,
	};
	expect(send(message, account).body?.interactive).toEqual({
		type: 'list',
		body: { text: 'Which way?' },
		action: {
			button: 'See routes',
			sections: [
				{
					title: 'See routes',
					rows: [
						{ id: 'r1', title: 'Coast', description: '20 minutes longer' },
						{ id: 'r2', title: 'Ring' },
					],
				},
			],
		},
	});
});

it('rows of a list stand below the title of their section', () => {
	const message: Message = {
		kind: 'list',
		from: phoneNumberId,
		to,
		body: 'When?',
		button: 'Choose',
		rows: [
			{ id: 'mon', title: 'Monday', section: 'This week' },
			{ id: 'next', title: 'Monday', section: 'Next week' },
			{ id: 'tue', title: 'Tuesday', section: 'This week' },
		],
	};
	expect(send(message, account).body?.interactive).toMatchObject({
		action: {
			sections: [
				{
					title: 'This week',
					rows: [
						{ id: 'mon', title: 'Monday' },
						{ id: 'tue', title: 'Tuesday' },
					],
				},
				{ title: 'Next week', rows: [{ id: 'next', title: 'Monday' }] },
			],
		},
	});
});

describe('what asks for something', () => {
	const base = { from: phoneNumberId, to };
	it.each<[string, Message, object]>([
		[
			'a call',
			{ ...base, kind: 'callPermissionRequest', body: 'May we call?' },
			{
				type: 'call_permission_request',
				body: { text: 'May we call?' },
				action: { name: 'call_permission_request' },
			},
		],
		[
			'a call, in WhatsApp’s words',
			{ ...base, kind: 'callPermissionRequest' },
			{ type: 'call_permission_request', action: { name: 'call_permission_request' } },
		],
		// https://docs.kapso.ai/docs/whatsapp/send-messages/request-contact-info
		[
			'a number',
			{ ...base, kind: 'contactInfoRequest', body: 'Your number?' },
			{
				type: 'request_contact_info',
				body: { text: 'Your number?' },
				action: { name: 'request_contact_info' },
			},
		],
		// https://docs.360dialog.com/docs/messaging/message-types/address
		[
			'an address',
			{ ...base, kind: 'addressRequest', body: 'Where?', country: 'SG', values: {} },
			{
				type: 'address_message',
				body: { text: 'Where?' },
				action: { name: 'address_message', parameters: { country: 'SG' } },
			},
		],
	])('%s has the documented body', (_what, message, interactive) => {
		expect(send(message, account).body?.interactive).toEqual(interactive);
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/audio-messages
it('a voice note says that it is one', () => {
	const message: Message = {
		kind: 'media',
		from: phoneNumberId,
		to,
		type: 'audio',
		media: { id: '1' },
	};
	expect(send(message, account).body?.audio).toEqual({ id: '1' });
	expect(send({ ...message, voice: true }, account).body?.audio).toEqual({ id: '1', voice: true });
});

describe('the answer of a send', () => {
	it('names the message and the person as Meta knows them', () => {
		const body = {
			messaging_product: 'whatsapp',
			contacts: [{ input: '+5511900000001', wa_id: '551100000001' }],
			messages: [{ id: 'wamid.1', message_status: 'held_for_quality_assessment' }],
		};
		expect(sent(body)).toEqual({
			messageId: 'wamid.1',
			status: 'held_for_quality_assessment',
			recipient: { phone: '551100000001' },
		});
	});

	it('may know the person by user ID only, and say nothing about the status', () => {
		const body = {
			contacts: [{ input: 'ES.2002', user_id: 'ES.2002' }],
			messages: [{ id: 'wamid.1' }],
		};
		expect(sent(body)).toEqual({
			messageId: 'wamid.1',
			status: 'accepted',
			recipient: { userId: 'ES.2002' },
		});
		expect(sent({ messages: [{ id: 'wamid.1' }] })).toMatchObject({ recipient: {} });
	});

	it.each([
		[undefined],
		[null],
		[''],
		['<html>'],
		[{}],
		[{ messages: [] }],
		[{ messages: {} }],
		[{ messages: [{ id: '' }] }],
		[{ messages: ['wamid.1'] }],
		[{ success: true }],
		[{ error: { code: 100 } }],
	])('is none: %j', (body) => {
		expect(sent(body)).toBeUndefined();
	});
});
