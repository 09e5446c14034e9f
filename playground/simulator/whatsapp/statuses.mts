import { publish } from '../courier.mts';
import type { Change } from '../journal.mts';
import { type World, changed, personById } from '../world.mts';
import type { DeliveryState, StoredMessage } from './conversation.mts';
import { contactOf } from './inbound.mts';
import { titleOf } from './refusal.mts';

const HREF = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';

/** On `sent` and on one of delivered/read (M:webhooks/reference/messages/status). */
function pricing(message: StoredMessage, state: DeliveryState) {
	const outgoing = message.outgoing;
	if (!outgoing || state === 'failed') return undefined;
	if (state !== 'sent') {
		if (outgoing.pricedAtDelivery) return undefined;
		outgoing.pricedAtDelivery = true;
	}
	const free = outgoing.insideWindow && ['service', 'utility'].includes(outgoing.category);
	return {
		billable: !free,
		pricing_model: 'PMP',
		type: free ? 'free_customer_service' : 'regular',
		category: outgoing.category,
	};
}

function errors(message: StoredMessage) {
	const error = message.outgoing?.error;
	if (!error) return undefined;
	return [
		{
			code: error.code,
			title: error.title,
			message: error.title,
			error_data: { details: error.details },
			href: HREF,
		},
	];
}

function statusChange(world: World, message: StoredMessage, state: DeliveryState): Change {
	const person = message.personId === null ? undefined : personById(world, message.personId);
	const { phone, userId } = message.outgoing?.recipient ?? {};
	const failed = state === 'failed';
	// A failed send to a phone carries no BSUID, and no contacts.
	const recipientUserId = failed ? userId : (person?.userId ?? userId);
	const price = pricing(message, state);
	const failures = failed ? errors(message) : undefined;
	return {
		phoneNumberId: message.phoneNumberId,
		event: `Status: ${state}${person ? ` (${person.name})` : ''}`,
		value: {
			...(person && !failed && { contacts: [contactOf(person)] }),
			statuses: [
				{
					id: message.id,
					status: state,
					timestamp: world.clock.timestamp(),
					...(phone && { recipient_id: phone }),
					...(recipientUserId && { recipient_user_id: recipientUserId }),
					...(message.outgoing?.tracking !== undefined && {
						biz_opaque_callback_data: message.outgoing.tracking,
					}),
					...(price && { pricing: price }),
					...(failures && { errors: failures }),
				},
			],
		},
	};
}

const SHUFFLE_WINDOW = 250;

function reportStatus(world: World, message: StoredMessage, state: DeliveryState): void {
	message.state = state;
	const change = statusChange(world, message, state);
	if (!world.switches.shuffleStatuses) {
		publish(world, change);
		return;
	}
	// The order is turned round, so that "read" comes before "sent".
	world.heldStatuses.push(change);
	if (world.heldStatuses.length > 1) return;
	world.timers.after(SHUFFLE_WINDOW, () => {
		for (const held of world.heldStatuses.splice(0).reverse()) publish(world, held);
	});
}

function fail(world: World, message: StoredMessage, code: number, details: string): void {
	if (!message.outgoing || message.state === 'failed') return;
	message.outgoing.error = { code, title: titleOf(code), details };
	reportStatus(world, message, 'failed');
}

const SENT_AFTER = 40;
const DELIVERED_AFTER = 80;

/** What becomes of an accepted message: it is sent, and delivered once the phone is on. */
export function dispatch(world: World, message: StoredMessage, refusal?: [number, string]): void {
	world.timers.after(SENT_AFTER, () => {
		if (refusal) return fail(world, message, ...refusal);
		if (message.personId === null) {
			return fail(world, message, 131026, 'Message Undeliverable.');
		}
		if (message.view.kind === 'reaction') return react(world, message);
		reportStatus(world, message, 'sent');
		world.timers.after(DELIVERED_AFTER, () => deliverIfOn(world, message));
	});
}

function deliverIfOn(world: World, message: StoredMessage): void {
	if (message.state !== 'sent' || message.personId === null) return;
	if (world.phonesOff.has(message.personId)) return;
	world.typingUntil.delete(message.personId);
	reportStatus(world, message, 'delivered');
}

/** Everything that waited while the phone was off. */
export function phoneSwitchedOn(world: World, personId: string): void {
	for (const message of world.conversations.all()) {
		if (message.direction === 'outgoing' && message.personId === personId) {
			deliverIfOn(world, message);
		}
	}
}

/** A reaction of the business; it only ever yields `sent` (M:messages/reaction-messages). */
function react(world: World, message: StoredMessage): void {
	const target = message.context ? world.conversations.find(message.context) : undefined;
	if (!target) {
		fail(world, message, 131009, 'Reaction to a message that does not exist.');
		return;
	}
	if (message.view.text) target.reactions.business = message.view.text;
	else delete target.reactions.business;
	reportStatus(world, message, 'sent');
}

/** The person looks at the chat: what was delivered is read. Returns how many messages. */
export function markRead(world: World, personId: string): number {
	if (world.phonesOff.has(personId)) return 0;
	const unread = world.conversations
		.all()
		.filter(
			(message) =>
				message.direction === 'outgoing' &&
				message.personId === personId &&
				message.state === 'delivered',
		);
	for (const message of unread) reportStatus(world, message, 'read');
	if (unread.length > 0) changed(world);
	return unread.length;
}
