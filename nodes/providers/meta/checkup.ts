import { asObject, asText } from '../../core/json';
import {
	broken,
	callbackResult,
	callbackUnread,
	firstBroken,
	ok,
	refusedResult,
	resting,
	unknown,
	warning,
} from '../checkup';
import type { Credential, Exchange, HttpResponse } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import type { Problem } from '../registration';
import { graphUrl, metaCredential, type MetaCredential, refused, succeeded } from './account';
import { checkNumber } from './checkupNumber';
import { failure } from './failure';
import { STANDBY } from './envelope';
import { checkVersion } from './graphVersion';
import {
	AGENT_FIELDS,
	APP_PROBLEM,
	appRefused,
	lackingScopes,
	otherApp,
	readAppSubscription,
	readToken,
	readWabaSubscription,
	TOKEN_PROBLEM,
	type TokenFacts,
	tokenRequest,
} from './subscriptions';

/** The token itself is refused, rather than what it was used for. */
const TOKEN_REFUSED = new Set(['0', '190', 'http_401']);

/**
 * The chain: app → token → WhatsApp account → number → webhooks. What rests on a broken link is not
 * looked at; what the app secret alone would tell is tried in another way.
 */
export function* checkup(credential: Credential, context: CheckupContext): Exchange<CheckResult[]> {
	const meta = metaCredential(credential);
	const version = checkVersion(meta.graphVersion, Date.now());
	const { app, token: told, scopes, expiry } = yield* checkTokenLinks(meta);
	const { token, waba } = yield* checkWaba(meta, told, scopes);
	const chosen = yield* checkChosen(meta, context, firstBroken(token, scopes, waba));
	const number = yield* checkNumber(meta, context.senderId ?? '', chosen);
	const appWebhooks = yield* checkAppWebhooks(meta, app);
	const wabaWebhooks = yield* checkWabaWebhooks(meta, firstBroken(token, scopes, waba));
	const callback = yield* checkCallback(meta, context, chosen);
	const webhooks = [appWebhooks, wabaWebhooks, callback];
	return [version, app, token, scopes, expiry, waba, chosen, ...number, ...webhooks];
}

/** Reads the account, which also proves the token where the app could not be asked about it. */
function* checkWaba(
	meta: MetaCredential,
	told: CheckResult,
	scopes: CheckResult,
): Exchange<{ token: CheckResult; waba: CheckResult }> {
	const check = 'WhatsApp Account';
	const before = firstBroken(told, scopes);
	if (before) return { token: told, waba: resting(check, before) };
	if (meta.businessAccountId === '') {
		const waba = broken(
			check,
			'The credential has no WhatsApp Business Account ID',
			'Copy it from WhatsApp → API Setup of your Meta app into the credential',
		);
		return { token: told, waba };
	}
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, meta.businessAccountId),
		query: { fields: 'id,name' },
	};
	if (succeeded(answer)) {
		const name = asText(asObject(answer.body)?.name) ?? meta.businessAccountId;
		const seen = ok('Access Token', 'The access token works');
		return {
			token: told.state === 'ok' ? told : seen,
			waba: ok(check, `The account is "${name}"`),
		};
	}
	if (told.state === 'unknown' && TOKEN_REFUSED.has(failure(answer.status, answer.body).code)) {
		const token = broken('Access Token', TOKEN_PROBLEM.message, TOKEN_PROBLEM.hint);
		return { token, waba: resting(check, token) };
	}
	return { token: told, waba: refusedResult(check, answer, failure) };
}

/** Is the number there, and may the token see it? */
function* checkChosen(
	meta: MetaCredential,
	{ senderId = '' }: CheckupContext,
	before: CheckResult | undefined,
): Exchange<CheckResult> {
	const check = 'Phone Number';
	if (before) return resting(check, before);
	if (senderId === '') {
		return unknown(
			check,
			'There is no telling which number is meant',
			'Choose the number in the field "From"',
		);
	}
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, senderId),
		query: { fields: 'id,display_phone_number,verified_name' },
	};
	if (!succeeded(answer)) return refusedResult(check, answer, failure);
	const { display_phone_number, verified_name } = asObject(answer.body) ?? {};
	const name = asText(verified_name) ?? 'no name';
	return ok(check, `The number is ${asText(display_phone_number) ?? senderId} (${name})`);
}

const DAY = 24 * 60 * 60_000;
/** A token that ends sooner is worth a word. */
const SOON = 14 * DAY;

const NEW_TOKEN =
	'Create a system-user token that never expires in Meta Business Settings and put it in the credential';

/** What the app may be told of the token; each of the four is a link of its own. */
interface TokenLinks {
	app: CheckResult;
	token: CheckResult;
	scopes: CheckResult;
	expiry: CheckResult;
}

/** Everything that Meta tells the app about the token. */
function* checkTokenLinks(meta: MetaCredential): Exchange<TokenLinks> {
	const missing = meta.appId === '' ? 'app ID' : meta.appSecret === '' ? 'app secret' : undefined;
	if (missing !== undefined) {
		return withoutApp(
			broken(
				'App Secret',
				`The credential has no ${missing}, so no webhook can be proven`,
				`Copy the ${missing} from App settings → Basic of your Meta app into the credential`,
			),
		);
	}
	if (meta.accessToken === '') {
		const token = broken('Access Token', 'The credential has no access token', TOKEN_PROBLEM.hint);
		return { ...dependent(token), app: resting('App Secret', token), token };
	}
	return readLinks(yield tokenRequest(meta), meta);
}

function readLinks(answer: HttpResponse, meta: MetaCredential): TokenLinks {
	if (!succeeded(answer)) {
		return withoutApp(
			appRefused(answer)
				? asBroken('App Secret', APP_PROBLEM)
				: refusedResult('App Secret', answer, failure),
		);
	}
	const facts = readToken(answer);
	const app = ok('App Secret', `App ID ${meta.appId} and its secret are right`);
	const wrong = facts.valid ? otherApp(facts, meta) : TOKEN_PROBLEM;
	if (wrong) {
		const token = asBroken('Access Token', wrong);
		return { ...dependent(token), app, token };
	}
	const token = ok('Access Token', 'The access token is valid');
	return { app, token, scopes: checkScopes(facts), expiry: checkExpiry(facts) };
}

/** The token may be right all the same; whoever uses it next will see. */
function withoutApp(app: CheckResult): TokenLinks {
	return { ...dependent(app), app, token: resting('Access Token', app) };
}

const dependent = (before: CheckResult) => ({
	scopes: resting('Permissions', before),
	expiry: resting('Token Expiry', before),
});

const asBroken = (check: string, { message, hint }: Problem): CheckResult =>
	broken(check, message, hint);

function checkScopes(facts: TokenFacts): CheckResult {
	const lacking = lackingScopes(facts);
	return lacking
		? asBroken('Permissions', lacking)
		: ok('Permissions', 'The access token may send messages and read the account');
}

function checkExpiry({ expiresAt }: TokenFacts): CheckResult {
	if (expiresAt === undefined) return ok('Token Expiry', 'The access token does not expire');
	// What no calendar knows.
	if (!(expiresAt < 8.64e15)) {
		return unknown('Token Expiry', 'Meta names no date that can be read', NEW_TOKEN);
	}
	const date = new Date(expiresAt).toISOString().slice(0, 10);
	const message = `The access token expires on ${date}`;
	return expiresAt - Date.now() < SOON
		? warning('Token Expiry', message, NEW_TOKEN)
		: ok('Token Expiry', message);
}

const PUBLISH = 'Publish a workflow with a "WhatsApp Business Trigger": that sets it';

/** Is the app told of messages at all? */
function* checkAppWebhooks(meta: MetaCredential, app: CheckResult): Exchange<CheckResult> {
	const check = 'App Webhooks';
	if (app.state !== 'ok') return resting(check, app);
	const read = yield* readAppSubscription(meta);
	if (!read.ok) return unknown(check, read.message, read.hint);
	if (read.value === undefined) {
		return broken(check, 'The Meta app has no webhooks switched on for WhatsApp', PUBLISH);
	}
	const where = 'In the Meta app open WhatsApp → Configuration → Webhook fields and subscribe to';
	if (!read.value.fields.includes('messages')) {
		return broken(
			check,
			'The Meta app has webhooks switched on, but not the field "messages"',
			`${where} "messages"`,
		);
	}
	return read.value.fields.includes(STANDBY)
		? ok(
				check,
				'The Meta app is subscribed to messages, also of chats that an AI agent of Meta holds',
			)
		: warning(
				check,
				'The Meta app is subscribed to messages, but not to those of chats that an AI agent of Meta holds ("standby")',
				`If Meta Business Agent is on for a number, answers are lost while it holds the chat. ${where} ${AGENT_FIELDS.map((field) => `"${field}"`).join(' and ')}`,
			);
}

/** Does the WhatsApp account tell this app? */
function* checkWabaWebhooks(
	meta: MetaCredential,
	before: CheckResult | undefined,
): Exchange<CheckResult> {
	const check = 'Account Webhooks';
	if (before) return resting(check, before);
	const read = yield* readWabaSubscription(meta);
	if (!read.ok) return unknown(check, read.message, read.hint);
	return read.value === undefined
		? broken(check, 'The WhatsApp account does not send its events to this Meta app', PUBLISH)
		: ok(check, 'The WhatsApp account sends its events to this Meta app');
}

/** Whose address wins: the number's, else the account's, else the app's. */
const PLACES = [
	['phone_number', "the number's own"],
	['whatsapp_business_account', "the WhatsApp account's"],
	['application', "the Meta app's"],
] as const;

/** Where do messages of the number go, and who set that? */
function* checkCallback(
	meta: MetaCredential,
	{ senderId = '', ownBaseUrl }: CheckupContext,
	chosen: CheckResult,
): Exchange<CheckResult> {
	if (chosen.state !== 'ok') return resting('Callback', chosen);
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, senderId),
		query: { fields: 'webhook_configuration' },
	};
	if (!succeeded(answer)) {
		const { message, hint } = refused('Reading the callback of the phone number', answer);
		return callbackUnread(message, hint);
	}
	const configured = asObject(asObject(answer.body)?.webhook_configuration) ?? {};
	for (const [name, whose] of PLACES) {
		const url = asText(configured[name]);
		if (url !== undefined) return callbackResult(url, ownBaseUrl, whose);
	}
	return callbackResult('', ownBaseUrl);
}
