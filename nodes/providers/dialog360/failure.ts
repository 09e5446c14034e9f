import { asObject, asObjects, asText, type JsonObject } from '../../core/json';
import { failure as metaFailure, fromCode } from '../meta/failure';
import type { Failure } from '../../whatsapp/failure';
import { unclearAnswer } from '../failure';

type Words = Omit<Failure, 'code'>;

const API_KEY =
	'Copy the API key again from the 360dialog Hub; a newer key makes the older one worthless';
const SUPPORT = 'See the number in the 360dialog Hub, or ask the support of 360dialog';

/** What 360dialog itself says in words, under one and the same status. */
const SAID: ReadonlyArray<[pattern: RegExp, words: Words]> = [
	[
		/rate limit|too many requests|exceeded the limit/i,
		{
			category: 'limit',
			retry: 'later',
			message: 'Too many calls were made with this API key',
			hint: 'Wait a little and try again',
			afterSeconds: 60,
		},
	],
	[
		/payment|overdue|invoice|insufficient (funds|balance)/i,
		{
			category: 'account',
			retry: 'never',
			message: 'There is an unpaid invoice at 360dialog',
			hint: 'Pay it in the 360dialog Hub',
		},
	],
	[
		/disabled|blocked/i,
		{
			category: 'account',
			retry: 'never',
			message: '360dialog has switched this off for the number',
			hint: SUPPORT,
		},
	],
];

/**
 * Says why a call was refused: by WhatsApp, whose errors 360dialog passes on in Meta's envelope (in
 * places inside `detail`, and in the older list `errors`), or by 360dialog itself, which writes a text in one of
 * several shapes. What it says counts, not the status: limits, too, come with 400.
 *
 * @see https://docs.360dialog.com/docs/support/api-error-message-list
 */
export function failure(status: number, body: unknown): Failure {
	const answer = asObject(body);
	const inner = asObject(answer?.detail) ?? answer;
	const refused = ofWhatsApp(status, inner);
	if (refused === undefined)
		return { code: `http_${status}`, ...ownRefusal(status, saidIn(inner)) };
	// The token that Meta speaks of is 360dialog's own.
	return refused.category === 'access' ? { ...refused, hint: SUPPORT } : refused;
}

function ofWhatsApp(status: number, answer: JsonObject | undefined): Failure | undefined {
	if (asText(asObject(answer?.error)?.code) !== undefined) return metaFailure(status, answer);
	const [old] = asObjects(answer?.errors);
	const code = asText(old?.code);
	return code === undefined ? undefined : fromCode(code, asText(old.details) ?? asText(old.title));
}

/** The text of `{"error": …}`, `{"message": …}`, `{"detail": …}` or `{"meta": {"developerMessage": …}}`. */
function saidIn(answer: JsonObject | undefined): string | undefined {
	const meta = asObject(answer?.meta);
	return [
		answer?.error,
		asObject(answer?.error)?.message,
		meta?.developerMessage,
		meta?.developer_message,
		answer?.message,
		answer?.detail,
	]
		.map(asText)
		.find((text) => text !== undefined);
}

function ownRefusal(status: number, said: string | undefined): Words {
	if (status === 401) {
		return {
			category: 'access',
			retry: 'never',
			message: '360dialog did not accept the API key',
			hint: API_KEY,
		};
	}
	if (status >= 500 || status < 400) {
		return unclearAnswer('360dialog', status);
	}
	const known =
		status === 429 ? SAID[0] : SAID.find(([pattern]) => said !== undefined && pattern.test(said));
	if (known !== undefined) return { ...known[1], message: withText(known[1].message, said) };
	if (status === 403) {
		return {
			category: 'access',
			retry: 'never',
			message: withText('360dialog does not allow this with the API key', said),
			hint: SUPPORT,
		};
	}
	return {
		category: 'request',
		retry: 'never',
		message: withText(`360dialog refused the call (HTTP ${status})`, said),
		hint: 'Check the values, and the base URL in the credential',
	};
}

/** A long run of letters and digits may be a key that the answer repeats. */
function withText(message: string, said: string | undefined): string {
	if (said === undefined) return message;
	return `${message}: ${said.replace(/[A-Za-z0-9]{20,}(_\w+)?/g, '…').slice(0, 300)}`;
}
