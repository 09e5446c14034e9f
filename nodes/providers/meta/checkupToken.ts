import { broken, ok, refusedFinding, resting, unknown, warning } from '../checkup';
import type { Exchange, Finding, HttpResponse } from '../provider';
import type { MetaAccount } from './account';
import { failure } from './failure';
import type { Problem } from '../registrationProblem';
import { succeeded } from './registrationProblem';
import {
	APP_PROBLEM,
	appRefused,
	lackingScopes,
	otherApp,
	readToken,
	TOKEN_PROBLEM,
	tokenRequest,
	type TokenFacts,
} from './tokenCheck';

const DAY = 24 * 60 * 60_000;
/** A token that ends sooner is worth a word. */
const SOON = 14 * DAY;

const NEW_TOKEN =
	'Create a system-user token that never expires in Meta Business Settings and put it in the credential';

/** What the app may be told of the token; each of the four is a link of its own. */
export interface TokenLinks {
	app: Finding;
	token: Finding;
	scopes: Finding;
	expiry: Finding;
}

/** Everything that Meta tells the app about the token. */
export function* checkTokenLinks(meta: MetaAccount): Exchange<TokenLinks> {
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

function readLinks(answer: HttpResponse, meta: MetaAccount): TokenLinks {
	if (!succeeded(answer)) {
		return withoutApp(
			appRefused(answer)
				? asBroken('App Secret', APP_PROBLEM)
				: refusedFinding('App Secret', answer, failure),
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
function withoutApp(app: Finding): TokenLinks {
	return { ...dependent(app), app, token: resting('Access Token', app) };
}

const dependent = (before: Finding) => ({
	scopes: resting('Permissions', before),
	expiry: resting('Token Expiry', before),
});

const asBroken = (check: string, { message, hint }: Problem): Finding =>
	broken(check, message, hint);

function checkScopes(facts: TokenFacts): Finding {
	const lacking = lackingScopes(facts);
	return lacking
		? asBroken('Permissions', lacking)
		: ok('Permissions', 'The access token may send messages and read the account');
}

function checkExpiry({ expiresAt }: TokenFacts): Finding {
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
