import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type { Person, ProviderError, Receiver } from '../../whatsapp/events';

/**
 * The person behind a message: `from` and `wa_id` are absent (not empty) for people who hide their
 * number behind a username; the business-scoped user ID is always there since April 2026.
 *
 * @param ids phone and user ID, from the message or status itself
 * @param value the change's value, which may hold the contact
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export function readPerson(ids: { phone?: string; userId?: string }, value: JsonObject): Person {
	const contacts = asObjects(value.contacts);
	const contact =
		contacts.find(
			(candidate) =>
				(ids.userId !== undefined && asText(candidate.user_id) === ids.userId) ||
				(ids.phone !== undefined && asText(candidate.wa_id) === ids.phone),
		) ?? (contacts.length === 1 && !ids.phone && !ids.userId ? contacts[0] : undefined);
	const profile = asObject(contact?.profile);
	return defined({
		phone: ids.phone ?? asText(contact?.wa_id),
		userId: ids.userId ?? asText(contact?.user_id),
		username: asText(profile?.username),
		name: asText(profile?.name),
	});
}

/** Our number, from the change's metadata; fields about the account name it without. */
export function readReceiver(value: JsonObject): Receiver {
	const metadata = asObject(value.metadata);
	const phone = asText(metadata?.display_phone_number) ?? asText(value.display_phone_number);
	return defined({
		phone: phone?.replace(/\D/g, ''),
		phoneNumberId: asText(metadata?.phone_number_id),
	});
}

/** Errors of a failed status, of an unsupported message, or of the account. */
export function readErrors(value: unknown): ProviderError[] | undefined {
	const errors = asObjects(value).map((error) =>
		defined({
			code: asText(error.code) ?? 'unknown',
			title: asText(error.title),
			message: asText(error.message),
			details: asText(asObject(error.error_data)?.details),
		}),
	);
	return errors.length > 0 ? errors : undefined;
}
