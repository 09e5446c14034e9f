import { digitsOf } from '../../account.mts';
import type { AccountDoor } from '../../provider.mts';
import type { World } from '../../world.mts';

/** Gupshup's side of the account. All values are fictional. */
export const API_KEY = 'playgroundgupshupapikey000000001';
export const APP_NAME = 'RioLogistics';
export const APP_ID = '00000000-0000-4000-8000-000000000005';
export const WEBHOOK_SECRET = 'playgroundGupshupSecret1';

export const account: AccountDoor = {
	credential: ({ phoneNumbers }, url) => ({
		type: 'gupshupApi',
		data: {
			apiKey: API_KEY,
			appName: APP_NAME,
			appId: APP_ID,
			sourceNumber: phoneNumbers[0]?.displayPhoneNumber ?? '',
			webhookSecret: WEBHOOK_SECRET,
			webhookUrl: '',
			advanced: true,
			postbackIndex: 'allButtons',
			baseUrl: url,
		},
	}),
	senderId: () => APP_NAME,
	secrets: () => [API_KEY, WEBHOOK_SECRET],
};

/** An app has one number. */
export function numberOf({ account: { phoneNumbers } }: World): { id: string; digits: string } {
	const [number] = phoneNumbers;
	return { id: number?.id ?? '', digits: digitsOf(number?.displayPhoneNumber ?? '') };
}
