import type { Request } from 'express';

import type { World } from '../../world.mts';
import { API_KEY, APP_ID } from './account.mts';
import { GupshupRefusal } from './failure.mts';

export function authenticate({ switches }: World, request: Request): void {
	const known = request.get('apikey') === API_KEY && !switches.tokenExpired;
	if (!known) throw new GupshupRefusal(401, 'Authentication Failed');
}

/** Of another app than the key's nothing is told. */
export function requireOwnApp(appId: string): void {
	if (appId !== APP_ID) throw new GupshupRefusal(400, 'Invalid App Details');
}

/** As the partners' API has it (get_partner-app-appid-subscription); the self-serve one is assumed alike. */
export function listSubscriptions({ callback }: World, appId: string) {
	requireOwnApp(appId);
	const subscription = {
		active: true,
		appId,
		id: '29040',
		modes: ['SENT', 'DELIVERED', 'READ', 'FAILED', 'MESSAGE', 'OTHERS'],
		showOnUI: true,
		tag: 'n8n',
		url: callback,
		version: 2,
	};
	return { status: 'success', subscriptions: callback === null ? [] : [subscription] };
}
