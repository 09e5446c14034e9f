import { providers } from '../../../nodes/providers';
import type { WebhookRequest } from '../../../nodes/providers/http';
import type { InboundEvent } from '../../../nodes/whatsapp/events';
import { message as gupshupMessage, envelope as gupshup } from '../../fixtures/gupshup/webhooks';
import { inbound as infobipInbound, report, seen } from '../../fixtures/infobip/webhooks';
import * as interakt from '../../fixtures/interakt/webhooks';
import * as messages from '../../fixtures/meta/inboundMessages';
import { templateFields } from '../../fixtures/meta/otherFields';
import * as statuses from '../../fixtures/meta/statuses';
import { ana, envelope, messagesValue } from '../../fixtures/meta/webhookRequest';
import { form, inbound, statusOf } from '../../fixtures/twilio/webhookRequest';

/**
 * Every kind of webhook that a provider documents, and what is made of it: event, kind, and a field that
 * has to be there. Sources stand with the fixtures; Meta's fields are those of
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
type Row = [what: string, body: unknown, event: InboundEvent['event'], kind: string, field: string];

const at = '1790000000';
const ofMessages = (value: Record<string, unknown>) => envelope('messages', messagesValue(value));
const ofField = (field: string, value: Record<string, unknown>) =>
	envelope(field, messagesValue(value), 1790000000);

const replies: Record<string, string> = {
	button: 'template',
	reaction: 'reaction',
	interactive: '',
};
const metaMessages = Object.entries(messages)
	.filter(([, message]) => 'type' in message)
	.map(([name, message]): Row => {
		const { type } = message as { type: string };
		const body = ofMessages({ contacts: [ana], messages: [message] });
		const isReply = Object.hasOwn(replies, type);
		return [name, body, isReply ? 'reply' : 'message', isReply ? replies[type] : type, 'from'];
	});

const facts: Array<[field: string, list: string, fact: object, needed: string]> = [
	['user_preferences', 'user_preferences', { wa_id: '34600000001', value: 'stop' }, 'value'],
	['calls', 'calls', { id: 'wacid.1', event: 'connect', from: '34600000001' }, 'callId'],
	[
		'calls',
		'statuses',
		{ id: 'wacid.1', status: 'RINGING', recipient_id: '34600000001' },
		'callId',
	],
	[
		'smb_message_echoes',
		'message_echoes',
		{ to: '34600000001', id: 'wamid.e', type: 'text', text: { body: 'x' } },
		'text',
	],
	['message_echoes', 'message_echoes', { to: '34600000001', id: 'wamid.e' }, 'recipient'],
	...['lifecycle', 'participants', 'settings', 'status'].map(
		(what): [string, string, object, string] => [
			`group_${what}_update`,
			'groups',
			{ group_id: 'g1', type: 'group_create' },
			'groupId',
		],
	),
	['automatic_events', 'automatic_events', { id: 'wamid.7', event_name: 'Purchase' }, 'status'],
	['user_id_update', 'user_id_update', { user_id: { current: 'ES.9' } }, 'from'],
	[
		'smb_app_state_sync',
		'state_sync',
		{ action: 'add', contact: { phone_number: '34600000001' }, metadata: { timestamp: at } },
		'status',
	],
	['history', 'history', { metadata: { phase: 0, chunk_order: 1 }, threads: [] }, 'details'],
];

const meta: Row[] = [
	...metaMessages,
	...Object.entries(statuses)
		.filter(([, status]) => 'status' in status)
		.map(([name, status]): Row => {
			const body = ofMessages({ contacts: [ana], statuses: [status] });
			return [`status: ${name}`, body, 'status', '', 'messageId'];
		}),
	['errors', ofMessages({ errors: [{ code: 131035 }] }), 'account', 'errors', 'errors'],
	[
		'user_actions',
		ofMessages({ user_actions: [{ action_type: 'click', timestamp: at }] }),
		'account',
		'user_actions',
		'status',
	],
	...Object.entries(templateFields).map(
		([field, value]): Row => [field, ofField(field, value), 'template', field, 'templateName'],
	),
	...facts.map(([field, list, fact, needed]): Row => {
		const value = { contacts: [ana], [list]: [{ timestamp: at, ...fact }] };
		return [`${field}: ${list}`, ofField(field, value), 'account', field, needed];
	}),
	...[
		'account_alerts',
		'account_offboarded',
		'account_reconnected',
		'account_review_update',
		'account_settings_update',
		'account_update',
		'business_capability_update',
		'business_username_update',
		'consumer_profile',
		'flows',
		'messaging_handovers',
		'partner_solutions',
		'payment_configuration_update',
		'phone_number_name_update',
		'phone_number_quality_update',
		'security',
	].map((field): Row => [field, ofField(field, { told: 'x' }), 'account', field, 'details']),
];

const infobipNews = (more: object) => ({ timestamp: '2026-09-21T14:13:20.000+0000', ...more });
const infobipTypes: Array<
	[type: string, content: object, event: 'message' | 'reply', kind: string]
> = [
	['TEXT', { text: 'Hi' }, 'message', 'text'],
	['IMAGE', { url: 'https://x/media/1' }, 'message', 'image'],
	['VIDEO', { url: 'https://x/media/1' }, 'message', 'video'],
	['AUDIO', { url: 'https://x/media/1' }, 'message', 'audio'],
	['VOICE', { url: 'https://x/media/1' }, 'message', 'audio'],
	['DOCUMENT', { url: 'https://x/media/1' }, 'message', 'document'],
	['STICKER', { url: 'https://x/media/1' }, 'message', 'sticker'],
	['LOCATION', { latitude: 1, longitude: 2 }, 'message', 'location'],
	['CONTACT', { contacts: [] }, 'message', 'contacts'],
	['ORDER', { catalogId: '7' }, 'message', 'order'],
	['UNSUPPORTED', {}, 'message', 'unsupported'],
	['BUTTON', { text: 'Yes', payload: 'y' }, 'reply', 'template'],
	['INTERACTIVE_BUTTON_REPLY', { id: 'y', title: 'Yes' }, 'reply', 'button'],
	['INTERACTIVE_LIST_REPLY', { id: 'y', title: 'Yes' }, 'reply', 'list'],
	['INTERACTIVE_FLOW_REPLY', { response: { a: 1 } }, 'reply', 'flow'],
	[
		'INTERACTIVE_CALL_PERMISSION_REPLY',
		{ callPermissionReply: { response: 'accept' } },
		'reply',
		'callPermission',
	],
	['REACTION', { action: 'ADDED', emoji: '👍' }, 'reply', 'reaction'],
];
const infobip: Row[] = [
	...infobipTypes.map(([type, content, event, kind]): Row => {
		const body = { results: [infobipInbound('wamid.1', { type, ...content })] };
		return [type, body, event, kind, 'from'];
	}),
	['delivery report', { results: [report('delivered', 'm')] }, 'status', '', 'messageId'],
	['seen report', { results: [seen('m')] }, 'status', '', 'messageId'],
	...['STATUS', 'CATEGORY', 'QUALITY'].map((what): Row => {
		const type = `TEMPLATE_${what}_UPDATE`;
		const body = infobipNews({ messageTemplateName: 'order_ok', change: { type } });
		return [type, body, 'template', type, 'templateName'];
	}),
	[
		'marketing update',
		infobipNews({ content: { from: '34600000001', notificationMessagesStatus: 'stop' } }),
		'account',
		'user_preferences',
		'value',
	],
	['payment', infobipNews({ paymentId: 'p' }), 'account', 'payment', 'details'],
	['identity', infobipNews({ identityHash: 'h' }), 'account', 'identity_change', 'details'],
	// The page on event subscriptions names ACCOUNT_UPDATE_NOTIFICATION and shows no body.
	[
		'account update',
		infobipNews({ change: { type: 'ACCOUNT_UPDATE', newStatus: 'RESTRICTED' } }),
		'account',
		'account_update',
		'status',
	],
];

const interaktRows: Row[] = [
	...['Text', 'Image', 'Video', 'Audio', 'Document', 'Sticker', 'Location', 'Contacts'].map(
		(type): Row => [
			type,
			interakt.received({ message_content_type: type }),
			'message',
			type.toLowerCase(),
			'from',
		],
	),
	['button reply', interakt.buttonReply('i', 'y', 'Yes'), 'reply', 'button', 'replyId'],
	['list reply', interakt.listReply('i', 'y', 'Yes'), 'reply', 'list', 'replyId'],
	[
		'form',
		interakt.received({
			message_content_type: 'InteractiveFlowReply',
			message: { nfm_reply: { response_json: '{"a":1}' } },
		}),
		'reply',
		'flow',
		'data',
	],
	[
		'a team member',
		interakt.received({ chat_message_type: 'AgentMessage' }),
		'account',
		'message_echoes',
		'recipient',
	],
	['click', interakt.quickReplyClick('m', 'Yes', 'ref'), 'reply', 'template', 'title'],
	...(['sent', 'delivered', 'read', 'failed'] as const).map(
		(status): Row => [status, interakt.status(status), 'status', '', 'messageId'],
	),
	[
		'workflow_response_update',
		interakt.event('workflow_response_update', { customer_number: '+34600000001', data: [] }),
		'account',
		'workflow_response_update',
		'details',
	],
	[
		'template status',
		interakt.event('message_template_status_update', { event: 'APPROVED' }),
		'template',
		'message_template_status_update',
		'status',
	],
	...[
		'account_alerts',
		'account_update',
		'account_review_update',
		'business_capability_update',
		'phone_number_quality_update',
	].map((type): Row => [type, interakt.event(type, { told: 'x' }), 'account', type, 'details']),
];

const gupshupRows: Row[] = [
	['text', gupshupMessage('i', 'text', { text: 'Hi' }), 'message', 'text', 'text'],
	...['image', 'video', 'audio', 'sticker'].map((type): Row => {
		const body = gupshupMessage('i', type, { url: 'https://x' });
		return [type, body, 'message', type, 'media'];
	}),
	['file', gupshupMessage('i', 'file', { url: 'https://x' }), 'message', 'document', 'media'],
	['contact', gupshupMessage('i', 'contact', { contacts: [] }), 'message', 'contacts', 'contacts'],
	['location', gupshupMessage('i', 'location', {}), 'message', 'location', 'location'],
	['order', gupshupMessage('i', 'order', { catalog_id: '7' }), 'message', 'order', 'order'],
	['button_reply', gupshupMessage('i', 'button_reply', { title: 'Y' }), 'reply', 'button', 'title'],
	['list_reply', gupshupMessage('i', 'list_reply', { title: 'Y' }), 'reply', 'list', 'title'],
	['quick_reply', gupshupMessage('i', 'quick_reply', { text: 'Y' }), 'reply', 'template', 'title'],
	[
		'a tap as text',
		gupshupMessage('i', 'text', { text: 'Y', type: 'button' }),
		'reply',
		'template',
		'title',
	],
	['reaction', gupshupMessage('i', 'reaction', { emoji: '👍' }), 'reply', 'reaction', 'emoji'],
	[
		'nfm_reply',
		gupshupMessage('i', 'nfm_reply', { response_json: '{"a":1}' }),
		'reply',
		'flow',
		'data',
	],
	...['enqueued', 'sent', 'delivered', 'read', 'failed', 'deleted'].map((type): Row => {
		const body = gupshup('message-event', {
			id: 'm',
			type,
			destination: '34600000001',
			payload: {},
		});
		return [type, body, 'status', '', 'messageId'];
	}),
	[
		'template-event',
		gupshup('template-event', { type: 'status-update', elementName: 'n', status: 'approved' }),
		'template',
		'status-update',
		'status',
	],
	...['opted-in', 'opted-out'].map((type): Row => {
		const body = gupshup('user-event', { phone: '34600000001', type });
		return [type, body, 'account', type, 'value'];
	}),
	['account-event', gupshup('account-event', { type: 'tier', a: 1 }), 'account', 'tier', 'details'],
	['billing-event', gupshup('billing-event', { a: 1 }), 'account', 'billing-event', 'details'],
];

const twilio: Row[] = [
	['text', form(inbound('SM1', { Body: 'Hi' })), 'message', 'text', 'text'],
	...['image', 'video', 'audio', 'document', 'sticker'].map((type): Row => {
		const params = { MessageType: type, MediaUrl0: 'https://x' };
		return [type, form(inbound('SM1', params)), 'message', type, 'media'];
	}),
	[
		'location',
		form(inbound('SM1', { MessageType: 'location', Latitude: '1', Longitude: '2' })),
		'message',
		'location',
		'location',
	],
	['contacts', form(inbound('SM1', { MessageType: 'contacts' })), 'message', 'contacts', 'from'],
	[
		'interactive',
		form(inbound('SM1', { MessageType: 'interactive', ButtonPayload: 'y' })),
		'reply',
		'button',
		'replyId',
	],
	[
		'button',
		form(inbound('SM1', { MessageType: 'button', ButtonPayload: 'y' })),
		'reply',
		'template',
		'replyId',
	],
	['list', form(inbound('SM1', { ListId: 'y' })), 'reply', 'list', 'replyId'],
	// Twilio's page on incoming messages lists no fields of these two.
	['reaction', form(inbound('SM1', { MessageType: 'reaction' })), 'message', 'reaction', 'raw'],
	['order', form(inbound('SM1', { MessageType: 'order' })), 'message', 'order', 'raw'],
	['form', form(inbound('SM1', { InteractiveData: '{"a":1}' })), 'reply', 'flow', 'data'],
	...['queued', 'sent', 'delivered', 'read', 'failed', 'undelivered'].map((status): Row => {
		return [status, form(statusOf('SM1', status)), 'status', '', 'messageId'];
	}),
];

const documented: Record<string, Row[]> = {
	meta,
	dialog360: meta,
	gupshup: gupshupRows,
	infobip,
	interakt: interaktRows,
	twilio,
};

const requestOf = (body: unknown): WebhookRequest => ({
	method: 'POST',
	url: 'https://n8n.example.com/webhook/w/whatsapp',
	headers: {},
	query: {},
	body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'what %s documents',
	(id, provider) => {
		it.each(documented[id])('%s', (_what, body, event, kind, field) => {
			const events = provider.parse(requestOf(body));
			expect(events).toHaveLength(1);
			const [read] = events;
			expect(read).toMatchObject({ event, provider: id });
			if (kind !== '') expect(read).toHaveProperty('kind', kind);
			expect(read).toHaveProperty(field);
			expect(read).not.toHaveProperty('unsupported');
			expect(Date.parse(read.timestamp)).toBeGreaterThan(0);
		});

		it('says of anything else that is data that it cannot be read', () => {
			const strange = {
				meta: envelope('comes_next_year', { a: 1 }),
				dialog360: envelope('comes_next_year', { a: 1 }),
				gupshup: { surprise: 1 },
				infobip: { results: [{ surprise: 1 }] },
				interakt: interakt.event('comes_next_year', { a: 1 }),
			}[id];
			// A form without a message is none of WhatsApp's: SMS come to the same address.
			if (strange === undefined) return expect(id).toBe('twilio');
			expect(provider.parse(requestOf(strange))).toMatchObject([
				{ event: 'account', unsupported: true, raw: expect.anything() as unknown },
			]);
		});
	},
);
