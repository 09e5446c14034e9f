import { asObject, asText, defined, type JsonObject } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import { unclearAnswer } from '../failure';
import { reasonFor, reportFailure } from './errorCodes';
import { answeredMessage } from './send';
import { hasFailed } from './values';

/**
 * Says why Infobip refused a call. Two envelopes are in use; both have a word for the error and a text.
 *
 * @param status HTTP status
 * @param body parsed JSON, or text
 * @see https://www.infobip.com/docs/essentials/response-status-and-error-codes
 */
export function failure(status: number, body: unknown): Failure {
	const answered = answeredMessage(body);
	const rejected = asObject(answered?.status);
	if (status < 300 && rejected && hasFailed(rejected)) return reportFailure(undefined, rejected);
	const { code, text } = readEnvelope(body);
	const named = code ?? `http_${status}`;
	if (status === 401) return { ...KEY, code: named };
	if (status === 403) return { ...SCOPE, code: named };
	if (status === 429) return { ...TOO_FAST, code: named };
	if (status < 400 || status >= 500) return { ...unclear(status), code: named };
	const reason = reasonFor(`${named} ${text ?? ''}`) ?? REFUSED;
	const shown = text === undefined ? `HTTP ${status}` : text;
	return { ...reason, code: named, message: `${reason.message}: ${shown}`, retry: 'never' };
}

function readEnvelope(body: unknown): { code?: string; text?: string } {
	const envelope = asObject(body);
	const exception = asObject(asObject(envelope?.requestError)?.serviceException);
	const fields = validation(exception?.validationErrors) ?? validation(envelope?.violations);
	const text = asText(exception?.text) ?? asText(envelope?.description);
	return defined({
		code: asText(exception?.messageId) ?? asText(envelope?.errorCode),
		text: withoutKey([text, fields].filter(Boolean).join(': ')) || undefined,
	});
}

/** `content.body.text must not be blank; …`, whether a field has one error or several. */
function validation(errors: unknown): string | undefined {
	const lines = Array.isArray(errors)
		? errors.slice(0, 5).map((entry) => oneViolation(asObject(entry)))
		: Object.entries(asObject(errors) ?? {})
				.slice(0, 5)
				.map(([field, said]) => [field, ...texts(said)].join(' '));
	return lines.filter(Boolean).join('; ') || undefined;
}

const oneViolation = (entry: JsonObject | undefined) =>
	[asText(entry?.property), asText(entry?.violation)].filter(Boolean).join(' ');

const texts = (said: unknown) =>
	(Array.isArray(said) ? said : [said]).map((one) => asText(one)).filter(Boolean);

/** An API key is 32 hexadecimal digits, a hyphen and a UUID. */
const withoutKey = (text: string) =>
	text.slice(0, 1000).replace(/\b[0-9a-f]{32}-[0-9a-f-]{36}\b|\bApp \S+/gi, '…');

type Said = Omit<Failure, 'code'>;

const KEY: Said = {
	category: 'access',
	message: 'Infobip did not accept the API key',
	hint: 'Check API key and base URL in the credential: both belong to one Infobip account',
	retry: 'never',
};
const SCOPE: Said = {
	category: 'access',
	message: 'The API key may not do this',
	hint: 'Give the key the scopes whatsapp:message:send, whatsapp:manage and subscriptions:manage under Developer Tools → API Keys',
	retry: 'never',
};
const TOO_FAST: Said = {
	category: 'limit',
	message: 'Infobip was called too often',
	hint: 'Wait a little and try again',
	retry: 'later',
	afterSeconds: 30,
};
const REFUSED: Said = {
	category: 'request',
	message: 'Infobip refused the call',
	hint: 'Check the value that the text above names, and the sender in the credential',
	retry: 'never',
};

const unclear = (status: number): Said => unclearAnswer('Infobip', status);
