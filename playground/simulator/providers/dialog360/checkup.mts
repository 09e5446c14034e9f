import type { Request } from 'express';

import type { World } from '../../world.mts';
import { healthStatus } from '../meta/checkup.mts';
import { API_KEY, numberOfKey } from './account.mts';
import { DialogRefusal } from './failure.mts';

export function authenticate({ switches }: World, request: Request): void {
	const known = request.get('D360-API-KEY') === API_KEY && !switches.tokenExpired;
	if (!known) throw new DialogRefusal(401, 'Invalid api_key');
}

/** Meta's answer about the number (docs.360dialog.com, Messaging Health Status). */
export function readHealth(world: World): unknown {
	const id = numberOfKey(world);
	return { health_status: healthStatus(world, id), id };
}
