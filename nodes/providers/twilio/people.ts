import { defined } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Person, Receiver } from '../../whatsapp/events';
import type { Params } from './params';

/** A business-scoped user ID; Twilio writes it where a phone number would stand. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

const bare = (address: string | undefined) => (address ?? '').replace(/^whatsapp:/i, '');

/** Is this an address on WhatsApp, and not a phone that takes SMS? */
export const onWhatsApp = (address: string | undefined): boolean =>
	/^whatsapp:/i.test(address ?? '');

/** The digits of `whatsapp:+14155550100`. */
export const phoneOf = (address: string | undefined): string | undefined =>
	phoneDigits(bare(address));

/** The user ID of `whatsapp:US.1234`. */
export const userIdOf = (address: string | undefined): string | undefined =>
	USER_ID.test(bare(address)) ? bare(address) : undefined;

/**
 * The person who wrote.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function readPerson(params: Params): Person {
	return defined({
		phone: phoneOf(params.From) ?? phoneOf(params.WaId),
		userId: userIdOf(params.ExternalUserId) ?? userIdOf(params.From),
		name: params.ProfileName || undefined,
	});
}

/** Our number, with the ID from which an answer can be sent. */
export function readReceiver(address: string | undefined): Receiver {
	const phone = phoneOf(address);
	return phone === undefined ? {} : { phone, phoneNumberId: `whatsapp:+${phone}` };
}
