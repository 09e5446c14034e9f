import type { Request } from 'express';

import type { World } from '../../world.mts';
import { ACCOUNT_SID, API_KEY_SECRET, API_KEY_SID, AUTH_TOKEN } from './account.mts';
import { TwilioRefusal } from './failure.mts';

const LOGINS = [`${ACCOUNT_SID}:${AUTH_TOKEN}`, `${API_KEY_SID}:${API_KEY_SECRET}`];

/** Account SID and auth token, or an API key; a standard key may not read the account itself. */
export function authenticate(world: World, request: Request): void {
	const [, token = ''] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
	const login = LOGINS.indexOf(Buffer.from(token, 'base64').toString());
	const ownOnly = /^\/2010-04-01\/Accounts\/[^/]+\.json$/.test(request.path);
	if (login < 0 || world.switches.tokenExpired || (login > 0 && ownOnly)) {
		throw new TwilioRefusal(401, 20003, 'Authenticate');
	}
}

/** `GET /2010-04-01/Accounts/<Account SID>.json` (twilio.com/docs/iam/api/account). */
export function readAccount({ account }: World) {
	return {
		friendly_name: account.businessName,
		owner_account_sid: ACCOUNT_SID,
		sid: ACCOUNT_SID,
		status: 'active',
		type: 'Full',
		uri: `/2010-04-01/Accounts/${ACCOUNT_SID}.json`,
	};
}
