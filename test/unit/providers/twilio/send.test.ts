import { markRead, send, sent } from '../../../../nodes/providers/twilio/send';
import { templates } from '../../../../nodes/providers/twilio/templates';
import type { Message, TemplateMessage } from '../../../../nodes/whatsapp/messages';
import { account, from, WEBHOOK_URL } from '../../../fixtures/twilio/account';
import { fixed, listOf, settable } from '../../../fixtures/twilio/templateList';

const to = { phone: '34600000001' };
const text: Message = { kind: 'text', from, to, text: 'Hello' };
const form = (message: Message, prepared = {}) => send(message, account, prepared).form;
const template = (raw: unknown, values: Record<string, string>): TemplateMessage => ({
	kind: 'template',
	from,
	to,
	template: templates.page(listOf([raw])).items[0],
	values,
});

describe('a send', () => {
	it('is a form to the account', () => {
		expect(send(text, account, {})).toEqual({
			method: 'POST',
			url: 'https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json',
			form: { To: 'whatsapp:+34600000001', From: from, Body: 'Hello' },
		});
	});

	it('names a messaging service instead of a number', () => {
		const service = `MG${'0'.repeat(32)}`;
		expect(form({ ...text, from: service })).toEqual({
			To: 'whatsapp:+34600000001',
			MessagingServiceSid: service,
			Body: 'Hello',
		});
	});

	it('goes to a phone number where there is one', () => {
		const userId = 'US.1234';
		expect(form({ ...text, to: { userId } })).toMatchObject({ To: 'whatsapp:US.1234' });
		expect(form({ ...text, to: { ...to, userId } })).toMatchObject({ To: 'whatsapp:+34600000001' });
	});

	it('asks for its statuses with the reference, where they can go', () => {
		const referred = { ...text, reference: 'w1A' };
		const need = `callback:${from}`;
		expect(form(referred, { [need]: WEBHOOK_URL })).toMatchObject({
			StatusCallback: `${WEBHOOK_URL}?reference=w1A`,
		});
		expect(form(referred, { [need]: '' })).not.toHaveProperty('StatusCallback');
		expect(form(text, { [need]: WEBHOOK_URL })).not.toHaveProperty('StatusCallback');
	});

	it('of a file is its link', () => {
		const link = 'https://example.com/a.jpg';
		const media = { kind: 'media', from, to, type: 'image', media: { link } } as const;
		expect(form(media)).toEqual({ To: 'whatsapp:+34600000001', From: from, MediaUrl: link });
		expect(form({ ...media, caption: 'A' })).toMatchObject({ MediaUrl: link, Body: 'A' });
	});

	it('of buttons fills in the prepared content', () => {
		const buttons: Message = {
			kind: 'buttons',
			from,
			to,
			body: 'Approve?',
			footer: 'Rio',
			buttons: [{ id: 'a', title: 'Yes' }],
		};
		const filled = form(buttons, { 'content:n8nwa_v1_qr_1_2': 'HX1' })!;
		expect(filled.ContentSid).toBe('HX1');
		expect(JSON.parse(filled.ContentVariables)).toEqual({
			'1': 'Approve?',
			'2': 'Rio',
			'3': 'Yes',
			'4': 'a',
		});
	});

	it('of a template gives each variable by its name', () => {
		const values = { 'body.1': 'Route A', 'button.0': 'ref-yes', 'button.1': 'ref-no' };
		const filled = form(template(settable, values))!;
		expect(filled.ContentSid).toBe(settable.sid);
		expect(JSON.parse(filled.ContentVariables)).toEqual({
			'1': 'Route A',
			'2': 'ref-yes',
			'3': 'ref-no',
		});
	});

	it('leaves out what is not given, and the whole map where nothing is', () => {
		const filled = form(template(fixed, { 'body.1': 'Route A', 'button.0': 'ref' }))!;
		expect(JSON.parse(filled.ContentVariables)).toEqual({ '1': 'Route A' });
		expect(form(template(fixed, {}))).not.toHaveProperty('ContentVariables');
	});
});

describe('the answer', () => {
	it('has ID, status and recipient', () => {
		expect(sent({ sid: 'SM1', status: 'queued', to: 'whatsapp:+34600000001' })).toEqual({
			messageId: 'SM1',
			status: 'queued',
			recipient: { phone: '34600000001' },
		});
		expect(sent({ sid: 'MM1', to: 'whatsapp:US.12' })).toEqual({
			messageId: 'MM1',
			status: 'accepted',
			recipient: { userId: 'US.12' },
		});
	});

	it.each([undefined, '', {}, { sid: '' }, { sid: 'HX1' }, { sid: {} }, []])('%j is none', (body) =>
		expect(sent(body)).toBeUndefined(),
	);
});

it('marks a message as read by showing "typing…"', () => {
	// https://www.twilio.com/docs/whatsapp/api/typing-indicators-resource
	const messageId = 'SM1234567890abcdef1234567890abcdef';
	expect(markRead({ from: '', messageId, typing: true }, account)).toEqual({
		method: 'POST',
		url: 'https://messaging.twilio.com/v2/Indicators/Typing.json',
		form: { channel: 'whatsapp', messageId },
	});
});
