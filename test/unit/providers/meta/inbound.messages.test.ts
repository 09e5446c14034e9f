import * as messages from '../../../fixtures/meta/inboundMessages';
import { account, phoneNumberId } from '../../../fixtures/meta/account';
import { ana, envelope, messagesValue, posted } from '../../../fixtures/meta/webhookRequest';
import { parse } from '../../../../nodes/providers/meta/events';

/** The one event of one message, from Ana unless other contacts are given. */
function eventOf(message: unknown, contacts: unknown = [ana]) {
	const events = parse(
		posted(envelope('messages', messagesValue({ contacts, messages: [message] }))),
	);
	expect(events).toHaveLength(1);
	return events[0];
}

const fromAna = { phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' };
const common = {
	provider: 'meta',
	timestamp: '2026-09-21T14:13:20.000Z',
	from: fromAna,
	to: { phone: '15550001111', phoneNumberId, wabaId: account.businessAccountId },
};
const onWhatWeAsked = { context: { messageId: 'wamid.asked' } };

describe('what somebody wrote', () => {
	const file = {
		id: '5001',
		sha256: 'bm90IGEgcmVhbCBoYXNo',
		url: 'https://lookaside.example.com/5001',
	};

	it.each([
		['text', messages.text, { text: 'Hola' }],
		[
			'image',
			messages.image,
			{
				text: 'The broken box',
				media: { ...file, mimeType: 'image/jpeg', caption: 'The broken box' },
			},
		],
		['video', messages.video, { media: { ...file, mimeType: 'video/mp4' } }],
		[
			'audio',
			messages.voice,
			{ media: { ...file, mimeType: 'audio/ogg; codecs=opus', voice: true } },
		],
		[
			'document',
			messages.document,
			{
				text: 'Signed',
				media: {
					...file,
					mimeType: 'application/pdf',
					filename: 'delivery-note.pdf',
					caption: 'Signed',
				},
			},
		],
		['sticker', messages.sticker, { media: { ...file, mimeType: 'image/webp', animated: true } }],
		['location', messages.location, { location: messages.location.location }],
		['contacts', messages.contacts, { contacts: messages.contacts.contacts }],
		['order', messages.order, { order: messages.order.order, text: 'As fast as you can' }],
		['edit', messages.edit, { originalMessageId: 'wamid.text', text: 'Hola, corrected' }],
		['revoke', messages.revoke, { originalMessageId: 'wamid.text' }],
		[
			'unsupported',
			messages.unsupported,
			{
				errors: [
					{
						code: '131051',
						title: 'Message type unknown',
						message: 'Message type unknown',
						details: 'Message type is currently not supported.',
					},
				],
			},
		],
	])('reads %s', (kind, message, content) => {
		expect(eventOf(message)).toEqual({
			event: 'message',
			kind,
			...common,
			...content,
			id: message.id,
			raw: message,
		});
	});

	it('reads a change of number, which comes without a contact', () => {
		expect(eventOf(messages.changedNumber, undefined)).toMatchObject({
			event: 'message',
			kind: 'system',
			from: { phone: '34600000001' },
			system: {
				type: 'user_changed_number',
				newPhone: '34600000009',
				newUserId: 'ES.1009',
				text: 'User Ana changed from 34600000001 to 34600000009',
			},
		});
	});

	it('reads a change of user ID, with the one before', () => {
		const system = {
			type: 'user_changed_user_id',
			user_id: 'ES.1009',
			parent_user_id: 'ES.ENT.9',
			previous_user_id: 'ES.1001',
			previous_parent_user_id: 'ES.ENT.1',
		};
		const message = { id: 'wamid.x', from_user_id: 'ES.1009', type: 'system', system };
		expect(eventOf(message, undefined)).toMatchObject({
			from: { userId: 'ES.1009' },
			system: {
				type: 'user_changed_user_id',
				newUserId: 'ES.1009',
				newParentUserId: 'ES.ENT.9',
				previousUserId: 'ES.1001',
				previousParentUserId: 'ES.ENT.1',
			},
		});
	});

	it('keeps a message of a type that nobody knows yet, with everything in it', () => {
		const message = { ...messages.text, type: 'hologram', hologram: { body: 'Hi', depth: 3 } };
		expect(eventOf(message)).toMatchObject({ event: 'message', kind: 'hologram', raw: message });
	});

	it('keeps a message without a type', () => {
		expect(eventOf({ id: 'wamid.x' })).toMatchObject({ event: 'message', kind: 'unknown' });
	});

	it('keeps an interactive answer of an unknown type as a message, not as an answer', () => {
		const interactive = { type: 'brain_reply', brain_reply: { id: 'b1', title: 'Yes' } };
		expect(eventOf({ ...messages.buttonReply, interactive })).toMatchObject({
			event: 'message',
			kind: 'interactive',
		});
	});
});

describe('answers to what we sent', () => {
	it.each([
		['button', messages.buttonReply, { replyId: 'b1', title: 'Yes' }],
		['template', messages.templateQuickReply, { replyId: 'order-17:yes', title: 'Yes' }],
		[
			'list',
			messages.listReply,
			{ replyId: 'r1', title: 'Tomorrow', description: 'Between 9 and 12' },
		],
		['flow', messages.flowReply, { title: 'flow', data: { flow_token: 't1', parcels: 3 } }],
		[
			'address',
			messages.addressReply,
			{ data: { saved_address_id: 'a1', in_pin_code: '400064', city: 'Mumbai', name: 'Devi' } },
		],
		[
			'callPermission',
			messages.callPermissionReply,
			{
				title: 'accept',
				data: messages.callPermissionReply.interactive.call_permission_reply,
			},
		],
		['reaction', messages.reaction, { emoji: '\u{1F44D}' }],
		['reaction', messages.reactionRemoved, {}],
	])('reads a %s answer', (kind, message, content) => {
		expect(eventOf(message)).toEqual({
			event: 'reply',
			kind,
			...common,
			...onWhatWeAsked,
			...content,
			id: message.id,
			raw: message,
		});
	});

	it('gives a Flow answer without its fields when these are no JSON object', () => {
		for (const response_json of ['{"cut', '[1]', '"text"', '', 7, null, { an: 'object' }]) {
			const interactive = { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json } };
			const event = eventOf({ ...messages.flowReply, interactive });
			expect(event).toMatchObject({ event: 'reply', kind: 'flow', title: 'flow' });
			expect(event).not.toHaveProperty('data');
		}
	});

	it('takes no other field of the message for the answer', () => {
		const event = eventOf({
			...messages.text,
			type: 'interactive',
			button: { payload: 'forged' },
			interactive: { type: 'button_reply', list_reply: { id: 'forged' } },
		});
		expect(event).not.toHaveProperty('replyId');
	});
});

describe('what a message hangs on', () => {
	it.each([
		['forwarded', messages.forwarded],
		['forwarded often', messages.forwardedOften],
	])('notes that it was %s, which quotes nothing', (_, message) => {
		const event = eventOf(message);
		expect(event).toMatchObject({ forwarded: true });
		expect(event).not.toHaveProperty('context');
	});

	it('does not call a message forwarded that quotes another', () => {
		const event = eventOf({ ...messages.text, context: { from: '1555', id: 'wamid.asked' } });
		expect(event).toMatchObject(onWhatWeAsked);
		expect(event).not.toHaveProperty('forwarded');
	});

	it('keeps the ad that it came from', () => {
		expect(eventOf(messages.fromAd)).toMatchObject({ referral: messages.fromAd.referral });
	});

	it('keeps the group that it was written in', () => {
		expect(eventOf(messages.inGroup)).toMatchObject({ groupId: 'group-1', from: fromAna });
	});
});
