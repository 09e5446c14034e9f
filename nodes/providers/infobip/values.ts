import { asObject, asText, defined, type JsonObject } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Person, Receiver } from '../../whatsapp/events';

const digitsOf = (value: unknown) => phoneDigits(asText(value) ?? '');

/**
 * The person of a result. The phone can be absent: people may hide it behind a username.
 *
 * @param address the number of the person, or their user ID in its place
 */
export function readPerson(address: unknown, result: JsonObject): Person {
	const contact = asObject(result.contact);
	const phone = digitsOf(contact?.phoneNumber) ?? digitsOf(address);
	const userId = asText(contact?.userId) ?? (digitsOf(address) ? undefined : asText(address));
	return defined({
		phone,
		userId,
		username: asText(contact?.username),
		name: asText(contact?.name),
	});
}

/** Our number; its digits are the sender's ID too. */
export function readReceiver(number: unknown): Receiver {
	const phone = digitsOf(number);
	return defined({ phone, phoneNumberId: phone });
}

/**
 * Person and sender of a seen report. The documentation says `from` is the person; in its example it
 * is the other way round, so a contact decides where there is one.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/receive-whatsapp-seen-reports
 */
export function readSeenParties(result: JsonObject): { from: Person; to: Receiver } {
	const { from, to } = result;
	const known = digitsOf(asObject(result.contact)?.phoneNumber);
	return known !== undefined && digitsOf(to) === known
		? { from: readPerson(to, result), to: readReceiver(from) }
		: { from: readPerson(from, result), to: readReceiver(to) };
}
