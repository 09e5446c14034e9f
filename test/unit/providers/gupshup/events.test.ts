import fc from 'fast-check';
import { parse } from '../../../../nodes/providers/gupshup/events';
import { PERSON } from '../../../fixtures/contract';
import {
	buttonReply,
	envelope,
	message,
	messageEvent,
	proven,
	quickReply,
} from '../../../fixtures/gupshup/webhooks';

const read = (body: unknown) => parse(proven(JSON.stringify(body)));
const one = (body: unknown) => {
	const events = read(body);
	expect(events).toHaveLength(1);
	return events[0];
};

describe('what somebody writes', () => {
	it('is read with person, app and time', () => {
		expect(one(message('in.1', 'text', { text: 'Hi' }))).toEqual({
			event: 'message',
			kind: 'text',
			text: 'Hi',
			provider: 'gupshup',
			id: 'in.1',
			timestamp: '2020-01-28T16:09:26.370Z',
			from: { phone: PERSON, name: 'Ana' },
			to: { phoneNumberId: 'RioLogistics' },
			raw: message('in.1', 'text', { text: 'Hi' }),
		});
	});

	it('names our number where the webhook does', () => {
		const body = { ...message('in.1', 'text', { text: 'Hi' }), phone: '+15550001111' };
		expect(one(body).to).toEqual({ phone: '15550001111', phoneNumberId: 'RioLogistics' });
	});

	it('quotes by the ID that the send was told, never by WhatsApp’s own', () => {
		const context = (value: object) => {
			const body = message('in.1', 'text', { text: 'Hi' });
			return one({ ...body, payload: { ...body.payload, context: value } }).context;
		};
		expect(context({ id: 'gBEG', gsId: 'gs-1' })).toEqual({ messageId: 'gs-1' });
		expect(context({ id: 'gBEG' })).toBeUndefined();
	});

	it('can be a file', () => {
		const file = { url: 'https://filemanager.example/a', caption: 'C', contentType: 'image/jpeg' };
		expect(one(message('in.1', 'image', file))).toMatchObject({
			kind: 'image',
			text: 'C',
			media: { url: file.url, mimeType: 'image/jpeg', caption: 'C' },
		});
		expect(one(message('in.1', 'file', { ...file, name: 'a.pdf' }))).toMatchObject({
			kind: 'document',
			media: { filename: 'a.pdf' },
		});
		const place = { longitude: '-3.7', latitude: '40.4' };
		expect(one(message('in.1', 'location', place))).toMatchObject({ location: place });
	});
});

describe('a tap', () => {
	it('has the reference of its message, unless that was a random ID', () => {
		const tap = (msgid: string) =>
			one(message('in.1', 'button_reply', buttonReply('Yes', 'yes-1', msgid), 'gs-1'));
		expect(tap('ref-1')).toMatchObject({
			event: 'reply',
			kind: 'button',
			replyId: 'yes-1',
			title: 'Yes',
			reference: 'ref-1',
			context: { messageId: 'gs-1' },
		});
		expect(tap('0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77')).not.toHaveProperty('reference');
	});

	it('without a postback text has no reply ID, but its label', () => {
		const tap = one(
			message('in.1', 'button_reply', { title: 'First', id: 'qr1', reply: 'First 1' }),
		);
		expect(tap).toMatchObject({ event: 'reply', title: 'First', reference: 'qr1' });
		expect(tap).not.toHaveProperty('replyId');
	});

	it('on a template comes under two names', () => {
		for (const type of ['quick_reply', 'button']) {
			expect(one(message('in.1', type, quickReply('Approve', 'tok-a')))).toMatchObject({
				event: 'reply',
				kind: 'template',
				replyId: 'tok-a',
				title: 'Approve',
			});
		}
	});
});

describe('what the pages show in other forms', () => {
	it('a tap on a template as a text (docs.gupshup.io/docs/text)', () => {
		const inner = { text: 'Approve', type: 'button' };
		expect(one(message('in.1', 'text', inner, 'gs-1'))).toMatchObject({
			event: 'reply',
			kind: 'template',
			title: 'Approve',
			context: { messageId: 'gs-1' },
		});
	});

	it('a tap on a session button as a quick reply (docs.gupshup.io/docs/interactive)', () => {
		const inner = { title: 'First', id: 'ref-1', reply: 'First 1' };
		expect(one(message('in.1', 'quick_reply', inner))).toMatchObject({
			event: 'reply',
			kind: 'button',
			title: 'First',
			reference: 'ref-1',
		});
	});

	it('forms, orders and the ad that somebody came from', () => {
		const response_json = '{"parcels":3}';
		for (const inner of [{ name: 'flow', response_json }, { nfm_reply: { response_json } }]) {
			expect(one(message('in.1', 'nfm_reply', inner))).toMatchObject({
				event: 'reply',
				kind: 'flow',
				data: { parcels: 3 },
			});
		}
		const order = { catalog_id: '7', product_items: [{ product_retailer_id: 'S5' }] };
		expect(one(message('in.1', 'order', order))).toMatchObject({ kind: 'order', order });
		const referral = { source_type: 'ad', source_id: '9' };
		const text = message('in.1', 'text', { text: 'Hi' });
		expect(one({ ...text, payload: { ...text.payload, referral } })).toMatchObject({ referral });
	});

	it('a user ID in the place of a number', () => {
		const text = message('in.1', 'text', { text: 'Hi' });
		const payload = { ...text.payload, source: 'ES.1001', sender: { name: 'Ana' } };
		expect(one({ ...text, payload }).from).toEqual({ userId: 'ES.1001', name: 'Ana' });
	});

	it('the status of a marketing message, which has WhatsApp’s ID only', () => {
		expect(one(messageEvent('read', { id: 'gBEG' }, { ts: 1585344475 }))).toMatchObject({
			status: 'read',
			messageId: 'gBEG',
		});
	});
});

describe('a status', () => {
	const ids = { id: 'gBEGwhatsapp', gsId: 'gs-1' };

	it('is about the ID that the send was told', () => {
		expect(one(messageEvent('delivered', ids, { ts: 1585344475 }))).toMatchObject({
			event: 'status',
			status: 'delivered',
			messageId: 'gs-1',
			id: 'gs-1:delivered',
			timestamp: '2020-03-27T21:27:55.000Z',
			from: { phone: PERSON },
		});
		expect(one(messageEvent('enqueued', { id: 'gs-1' }, {}))).toMatchObject({
			status: 'other',
			messageId: 'gs-1',
		});
	});

	it('that failed says why in words: by Gupshup’s code, or by Meta’s', () => {
		const failed = (code: number) =>
			one(messageEvent('failed', { id: 'gs-1' }, { code, reason: 'Because' }));
		expect(failed(1005)).toMatchObject({
			status: 'failed',
			errors: [{ code: '1005', message: 'Because' }],
			failure: { code: '1005', category: 'window', retry: 'never' },
		});
		expect(failed(131047)).toMatchObject({ failure: { code: '131047', category: 'window' } });
		expect(failed(1002)).toMatchObject({ failure: { category: 'recipient' } });
	});
});

describe('anything else', () => {
	it('is about a template, or about the account', () => {
		const change = { type: 'status-update', id: 't-1', elementName: 'n', status: 'rejected' };
		expect(one(envelope('template-event', { ...change, rejectedReason: 'R' }))).toMatchObject({
			event: 'template',
			kind: 'status-update',
			templateId: 't-1',
			templateName: 'n',
			status: 'rejected',
			reason: 'R',
		});
		expect(one(envelope('user-event', { phone: PERSON, type: 'opted-out' }))).toMatchObject({
			event: 'account',
			kind: 'opted-out',
			from: { phone: PERSON },
		});
	});

	it('says what is new of it', () => {
		const category = { type: 'category-update', category: { old: 'UTILITY', new: 'MARKETING' } };
		expect(one(envelope('template-event', category))).toMatchObject({
			category: 'MARKETING',
			previousCategory: 'UTILITY',
		});
		expect(one(envelope('user-event', { phone: PERSON, type: 'opted-in' }))).toMatchObject({
			value: 'resume',
		});
		const bill = { deductions: { type: 'FEP' } };
		expect(one(envelope('billing-event', bill))).toMatchObject({
			kind: 'billing-event',
			details: bill,
		});
	});

	it('of version 3 says which version to choose', () => {
		const entry = [{ id: '1', changes: [{ field: 'messages', value: {} }] }];
		const body = { object: 'whatsapp_business_account', gs_app_id: 'a', entry };
		expect(one(body)).toMatchObject({
			event: 'account',
			kind: 'unsupported',
			unsupported: true,
			reason: expect.stringContaining('Gupshup format (v2)') as string,
			raw: body,
		});
		expect(one({ surprise: 1 })).toMatchObject({ unsupported: true, raw: { surprise: 1 } });
	});

	it('is nothing when it holds nothing', () => {
		expect(read({ object: 'whatsapp_business_account', entry: [] })).toEqual([]);
		expect(read([])).toEqual([]);
		expect(read({})).toEqual([]);
		expect(parse(proven('{'))).toEqual([]);
	});

	it('never throws', () => {
		const types = fc.constantFrom('message', 'message-event', 'template-event', 'user-event', 7);
		const inner = fc.constantFrom('text', 'button_reply', 'constructor', '__proto__', 'failed', 7);
		fc.assert(
			fc.property(types, inner, fc.jsonValue(), fc.jsonValue(), (type, kind, payload, junk) => {
				const body = { type, timestamp: junk, payload: { type: kind, payload, context: junk } };
				for (const event of read(body)) {
					expect(new Date(event.timestamp).toISOString()).toBe(event.timestamp);
				}
			}),
		);
	});
});
