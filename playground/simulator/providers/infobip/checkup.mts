import type { Request } from 'express';

import type { World } from '../../world.mts';
import { API_KEY, numberOf } from './account.mts';
import { forbidden, notFound, unauthorized } from './failure.mts';

export function authenticate({ switches }: World, { headers }: Request): void {
	if (headers.authorization !== `App ${API_KEY}` || switches.tokenExpired) throw unauthorized();
}

/** Infobip's own scopes, by the switch that takes away the same at Meta. */
export function requireScope({ switches }: World, scope: 'messaging' | 'management'): void {
	if (!switches.scopes.includes(`whatsapp_business_${scope}`)) throw forbidden();
}

/** The number of a sender in a path. */
export function requireSender({ account }: World, sender: string) {
	const number = numberOf(account, sender);
	if (!/^\d{1,15}$/.test(sender) || !number) throw notFound();
	return number;
}

/** `GET /whatsapp/1/senders/{sender}/business-info` */
export function readBusinessInfo(world: World, sender: string) {
	return { displayName: requireSender(world, sender).verifiedName };
}
