import type { World } from '../../world.mts';

/** Interakt's side of the account. All values are fictional. */
export const API_KEY = 'UGxheWdyb3VuZDphLWZpY3Rpb25hbC1rZXk=';
export const WEBHOOK_SECRET = 'playground-webhook-secret';

export type Plan = 'Growth' | 'Advanced';

/** Growth has no `message_received`. A test sets it in `world.resources`. */
export function planOf(world: World): Plan {
	return world.resources.get('plan') === 'Growth' ? 'Growth' : 'Advanced';
}

/** An Interakt account has one number. */
export function numberOf(world: World): string {
	return world.account.phoneNumbers[0]?.id ?? '';
}
