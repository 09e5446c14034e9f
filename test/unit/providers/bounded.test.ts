import crypto from 'node:crypto';
import { verifyAndParseWith } from '../../../nodes/n8n/webhook';
import { dialog360 } from '../../../nodes/providers/dialog360';
import { gupshup } from '../../../nodes/providers/gupshup';
import { MOST_EVENTS, type WebhookRequest } from '../../../nodes/providers/http';
import { infobip } from '../../../nodes/providers/infobip';
import { interakt } from '../../../nodes/providers/interakt';
import { meta } from '../../../nodes/providers/meta';
import { twilio } from '../../../nodes/providers/twilio';
import { account } from '../../fixtures/meta/account';
import { envelope, messagesValue, posted, signed } from '../../fixtures/meta/webhookRequest';
import { account as twilioAccount } from '../../fixtures/twilio/account';
import { form, inbound, proven } from '../../fixtures/twilio/webhookRequest';
import { processorTime } from '../../fixtures/processorTime.cjs';

const MB = 1024 * 1024;

const request = (body: string | object): WebhookRequest => ({
	method: 'POST',
	url: 'https://n8n.example.com/webhook/1/webhook',
	headers: {},
	query: {},
	body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const list = (count: number, piece: string) => `[${Array<string>(count).fill(piece).join(',')}]`;
const inValue = (value: string) =>
	`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":${value}}]}]}`;

/** Bytes that went into hashes meanwhile. */
function hashed(work: () => unknown): number {
	let bytes = 0;
	for (const prototype of [crypto.Hash.prototype, crypto.Hmac.prototype] as crypto.Hash[]) {
		const update = prototype.update;
		jest.spyOn(prototype, 'update').mockImplementation(function (this: crypto.Hash, data) {
			bytes += Buffer.byteLength(data as string | Buffer);
			return update.call(this, data as string, 'utf8');
		});
	}
	work();
	return bytes;
}

afterEach(() => jest.restoreAllMocks());

describe('a webhook with too many events', () => {
	it.each([
		['messages', `{"messages":${list(300_000, '{}')}}`],
		['statuses', `{"statuses":${list(300_000, '{}')}}`],
	])(
		'is refused when it is proven, without an error and without reading all: %s',
		(_what, value) => {
			const body = Buffer.from(inValue(value));
			expect(verifyAndParseWith(meta, account, signed(posted(body)))).toMatchObject({
				ok: false,
				status: 413,
			});
			expect(meta.parse(request(body.toString()))).toHaveLength(MOST_EVENTS + 1);
			expect(dialog360.parse(request(body.toString()))).toHaveLength(MOST_EVENTS + 1);
		},
	);

	it('is so too where they are changes of the account, or of Infobip', () => {
		const changes = list(100_000, '{}');
		const body = `{"object":"whatsapp_business_account","entry":[{"changes":${changes}}]}`;
		expect(meta.parse(request(body))).toHaveLength(MOST_EVENTS + 1);
		const results = list(100_000, '{"message":{}}');
		expect(infobip.parse(request(`{"results":${results}}`))).toHaveLength(MOST_EVENTS + 1);
	});

	it('may have as many as that, which is more than Meta sends', () => {
		const body = Buffer.from(inValue(`{"statuses":${list(MOST_EVENTS, '{"id":"w"}')}}`));
		const intake = verifyAndParseWith(meta, account, signed(posted(body)));
		expect(intake.ok && intake.events).toHaveLength(MOST_EVENTS);
		expect(MOST_EVENTS).toBeGreaterThan(1000);
	});
});

describe('reading takes time in proportion to the body', () => {
	const ofMany = (count: number) =>
		request(
			inValue(
				JSON.stringify({
					contacts: Array.from({ length: count }, (_, index) => ({ wa_id: `c${index}` })),
					messages: Array.from({ length: count }, (_, index) => ({
						id: `w${index}`,
						from: `c${count - index}`,
					})),
				}),
			),
		);

	it('with as many people as messages', () => {
		const [few, many] = [ofMany(450), ofMany(1800)];
		// Warm, or the first to be measured seems slower.
		for (const body of [many, few]) processorTime(() => meta.parse(body));
		// Four times as much: 16 times the work if each person were looked for among all.
		expect(
			processorTime(() => meta.parse(many)) / processorTime(() => meta.parse(few)),
		).toBeLessThan(9);
	});

	it('finds each person nevertheless, by user ID or number, of two alike the first', () => {
		const value = messagesValue({
			contacts: [
				{ user_id: 'US.1', wa_id: '1', profile: { name: 'First' } },
				{ user_id: 'US.1', profile: { name: 'Again' } },
				{ wa_id: '2', profile: { name: 'Second' } },
			],
			messages: [
				{ id: 'a', from_user_id: 'US.1', from: '2' },
				{ id: 'b', from: '2' },
				{ id: 'c', from: '3' },
			],
		});
		const names = meta.parse(posted(envelope('messages', value))).map(({ from }) => from.name);
		expect(names).toEqual(['First', 'Second', undefined]);
	});

	it.each([
		[
			'Infobip’s messages without an ID',
			infobip,
			(count: number) => `{"results":${list(count, '{"message":{"type":"TEXT","text":"Hi"}}')}}`,
		],
		['Meta’s', meta, (count: number) => inValue(`{"messages":${list(count, '{"type":"text"}')}}`)],
		[
			'Meta’s in an account with a long name',
			meta,
			(count: number) =>
				inValue(`{"messages":${list(count, '{}')}}`).replace('"1"', `"${'9'.repeat(20_000)}"`),
		],
	])('%s: no byte is hashed again for each', (_what, provider, body) => {
		const whole = request(body(2000));
		const bytes = hashed(() => expect(provider.parse(whole)).toHaveLength(2000));
		expect(bytes).toBeLessThan(whole.body.length + 2000 * 250);
	});

	it('gives different IDs to messages without one, and the same on each delivery', () => {
		const body = request(`{"results":${list(50, '{"message":{"type":"TEXT","text":"Hi"}}')}}`);
		const ids = infobip.parse(body).map(({ id }) => id);
		expect(new Set(ids).size).toBe(50);
		expect(infobip.parse(body).map(({ id }) => id)).toEqual(ids);
	});
});

describe('JSON inside a text', () => {
	const answer = (json: string) => ({
		id: 'w',
		from: '1',
		type: 'interactive',
		interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: json } },
	});
	const read = (...answers: string[]) =>
		meta
			.parse(posted(envelope('messages', messagesValue({ messages: answers.map(answer) }))))
			.map((event) => event.event === 'reply' && event.data);

	it('that is nested 30,000 deep is left as it is', () => {
		const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
		expect(read(`{"a":${deep}}`, '{"a":1}')).toEqual([undefined, { a: 1 }]);
	});

	it('of a thousand forms is read', () => {
		const fields = Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`f${at}`, ['a,b']]));
		const read1000 = read(...Array<string>(1000).fill(JSON.stringify(fields)));
		expect(read1000.every((data) => data !== undefined)).toBe(true);
	});

	it('that is there to keep n8n busy is not: what is read of one webhook has an end', () => {
		const dense = `{"a":${list(20_000, '[]')}}`;
		const all = read(...Array<string>(40).fill(dense), '{"a":1}');
		expect(all.filter((data) => data !== undefined)).toHaveLength(1);
	});

	it('is looked at in the same way at Interakt', () => {
		const click = (meta_data: string) =>
			interakt.parse(
				request({
					type: 'message_api_clicked',
					data: { message: { id: 'i', meta_data, button_text: 'Outside' } },
				}),
			)[0];
		expect(click('{"click_type":"QR","button_text":"Yes"}')).toMatchObject({ title: 'Yes' });
		const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
		expect(click(`{"click_type":"QR","button_text":"Yes","a":${deep}}`)).toMatchObject({
			title: 'Outside',
		});
	});
});

describe('what is done before anything is proven', () => {
	it.each([
		['4 MB of fields', 'a=1&'.repeat(MB)],
		[
			'1001 fields',
			form(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`n${i}`, '']))),
		],
		['one field of 300 KB', `Body=${'x'.repeat(300 * 1024)}`],
		['nothing but separators', '&'.repeat(4 * MB)],
	])('with a form of Twilio: %s is not even sorted', (_what, body) => {
		const createHmac = jest.spyOn(crypto, 'createHmac');
		expect(verifyAndParseWith(twilio, twilioAccount, proven(body))).toMatchObject({
			ok: false,
			status: 401,
		});
		// The proof was made for the test itself, with Twilio's way of signing.
		expect(createHmac).toHaveBeenCalledTimes(1);
	});

	it('with a message as long as WhatsApp takes one: it is let in', () => {
		const body = form(inbound('SM1', { Body: '👋'.repeat(2048) }));
		expect(verifyAndParseWith(twilio, twilioAccount, proven(body)).ok).toBe(true);
	});

	it('with 4 MB of unescaped letters: no more than Meta could have signed is escaped', () => {
		const body = Buffer.from('é'.repeat(2 * MB));
		const bytes = hashed(() => {
			expect(
				verifyAndParseWith(meta, account, {
					...posted(body),
					headers: { 'x-hub-signature-256': 'x' },
				}),
			).toMatchObject({ ok: false, status: 401 });
		});
		expect(bytes).toBeLessThan(9 * MB);
	});

	it('with 3 MB of them that Meta signed: they are let in', () => {
		const text = 'é'.repeat(500_000);
		const escaped = JSON.stringify({ a: text }).replaceAll('é', '\\u00e9');
		const headers = signed(posted(Buffer.from(escaped))).headers;
		const body = Buffer.from(JSON.stringify({ a: text }));
		expect(verifyAndParseWith(meta, account, { ...posted(body), headers }).ok).toBe(true);
	});
});

describe('one long text in the place of a short one', () => {
	const long = 'a1'.repeat(MB);
	const inTheEnd = (text: string) => ({
		gupshup: {
			type: 'message-event',
			phone: text,
			payload: { type: 'failed', destination: text, payload: { reason: text, code: 7 } },
		},
		interakt: {
			type: 'message_api_failed',
			timestamp: text,
			data: {
				customer: { channel_phone_number: text },
				message: { channel_failure_reason: text, message_content_type: text },
			},
		},
		infobip: {
			results: [
				{ to: text, messageId: 'm', doneAt: text, status: { groupName: 'REJECTED', name: text } },
				{ from: text, to: text, receivedAt: text, message: { type: 'TEXT' } },
			],
		},
		meta: JSON.parse(
			inValue(JSON.stringify({ metadata: { display_phone_number: text }, statuses: [{}] })),
		) as object,
	});

	it.each([
		['Gupshup', gupshup],
		['Interakt', interakt],
		['Infobip', infobip],
		['Meta', meta],
	])('costs %s a few readings of it', (_who, provider) => {
		const body = request(inTheEnd(long)[provider.id as 'gupshup']);
		const parsing = processorTime(() => JSON.parse(body.body.toString()) as unknown);
		const hashing = processorTime(() => crypto.createHash('sha256').update(body.body).digest());
		expect(processorTime(() => provider.parse(body))).toBeLessThan(6 * (parsing + hashing));
	});
});

it('the reasons of two thousand reports are each understood without going through them again and again', () => {
	const report = (text: string) => ({
		messageId: 'm',
		status: { groupName: 'REJECTED', name: text },
	});
	const of = (piece: string) =>
		request({ results: Array.from({ length: 1000 }, () => report(piece.repeat(500 / 4))) });
	const [tempting, plain] = [of('not '), of('abc ')];
	expect(
		processorTime(() => infobip.parse(tempting)) / processorTime(() => infobip.parse(plain)),
	).toBeLessThan(20);
});
