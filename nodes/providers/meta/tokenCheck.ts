import { asObject, asText } from '../../shared/json';
import type { Exchange, RegistrationResult } from '../types';
import { failure } from './failure';
import { graphUrl, type MetaAccount } from './account';
import { problem, refused, succeeded } from './registrationProblem';

/** Error validating application; access token invalid: here the token is made of the two. */
const APP_REFUSED = new Set(['101', '190']);

const SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/**
 * Is the token valid, of this app, and allowed to do what the trigger needs? The call itself is
 * made as the app (the credential sees to that), so it also proves app ID and app secret.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export function* checkToken(meta: MetaAccount): Exchange<RegistrationResult<null>> {
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, 'debug_token'),
		query: { input_token: meta.accessToken },
	};
	if (!succeeded(answer)) {
		return APP_REFUSED.has(failure(answer.status, answer.body).code)
			? problem(
					'Meta did not accept the app ID and app secret',
					'Copy both again from App settings → Basic of your Meta app into the credential',
				)
			: refused('Checking the access token', answer);
	}
	const token = asObject(asObject(answer.body)?.data);
	if (token?.is_valid !== true) {
		return problem(
			'The access token is wrong or has expired',
			'Create a new system-user token in Meta Business Settings and put it in the credential',
		);
	}
	const appId = asText(token.app_id);
	if (appId !== undefined && appId !== meta.appId) {
		return problem(
			`The access token belongs to app ${appId}, the credential names app ${meta.appId}`,
			'Create the token for the same app whose ID and secret are in the credential',
		);
	}
	const scopes = Array.isArray(token.scopes) ? token.scopes : [];
	const missing = SCOPES.filter((scope) => !scopes.includes(scope));
	if (missing.length > 0) {
		return problem(
			`The access token lacks the permission ${missing.join(' and ')}`,
			'Create a new system-user token with this permission',
		);
	}
	return { ok: true, value: null };
}
