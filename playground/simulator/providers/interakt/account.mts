import type { AccountDoor } from '../../provider.mts';
import type { World } from '../../world.mts';

/** Interakt's side of the account. All values are fictional. */
export const API_KEY = 'UGxheWdyb3VuZDphLWZpY3Rpb25hbC1rZXk=';
export const WEBHOOK_SECRET = 'playground-webhook-secret';

export const account: AccountDoor = {
	credential: (_account, url) => ({
		type: 'interaktApi',
		data: { apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET, advanced: true, baseUrl: url },
	}),
	senderId: () => 'account',
	secrets: () => [API_KEY, WEBHOOK_SECRET],
};

/** Growth has no `message_received`. A test sets it in `world.resources`. */
export const planOf = ({ resources }: World): 'Growth' | 'Advanced' =>
	resources.get('plan') === 'Growth' ? 'Growth' : 'Advanced';

/** An Interakt account has one number. */
export const numberOf = (world: World): string => world.account.phoneNumbers[0]?.id ?? '';
