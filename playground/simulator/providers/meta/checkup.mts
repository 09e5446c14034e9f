import { appAccessToken } from '../../account.mts';
import type { GraphCall } from './graph.mts';
import { invalidParameter } from '../../whatsapp/refusal.mts';

function granular(scope: string, wabaId: string) {
	return scope.startsWith('whatsapp_') ? { scope, target_ids: [wabaId] } : { scope };
}

/** M:access-tokens. An unknown token is not an error of the call: it is described as invalid. */
export function debugToken(call: GraphCall): unknown {
	const { account, switches } = call.world;
	const inspected = call.query.input_token;
	if (!inspected) throw invalidParameter('The parameter input_token is required');
	const base = { app_id: account.appId, application: account.businessName, expires_at: 0 };
	if (inspected === appAccessToken(account)) {
		return { data: { ...base, type: 'APP', is_valid: true, scopes: [] } };
	}
	if (inspected !== account.accessToken) {
		return {
			data: {
				error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
				is_valid: false,
				scopes: [],
			},
		};
	}
	return {
		data: {
			...base,
			type: 'SYSTEM_USER',
			data_access_expires_at: 0,
			is_valid: !switches.tokenExpired,
			...(switches.tokenExpired && {
				error: {
					code: 190,
					message: 'Error validating access token: Session has expired',
					subcode: 463,
				},
			}),
			issued_at: 1790000000,
			scopes: switches.scopes,
			granular_scopes: switches.scopes.map((scope) => granular(scope, account.wabaId)),
			user_id: '122000000000001',
		},
	};
}
