import {
	ana,
	entries,
	envelope,
	messagesValue,
	posted,
} from '../../../fixtures/meta/webhookRequest';
import { leanEvent } from '../../../../nodes/WhatsAppBusinessTrigger/outputs';
import { parse } from '../../../../nodes/providers/meta/events';

/**
 * Facts that come as lists, after
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/<field>,
 * .../whatsapp/calling, .../whatsapp/groups/webhooks and pywa's tests/data/updates. All values are invented.
 */
const eventsOf = (field: string, contents: Record<string, unknown>) =>
	parse(posted(envelope(field, messagesValue(contents))));

const at = '1790000000';
const timestamp = '2026-09-21T14:13:20.000Z';
const fromAna = { phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' };

it('two opt-outs of one delivery are two events, each with its person', () => {
	const preference = { category: 'marketing_messages', detail: 'Asked for it', timestamp: at };
	const events = eventsOf('user_preferences', {
		contacts: [ana, { profile: { name: 'Beto' }, wa_id: '34600000002' }],
		user_preferences: [
			{ ...preference, wa_id: '34600000001', value: 'stop' },
			{ ...preference, wa_id: '34600000002', value: 'resume' },
		],
	});
	const common = {
		event: 'account',
		kind: 'user_preferences',
		timestamp,
		category: 'marketing_messages',
	};
	expect(events).toMatchObject([
		{ ...common, from: fromAna, value: 'stop', reason: 'Asked for it' },
		{ ...common, from: { phone: '34600000002', name: 'Beto' }, value: 'resume' },
	]);
	expect(events[0].id).not.toBe(events[1].id);
	expect(events[0].raw).toMatchObject({
		contacts: [ana],
		user_preferences: [{ wa_id: '34600000001' }],
	});
	expect(JSON.stringify(events[1].raw)).not.toContain('34600000001');
	expect(leanEvent(events[0])).toMatchObject({ from: { phone: '34600000001', userId: 'ES.1001' } });
	expect(JSON.stringify(events.map(leanEvent))).not.toMatch(/Ana|Beto/);
});

it('an opt-out has the same ID in whatever company it comes again', () => {
	const stop = { wa_id: '34600000001', value: 'stop', timestamp: at };
	const other = { wa_id: '34600000002', value: 'stop', timestamp: at };
	const [alone] = eventsOf('user_preferences', { user_preferences: [stop] });
	const [, again] = eventsOf('user_preferences', { user_preferences: [other, stop] });
	expect(again.id).toBe(alone.id);
});

describe('a call', () => {
	const call = { id: 'wacid.1', to: '15550001111', from: '34600000001', timestamp: at };

	it('is of who called us', () => {
		const calls = [{ ...call, event: 'connect', direction: 'USER_INITIATED' }];
		expect(eventsOf('calls', { contacts: [ana], calls })).toMatchObject([
			{
				event: 'account',
				kind: 'calls',
				id: 'wacid.1:connect',
				callId: 'wacid.1',
				status: 'connect',
				direction: 'USER_INITIATED',
				timestamp,
				from: fromAna,
			},
		]);
	});

	it('is of whom we called, and says how long it was', () => {
		const ended = {
			...call,
			from: call.to,
			to: call.from,
			event: 'terminate',
			direction: 'BUSINESS_INITIATED',
			status: 'COMPLETED',
			duration: 30,
			biz_opaque_callback_data: 'order-7',
		};
		expect(eventsOf('calls', { calls: [ended] })).toMatchObject([
			{
				id: 'wacid.1:terminate',
				from: { phone: '34600000001' },
				status: 'terminate',
				reason: 'COMPLETED',
				reference: 'order-7',
				details: { duration: 30 },
			},
		]);
	});

	it('that rings is no status of a message', () => {
		const status = {
			id: 'wacid.1',
			type: 'call',
			status: 'RINGING',
			recipient_id: '34600000001',
			timestamp: at,
		};
		expect(eventsOf('calls', { statuses: [status] })).toMatchObject([
			{
				event: 'account',
				kind: 'calls',
				callId: 'wacid.1',
				status: 'RINGING',
				from: { phone: '34600000001' },
			},
		]);
	});
});

it.each(['smb_message_echoes', 'message_echoes'])(
	'%s: what the business wrote says to whom, when and what',
	(field) => {
		const echoes = [
			{
				from: '15550001111',
				to: '34600000001',
				id: 'wamid.e1',
				timestamp: at,
				type: 'image',
				image: { id: '5001', mime_type: 'image/jpeg', caption: 'The box' },
			},
			{
				from: '15550001111',
				to: '34600000001',
				id: 'wamid.e2',
				timestamp: at,
				type: 'edit',
				edit: {
					original_message_id: 'wamid.e0',
					message: { type: 'text', text: { body: 'At 9' } },
				},
			},
		];
		expect(eventsOf(field, { contacts: [ana], message_echoes: echoes })).toMatchObject([
			{
				event: 'account',
				kind: field,
				id: 'wamid.e1',
				timestamp,
				recipient: fromAna,
				from: fromAna,
				messageKind: 'image',
				text: 'The box',
				media: { id: '5001', caption: 'The box' },
			},
			{ id: 'wamid.e2', messageKind: 'edit', text: 'At 9', originalMessageId: 'wamid.e0' },
		]);
	},
);

it('news of groups name group, person and what happened', () => {
	const groups = [
		{
			timestamp: at,
			group_id: 'g1',
			type: 'group_join_request_created',
			join_request_id: 'j1',
			wa_id: '34600000001',
		},
		{
			timestamp: at,
			group_id: 'g1',
			type: 'group_participants_remove',
			removed_participants: [{ wa_id: '34600000002' }],
		},
	];
	const events = eventsOf('group_participants_update', { contacts: [ana], groups });
	expect(events).toMatchObject([
		{
			groupId: 'g1',
			status: 'group_join_request_created',
			from: fromAna,
			timestamp,
			details: { join_request_id: 'j1' },
		},
		{
			groupId: 'g1',
			status: 'group_participants_remove',
			details: { removed_participants: [{ wa_id: '34600000002' }] },
		},
	]);
});

it('a purchase that Meta saw names its message', () => {
	const event = {
		id: 'wamid.7',
		event_name: 'Purchase',
		timestamp: 1790000000,
		ctwa_clid: 'click-1',
		custom_data: { currency: 'USD', value: 20 },
	};
	expect(eventsOf('automatic_events', { automatic_events: [event] })).toMatchObject([
		{
			id: 'wamid.7:Purchase',
			status: 'Purchase',
			timestamp,
			context: { messageId: 'wamid.7' },
			details: { ctwa_clid: 'click-1', custom_data: { currency: 'USD', value: 20 } },
		},
	]);
});

it('clicks are an event each', () => {
	const click = (tracking_token: string) => ({
		action_type: 'marketing_messages_link_click',
		timestamp: at,
		marketing_messages_link_click_data: { tracking_token },
	});
	expect(eventsOf('messages', { user_actions: [click('a'), click('b')] })).toMatchObject([
		{
			kind: 'user_actions',
			status: 'marketing_messages_link_click',
			timestamp,
			details: { marketing_messages_link_click_data: { tracking_token: 'a' } },
		},
		{ details: { marketing_messages_link_click_data: { tracking_token: 'b' } } },
	]);
});

it('somebody who is put into the contacts of the app', () => {
	const state_sync = [
		{
			type: 'contact',
			action: 'add',
			contact: { full_name: 'Ana Ejemplo', first_name: 'Ana', phone_number: '34600000001' },
			metadata: { timestamp: at },
		},
	];
	expect(eventsOf('smb_app_state_sync', { state_sync })).toMatchObject([
		{ status: 'add', from: { phone: '34600000001', name: 'Ana Ejemplo' }, timestamp },
	]);
});

describe('news of the account', () => {
	const eventOf = (field: string, value: Record<string, unknown>) =>
		parse(posted(envelope(field, value, 1790000000)))[0];

	it('say what was banned, limited or decided', () => {
		expect(
			eventOf('account_update', {
				event: 'DISABLED_UPDATE',
				ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'October 1, 2026' },
			}),
		).toMatchObject({
			status: 'DISABLED_UPDATE',
			details: { ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
			to: { wabaId: '700000000000001' },
		});
		expect(
			eventOf('account_update', {
				event: 'ACCOUNT_VIOLATION',
				violation_info: { violation_type: 'SCAM' },
			}),
		).toMatchObject({ status: 'ACCOUNT_VIOLATION', reason: 'SCAM' });
		expect(
			eventOf('phone_number_quality_update', {
				display_phone_number: '15550001111',
				event: 'THROUGHPUT_UPGRADE',
				max_daily_conversations_per_business: 'TIER_10K',
			}),
		).toMatchObject({
			status: 'THROUGHPUT_UPGRADE',
			details: { max_daily_conversations_per_business: 'TIER_10K' },
			to: { phone: '15550001111' },
		});
		expect(
			eventOf('phone_number_name_update', { decision: 'REJECTED', rejection_reason: 'FORMAT' }),
		).toMatchObject({ status: 'REJECTED', reason: 'FORMAT' });
	});

	it('of a partner are under its business, and name the account', () => {
		const waba_info = { waba_id: '700000000000002', owner_business_id: '6' };
		expect(eventOf('account_update', { event: 'PARTNER_ADDED', waba_info }).to).toEqual({
			wabaId: '700000000000002',
		});
	});

	it('without a time happened when they came in', () => {
		const before = Date.now();
		const [event] = parse(posted(envelope('security', { event: 'PIN_CHANGED' })));
		expect(Date.parse(event.timestamp)).toBeGreaterThanOrEqual(before);
	});

	it('of which nobody knows anything yet are marked', () => {
		expect(eventOf('comes_next_year', { a: 1 })).toMatchObject({
			kind: 'comes_next_year',
			unsupported: true,
			raw: { a: 1 },
		});
	});
});

describe('news of a template', () => {
	const eventOf = (field: string, value: Record<string, unknown>) =>
		parse(posted(entries([{ id: '7', time: 1790000000, changes: [{ field, value }] }])))[0];

	it('say category and quality, before and after', () => {
		expect(
			eventOf('template_category_update', {
				previous_category: 'UTILITY',
				new_category: 'MARKETING',
			}),
		).toMatchObject({ category: 'MARKETING', previousCategory: 'UTILITY' });
		expect(
			eventOf('template_category_update', {
				correct_category: 'MARKETING',
				new_category: 'UTILITY',
				category_update_timestamp: 1790086400,
			}),
		).toMatchObject({
			category: 'UTILITY',
			correctCategory: 'MARKETING',
			changesAt: '2026-09-22T14:13:20.000Z',
		});
		expect(
			eventOf('message_template_quality_update', {
				previous_quality_score: 'GREEN',
				new_quality_score: 'RED',
			}),
		).toMatchObject({ quality: 'RED', previousQuality: 'GREEN' });
	});

	it('say why, and what would help', () => {
		expect(
			eventOf('message_template_status_update', {
				event: 'REJECTED',
				message_template_category: 'UTILITY',
				reason: 'INVALID_FORMAT',
				rejection_info: { reason: 'Variables at the end', recommendation: 'Put text after' },
				other_info: { title: 'FIRST_PAUSE', description: 'For 3 hours' },
			}),
		).toMatchObject({
			status: 'REJECTED',
			category: 'UTILITY',
			rejection: { reason: 'Variables at the end', recommendation: 'Put text after' },
			details: { other_info: { title: 'FIRST_PAUSE' } },
		});
	});
});
