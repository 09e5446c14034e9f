import type { Change } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import type { StoredMessage } from '../../whatsapp/conversation.mts';
import type { World } from '../../world.mts';
import { planOf } from './account.mts';
import type { AnyJson } from '../../../anyJson.mts';

type Json = Record<string, AnyJson>;

/** UTC without a mark, with microseconds, as in Interakt's samples. */
const utc = (milliseconds: number): string =>
	`${new Date(milliseconds).toISOString().slice(0, -1)}000`;

interface Person {
	phone?: string | undefined;
	name?: string | undefined;
	userId?: string | undefined;
}

function customerOf({ phone, name, userId }: Person) {
	return {
		id: `customer-${userId ?? phone}`,
		channel_phone_number: phone ?? null,
		traits: { name: name ?? '', whatsapp_opted_in: true },
	};
}

function personIn({ value }: Change): Person {
	const contact = (value.contacts?.[0] ?? {}) as Json;
	const status = (value.statuses?.[0] ?? {}) as Json;
	return {
		phone: contact.wa_id ?? status.recipient_id,
		name: contact.profile?.name,
		userId: contact.user_id ?? status.recipient_user_id,
	};
}

function envelope(world: World, type: string, change: Change, message: Json) {
	return {
		version: '1.0',
		timestamp: utc(world.clock.now()),
		type,
		data: { customer: customerOf(personIn(change)), message },
	};
}

/** WhatsApp's older number for somebody who is not on it stands in Interakt's own sample. */
function failureOf({ code, title, error_data }: Json) {
	return code === 131026
		? {
				channel_error_code: '1013',
				channel_failure_reason: 'Recipient is not a valid WhatsApp user',
			}
		: {
				channel_error_code: String(code),
				channel_failure_reason: error_data?.details ?? title ?? null,
			};
}

function outgoing(world: World, stored: StoredMessage, state: string, meta: Json = {}) {
	const now = utc(world.clock.now());
	const seen = state === 'read';
	return {
		id: stored.id,
		chat_message_type: 'PublicApiMessage',
		channel_failure_reason: null,
		channel_error_code: null,
		message_status: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
		received_at_utc: utc(stored.at),
		delivered_at_utc: seen || state === 'delivered' ? now : null,
		seen_at_utc: seen ? now : null,
		campaign_id: null,
		...stored.outgoing?.extra,
		meta_data: {
			source: 'PublicInterakt',
			source_data: { callback_data: stored.outgoing?.tracking ?? null },
			...meta,
		},
	};
}

function statusBody(world: World, change: Change, status: Json) {
	const stored = world.conversations.find(status.id);
	if (!stored) return null;
	const [error] = (status.errors ?? []) as Json[];
	const message = { ...outgoing(world, stored, status.status), ...(error && failureOf(error)) };
	// One integration gets what was sent through the API like this.
	if (world.switches.otherForms && status.status === 'sent') {
		const ours = { message_content_type: 'Text', message: 'Sent through the API', media_url: null };
		return envelope(world, 'message_received', change, { ...message, ...ours });
	}
	return envelope(world, `message_api_${status.status}`, change, message);
}

/** A template's quick reply is told as a click on the message that was sent, without a payload. */
function clickBody(world: World, change: Change, { context, button }: Json) {
	const stored = world.conversations.find(context?.id);
	if (!stored) return null;
	const message = outgoing(world, stored, 'read', {
		click_type: 'QR',
		button_text: button.text,
		button_link: '',
		click_timestamp: utc(world.clock.now()).replace('T', ' '),
		button_payload: { payload: { type: 'QUICK_REPLY', text: button.text } },
	});
	return envelope(world, 'message_api_clicked', change, message);
}

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

/** Where Interakt would keep the file. */
const mediaUrl = ({ link, id, filename }: Json): string =>
	link ?? `https://media.example.com/${id ?? 'file'}/${filename ?? ''}`;

/** The three fields that say what somebody wrote; undefined for what Interakt does not report. */
function content(message: Json, otherForm: boolean): Json | undefined {
	const type = String(message.type);
	const part = (message[type] ?? {}) as Json;
	const named = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
	if (type === 'text') return { message_content_type: named, message: part.body, media_url: null };
	if (MEDIA.has(type)) {
		const url = mediaUrl(part);
		return { message_content_type: named, message: part.caption ?? null, media_url: url };
	}
	if (type === 'interactive') {
		// JSON inside a text, seen by two integrations, one of which reads IDs in `meta_data` too; without
		// what it answers.
		const kinds: Json = {
			button_reply: 'InteractiveButtonReply',
			list_reply: 'InteractiveListReply',
			nfm_reply: 'InteractiveFlowReply',
		};
		const kind: string | undefined = kinds[part.type];
		if (kind === undefined) return undefined;
		const tap = part.button_reply ?? part.list_reply;
		if (otherForm && tap !== undefined) {
			const meta_data = { button_id: tap.id, button_title: tap.title };
			return { message_content_type: kind, message: tap.title, media_url: null, meta_data };
		}
		return { message_content_type: kind, message: JSON.stringify(part), media_url: null };
	}
	if (type === 'reaction') return undefined;
	return { message_content_type: named, message: JSON.stringify(part), media_url: null };
}

/** `data.message` of `message_received`. Which message is answered was seen with forms only. */
function incoming(message: Json, at: string, otherForm: boolean): Json | undefined {
	const told = content(message, otherForm);
	return (
		told && {
			id: message.id,
			chat_message_type: 'CustomerMessage',
			channel_failure_reason: null,
			message_status: 'Sent',
			received_at_utc: at,
			delivered_at_utc: null,
			seen_at_utc: null,
			campaign_id: null,
			is_template_message: false,
			raw_template: null,
			channel_error_code: null,
			meta_data: {},
			...told,
			...(told.message_content_type === 'InteractiveFlowReply' &&
				message.context && { message_context: message.context }),
		}
	);
}

/** One event's body; null for what Interakt, or the plan, does not report. */
function bodyOf(world: World, change: Change) {
	const status = change.value.statuses?.[0] as Json | undefined;
	if (status) return statusBody(world, change, status);
	const message = change.value.messages?.[0] as Json | undefined;
	if (!message) return null;
	if (message.type === 'button') return clickBody(world, change, message);
	const at = utc(Number(message.timestamp) * 1000);
	const told = incoming(message, at, world.switches.otherForms);
	if (!told || planOf(world) === 'Growth') return null;
	return envelope(world, 'message_received', change, told);
}

export const events: EventsDoor = {
	batches: false,
	webhook(world, [change]) {
		const body = change ? bodyOf(world, change) : null;
		return body === null ? null : { body, rawBody: JSON.stringify(body) };
	},
};
