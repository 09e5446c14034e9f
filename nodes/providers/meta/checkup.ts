import { asObject, asText } from '../../shared/json';
import { broken, firstBroken, ok, refusedFinding, resting, unknown } from '../checkup';
import type { Account, CheckupContext, Exchange, Finding } from '../provider';
import { graphUrl, metaAccount, type MetaAccount } from './account';
import { checkNumber } from './checkupNumber';
import { checkTokenLinks } from './checkupToken';
import { checkAppWebhooks, checkCallback, checkWabaWebhooks } from './checkupWebhooks';
import { failure } from './failure';
import { succeeded } from './registrationProblem';
import { TOKEN_PROBLEM } from './tokenCheck';

/** The token itself is refused, rather than what it was used for. */
const TOKEN_REFUSED = new Set(['0', '190', 'http_401']);

/**
 * The chain: app → token → WhatsApp account → number → webhooks. What rests on a broken link is not
 * looked at; what the app secret alone would tell is tried in another way.
 */
export function* checkup(account: Account, context: CheckupContext): Exchange<Finding[]> {
	const meta = metaAccount(account);
	const { app, token: told, scopes, expiry } = yield* checkTokenLinks(meta);
	const { token, waba } = yield* checkWaba(meta, told, scopes);
	const chosen = yield* checkChosen(meta, context, firstBroken(token, scopes, waba));
	const number = yield* checkNumber(meta, context.senderId ?? '', chosen);
	const appWebhooks = yield* checkAppWebhooks(meta, app);
	const wabaWebhooks = yield* checkWabaWebhooks(meta, firstBroken(token, scopes, waba));
	const callback = yield* checkCallback(meta, context, chosen);
	return [app, token, scopes, expiry, waba, chosen, ...number, appWebhooks, wabaWebhooks, callback];
}

/** Reads the account, which also proves the token where the app could not be asked about it. */
function* checkWaba(
	meta: MetaAccount,
	told: Finding,
	scopes: Finding,
): Exchange<{ token: Finding; waba: Finding }> {
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
	return { token: told, waba: refusedFinding(check, answer, failure) };
}

/** Is the number there, and may the token see it? */
function* checkChosen(
	meta: MetaAccount,
	{ senderId = '' }: CheckupContext,
	before: Finding | undefined,
): Exchange<Finding> {
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
	if (!succeeded(answer)) return refusedFinding(check, answer, failure);
	const { display_phone_number, verified_name } = asObject(answer.body) ?? {};
	const name = asText(verified_name) ?? 'no name';
	return ok(check, `The number is ${asText(display_phone_number) ?? senderId} (${name})`);
}
