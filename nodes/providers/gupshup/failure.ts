import { asObject, asText } from '../../core/json';
import { fromCode, isKnown } from '../meta/failure';
import type { Failure } from '../../whatsapp/failure';
import { readRow, unclearAnswer } from '../failure';
import { FAILURES } from './errorCodes';

type Words = Omit<Failure, 'code'>;

const KEY = 'Copy the API key again from the Gupshup console: your name at the top right → API key';

/** What Gupshup says in words; there are no codes in answers. */
const SAID: ReadonlyArray<[pattern: RegExp, words: Words]> = [
	[
		/authentication|unauthori[sz]ed|api ?key/i,
		{
			category: 'access',
			retry: 'never',
			message: 'Gupshup did not accept the API key',
			hint: KEY,
		},
	],
	[
		/too many|rate limit/i,
		{
			category: 'limit',
			retry: 'later',
			message: 'Too many calls were made to Gupshup',
			hint: 'Wait a little and try again',
			afterSeconds: 60,
		},
	],
	[
		/app details|invalid app|\bsource\b/i,
		{
			category: 'account',
			retry: 'never',
			message: 'Gupshup does not know this app or its number',
			hint: 'Compare app name, app ID and source number in the credential with the Gupshup console',
		},
	],
	[
		/destination/i,
		{
			category: 'recipient',
			retry: 'never',
			message: 'Gupshup does not accept the recipient',
			hint: 'Check the phone number, with its country code',
		},
	],
	[
		/balance|wallet|billing/i,
		{
			category: 'account',
			retry: 'never',
			message: 'Gupshup says that something is wrong with the payment',
			hint: 'Top up the wallet in the Gupshup console',
		},
	],
	[
		/inactive|opted in|24 hours/i,
		{
			category: 'window',
			retry: 'never',
			message: 'The person has not written in the last 24 hours',
			hint: 'Send a template, or wait until the person writes',
		},
	],
	[
		/template/i,
		{
			category: 'template',
			retry: 'never',
			message: 'Gupshup does not accept the template or its values',
			hint: 'Compare the values with the template in the Gupshup console',
		},
	],
];

/**
 * Says why Gupshup refused a call: `{"status":"error","message":"…"}`.
 *
 * @param status HTTP status
 * @param body parsed JSON, or text
 */
export function failure(status: number, body: unknown): Failure {
	const answer = asObject(body);
	const said =
		asText(answer?.message) ?? asText(asObject(answer?.message)?.message) ?? asText(answer?.reason);
	const code = `http_${status}`;
	if (status === 401 || status === 403) return { code, ...SAID[0][1] };
	if (status === 429) return { code, ...SAID[1][1] };
	const refused = answer?.status === 'error' && status < 500;
	if (status >= 500 || (status < 400 && !refused)) {
		return { code, ...unclearAnswer('Gupshup', status) };
	}
	const words = SAID.find(([pattern]) => said !== undefined && pattern.test(said))?.[1] ?? {
		category: 'request',
		retry: 'never',
		message: `Gupshup refused the call (HTTP ${status})`,
		hint: 'Check the values, and the base URL in the credential',
	};
	const detail = words.category === 'access' ? undefined : said;
	return {
		code,
		...words,
		message: detail === undefined ? words.message : `${words.message}: ${masked(detail)}`,
	};
}

/** A long run of letters and digits may be a key that the answer repeats. */
const masked = (said: string) =>
	said
		.slice(0, 1000)
		.replace(/[A-Za-z0-9]{20,}/g, '…')
		.slice(0, 300);

/**
 * The same for a failed message: by its code, which is Gupshup's own or one of Meta's, else by its reason.
 *
 * @see https://docs.gupshup.io/docs/message-events
 */
export function undelivered(code: string, reason?: string): Failure {
	const said = reason === undefined ? undefined : masked(reason);
	const words = SAID.find(([pattern]) => said !== undefined && pattern.test(said))?.[1];
	const row = Object.hasOwn(FAILURES, code) ? FAILURES[code] : undefined;
	if (row === undefined && (words === undefined || isKnown(code))) return fromCode(code, said);
	const { message: what, ...rest } = row ? readRow(row) : words!;
	const detail = rest.category === 'access' ? undefined : said;
	return { code, ...rest, message: detail === undefined ? what : `${what}: ${detail}` };
}
