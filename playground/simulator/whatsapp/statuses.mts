import { titleOf } from './refusal.mts';
import type { DeliveryState, StoredMessage } from './conversation.mts';
import { publish } from '../courier.mts';
import type { Change } from '../providers/meta/events.mts';
import type { World } from '../world.mts';
import { personById } from '../world.mts';
import { contactOf } from '../delivery/contact.mts';

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

export function reportStatus(world: World, message: StoredMessage, state: DeliveryState): void {
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

export function fail(world: World, message: StoredMessage, code: number, details: string): void {
	if (!message.outgoing || message.state === 'failed') return;
	message.outgoing.error = { code, title: titleOf(code), details };
	reportStatus(world, message, 'failed');
}
