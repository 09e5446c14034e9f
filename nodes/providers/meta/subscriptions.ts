import { asObject, asObjects, asText } from '../../core/json';
import type { Exchange, HttpRequest, HttpResponse } from '../http';
import type { RegistrationResult } from '../provider';
import { problem } from '../registration';
import { carriedOut, graphUrl, type MetaCredential, refused, succeeded } from './account';
import { failure } from './failure';

const OBJECT = 'whatsapp_business_account';

/**
 * While Meta Business Agent holds a chat, what is written and tapped there comes on the first; the second
 * tells of changes.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby/
 */
export const AGENT_FIELDS = ['standby', 'messaging_handovers'];

/** Invalid parameter: so Meta refuses a field that this app or Graph version does not have. */
const UNKNOWN_FIELD = '100';

/** All fields that the trigger knows how to read; Meta offers the choice only at app level. */
const FIELDS = [
	'messages',
	...AGENT_FIELDS,
	'message_template_status_update',
	'message_template_quality_update',
	'message_template_components_update',
	'template_category_update',
	'phone_number_quality_update',
	'phone_number_name_update',
	'account_update',
	'account_review_update',
	'account_alerts',
	'business_capability_update',
	'security',
	'user_preferences',
];

interface AppSubscription {
	callbackUrl: string;
	fields: string[];
}

/**
 * The app's subscription to WhatsApp events, if it has one.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/app/subscriptions
 */
export function* readAppSubscription(
	meta: MetaCredential,
): Exchange<RegistrationResult<AppSubscription | undefined>> {
	const answer = yield { method: 'GET', url: graphUrl(meta, meta.appId, 'subscriptions') };
	if (!succeeded(answer)) return refused("Reading the app's webhook subscriptions", answer);
	const found = asObjects(asObject(answer.body)?.data).find((s) => s.object === OBJECT);
	if (found === undefined || found.active === false) return { ok: true, value: undefined };
	const fields = Array.isArray(found.fields) ? found.fields : [];
	return {
		ok: true,
		value: {
			callbackUrl: asText(found.callback_url) ?? '',
			fields: fields.map((f) => asText(f) ?? asText(asObject(f)?.name) ?? ''),
		},
	};
}

/**
 * Subscribes the app to what people write and tap if it has no subscription; never changes an existing
 * one.
 */
export function* ensureAppSubscription(
	meta: MetaCredential,
	callbackUrl: string,
): Exchange<RegistrationResult<null>> {
	const current = yield* readAppSubscription(meta);
	if (!current.ok) return current;
	if (current.value === undefined) {
		return yield* postSubscription(meta, callbackUrl, ['messages', ...AGENT_FIELDS]);
	}
	if (current.value.fields.includes('messages')) return { ok: true, value: null };
	return problem(
		'The Meta app has webhooks switched on, but not the field "messages"',
		'In the Meta app open WhatsApp → Configuration → Webhook fields and subscribe to "messages"',
	);
}

/** Makes a URL the callback of the whole app, with every field that the trigger reads. */
export function* setAppCallback(
	meta: MetaCredential,
	callbackUrl: string,
): Exchange<RegistrationResult<null>> {
	return yield* postSubscription(meta, callbackUrl, FIELDS);
}

function* postSubscription(
	meta: MetaCredential,
	callbackUrl: string,
	fields: string[],
): Exchange<RegistrationResult<null>> {
	const request = (wanted: string[]): HttpRequest => ({
		method: 'POST',
		url: graphUrl(meta, meta.appId, 'subscriptions'),
		body: {
			object: OBJECT,
			callback_url: callbackUrl,
			verify_token: meta.verifyToken,
			fields: wanted.join(','),
			include_values: true,
		},
	});
	let answer = yield request(fields);
	if (!succeeded(answer) && failure(answer.status, answer.body).code === UNKNOWN_FIELD) {
		answer = yield request(fields.filter((field) => !AGENT_FIELDS.includes(field)));
	}
	return carriedOut(`Setting the app's callback to ${callbackUrl}`, answer);
}

/** Takes the app's subscription away. */
export function* removeAppSubscription(meta: MetaCredential): Exchange<RegistrationResult<null>> {
	const answer = yield {
		method: 'DELETE',
		url: graphUrl(meta, meta.appId, 'subscriptions'),
		query: { object: OBJECT },
	};
	return carriedOut("Removing the app's callback", answer);
}

/**
 * Subscribes the app to the WABA if it is not yet: without that nothing arrives. Only then, because
 * a repeated POST without a body would take away a WABA override.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-webhooks
 */
export function* ensureWabaSubscription(meta: MetaCredential): Exchange<RegistrationResult<null>> {
	const current = yield* readWabaSubscription(meta);
	if (!current.ok) return current;
	if (current.value !== undefined) return { ok: true, value: null };
	const answer = yield {
		method: 'POST',
		url: graphUrl(meta, meta.businessAccountId, 'subscribed_apps'),
	};
	return carriedOut('Subscribing the app to the WhatsApp Business Account', answer);
}

/** This app's entry among the WABA's subscribed apps. */
export function* readWabaSubscription(
	meta: MetaCredential,
): Exchange<RegistrationResult<{ overrideUrl: string } | undefined>> {
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, meta.businessAccountId, 'subscribed_apps'),
	};
	if (!succeeded(answer)) {
		return refused("Reading the WhatsApp Business Account's subscribed apps", answer);
	}
	const ours = asObjects(asObject(answer.body)?.data).find(
		(app) => asText(asObject(app.whatsapp_business_api_data)?.id) === meta.appId,
	);
	return {
		ok: true,
		value: ours && { overrideUrl: asText(ours.override_callback_uri) ?? '' },
	};
}

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
export const tokenRequest = (meta: MetaCredential): HttpRequest => ({
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
export const otherApp = ({ appId }: TokenFacts, meta: MetaCredential) =>
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
export function* checkToken(meta: MetaCredential): Exchange<RegistrationResult<null>> {
	const answer = yield tokenRequest(meta);
	if (!succeeded(answer)) {
		return appRefused(answer) ? APP_PROBLEM : refused('Checking the access token', answer);
	}
	const token = readToken(answer);
	if (!token.valid) return TOKEN_PROBLEM;
	return otherApp(token, meta) ?? lackingScopes(token) ?? { ok: true, value: null };
}
