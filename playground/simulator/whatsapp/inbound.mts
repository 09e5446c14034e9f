import { digitsOf } from '../account.mts';
import type { MessageView } from './conversation.mts';
import type { SimulatedPerson } from '../people.mts';
import { publish } from '../courier.mts';
import type { World } from '../world.mts';
import { changed, openWindow } from '../world.mts';
import { contactOf } from '../delivery/contact.mts';

export interface Inbound {
	person: SimulatedPerson;
	phoneNumberId: string;
	/** `type` and its body, and whatever else the message carries. */
	message: Record<string, unknown> & { type: string };
	/** The wamid this answers. */
	context?: string;
	contextFrom?: string;
	/** Absent when the phones show no bubble for it, as for a reaction. */
	view?: MessageView;
}

function contextOf(world: World, inbound: Inbound) {
	if (inbound.context === undefined) return {};
	const number = world.account.phoneNumbers.find(({ id }) => id === inbound.phoneNumberId);
	const from = inbound.contextFrom ?? digitsOf(number?.displayPhoneNumber ?? '');
	return { context: { from, id: inbound.context } };
}

/** A person writes to the business: opens the window and sends the webhook. */
export function receive(world: World, inbound: Inbound): { webhookId: string; wamid: string } {
	const { person, phoneNumberId, message } = inbound;
	const wamid =
		typeof message.id === 'string'
			? message.id
			: world.provider.newMessageId(
					person.phone ? digitsOf(person.phone) : person.userId,
					'incoming',
				);
	openWindow(world, person.id, phoneNumberId);
	if (inbound.view) {
		world.conversations.add({
			id: wamid,
			direction: 'incoming',
			personId: person.id,
			phoneNumberId,
			at: world.clock.now(),
			view: inbound.view,
			state: 'sent',
			...(inbound.context && { context: inbound.context }),
			reactions: {},
			tapped: [],
		});
	}
	const record = publish(world, {
		phoneNumberId,
		event: `${eventName(message)} from ${person.name}`,
		value: {
			contacts: [contactOf(person)],
			messages: [
				{
					...contextOf(world, inbound),
					...(person.phone && { from: digitsOf(person.phone) }),
					from_user_id: person.userId,
					id: wamid,
					timestamp: world.clock.timestamp(),
					...message,
				},
			],
		},
	});
	changed(world);
	return { webhookId: record.id, wamid };
}

function eventName(message: Inbound['message']): string {
	const interactive = message.interactive as { type?: string } | undefined;
	if (interactive?.type === 'button_reply' || message.type === 'button') return 'Button tap';
	if (interactive?.type === 'list_reply') return 'List answer';
	if (interactive?.type) return 'Answer';
	return `Message (${message.type})`;
}
