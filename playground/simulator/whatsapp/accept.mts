import { type SimulatedPerson, digitsOf } from '../account.mts';
import {
	type World,
	blockKey,
	changed,
	personByPhone,
	personByUserId,
	windowOpen,
} from '../world.mts';
import type { MessageView, StoredMessage } from './conversation.mts';
import { asTemplate, checkDirectSend, isDirectSend } from './directSend.mts';
import type { Message } from './message.mts';
import { invalidParameter, messagingRefusal } from './refusal.mts';
import { dispatch } from './statuses.mts';
import { fitTemplate, templateToSend } from './templateFit.mts';
import { messageView, templateView } from './view.mts';

const OUTSIDE_WINDOW =
	'Message failed to send because more than 24 hours have passed since the customer last replied ' +
	'to this number.';

function forcedRefusal(world: World, message: Message): void {
	const { switches } = world;
	const forced = switches.rejectSends;
	if (!forced || !JSON.stringify(message).includes(forced.words ?? '')) return;
	forced.times -= 1;
	if (forced.times <= 0) switches.rejectSends = null;
	changed(world);
	throw messagingRefusal(forced.code, 'Refused by the simulator’s switch', forced.status);
}

interface Prepared {
	view: MessageView;
	category: string;
	/** Why it will fail after all. */
	failure?: [number, string];
}

function prepare(world: World, message: Message, insideWindow: boolean): Prepared {
	const later = world.switches.windowRefusal === 'async';
	if (message.type === 'template') {
		const template = templateToSend(world.templates, message.template);
		const view = templateView(template, fitTemplate(template, message.template));
		return { view, category: template.category.toLowerCase() };
	}
	checkDirectSend(world, message);
	if (isDirectSend(message)) {
		return { view: asTemplate(messageView(message)), category: 'utility' };
	}
	const prepared = { view: messageView(message), category: 'service' };
	if (insideWindow) return prepared;
	// Meta documents both: refused at once, or accepted and failed later.
	if (!later) throw messagingRefusal(131047, OUTSIDE_WINDOW);
	return { ...prepared, failure: [131047, OUTSIDE_WINDOW] };
}

export interface Accepted {
	/** The message in Meta's shape, in which WhatsApp's own limits and templates are checked. */
	message: Message;
	phoneNumberId: string;
	/** Where the client chose the ID. */
	id?: string;
	/** Where this message's statuses go, if not where all go. */
	statusUrl?: string;
	/** What only this provider's webhooks repeat. */
	extra?: Record<string, unknown>;
}

/**
 * WhatsApp takes a message: checks recipient, window and template, keeps it, and lets it travel.
 *
 * @throws WhatsAppRefusal in Meta's codes; a provider writes it in its own
 */
export function accept(
	world: World,
	{ message, phoneNumberId, id, statusUrl, extra }: Accepted,
): { stored: StoredMessage; recipient: Recipient } {
	forcedRefusal(world, message);
	const recipient = recipientOf(world, phoneNumberId, message);
	const blocked = recipient.person && blockKey(recipient.person.id, phoneNumberId);
	// "Attempts to message a blocked user return an error" (M:block-users); which, is not said.
	if (blocked !== undefined && world.blocked.has(blocked)) {
		throw messagingRefusal(131026, 'The recipient is blocked by this number');
	}
	// Somebody unknown has no window either, but the answer to such a send is 131026, later.
	const insideWindow = !recipient.person || windowOpen(world, recipient.person.id, phoneNumberId);
	const prepared = prepare(world, message, insideWindow);
	const quoted =
		message.type === 'reaction' ? message.reaction.message_id : message.context?.message_id;
	const tracking = message.biz_opaque_callback_data;
	const stored: StoredMessage = {
		id: id ?? world.provider.newMessageId(recipient.phone ?? recipient.userId ?? '', 'outgoing'),
		direction: 'outgoing',
		personId: recipient.person?.id ?? null,
		phoneNumberId,
		at: world.clock.now(),
		view: prepared.view,
		state: 'accepted',
		...(quoted !== undefined && { context: quoted }),
		reactions: {},
		tapped: [],
		outgoing: {
			recipient: {
				...(recipient.phone && { phone: recipient.phone }),
				...(recipient.userId && { userId: recipient.userId }),
			},
			...(tracking !== undefined && { tracking }),
			...(statusUrl !== undefined && { statusUrl }),
			...(extra !== undefined && { extra }),
			category: prepared.category,
			insideWindow,
			pricedAtDelivery: false,
		},
	};
	world.conversations.add(stored);
	dispatch(world, stored, prepared.failure);
	changed(world);
	return { stored, recipient };
}

export interface Recipient {
	person: SimulatedPerson | undefined;
	/** Digits only, as in wa_id. */
	phone?: string;
	userId?: string;
	/** The answer's `contacts[0]`. */
	contact: Record<string, string>;
}

// Meta accepts +, spaces, - and () (M:messages/send-messages); nothing else is promised.
const PHONE = /^\+?[\d\s()-]+$/;
const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

function byPhone(world: World, to: string): Recipient {
	const digits = digitsOf(to);
	if (!PHONE.test(to) || digits.length < 7 || digits.length > 15) {
		throw invalidParameter('Invalid parameter', `Param to is not a valid phone number: ${to}`);
	}
	return {
		person: personByPhone(world, digits),
		phone: digits,
		contact: { input: to, wa_id: digits },
	};
}

function byUserId(world: World, userId: string): Recipient {
	if (!BSUID.test(userId)) {
		throw invalidParameter(
			'Invalid parameter',
			'Param recipient is not a valid business-scoped user ID',
		);
	}
	return {
		person: personByUserId(world, userId),
		userId,
		contact: { input: userId, user_id: userId },
	};
}

/** `to` wins when both are given (M:business-scoped-user-ids). */
function recipientOf(
	world: World,
	phoneNumberId: string,
	message: { to?: string | undefined; recipient?: string | undefined },
): Recipient {
	if (message.to === undefined && message.recipient === undefined) {
		throw invalidParameter('The parameter to is required.');
	}
	const recipient =
		message.to !== undefined
			? byPhone(world, message.to)
			: byUserId(world, message.recipient ?? '');
	const sender = world.account.phoneNumbers.find((number) => number.id === phoneNumberId);
	if (sender && recipient.phone === digitsOf(sender.displayPhoneNumber)) {
		throw messagingRefusal(131021, 'Recipient and sender phone number is same');
	}
	return recipient;
}
