import { asObject, asText, type JsonObject } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import { type FailureRow, readRow, unclearAnswer } from '../failure';
import { FAILURES } from './errorCodes';
import { OLD_CODES } from './oldErrorCodes';

/**
 * Says why Meta refused a call. Built on `code` and `error_data.details`, as Meta advises; the HTTP
 * status decides only where there is no code, e.g. an HTML page of a proxy.
 *
 * @param status HTTP status
 * @param body parsed JSON, or text
 */
export function failure(status: number, body: unknown): Failure {
	const error = asObject(asObject(body)?.error);
	const code = asText(error?.code);
	if (error === undefined || code === undefined) return withoutCode(status);
	const told = { details: detailsOf(error), subcode: asText(error.error_subcode) };
	const refused = read(code, told);
	// `is_transient`: https://developers.facebook.com/docs/graph-api/guides/error-handling
	return error.is_transient === true ? passing(refused) : refused;
}

/** The same for an error inside a `failed` status. */
export const fromCode = (code: string, details?: string): Failure => read(code, { details });

/** Is it known what this code means? */
export const isKnown = (code: string): boolean => rowOf(code) !== undefined;

/** Templates have their own words, for people, beside a title that says nothing. */
const detailsOf = ({ error_data: data, error_user_msg: forPeople, message }: JsonObject) =>
	asText(asObject(data)?.details) ?? asText(forPeople) ?? asText(message);

function read(code: string, { details, subcode }: { details?: string; subcode?: string }): Failure {
	// Of a template that is refused, only the subcode says why.
	const precise = code === '100' ? ofInvalid(details, subcode) : undefined;
	const known = readRow(precise ?? rowOf(code) ?? unknown(code));
	// Graph's own text on a bad token repeats the token ("Malformed access token EAA…").
	const detail = known.category === 'access' ? undefined : details?.replace(/EAA\w+/g, 'EAA…');
	const message = detail === undefined ? known.message : `${known.message}: ${detail}`;
	return { code, ...known, message };
}

/** What an "invalid parameter" really is about; of Direct Send only the words tell (direct-send/api-reference). */
function ofInvalid(details?: string, subcode?: string): FailureRow | undefined {
	if (subcode?.startsWith('2388')) return rowOf(subcode);
	return /\bdirect send\b/i.test(details ?? '') ? rowOf('139200') : undefined;
}

/** Meta says that it passes, so that it is no use to change anything. */
function passing(refused: Failure): Failure {
	if (refused.retry !== 'never') return refused;
	if (isKnown(refused.code)) return { ...refused, retry: 'later' };
	return {
		...refused,
		category: 'service',
		retry: 'now',
		hint: 'Wait a little and try again',
		afterSeconds: 30,
	};
}

function rowOf(code: string): FailureRow | undefined {
	const key = tableCode(code);
	return Object.hasOwn(FAILURES, key) ? FAILURES[key] : undefined;
}

/**
 * 200 to 299 are one family: permissions. 2388xxx are about templates and numbers, where not more is known.
 */
function tableCode(code: string): string {
	const number = Number(code);
	if (number >= 200 && number <= 299) return '200';
	if (Object.hasOwn(FAILURES, code)) return code;
	if (Object.hasOwn(OLD_CODES, code)) return OLD_CODES[code];
	return code.startsWith('2388') ? '100' : code;
}

const unknown = (code: string): FailureRow => [
	'request',
	'never',
	`WhatsApp refused the call (code ${code})`,
	"Look the code up in Meta's list of error codes",
];

function withoutCode(status: number): Failure {
	const code = `http_${status}`;
	if (status === 401 || status === 403) {
		return { ...fromCode('190'), code };
	}
	if (status === 429) {
		// A moment too fast, not an hour's worth of calls.
		const [category, retry, message, hint] = FAILURES['4'];
		return { code, category, retry, message, hint, afterSeconds: 60 };
	}
	if (status >= 500 || status < 400) {
		return { code, ...unclearAnswer('WhatsApp', status) };
	}
	return {
		code,
		category: 'request',
		retry: 'never',
		message: `WhatsApp refused the call (HTTP ${status}) without saying why`,
		hint: 'Check the base URL and the Graph version in the credential',
	};
}
