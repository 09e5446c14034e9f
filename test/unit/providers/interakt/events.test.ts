import * as fc from 'fast-check';
import { posted } from '../../../fixtures/interakt/webhookRequest';
import * as webhooks from '../../../fixtures/interakt/webhooks';
import { isoUtc, parse } from '../../../../nodes/providers/interakt/events';

const read = (event: unknown) => parse(posted(JSON.stringify(event)));
const readOne = (event: unknown) => {
	const events = read(event);
	expect(events).toHaveLength(1);
	return events[0];
};
const ana = { phone: '34600000001', name: 'Ana Ejemplo' };
const to = { phoneNumberId: 'account' };

describe('a message', () => {
	it('is who, when and what', () => {
		const event = webhooks.received({ id: 'm-1' });
		expect(readOne(event)).toEqual({
			event: 'message',
			kind: 'text',
			text: 'Thank you',
			provider: 'interakt',
			id: 'm-1',
			timestamp: '2026-01-05T10:00:02.359Z',
			from: ana,
			to,
			raw: event,
		});
	});

	it.each(['Image', 'Video', 'Audio', 'Sticker'])('of the type %s has a link', (type) => {
		const url = 'https://cdn.example.com/a';
		const changes = { message_content_type: type, media_url: url, message: null };
		const event = readOne(webhooks.received(changes));
		expect(event).toMatchObject({ kind: type.toLowerCase(), media: { url } });
		expect(event).not.toHaveProperty('text');
	});

	it('with a document has its name and its caption', () => {
		const media_url = 'https://cdn.example.com/x/invoice.pdf?token=1';
		const changes = { message_content_type: 'Document', media_url, message: 'Mine' };
		expect(readOne(webhooks.received(changes))).toMatchObject({
			kind: 'document',
			text: 'Mine',
			media: { url: media_url, caption: 'Mine', filename: 'invoice.pdf' },
		});
	});

	it('with a location has its single values, however it travels', () => {
		const location = { latitude: 40.4, longitude: '-3.7', name: 'Depot', more: { deep: 1 } };
		for (const message of [location, JSON.stringify(location)]) {
			const event = readOne(webhooks.received({ message_content_type: 'Location', message }));
			expect(event).toMatchObject({ kind: 'location' });
			expect('location' in event && event.location).toEqual({
				latitude: 40.4,
				longitude: '-3.7',
				name: 'Depot',
			});
		}
	});

	it('of a type that is not known passes through', () => {
		const event = readOne(webhooks.received({ message_content_type: 'Order', message: 'x' }));
		expect(event).toMatchObject({ event: 'message', kind: 'order', text: 'x' });
	});

	it.each([
		[{ channel_phone_number: '+34 600 000 001' }, '34600000001'],
		[{ channel_phone_number: null }, '34600000001'],
		[{ channel_phone_number: null, country_code: '34' }, '34600000001'],
		[{ channel_phone_number: null, phone_number: null }, undefined],
		[{ channel_phone_number: 'ES.1001' }, undefined],
	])('comes from the customer %j', (changes, phone) => {
		const event = webhooks.event('message_received', {
			customer: { ...webhooks.customer, ...changes },
			message: { id: 'm-1', message: 'Hi', message_content_type: 'Text' },
		});
		expect(readOne(event).from.phone).toBe(phone);
	});

	it('without an ID has one made of its content', () => {
		const [one, again, other] = ['a', 'a', 'b'].map(
			(message) => readOne(webhooks.received({ id: null, message })).id,
		);
		expect(one).toMatch(/^[\w-]{32}$/);
		expect(again).toBe(one);
		expect(other).not.toBe(one);
	});
});

describe('an answer', () => {
	const tap = { type: 'button_reply', button_reply: { id: 'tok_yes', title: 'Yes' } };
	const answered = (message: unknown, message_content_type = 'InteractiveButtonReply') =>
		readOne(webhooks.received({ id: 'm-2', message_content_type, message }));

	it.each([
		['JSON in a text', JSON.stringify(tap)],
		['an object', tap],
		['JSON in a text, encoded twice', JSON.stringify(JSON.stringify(tap))],
	])('by a button is read from %s', (_, message) => {
		const event = answered(message);
		expect(event).toMatchObject({
			event: 'reply',
			kind: 'button',
			id: 'm-2',
			replyId: 'tok_yes',
			title: 'Yes',
			from: ana,
			to,
		});
		expect(event).not.toHaveProperty('context');
	});

	it('by a list has its description', () => {
		expect(readOne(webhooks.listReply('m-3', 'row', 'Coast', 'Longer'))).toMatchObject({
			event: 'reply',
			kind: 'list',
			replyId: 'row',
			title: 'Coast',
			description: 'Longer',
		});
	});

	it.each([
		['Yes', 'InteractiveButtonReply', 'button'],
		['Coast', 'InteractiveListReply', 'list'],
		['"quoted', 'InteractiveButtonReply', 'button'],
	])(
		'that is only the label "%s" has the ID beside it, where there is one',
		(label, type, kind) => {
			const beside = { button_id: 'r-1', button_title: 'Another' };
			for (const meta_data of [beside, JSON.stringify(beside)]) {
				const event = readOne(
					webhooks.received({ message_content_type: type, message: label, meta_data }),
				);
				expect(event).toMatchObject({ event: 'reply', kind, title: label, replyId: 'r-1' });
			}
		},
	);

	it.each([
		['Yes', 'InteractiveButtonReply', 'button'],
		['North', 'InteractiveListReply', 'list'],
	])('that is only the label "%s" has no ID', (label, type, kind) => {
		const event = answered(label, type);
		expect(event).toMatchObject({ event: 'reply', kind, title: label });
		expect(event).not.toHaveProperty('replyId');
	});

	it('that somebody typed as a text is no answer', () => {
		const text = JSON.stringify(tap);
		expect(answered(text, 'Text')).toMatchObject({ event: 'message', kind: 'text', text });
	});
});

describe('a click', () => {
	it('on a quick reply is an answer to the message that was sent', () => {
		const event = webhooks.quickReplyClick('sent-1', 'Approve', 'tok');
		expect(readOne(event)).toEqual({
			event: 'reply',
			kind: 'template',
			title: 'Approve',
			reference: 'tok',
			provider: 'interakt',
			id: expect.stringMatching(/^sent-1:clicked:[\w-]{32}$/),
			timestamp: '2026-01-05T10:00:03.635Z',
			from: ana,
			to,
			context: { messageId: 'sent-1' },
			raw: event,
		});
	});

	it('has an ID of its own for each button and each time', () => {
		const id = (...given: Parameters<typeof webhooks.quickReplyClick>) =>
			readOne(webhooks.quickReplyClick(...given)).id;
		const first = id('sent-1', 'Approve');
		expect(id('sent-1', 'Approve')).toBe(first);
		const later = { click_timestamp: '2026-01-05 10:00:04.635664' };
		const others = [
			id('sent-1', 'Reject'),
			id('sent-2', 'Approve'),
			id('sent-1', 'Approve', 'tok_abc', later),
		];
		expect(new Set([first, ...others]).size).toBe(4);
	});

	it('keeps its ID when only the time of the delivery differs', () => {
		const event = webhooks.quickReplyClick('sent-1', 'Approve');
		const again = { ...event, timestamp: '2026-01-05T10:07:00' };
		expect(readOne(again).id).toBe(readOne(event).id);
	});

	it('has the label of its payload where it has no other', () => {
		const event = readOne(
			webhooks.quickReplyClick('sent-1', 'Approve', 'tok', { button_text: null }),
		);
		expect(event).toMatchObject({ event: 'reply', title: 'Approve' });
	});

	it('is read from data.event and from the message too', () => {
		const click = { click_type: 'QR', button_text: 'Approve' };
		const inEvent = webhooks.event('message_api_clicked', {
			message: { id: 'sent-1' },
			event: { ...click, callbackData: 'tok' },
		});
		expect(readOne(inEvent)).toMatchObject({ event: 'reply', title: 'Approve', reference: 'tok' });
		const inMessage = webhooks.event('message_api_clicked', {
			message: { id: 'sent-1', ...click },
		});
		expect(readOne(inMessage)).toMatchObject({ event: 'reply', title: 'Approve' });
	});

	it('on a link is no answer', () => {
		expect(readOne(webhooks.linkClick())).toMatchObject({
			event: 'account',
			kind: 'link_click',
			from: ana,
			timestamp: '2026-01-05T10:00:09.948Z',
		});
	});
});

describe('a status', () => {
	it.each([
		['sent', '2026-01-05T10:00:03.237Z'],
		['delivered', '2026-01-05T10:00:01.848Z'],
		['read', '2026-01-05T10:00:02.257Z'],
	] as const)('%s has its message, its reference and its time', (status, timestamp) => {
		const event = webhooks.status(status, 'sent-1', 'tok');
		expect(readOne(event)).toEqual({
			event: 'status',
			status,
			messageId: 'sent-1',
			provider: 'interakt',
			id: `sent-1:${status}`,
			timestamp,
			recipient: ana,
			from: ana,
			to,
			reference: 'tok',
			raw: event,
		});
	});

	it('failed says why', () => {
		expect(readOne(webhooks.status('failed'))).toMatchObject({
			status: 'failed',
			errors: [{ code: '1013', message: 'Recipient is not a valid WhatsApp user' }],
			failure: { code: '1013', category: 'recipient', retry: 'never' },
		});
	});

	it('failed outside the window says so', () => {
		const event = webhooks.status('failed', 'sent-1', 'tok', {
			channel_error_code: 131047,
			channel_failure_reason: 'Re-engagement message',
		});
		expect(readOne(event)).toMatchObject({ failure: { code: '131047', category: 'window' } });
	});

	it('of a campaign has the same shape', () => {
		const event = { ...webhooks.status('read', 'c-1'), type: 'message_campaign_read' };
		expect(readOne(event)).toMatchObject({ event: 'status', status: 'read', messageId: 'c-1' });
	});

	it('is read where its facts are JSON in a text', () => {
		const meta_data = JSON.stringify({ source_data: { callback_data: 'tok' } });
		const event = webhooks.status('sent', 'sent-1', 'x', { meta_data });
		expect(readOne(event)).toMatchObject({ reference: 'tok' });
	});
});

describe('everything else', () => {
	it.each([
		['message_template_status_update', 'template'],
		['account_alerts', 'account'],
		['workflow_response_update', 'account'],
		['Webhook Test', 'account'],
		['message_api_toString', 'account'],
		['__proto__', 'account'],
	])('%s is an event of its kind', (type, event) => {
		const body = webhooks.event(type, { event: 'PAUSED' });
		expect(readOne(body)).toMatchObject({ event, kind: type, to, provider: 'interakt' });
		expect(readOne(body).id).toBe(readOne(body).id);
	});

	it('is nothing where the envelope is not Interakt’s', () => {
		for (const event of [null, 7, 'x', [], {}, { type: 'message_received' }, { data: {} }]) {
			expect(read(event)).toEqual([]);
		}
		expect(parse(posted('{"type":'))).toEqual([]);
	});
});

describe('times', () => {
	it.each([
		['2026-01-05T10:00:00', '2026-01-05T10:00:00.000Z'],
		['2026-01-05 10:00:00.635664', '2026-01-05T10:00:00.635Z'],
		['2026-01-05T10:00:00.1Z', '2026-01-05T10:00:00.100Z'],
		['2026-01-05T10:00:00+05:30', '2026-01-05T04:30:00.000Z'],
		['2026-01-05T10:00:00+0530', '2026-01-05T04:30:00.000Z'],
		['2026-13-05T10:00:00', undefined],
		['2026-01-05', undefined],
		['', undefined],
		[null, undefined],
		[{}, undefined],
	])('%j is %s', (given, expected) => {
		expect(isoUtc(given)).toBe(expected);
	});
});

describe('hostile bodies', () => {
	const types = fc.constantFrom(
		'message_received',
		'message_api_clicked',
		'message_api_failed',
		'message_api_sent',
		'message_template_status_update',
	);
	const junk = fc.jsonValue({ maxDepth: 4 });
	const names = fc.constantFrom(
		'id',
		'message',
		'message_content_type',
		'meta_data',
		'media_url',
		'click_type',
		'channel_error_code',
		'channel_failure_reason',
		'received_at_utc',
	);

	it('never throw, and are dated', () => {
		fc.assert(
			fc.property(
				types,
				fc.dictionary(names, junk),
				junk,
				junk,
				(type, message, customer, timestamp) => {
					for (const event of read({
						type,
						timestamp,
						data: { message, customer, event: message },
					})) {
						expect(new Date(event.timestamp).toISOString()).toBe(event.timestamp);
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	it('are cheap where a text hides depth or is huge', () => {
		const deep = '['.repeat(200_000) + ']'.repeat(200_000);
		for (const message of [deep, `{"a":${deep}}`, '"'.repeat(100_000), 'x'.repeat(1_000_000)]) {
			for (const type of ['InteractiveButtonReply', 'Location', 'Text']) {
				expect(read(webhooks.received({ message, message_content_type: type }))).toHaveLength(1);
			}
		}
	});
});

describe('a form', () => {
	const answers = JSON.stringify({ screen_0_parcels_0: '3' });
	const form = { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: answers } };
	const received = (message: unknown, more: object = {}) =>
		webhooks.received({
			id: 'm-9',
			message,
			message_content_type: 'InteractiveFlowReply',
			...more,
		} as Parameters<typeof webhooks.received>[0]);

	it.each([
		['JSON in a text', JSON.stringify(form)],
		['an object', form],
		['an object with an object', { nfm_reply: { response_json: JSON.parse(answers) } }],
	])('is its fields, also as %s', (_what, message) => {
		expect(readOne(received(message))).toMatchObject({
			event: 'reply',
			kind: 'flow',
			data: { screen_0_parcels_0: '3' },
		});
	});

	it('that is told twice has one ID', () => {
		const event = received(form);
		const again = { ...event, type: 'message_api_flow_response' };
		expect(readOne(again)).toMatchObject({ event: 'reply', kind: 'flow', id: 'm-9' });
		expect(readOne(event).id).toBe('m-9');
	});
});

describe('a message', () => {
	const received = (more: object) =>
		readOne(webhooks.received(more as Parameters<typeof webhooks.received>[0]));

	it('says which it answers', () => {
		const message_context = { from: '15550001111', id: 'sent-1' };
		expect(received({ message_context })).toMatchObject({ context: { messageId: 'sent-1' } });
	});

	it('that somebody of the business wrote is not the customer’s', () => {
		expect(received({ chat_message_type: 'AgentMessage', message: 'On our way' })).toMatchObject({
			event: 'account',
			kind: 'message_echoes',
			reason: 'AgentMessage',
			text: 'On our way',
			messageKind: 'text',
		});
	});

	it('of a workflow names its person, whose name is kept out of the rest', () => {
		const event = readOne(
			webhooks.event('workflow_response_update', {
				customer_number: '+34600000001',
				customer_name: 'Ana',
				workflow_id: 'w1',
				data: [{ question: 'When?', answer: { message: 'Today' } }],
			}),
		);
		expect(event).toMatchObject({
			event: 'account',
			kind: 'workflow_response_update',
			from: { phone: '34600000001', name: 'Ana' },
			details: { workflow_id: 'w1', data: [{ answer: { message: 'Today' } }] },
		});
		expect(event).not.toHaveProperty('details.customer_name');
	});
});
