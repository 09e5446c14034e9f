import type { AnyJson } from '../../../fixtures/anyJson';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import { parse } from '../../../../nodes/providers/infobip/events';
import { PERSON } from '../../../fixtures/contract';
import { SENDER } from '../../../fixtures/infobip/account';
import { inbound, posted, proven, report, seen } from '../../../fixtures/infobip/webhooks';

const read = (result: unknown): AnyJson => {
	const events = parse(posted(result));
	expect(events).toHaveLength(1);
	return events[0] as unknown as AnyJson;
};
const message = (content: Record<string, unknown>, more = {}) =>
	read(inbound('wamid.IN', content, more));

const MEDIA = 'https://abc123.api.infobip.com/whatsapp/1/senders/447860099299/media/f1b96d31?x=1';

describe('an inbound message', () => {
	it('says who wrote, to which sender and when', () => {
		expect(message({ type: 'TEXT', text: 'Hi' })).toMatchObject({
			event: 'message',
			kind: 'text',
			provider: 'infobip',
			id: 'wamid.IN',
			text: 'Hi',
			timestamp: '2026-01-05T10:00:00.000Z',
			from: { phone: PERSON, userId: 'ES.1001', username: '@ana', name: 'Ana Ejemplo' },
			to: { phone: SENDER, phoneNumberId: SENDER },
		});
	});

	it('knows people who hide their number', () => {
		const contact = { userId: 'ES.1001', username: '@ana' };
		expect(message({ type: 'TEXT', text: 'Hi' }, { from: 'ES.1001', contact }).from).toEqual(
			contact,
		);
		expect(message({ type: 'TEXT', text: 'Hi' }, { from: 'ES.7', contact: 7 }).from).toEqual({
			userId: 'ES.7',
		});
	});

	it.each([
		['IMAGE', 'image', { media: { id: 'f1b96d31', url: MEDIA, caption: 'Look' }, text: 'Look' }],
		['DOCUMENT', 'document', { media: { id: 'f1b96d31', url: MEDIA, caption: 'Look' } }],
		['VOICE', 'audio', { media: { id: 'f1b96d31', url: MEDIA, voice: true } }],
		['STICKER', 'sticker', { media: { id: 'f1b96d31' } }],
	])('of the type %s is %s', (type, kind, expected) => {
		expect(message({ type, url: MEDIA, caption: 'Look' })).toMatchObject({ kind, ...expected });
	});

	it('keeps places, contacts, orders and what is not known yet', () => {
		const place = { latitude: 40.7, longitude: -73.9, name: 'Empire State Building' };
		expect(message({ type: 'LOCATION', ...place })).toMatchObject({
			kind: 'location',
			location: place,
		});
		expect(message({ type: 'CONTACT', contacts: [{ birthday: '1980-01-01' }] })).toMatchObject({
			kind: 'contacts',
			contacts: [{ birthday: '1980-01-01' }],
		});
		expect(message({ type: 'ORDER', catalogId: '1' })).toMatchObject({
			kind: 'order',
			order: { catalogId: '1' },
		});
		expect(message({ type: 'INFECTED_CONTENT', malware: 'x' }).kind).toBe('infected_content');
		expect(message({ type: '__proto__' }).kind).toBe('__proto__');
		expect(message({}).kind).toBe('unknown');
	});

	it('names the quoted message, but not one that Infobip only paired', () => {
		const paired = { pairedMessageId: 'r.n8n.1' };
		expect(message({ type: 'TEXT', text: 'Hi' }, paired).context).toBeUndefined();
		const quoting = { type: 'TEXT', text: 'Hi', context: { id: 'wamid.OUT' } };
		expect(message(quoting, paired).context).toEqual({ messageId: 'wamid.OUT' });
		const ours = { ...quoting, context: { id: 'r.n8n.7' } };
		expect(message(ours, paired).context).toEqual({ messageId: 'r.n8n.7' });
		expect(message(quoting).context).toEqual({ messageId: 'wamid.OUT' });
	});

	it('without an ID has one that is the same for the same body', () => {
		const rest: Record<string, unknown> = { ...inbound('x', { type: 'TEXT', text: 'Hi' }) };
		delete rest.messageId;
		const ids = (events: InboundEvent[]) => events.map(({ id }) => id);
		const [first, second] = ids(parse(posted(rest, rest)));
		expect(first).toMatch(/^[\w-]{32}$/);
		expect(second).not.toBe(first);
		expect(ids(parse(posted(rest, rest)))).toEqual([first, second]);
	});
});

describe('an answer', () => {
	const button = { type: 'INTERACTIVE_BUTTON_REPLY', id: 'yes', title: 'Yes' };
	const context = (id: string) => ({ ...button, context: { from: SENDER, id } });

	it('names the message where it says the ID of the send, and never by the pairing', () => {
		const named = (content: Record<string, unknown>, more = {}) =>
			message(content, more).context?.messageId;
		expect(named(context('r.n8n.1'))).toBe('r.n8n.1');
		expect(named(context('r.n8n.1'), { pairedMessageId: 'q.n8n.2' })).toBe('r.n8n.1');
		expect(named(context('wamid.OUT'), { pairedMessageId: 'q.n8n.2' })).toBeUndefined();
		expect(named(context('5f0c'), { pairedMessageId: 'q.n8n.2' })).toBe('5f0c');
		expect(named(context('5f0c'))).toBe('5f0c');
		expect(named(context('wamid.OUT'))).toBeUndefined();
		expect(named(button)).toBeUndefined();
	});

	it('brings the reference back, from the message ID or as callback data', () => {
		const reference = (id: string, more = {}) => message(context(id), more).reference;
		expect(reference('ref_1.n8n.5f0c')).toBe('ref_1');
		expect(reference('wamid.OUT', { pairedMessageId: 'a.b-c.n8n.5f0c' })).toBe('a.b-c');
		expect(reference('wamid.OUT', { callbackData: 'two words' })).toBe('two words');
		expect(reference('wamid.OUT')).toBeUndefined();
	});

	it('can be a row, a template’s button, a form, a permission or a reaction', () => {
		expect(
			message({ type: 'INTERACTIVE_LIST_REPLY', id: 'a', title: 'A', description: 'Longer' }),
		).toMatchObject({ kind: 'list', replyId: 'a', title: 'A', description: 'Longer' });
		expect(message({ type: 'BUTTON', text: 'Yes', payload: 'p-1' })).toMatchObject({
			kind: 'template',
			replyId: 'p-1',
			title: 'Yes',
		});
		expect(
			message({ type: 'INTERACTIVE_FLOW_REPLY', text: 'Sent', response: { size: 'L' } }),
		).toMatchObject({ kind: 'flow', title: 'Sent', data: { size: 'L' } });
		const callPermissionReply = { response: 'ACCEPT' };
		expect(
			message({ type: 'INTERACTIVE_CALL_PERMISSION_REPLY', callPermissionReply }),
		).toMatchObject({ kind: 'callPermission', title: 'ACCEPT', data: callPermissionReply });
		const reaction = { type: 'REACTION', emoji: '👍', context: { id: 'r.n8n.1' } };
		expect(message({ ...reaction, action: 'ADDED' })).toMatchObject({
			kind: 'reaction',
			emoji: '👍',
			context: { messageId: 'r.n8n.1' },
		});
		expect(message({ ...reaction, action: 'REMOVED' })).not.toHaveProperty('emoji');
	});
});

describe('a report', () => {
	it('is a status with the time it was done', () => {
		expect(read(report('delivered', 'ref_1.n8n.5f0c'))).toMatchObject({
			event: 'status',
			status: 'delivered',
			id: 'ref_1.n8n.5f0c:delivered',
			messageId: 'ref_1.n8n.5f0c',
			reference: 'ref_1',
			timestamp: '2026-01-05T10:00:02.494Z',
			from: { phone: PERSON },
			to: {},
			pricing: { pricePerMessage: 0.21, currency: 'EUR' },
		});
	});

	it('prefers the callback data, where it comes', () => {
		const { reference } = read(report('sent', 'ref_1.n8n.5f0c', { callbackData: 'two words' }));
		expect(reference).toBe('two words');
	});

	it.each([
		[{ groupId: 1, name: 'PENDING_ACCEPTED' }, 'sent'],
		[{ groupName: 'PENDING', name: 'PENDING_ENROUTE' }, 'sent'],
		[{ groupName: 'PENDING', name: 'PENDING_WAITING_DELIVERY' }, 'sent'],
		[{ groupName: 'PENDING', name: 'PENDING_SOMETHING' }, 'other'],
		[{ groupId: 3 }, 'delivered'],
		[{ groupId: 2 }, 'failed'],
		[{ groupName: 'EXPIRED' }, 'failed'],
		[{ groupName: 'rejected' }, 'failed'],
		[{ groupName: 'constructor' }, 'other'],
		[{}, 'other'],
	])('%j is %s', (status, expected) => {
		const event = read(report('delivered', 'm-1', { status }));
		expect(event.status).toBe(expected);
		expect('failure' in event).toBe(expected === 'failed');
	});

	it('of a failure carries the error', () => {
		expect(read(report('failed', 'm-1'))).toMatchObject({
			errors: [{ code: '7049', title: 'EC_MESSAGE_OUTSIDE_SESSION' }],
			failure: { category: 'window', code: 'EC_MESSAGE_OUTSIDE_SESSION', retry: 'never' },
		});
	});

	it('that a message was seen names person and sender, whichever way round', () => {
		const expected = {
			status: 'read',
			id: 'm-1:read',
			timestamp: '2026-01-05T10:00:09.251Z',
			from: { phone: PERSON },
			to: { phoneNumberId: SENDER },
		};
		expect(read(seen('m-1'))).toMatchObject(expected);
		const contact = { phoneNumber: PERSON };
		expect(read(seen('m-1', { contact }))).toMatchObject(expected);
		expect(read(seen('m-1', { from: SENDER, to: PERSON, contact }))).toMatchObject(expected);
	});
});

describe('a webhook', () => {
	it('can hold all kinds at once', () => {
		const request = posted(
			inbound('wamid.IN', { type: 'TEXT', text: 'Hi' }),
			report('delivered', 'm-1'),
			seen('m-1'),
			{ messageId: 'm-1', clickedAt: 'now' },
			7,
		);
		const events = parse(request);
		expect(events.map(({ event }) => event)).toEqual(['message', 'status', 'status', 'account']);
		expect(events[3]).toMatchObject({
			kind: 'unsupported',
			unsupported: true,
			raw: { messageId: 'm-1', clickedAt: 'now' },
		});
	});

	it('of anything else holds nothing', () => {
		for (const body of ['', '[]', '{}', '{"results":[null,[],{}]}', '{"results":']) {
			expect(parse(proven(body))).toEqual([]);
		}
		for (const strange of ['{"results":{}}', '{"results":[{"seenAt":"x"}]}']) {
			expect(parse(proven(strange))).toMatchObject([{ event: 'account', unsupported: true }]);
		}
		const depth = 100_000;
		const deep = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
		expect(parse(proven(`{"results":[{"message":${deep}}]}`))).toHaveLength(1);
	});

	it('dates what has no time that can be read', () => {
		for (const receivedAt of ['yesterday', 7, '', null, '2026-99-99T00:00:00.000+0000']) {
			const { timestamp } = message({ type: 'TEXT', text: 'Hi' }, { receivedAt });
			expect(timestamp).toBe('1970-01-01T00:00:00.000Z');
		}
	});
});

/** After Infobip's OpenAPI 3.210.0; all values are invented. */
describe('news that come without results', () => {
	const news = (body: object) => {
		const [event, ...more] = parse(proven(JSON.stringify(body)));
		expect(more).toEqual([]);
		return event as unknown as AnyJson;
	};
	const told = '2026-09-21T14:13:20.000+0000';
	const template = {
		messageTemplateId: '111',
		messageTemplateName: 'order_ok',
		messageTemplateLanguage: 'en',
		timestamp: told,
	};
	const timestamp = '2026-09-21T14:13:20.000Z';

	it('tell what became of a template', () => {
		const common = { event: 'template', templateId: '111', templateName: 'order_ok', timestamp };
		const status = { type: 'TEMPLATE_STATUS_UPDATE', newStatus: 'REJECTED', reason: 'SCAM' };
		expect(news({ ...template, change: status })).toMatchObject({
			...common,
			status: 'REJECTED',
			reason: 'SCAM',
		});
		const category = {
			type: 'TEMPLATE_CATEGORY_UPDATE',
			previousCategory: 'UTILITY',
			newCategory: 'MARKETING',
		};
		expect(news({ ...template, change: category })).toMatchObject({
			...common,
			category: 'MARKETING',
			previousCategory: 'UTILITY',
		});
		const quality = { type: 'TEMPLATE_QUALITY_UPDATE', newQuality: 'RED', since: 'today' };
		expect(news({ ...template, change: quality })).toMatchObject({
			...common,
			quality: 'RED',
			details: { since: 'today' },
		});
	});

	it('tell who wants no marketing any more, in the words that Meta has for it', () => {
		const content = { sender: SENDER, from: PERSON, notificationMessagesStatus: 'resume' };
		expect(news({ from: SENDER, content, createdAt: told })).toMatchObject({
			event: 'account',
			kind: 'user_preferences',
			category: 'marketing_messages',
			value: 'resume',
			from: { phone: PERSON },
			to: { phone: SENDER, phoneNumberId: SENDER },
			timestamp,
		});
	});

	it('tell of payments and identities', () => {
		expect(
			news({ from: PERSON, to: SENDER, paymentId: 'p1', paymentStatus: 'FAILED' }),
		).toMatchObject({
			kind: 'payment',
			status: 'FAILED',
			from: { phone: PERSON },
			details: { paymentId: 'p1' },
		});
		expect(
			news({ sender: SENDER, userNumber: PERSON, identityHash: 'h1', createdAt: told }),
		).toMatchObject({ kind: 'identity_change', from: { phone: PERSON }, timestamp });
	});

	it('are said to be unsupported where nobody knows them', () => {
		expect(news({ surprise: 1 })).toMatchObject({
			event: 'account',
			kind: 'unsupported',
			unsupported: true,
			raw: { surprise: 1 },
		});
	});

	it('keeps the product that somebody asks about, and the key of their phone', () => {
		const event = message({
			type: 'TEXT',
			text: 'In stock?',
			context: { id: 'wamid.Q', referredProduct: { catalogId: '77', productRetailerId: 'S5' } },
			identity: { hash: 'h1', acknowledged: true },
		});
		expect(event).toMatchObject({
			product: { catalogId: '77', productId: 'S5' },
			from: { phone: PERSON, identityKeyHash: 'h1' },
		});
	});
});
