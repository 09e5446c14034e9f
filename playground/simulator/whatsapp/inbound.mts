import { type SimulatedPerson, digitsOf } from '../account.mts';
import { publish } from '../courier.mts';
import { type World, blockKey, changed, openWindow } from '../world.mts';
import type { MessageView, StoredMessage, ViewButton } from './conversation.mts';

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
	// Nothing of somebody blocked arrives (M:block-users).
	if (world.blocked.has(blockKey(person.id, phoneNumberId))) return { webhookId: '', wamid };
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

/** A webhook's `contacts[]` item. Someone with a hidden number has no wa_id at all (M:business-scoped-user-ids). */
export function contactOf(person: SimulatedPerson) {
	return {
		profile: { name: person.name, ...(person.username && { username: person.username }) },
		...(person.phone && { wa_id: digitsOf(person.phone) }),
		user_id: person.userId,
	};
}

type Answer = { message: Record<string, unknown> & { type: string }; label: string };

function listAnswer(view: MessageView, index: number): Answer | undefined {
	const row = view.list?.sections.flatMap((section) => section.rows)[index];
	if (!row) return undefined;
	const { id, title, description } = row;
	const list_reply = { id, title, ...(description && { description }) };
	return {
		label: title,
		message: { type: 'interactive', interactive: { type: 'list_reply', list_reply } },
	};
}

/** What a phone sends of itself, once somebody agrees. */
function agreed(button: ViewButton | undefined, person: SimulatedPerson): Answer | undefined {
	switch (button?.kind) {
		case 'call_permission': {
			// Seen in production only (github.com/sashanclrp/wappa).
			const call_permission_reply = { response: 'accept', response_source: 'user_action' };
			const interactive = { type: 'call_permission_reply', call_permission_reply };
			return { label: button.label, message: { type: 'interactive', interactive } };
		}
		case 'contact_info': {
			if (!person.phone) return undefined;
			const phone = { phone: person.phone, wa_id: digitsOf(person.phone), type: 'CELL' };
			const contacts = [{ origin: 'contact_request', phones: [phone] }];
			return { label: button.label, message: { type: 'contacts', contacts } };
		}
		case 'address': {
			const values = { name: person.name, city: 'Mumbai', in_pin_code: '400064' };
			const response_json = JSON.stringify({ values });
			const nfm_reply = { name: 'address_message', body: 'Sent', response_json };
			const interactive = { type: 'nfm_reply', nfm_reply };
			return { label: button.label, message: { type: 'interactive', interactive } };
		}
		default:
			return undefined;
	}
}

function buttonAnswer(view: MessageView, index: number): Answer | undefined {
	const button = view.buttons?.[index];
	const { label, reply } = button ?? {};
	if (label === undefined || reply === undefined) return undefined;
	if (button?.kind === 'reply') {
		const interactive = { type: 'button_reply', button_reply: { id: reply, title: label } };
		return { label, message: { type: 'interactive', interactive } };
	}
	// A template's quick reply comes back as another type (M:webhooks/reference/messages/button).
	return { label, message: { type: 'button', button: { payload: reply, text: label } } };
}

/** A person taps a button or chooses a row. null when there is nothing to tap at that index. */
export function tap(
	world: World,
	person: SimulatedPerson,
	message: StoredMessage,
	index: number,
	contextFrom?: string,
): { webhookId: string; wamid: string } | null {
	const { view } = message;
	const answer = view.list
		? listAnswer(view, index)
		: (agreed(view.buttons?.[index], person) ?? buttonAnswer(view, index));
	if (!answer) return null;
	if (!message.tapped.includes(index)) message.tapped.push(index);
	return receive(world, {
		person,
		phoneNumberId: message.phoneNumberId,
		message: answer.message,
		context: message.id,
		...(contextFrom !== undefined && { contextFrom }),
		view: { kind: 'reply', text: answer.label },
	});
}

/** The business has read a message, and all before it in the same chat. */
export function readByBusiness(world: World, message: StoredMessage): void {
	for (const earlier of world.conversations.all()) {
		const sameChat =
			earlier.personId === message.personId && earlier.phoneNumberId === message.phoneNumberId;
		if (earlier.direction === 'incoming' && sameChat && earlier.at <= message.at) {
			earlier.state = 'read';
		}
	}
	changed(world);
}
