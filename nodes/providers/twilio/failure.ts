import { asObject, asText } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import { type FailureRow, readRow, unclearAnswer } from '../failure';
import { FAILURES } from './errorCodes';

/**
 * Says why Twilio refused a call. Older products answer `{code, message}`, newer ones as in RFC 9457
 * with `detail`; the HTTP status decides only where there is no code.
 *
 * @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
 */
export function failure(status: number, body: unknown): Failure {
	const error = asObject(body);
	const code = asText(error?.code);
	if (code === undefined) return withoutCode(status);
	const details = asText(error?.detail) ?? asText(error?.message) ?? asText(error?.title);
	if (Object.hasOwn(FAILURES, code)) return fromCode(code, details);
	if (status === 401 || status === 403) return { ...fromCode('20003'), code };
	if (status === 429) return { ...fromCode('20429'), code };
	// A server that failed may have sent the message all the same.
	return status >= 500 ? { ...withoutCode(status), code } : fromCode(code, details);
}

/** The same for the error of a failed status. */
export function fromCode(code: string, details?: string): Failure {
	const known = readRow(Object.hasOwn(FAILURES, code) ? FAILURES[code] : unknown(code));
	// What is said about access may repeat parts of the credential.
	const detail =
		known.category === 'access' ? undefined : details?.replace(/SK[0-9a-f]{32}/gi, 'SK…');
	const message = detail === undefined ? known.message : `${known.message}: ${detail}`;
	return { code, ...known, message };
}

function unknown(code: string): FailureRow {
	return [
		'request',
		'never',
		`Twilio refused the message (code ${code})`,
		'Look the code up at https://www.twilio.com/docs/api/errors',
	];
}

function withoutCode(status: number): Failure {
	const code = `http_${status}`;
	if (status === 401 || status === 403) return { ...fromCode('20003'), code };
	if (status === 429) return { ...fromCode('20429'), code };
	if (status >= 500 || status < 400) {
		return {
			code,
			...unclearAnswer('Twilio', status, 'at Monitor → Logs → Messaging in the Twilio Console'),
		};
	}
	return {
		code,
		category: 'request',
		retry: 'never',
		message: `Twilio refused the call (HTTP ${status}) without saying why`,
		hint: 'Check Account SID, region, edge and base URL in the credential',
	};
}
