import * as fc from 'fast-check';
import { parse } from '../../../../nodes/providers/twilio/events';
import { from, WEBHOOK_URL } from '../../../fixtures/twilio/account';
import {
	form,
	inbound,
	posted,
	statusOf,
	type Params,
} from '../../../fixtures/twilio/webhookRequest';

const read = (params: Params, url = WEBHOOK_URL) => parse(posted(form(params), url));

describe('a message', () => {
	it('of text', () => {
		const [event] = read(inbound('SM1', { Body: 'a+b & ñ 👋' }));
		expect(event).toMatchObject({
			provider: 'twilio',
			event: 'message',
			kind: 'text',
			id: 'SM1',
			text: 'a+b & ñ 👋',
			from: { phone: '34600000001', name: 'Ana Ejemplo' },
			to: { phone: '14155550199', phoneNumberId: from },
			raw: { MessageSid: 'SM1' },
		});
		expect(event).not.toHaveProperty('context');
		expect(Date.now() - Date.parse(event.timestamp)).toBeLessThan(60_000);
	});

	it('from somebody without a visible number', () => {
		const person = { From: 'whatsapp:US.1234', WaId: '', ExternalUserId: 'whatsapp:US.1234' };
		expect(read(inbound('SM1', person))[0].from).toEqual({
			userId: 'US.1234',
			name: 'Ana Ejemplo',
		});
		expect(read(inbound('SM1', { ExternalUserId: 'whatsapp:US.1234' }))[0].from).toMatchObject({
			phone: '34600000001',
			userId: 'US.1234',
		});
	});

	it.each([
		['image', { MessageType: 'image', MediaContentType0: 'image/jpeg' }],
		['sticker', { MessageType: '', MediaContentType0: 'image/webp' }],
		['video', { MessageType: '', MediaContentType0: 'video/mp4' }],
		['document', { MessageType: '', MediaContentType0: 'application/pdf' }],
	])('with a file: %s', (kind, params) => {
		const url = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1';
		const [event] = read(
			inbound('MM1', { NumMedia: '1', MediaUrl0: url, Body: 'Look', ...params }),
		);
		expect(event).toMatchObject({
			kind,
			text: 'Look',
			media: { url, mimeType: params.MediaContentType0, caption: 'Look' },
		});
	});

	it('names user name and parent, and keeps further files and the file of an ad', () => {
		const file = (at: number) => ({
			[`MediaUrl${at}`]: `https://x.example/${at}.jpg`,
			[`MediaContentType${at}`]: 'image/jpeg',
		});
		const [event] = read(
			inbound('MM1', {
				...file(0),
				...file(1),
				...file(2),
				NumMedia: '3',
				ProfileUsername: 'ana.ruiz',
				ParentExternalUserId: 'ES.ENT.7654321',
				ReferralSourceId: '1',
				ReferralMediaUrl: 'https://x.example/ad.jpg',
				ReferralMediaContentType: 'image/jpeg',
			}),
		);
		expect(event).toMatchObject({
			from: { username: 'ana.ruiz', parentUserId: 'ES.ENT.7654321' },
			media: { url: 'https://x.example/0.jpg' },
			furtherMedia: [
				{ url: 'https://x.example/1.jpg', mimeType: 'image/jpeg' },
				{ url: 'https://x.example/2.jpg' },
			],
			referral: { media_url: 'https://x.example/ad.jpg', media_type: 'image/jpeg' },
		});
	});

	it('with a form that was filled in (InteractiveData)', () => {
		const response_json = '{"parcels":3}';
		for (const data of ['{"parcels":3}', JSON.stringify({ nfm_reply: { response_json } })]) {
			const params = { MessageType: 'interactive', InteractiveData: data };
			expect(read(inbound('SM1', params))[0]).toMatchObject({
				event: 'reply',
				kind: 'flow',
				data: { parcels: 3 },
			});
		}
	});

	it('with a place, from an advertisement, forwarded, quoting', () => {
		const [event] = read(
			inbound('SM1', {
				MessageType: 'location',
				Latitude: '40.4',
				Longitude: '-3.7',
				Label: 'Depot',
				ReferralSourceId: '77',
				ReferralHeadline: 'Ride',
				Forwarded: 'true',
				OriginalRepliedMessageSid: 'SM0',
			}),
		);
		expect(event).toMatchObject({
			kind: 'location',
			location: { latitude: 40.4, longitude: -3.7, name: 'Depot' },
			referral: { source_id: '77', headline: 'Ride' },
			forwarded: true,
			context: { messageId: 'SM0' },
		});
	});
});

describe('a tap', () => {
	const tap = {
		ButtonText: 'Yes',
		ButtonPayload: 'p-1',
		Body: 'Yes',
		OriginalRepliedMessageSid: 'SM0',
	};

	it.each([
		['interactive', 'button'],
		['text', 'button'],
		['', 'button'],
		['button', 'template'],
	])('with the message type "%s" is one on a %s', (MessageType, kind) => {
		expect(read(inbound('SM1', { ...tap, MessageType }))[0]).toMatchObject({
			event: 'reply',
			kind,
			replyId: 'p-1',
			title: 'Yes',
			context: { messageId: 'SM0' },
		});
	});

	it('on a row', () => {
		const row = { ListId: 'r-1', ListTitle: 'Coast', ListDescription: 'Longer', Body: 'Coast' };
		expect(read(inbound('SM1', { MessageType: 'interactive', ...row }))[0]).toMatchObject({
			event: 'reply',
			kind: 'list',
			replyId: 'r-1',
			title: 'Coast',
			description: 'Longer',
		});
	});
});

describe('a status', () => {
	it.each([
		['sent', 'sent'],
		['delivered', 'delivered'],
		['read', 'read'],
		['failed', 'failed'],
		['undelivered', 'failed'],
		['queued', 'other'],
		['accepted', 'other'],
		['constructor', 'other'],
	])('%s is %s', (word, status) => {
		expect(read(statusOf('SM9', word))[0]).toMatchObject({
			event: 'status',
			status,
			messageId: 'SM9',
			id: `SM9:${word}`,
			from: { phone: '34600000001' },
			to: { phoneNumberId: from },
		});
	});

	it('has the reference of its URL, and none that is in the form', () => {
		const url = `${WEBHOOK_URL}?reference=w1A_b-c`;
		expect(read(statusOf('SM9', 'read'), url)[0]).toMatchObject({ reference: 'w1A_b-c' });
		expect(read(statusOf('SM9', 'read', { reference: 'x' }))[0]).not.toHaveProperty('reference');
	});

	it('that failed says why', () => {
		const why = { ErrorCode: '63016', ErrorMessage: 'Outside the window' };
		expect(read(statusOf('SM9', 'undelivered', why))[0]).toMatchObject({
			errors: [{ code: '63016', message: 'Outside the window' }],
			failure: { category: 'window', code: '63016', retry: 'never' },
		});
		expect(read(statusOf('SM9', 'failed'))[0]).toMatchObject({ failure: { code: 'failed' } });
		expect(read(statusOf('SM9', 'sent'))[0]).not.toHaveProperty('failure');
	});
});

describe('anything else', () => {
	it.each([
		['an SMS', form(inbound('SM1', { From: '+34600000001', To: '+14155550199' }))],
		['a form without a message', form({ From: from })],
		['JSON with parameters in its text', `{"text":"&MessageSid=SM1&From=whatsapp:+1&Body=x"}`],
		['a list with parameters in it', `[ "&MessageSid=SM1&From=whatsapp:+1" ]`],
		['nothing', ''],
	])('is no event: %s', (_what, body) => {
		expect(parse(posted(body))).toEqual([]);
	});

	it('that comes in a body is not read where only the URL is signed', () => {
		const body = form(inbound('SM1', { Body: 'Hi' }));
		expect(parse({ ...posted(body), method: 'GET' })).toEqual([]);
		const query = { MessageSid: 'SM2', From: 'whatsapp:+34600000001', Body: 'Hi' };
		expect(parse({ ...posted(body), method: 'GET', query })[0]).toMatchObject({ id: 'SM2' });
	});

	it('never throws', () => {
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.constantFrom(
						...Object.keys(inbound('', {})),
						...['MessageStatus', 'MediaUrl0', 'ListId', 'ButtonPayload', 'Latitude', 'Longitude'],
						...['__proto__', 'constructor', 'ErrorCode', 'ExternalUserId'],
					),
					fc.string(),
				),
				(params) => {
					const whatsapp = { From: 'whatsapp:', MessageSid: 'SM1', ...params };
					expect(Array.isArray(read(whatsapp))).toBe(true);
				},
			),
		);
	});
});
