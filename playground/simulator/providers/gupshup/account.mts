import { digitsOf } from '../../account.mts';
import type { World } from '../../world.mts';

/** Gupshup's side of the account. All values are fictional. */
export const API_KEY = 'playgroundgupshupapikey000000001';
export const APP_NAME = 'RioLogistics';
export const APP_ID = '00000000-0000-4000-8000-000000000005';
export const WEBHOOK_SECRET = 'playgroundGupshupSecret1';

/** An app has one number. */
export function numberOf({ account }: World): { id: string; digits: string } {
	const [number] = account.phoneNumbers;
	return { id: number?.id ?? '', digits: digitsOf(number?.displayPhoneNumber ?? '') };
}
