import { type SimulatedAccount, type SimulatedPhoneNumber, digitsOf } from '../../account.mts';
import type { AccountDoor } from '../../provider.mts';

/** The account at Infobip. Nothing in it is real. */
export const API_KEY = '9f3c0000aaaabbbbccccddddeeee0001-00000000-1111-2222-3333-444455556666';
export const WEBHOOK_USER = 'playground';
export const WEBHOOK_PASSWORD = 'playground-webhook-password';
/** Where a received file could be fetched. */
export const MEDIA_HOST = 'https://playground.api.infobip.com';

/** A sender is known by its digits. */
export const senderOf = ({ displayPhoneNumber }: SimulatedPhoneNumber): string =>
	digitsOf(displayPhoneNumber);

export const numberOf = ({ phoneNumbers }: SimulatedAccount, sender: string) =>
	phoneNumbers.find((number) => senderOf(number) === digitsOf(sender));

export function senderOfNumber({ phoneNumbers }: SimulatedAccount, phoneNumberId: string): string {
	const number = phoneNumbers.find(({ id }) => id === phoneNumberId);
	return number === undefined ? '' : senderOf(number);
}

export const account: AccountDoor = {
	credential: ({ phoneNumbers: [number] }, url) => ({
		type: 'infobipWhatsAppApi',
		data: {
			baseUrl: url,
			apiKey: API_KEY,
			sender: number === undefined ? '' : senderOf(number),
			webhookAuth: 'basic',
			webhookUser: WEBHOOK_USER,
			webhookPassword: WEBHOOK_PASSWORD,
		},
	}),
	senderId: senderOfNumber,
	secrets: () => [API_KEY, WEBHOOK_PASSWORD],
};
