import { asObject, asText } from '../../shared/json';
import type { Exchange, HttpRequest, HttpResponse, RegistrationResult } from '../provider';
import { failure } from './failure';
import { graphUrl, type MetaAccount } from './account';
import { problem } from '../registrationProblem';
import { refused, succeeded } from './registrationProblem';

/** Error validating application; access token invalid: here the token is made of the two. */
const APP_REFUSED = new Set(['101', '190']);

const SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/** What Meta says of a token. */
export interface TokenFacts {
	valid: boolean;
	/** The app that it was made for. */
	appId?: string;
	missingScopes: string[];
	/** Milliseconds since 1970; absent when it never expires. */
	expiresAt?: number;
}

/**
 * Asks what the token is. The call itself is made as the app (the credential sees to that), so it also
 * proves app ID and app secret.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export const tokenRequest = (meta: MetaAccount): HttpRequest => ({
	method: 'GET',
	url: graphUrl(meta, 'debug_token'),
	query: { input_token: meta.accessToken },
});

/** Did Meta refuse to answer because of app ID and app secret? */
export const appRefused = ({ status, body }: HttpResponse): boolean =>
	APP_REFUSED.has(failure(status, body).code);

export const APP_PROBLEM = problem(
	'Meta did not accept the app ID and app secret',
	'Copy both again from App settings → Basic of your Meta app into the credential',
);
export const TOKEN_PROBLEM = problem(
	'The access token is wrong or has expired',
	'Create a new system-user token in Meta Business Settings and put it in the credential',
);

export function readToken({ body }: HttpResponse): TokenFacts {
	const token = asObject(asObject(body)?.data);
	const scopes = Array.isArray(token?.scopes) ? token.scopes : [];
	const expires = Number(asText(token?.expires_at) ?? 0);
	return {
		valid: token?.is_valid === true,
		appId: asText(token?.app_id),
		missingScopes: SCOPES.filter((scope) => !scopes.includes(scope)),
		expiresAt: expires > 0 ? expires * 1000 : undefined,
	};
}

/** Is the token of the app that the credential names? */
export const otherApp = ({ appId }: TokenFacts, meta: MetaAccount) =>
	appId === undefined || appId === meta.appId
		? undefined
		: problem(
				`The access token belongs to app ${appId}, the credential names app ${meta.appId}`,
				'Create the token for the same app whose ID and secret are in the credential',
			);

export const lackingScopes = ({ missingScopes }: TokenFacts) =>
	missingScopes.length === 0
		? undefined
		: problem(
				`The access token lacks the permission ${missingScopes.join(' and ')}`,
				'Create a new system-user token with this permission',
			);

/** Is the token valid, of this app, and allowed to do what the trigger needs? */
export function* checkToken(meta: MetaAccount): Exchange<RegistrationResult<null>> {
	const answer = yield tokenRequest(meta);
	if (!succeeded(answer)) {
		return appRefused(answer) ? APP_PROBLEM : refused('Checking the access token', answer);
	}
	const token = readToken(answer);
	if (!token.valid) return TOKEN_PROBLEM;
	return otherApp(token, meta) ?? lackingScopes(token) ?? { ok: true, value: null };
}
