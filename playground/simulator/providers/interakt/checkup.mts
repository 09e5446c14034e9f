import type { Request } from 'express';

import type { World } from '../../world.mts';
import { API_KEY } from './account.mts';
import { InteraktRefusal } from './failure.mts';

/**
 * Whether the key is right is all that Interakt tells of an account. The key is as its console shows it;
 * encoding it once more is the usual mistake.
 */
export function authenticate({ switches }: World, { headers }: Request): void {
	if (headers.authorization !== `Basic ${API_KEY}` || switches.tokenExpired) {
		throw new InteraktRefusal(401, 'Invalid authentication credentials');
	}
}
