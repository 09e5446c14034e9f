import { digitsOf, type SimulatedAccount, type SimulatedPhoneNumber } from '../../account.mts';

/** The business at Twilio; all values are fictional. */
export const ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const AUTH_TOKEN = 'playground-auth-token';
export const API_KEY_SID = 'SK00000000000000000000000000000002';
export const API_KEY_SECRET = 'playground-key-secret';
export const MESSAGING_SERVICE_SID = 'MG00000000000000000000000000000005';

/** A number as Twilio writes it on WhatsApp. */
export const addressOf = ({ displayPhoneNumber }: SimulatedPhoneNumber): string =>
	`whatsapp:+${digitsOf(displayPhoneNumber)}`;

/** The number of an address; a messaging service sends from the first. */
export function numberAt(
	{ phoneNumbers }: SimulatedAccount,
	address: string,
): SimulatedPhoneNumber | undefined {
	if (address === MESSAGING_SERVICE_SID) return phoneNumbers[0];
	return phoneNumbers.find((number) => addressOf(number) === address);
}

/** A sender's own ID. */
export const senderSid = ({ id }: SimulatedPhoneNumber): string => `XE${id.padStart(32, '0')}`;
