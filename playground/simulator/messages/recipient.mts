import { digitsOf } from '../account.mts';
import { invalidParameter, messagingRefusal } from '../whatsapp/refusal.mts';
import type { SimulatedPerson } from '../people.mts';
import type { World } from '../world.mts';
import { personByPhone, personByUserId } from '../world.mts';

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
export function recipientOf(
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
