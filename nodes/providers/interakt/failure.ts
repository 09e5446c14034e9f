import { asObject, asText } from '../../core/json';
import { fromCode, isKnown } from '../meta/failure';
import type { Failure } from '../../whatsapp/failure';
import { unclearAnswer } from '../failure';

type Reason = Omit<Failure, 'code'>;

/** How a limit of the plan is worded is not documented. */
const PLAN = /\b(plan|upgrade)\b|not allowed/i;
const MOST_DETAIL = 300;

/** What Interakt's own words tell. */
const WORDS: Array<[RegExp, string]> = [
	[/24[\s-]*hours?|re-?engagement/i, '131047'],
	[/not a valid whatsapp user|not on whatsapp|incapable of receiving/i, '131026'],
	[/opted[ -]?out|unsubscribed|stopped marketing/i, '131050'],
	[/(insufficient|low|no).{0,20}(balance|credit)|wallet|payment/i, '131042'],
	[/template.{0,40}paused/i, '132015'],
	[/healthy ecosystem/i, '131049'],
	[/rate limit|too many messages/i, '130429'],
];

/**
 * Says why Interakt refused a call. Its answers are `{result: false, message}` without a code, so
 * the HTTP status decides, and the words where they are clear.
 *
 * @param status HTTP status
 * @param body parsed JSON, or text
 * @see https://documenter.getpostman.com/view/14760594/2sA2r7zibM
 */
export function failure(status: number, body: unknown): Failure {
	const answer = asObject(body);
	const text = asText(answer?.message);
	return { ...reason(status, answer?.result === false, text), code: `http_${status}` };
}

function reason(status: number, refused: boolean, text: string | undefined): Reason {
	if (status === 429) return RATE;
	const barred = status === 401 || status === 403;
	if (text !== undefined && status < 500 && (barred || refused) && PLAN.test(text)) {
		return notInPlan(barred ? undefined : text);
	}
	if (barred) return KEY;
	if (status >= 500 || (status < 400 && !refused)) return unclear(status);
	return worded(text);
}

const RATE: Reason = {
	category: 'limit',
	retry: 'later',
	message: 'Interakt takes no more calls for the moment: the rate limit of the plan is reached',
	hint: 'Wait a minute, and send more slowly; the Growth plan allows 300 calls a minute',
	afterSeconds: 60,
};

function notInPlan(text: string | undefined): Reason {
	const message = 'Your Interakt plan does not include this';
	return {
		category: 'account',
		retry: 'never',
		message: text === undefined ? message : `${message}: ${cut(text)}`,
		hint: 'The API needs the Growth plan or above; see which plan your Interakt account has',
	};
}

/** The text of such an answer is never shown: it may repeat the key. */
const KEY: Reason = {
	category: 'access',
	retry: 'never',
	message: 'Interakt did not accept the API key',
	hint: 'Copy the API key again from Settings → Developer Setting in Interakt into the credential, exactly as it is shown',
};

const unclear = (status: number): Reason => unclearAnswer('Interakt', status, 'in Interakt');

function worded(text: string | undefined): Reason {
	if (text === undefined) {
		return {
			category: 'request',
			retry: 'never',
			message: 'Interakt refused the call without saying why',
			hint: 'Check the values of the message, and the base URL in the credential',
		};
	}
	const code = codeOf(text);
	if (code !== undefined) return fromCode(code, cut(text));
	const template = /template/i.test(text);
	const recipient = /phone|country code/i.test(text);
	return {
		category: template ? 'template' : recipient ? 'recipient' : 'request',
		retry: 'never',
		message: `Interakt refused the call: ${cut(text)}`,
		hint: template
			? 'Choose the template again from the list, and compare its values with the template in Interakt'
			: recipient
				? 'Check the phone number of the person, with its country code'
				: 'Correct what the text above names',
	};
}

/**
 * Says why a message failed after it was queued: by Meta's code, of today or from before the Cloud API, else in
 * words.
 *
 * @param code `channel_error_code`
 * @param text `channel_failure_reason`
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function statusFailure(code: string | undefined, text: string | undefined): Failure {
	if (code !== undefined && (isKnown(code) || /^\d{6}$/.test(code)))
		return fromCode(code, cut(text));
	const known = codeOf(text ?? '');
	if (known !== undefined) return { ...fromCode(known, cut(text)), code: code ?? known };
	return {
		code: code ?? 'unknown',
		category: 'request',
		retry: 'never',
		message: `WhatsApp did not take the message: ${cut(text) ?? `code ${code ?? 'unknown'}`}`,
		hint: 'Look at the message in Interakt; its text says more',
	};
}

/** What the text says is at its beginning. */
const codeOf = (text: string) => {
	const beginning = text.slice(0, 2000);
	return WORDS.find(([words]) => words.test(beginning))?.[1];
};

function cut(text: string | undefined): string | undefined {
	return text === undefined || text.length <= MOST_DETAIL ? text : `${text.slice(0, MOST_DETAIL)}…`;
}
