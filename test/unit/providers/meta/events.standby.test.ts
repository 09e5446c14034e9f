import { dialog360 } from '../../../../nodes/providers/dialog360';
import { parse } from '../../../../nodes/providers/meta/events';
import { ana, envelope, messagesValue, posted } from '../../../fixtures/meta/webhookRequest';

/**
 * What comes while Meta Business Agent holds the chat, after
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby/
 * (4 August 2026) and https://docs.360dialog.com/docs/mba/webhooks: the usual things, one level deeper.
 */
const standby = (contents: object) => envelope('standby', messagesValue({ standby: contents }));

const tap = {
	from: '34600000001',
	id: 'wamid.tap',
	timestamp: '1750101000',
	context: { id: 'wamid.question' },
	type: 'interactive',
	interactive: { type: 'button_reply', button_reply: { id: 'w1-yes', title: 'Yes' } },
};
const templateTap = {
	from: '34600000001',
	id: 'wamid.template',
	timestamp: '1750101000',
	type: 'button',
	button: { payload: 'w1-no', text: 'No' },
};
const words = {
	from: '34600000001',
	id: 'wamid.words',
	timestamp: '1750101000',
	type: 'text',
	text: { body: 'Test standby message' },
};
const receipt = {
	id: 'wamid.question',
	status: 'delivered',
	timestamp: '1750101000',
	recipient_id: '34600000001',
	biz_opaque_callback_data: 'w1-delivery',
};
const echo = {
	id: 'wamid.echo',
	timestamp: '1750101000',
	message: { to: '34600000001', type: 'text', text: { body: 'Hello from the agent' } },
};

describe('a webhook of a chat that an AI agent holds', () => {
	it('is read as the taps, messages and statuses that it contains', () => {
		const contents = { contacts: [ana], messages: [tap, templateTap, words], statuses: [receipt] };
		expect(parse(posted(standby(contents)))).toMatchObject([
			{
				event: 'reply',
				kind: 'button',
				replyId: 'w1-yes',
				title: 'Yes',
				context: { messageId: 'wamid.question' },
				from: { phone: '34600000001', name: 'Ana Ejemplo' },
				to: { phone: '15550001111' },
				standby: true,
			},
			{ event: 'reply', kind: 'template', replyId: 'w1-no', standby: true },
			{ event: 'message', kind: 'text', text: 'Test standby message', standby: true },
			{ event: 'status', status: 'delivered', reference: 'w1-delivery', standby: true },
		]);
	});

	it('has the same events, with the same IDs, as one on the usual field', () => {
		const contents = { contacts: [ana], messages: [tap, words], statuses: [receipt] };
		const usual = parse(posted(envelope('messages', messagesValue(contents))));
		const deeper = parse(posted(standby(contents)));
		// Whether contacts and the rest stand beside or inside is not shown for every case.
		const flat = parse(posted(envelope('standby', messagesValue(contents))));
		const beside = parse(
			posted(
				envelope(
					'standby',
					messagesValue({ contacts: [ana], standby: { ...contents, contacts: undefined } }),
				),
			),
		);
		const marked = usual.map((event) => ({ ...event, standby: true }));
		for (const events of [deeper, flat, beside]) expect(events).toEqual(marked);
		expect(usual.some((event) => 'standby' in event)).toBe(false);
	});

	it('is read so at 360dialog too, which passes it on without being asked', () => {
		const [event] = dialog360.parse(posted(standby({ messages: [tap] })));
		expect(event).toMatchObject({
			provider: 'dialog360',
			event: 'reply',
			replyId: 'w1-yes',
			to: { phoneNumberId: '15550001111' },
		});
	});

	it('keeps what the agent said as news of the account: nobody wrote that to us', () => {
		const both = parse(posted(standby({ messages: [words], message_echoes: [echo] })));
		expect(both).toMatchObject([
			{ event: 'message', id: 'wamid.words' },
			{ event: 'account', kind: 'standby', raw: { standby: { message_echoes: [echo] } } },
		]);
		expect(parse(posted(standby({})))).toMatchObject([{ event: 'account', kind: 'standby' }]);
	});
});

it('a change of who holds the chat names the person and our number', () => {
	const value = {
		messaging_product: 'whatsapp',
		sender: { phone_number: '34600000001' },
		recipient: { phone_number_id: '106', display_phone_number: '15550001111' },
		type: 'control_passed',
		timestamp: '1750101000',
		control_passed: { previous_owner_role: 'ai_agent', new_owner_role: 'escalation' },
	};
	expect(parse(posted(envelope('messaging_handovers', value)))).toMatchObject([
		{
			event: 'account',
			kind: 'messaging_handovers',
			from: { phone: '34600000001' },
			to: { phone: '15550001111', phoneNumberId: '106' },
		},
	]);
});
