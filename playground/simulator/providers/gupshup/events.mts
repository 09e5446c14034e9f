import type { Change } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { APP_NAME } from './account.mts';
import { incoming } from './incoming.mts';
import { failureOf } from './failure.mts';

type Json = Record<string, any>;

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
	const told = incoming(message, answered);
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

/** One event's body; null for what Gupshup does not report. */
export function gupshupBody(world: World, change: Change): Json | null {
	const status = change.value.statuses?.[0] as Json | undefined;
	if (status) return messageEvent(world, status);
	const message = change.value.messages?.[0] as Json | undefined;
	return message ? inbound(world, change, message) : null;
}
