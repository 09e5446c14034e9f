import { asObject, asText, defined } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import { unclearAnswer } from '../failure';
import { FAILURES } from './errorCodes';

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
	if (code === undefined) return withoutCode(status);
	return fromCode(code, asText(asObject(error?.error_data)?.details) ?? asText(error?.message));
}

/** The same for an error inside a `failed` status. */
export function fromCode(code: string, details?: string): Failure {
	const key = tableCode(code);
	const row = Object.hasOwn(FAILURES, key) ? FAILURES[key] : unknown(code);
	const [category, retry, message, hint, afterSeconds] = row;
	// Graph's own text on a bad token repeats the token ("Malformed access token EAA…").
	const detail = category === 'access' ? undefined : details?.replace(/EAA\w+/g, 'EAA…');
	return defined({
		code,
		category,
		retry,
		message: detail === undefined ? message : `${message}: ${detail}`,
		hint,
		afterSeconds,
	});
}

/** 200 to 299 are one family: permissions. 2388xxx are about templates and numbers. */
function tableCode(code: string): string {
	const number = Number(code);
	if (number >= 200 && number <= 299) return '200';
	return code.startsWith('2388') ? '100' : code;
}

function unknown(code: string): (typeof FAILURES)[string] {
	return [
		'request',
		'never',
		`WhatsApp refused the call (code ${code})`,
		"Look the code up in Meta's list of error codes",
	];
}

function withoutCode(status: number): Failure {
	const code = `http_${status}`;
	if (status === 401 || status === 403) {
		return { ...fromCode('190'), code };
	}
	if (status === 429) {
		return { ...fromCode('4'), code, afterSeconds: 60 };
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
