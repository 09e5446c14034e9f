import { type SimulatedAccount, type SimulatedPhoneNumber, digitsOf } from '../../account.mts';

/** The account at Infobip. Nothing in it is real. */
export const API_KEY = '9f3c0000aaaabbbbccccddddeeee0001-00000000-1111-2222-3333-444455556666';
export const WEBHOOK_USER = 'playground';
export const WEBHOOK_PASSWORD = 'playground-webhook-password';
/** Where a received file could be fetched. */
export const MEDIA_HOST = 'https://playground.api.infobip.com';

/** A sender is known by its digits. */
export const senderOf = ({ displayPhoneNumber }: SimulatedPhoneNumber): string =>
	digitsOf(displayPhoneNumber);

export function numberOf(account: SimulatedAccount, sender: string) {
	return account.phoneNumbers.find((number) => senderOf(number) === digitsOf(sender));
}

export function senderOfNumber(account: SimulatedAccount, phoneNumberId: string): string {
	const number = account.phoneNumbers.find(({ id }) => id === phoneNumberId);
	return number === undefined ? '' : senderOf(number);
}
