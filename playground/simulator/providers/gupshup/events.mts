import type { Change } from '../../journal.mts';
import type { EventsDoor } from '../../provider.mts';
import type { StoredMessage } from '../../whatsapp/conversation.mts';
import type { World } from '../../world.mts';
import { APP_NAME } from './account.mts';
import { failureOf } from './failure.mts';
import type { AnyJson } from '../../../anyJson.mts';

type Json = Record<string, AnyJson>;

const envelope = (world: World, type: string, payload: Json) => ({
	app: APP_NAME,
	timestamp: world.clock.now(),
	version: 2,
	type,
	payload,
});

/**
 * WhatsApp's ID in `id`, Gupshup's in `gsId`; what failed before it had one has Gupshup's in `id`
 * (docs.gupshup.io/docs/message-events). Nothing else of the send is repeated.
 */
function messageEvent(world: World, status: Json): Json | null {
	const stored = world.conversations.find(status.id);
	if (!stored) return null;
	const destination = stored.outgoing?.recipient.phone;
	const [error] = (status.errors ?? []) as Json[];
	if (error) {
		const payload = failureOf(error.code, error.error_data?.details ?? error.title);
		return envelope(world, 'message-event', {
			id: stored.id,
			type: 'failed',
			destination,
			payload,
		});
	}
	return envelope(world, 'message-event', {
		id: stored.outgoing?.extra?.whatsAppId,
		gsId: stored.id,
		type: status.status,
		destination,
		payload: { ts: Number(status.timestamp) },
	});
}

function inbound(world: World, change: Change, message: Json): Json | null {
	const contact = (change.value.contacts?.[0] ?? {}) as Json;
	const phone: string | undefined = contact.wa_id;
	const answered = world.conversations.find(message.context?.id ?? '');
	const told = incoming(message, answered, world.switches);
	// How Gupshup shows somebody without a number is not documented.
	if (!told || phone === undefined) return null;
	const context = answered && {
		id: answered.outgoing?.extra?.whatsAppId ?? answered.id,
		...(answered.direction === 'outgoing' && { gsId: answered.id }),
	};
	return envelope(world, 'message', {
		id: message.id,
		source: phone,
		...told,
		sender: {
			phone,
			name: contact.profile?.name,
			country_code: phone.slice(0, -10),
			dial_code: phone.slice(-10),
		},
		...(context && { context }),
	});
}

/** Gupshup's words for WhatsApp's types (docs.gupshup.io/docs/inbound-messages). */
const FILES: Json = {
	image: 'image',
	video: 'video',
	audio: 'audio',
	document: 'file',
	sticker: 'sticker',
};

/** The title with the number of the button or row, as Gupshup's samples have it. */
function reply(title: string, id: string, answered?: StoredMessage): string {
	const rows = answered?.view.list?.sections.flatMap((section) =>
		section.rows.map((row) => row.id),
	);
	const ids = rows ?? answered?.view.buttons?.map((button) => button.reply) ?? [];
	return `${title} ${ids.indexOf(id) + 1}`;
}

/**
 * `type` and `payload` of what somebody wrote or tapped (docs.gupshup.io/docs/text, …/interactive,
 * …/reference/postback-text-support); undefined for what is not documented.
 */
function incoming(
	message: Json,
	answered: StoredMessage | undefined,
	{ tapsWithoutIds }: World['switches'],
): { type: string; payload: Json } | undefined {
	const type = String(message.type);
	const part = (message[type] ?? {}) as Json;
	if (type === 'text') return { type, payload: { text: part.body } };
	if (type === 'button') {
		const payload = { text: part.text, type: 'button' };
		return tapsWithoutIds
			? { type: 'text', payload }
			: { type: 'quick_reply', payload: { ...payload, postbackText: part.payload } };
	}
	if (type === 'interactive') {
		const { id, title, description } = (part[part.type] ?? {}) as Json;
		if (part.type !== 'button_reply' && part.type !== 'list_reply') return undefined;
		const msgid = answered?.outgoing?.extra?.msgid;
		const tapped = { title, id: msgid, reply: reply(title, id, answered) };
		const payload = tapsWithoutIds ? tapped : { ...tapped, postbackText: id };
		return {
			type: tapsWithoutIds && part.type === 'button_reply' ? 'quick_reply' : part.type,
			payload: part.type === 'list_reply' ? { ...payload, description } : payload,
		};
	}
	if (type === 'location') {
		return {
			type,
			payload: { longitude: String(part.longitude), latitude: String(part.latitude) },
		};
	}
	if (FILES[type] !== undefined) {
		const url = part.link ?? `https://media.example.com/${part.id ?? 'file'}`;
		return {
			type: FILES[type],
			payload: { url, caption: part.caption, contentType: part.mime_type, name: part.filename },
		};
	}
	return undefined;
}

/** One event's body; null for what Gupshup does not report. */
function bodyOf(world: World, change: Change): Json | null {
	const status = change.value.statuses?.[0] as Json | undefined;
	if (status) return messageEvent(world, status);
	const message = change.value.messages?.[0] as Json | undefined;
	return message ? inbound(world, change, message) : null;
}

export const events: EventsDoor = {
	batches: false,
	webhook(world, [change]) {
		const body = change ? bodyOf(world, change) : null;
		return body === null ? null : { body, rawBody: JSON.stringify(body) };
	},
};
