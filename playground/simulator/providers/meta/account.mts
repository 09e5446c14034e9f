import type { Request } from 'express';

import { appAccessToken } from '../../account.mts';
import type { World } from '../../world.mts';
import { GraphRefusal, tokenRefused } from '../../whatsapp/refusal.mts';

function tokenOf(request: Request): string | undefined {
	const header = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const body = request.body as { access_token?: unknown } | undefined;
	const given = header ?? request.query.access_token ?? body?.access_token;
	return typeof given === 'string' && given !== '' ? given : undefined;
}

export function authenticate(world: World, request: Request): 'app' | 'system user' {
	const token = tokenOf(request);
	if (token === undefined) {
		// Graph's own code here is 2500; the status is the one documented for auth faults.
		throw tokenRefused(
			'An active access token must be used to query information about the current user.',
		);
	}
	if (token === appAccessToken(world.account)) return 'app';
	if (token.startsWith(`${world.account.appId}|`)) {
		throw new GraphRefusal(400, 101, 'Error validating application. Invalid application secret.');
	}
	if (token !== world.account.accessToken) {
		throw tokenRefused('Invalid OAuth access token - Cannot parse access token');
	}
	if (world.switches.tokenExpired) {
		throw tokenRefused('Error validating access token: Session has expired.', 463);
	}
	return 'system user';
}
