import { asText, type JsonObject } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import { type FailureRow, readRow } from '../failure';
import { CHAT, type CodedRow } from './chatErrorCodes';
import { GENERAL, STATUSES } from './generalErrorCodes';
import { statusGroup } from './values';

/** What each code of Infobip's list means, by its name, which is the code that a workflow sees. */
export const FAILURES: Readonly<Record<string, FailureRow>> = Object.fromEntries(
	[...CHAT, ...GENERAL, ...STATUSES].map(([, name, ...row]) => [name, row]),
);

/** The names by `error.id`, and by `status.id`: an ID is sure where a name may be worded anew. */
const names = (list: CodedRow[]) => new Map(list.map(([id, name]) => [String(id), name]));
const ERROR_NAMES = names([...CHAT, ...GENERAL]);
const STATUS_NAMES = names(STATUSES);

/**
 * Says why a message did not arrive: by the ID of the error, else by that of the status; what Infobip's list
 * does not hold is read from name and description.
 *
 * @param understood what was read from the words of this webhook so far
 * @see https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export function reportFailure(
	error: JsonObject | undefined,
	status: JsonObject,
	understood: Understood = new Map(),
): Failure {
	const told = Number(error?.id) > 0 ? error : undefined;
	const name = asText(told?.name) ?? asText(status.name) ?? 'failed';
	const description = asText(told?.description) ?? asText(status.description);
	const group = statusGroup(status);
	const listed = told ? rowOf(told, ERROR_NAMES) : rowOf(status, STATUS_NAMES);
	// Cut before they are joined: most of a long text is never read.
	const inWords = () =>
		reasonIn(`${name.slice(0, LONGEST_NAME)} ${(description ?? '').slice(0, 300)}`, understood);
	const reason = listed ?? inWords() ?? BY_GROUP[group ?? 'REJECTED'];
	const passing = told?.permanent === false && reason.retry === 'never' && mayPass(reason);
	const final = listed === undefined && told?.permanent === true;
	return {
		code: name,
		...reason,
		message: description === undefined ? reason.message : `${reason.message}: ${description}`,
		retry: passing ? 'later' : final ? 'never' : reason.retry,
	};
}

/** What the list says, by ID or else by name. */
function rowOf({ id, name }: JsonObject, known: ReadonlyMap<string, string>): Reason | undefined {
	const key = known.get(asText(id) ?? '') ?? asText(name) ?? '';
	// Looking for a long name takes as long as to read it.
	if (key.length > LONGEST_NAME || !Object.hasOwn(FAILURES, key)) return undefined;
	return readRow(FAILURES[key]);
}

/** Infobip's names are half as long at most. */
const LONGEST_NAME = 100;

/** Time alone opens no window and mends no template. */
const mayPass = ({ category }: Pick<Failure, 'category'>) =>
	category === 'recipient' || category === 'service' || category === 'request';

const REJECTED: Reason = {
	category: 'request',
	message: 'Infobip rejected the message',
	hint: 'Look the message up under Analyze → Logs in the Infobip portal',
	retry: 'never',
};
const BY_GROUP: Record<string, Reason> = {
	REJECTED,
	UNDELIVERABLE: {
		category: 'recipient',
		message: 'The message could not be delivered to this person',
		hint: 'Check that the number is right and uses WhatsApp',
		retry: 'never',
	},
	EXPIRED: {
		category: 'recipient',
		message: 'The message could not be delivered in time',
		hint: 'The phone was off or offline; send the message again if it still matters',
		retry: 'never',
	},
};

type Reason = Omit<Failure, 'code'>;

/** What Infobip's words mean, the surest first; names in capitals are read as words. */
const REASONS: ReadonlyArray<[words: RegExp, reason: Reason]> = [
	[
		/\b24[ -]?h(ours?|rs?)?\b|re ?-?engagement|(service|session|conversation|messaging|care) window|window (is |has |was )?(closed|expired|not open)|(no|outside|invalid|expired|without) (an |the |of )?(active |open )?(session|conversation)|session (has |is )?(expired|closed|not)|131047/i,
		{
			category: 'window',
			message: 'More than 24 hours have passed since this person last wrote',
			hint: 'Send an approved template instead',
			retry: 'never',
		},
	],
	[
		/template|placeholder|13200\d|13201\d/i,
		{
			category: 'template',
			message: 'The template does not fit, or may not be sent now',
			hint: 'Compare the values with the template, and look at its status in the Infobip portal',
			retry: 'never',
		},
	],
	[
		/too many|rate limit|throttl|flood|spam|frequency|ecosystem|capping|130429|13104[89]/i,
		{
			category: 'limit',
			message: 'A limit on sending was reached',
			hint: 'Wait before sending more, above all to this person',
			retry: 'later',
		},
	],
	[
		/credit|balance|payment|not enough|account|sender.{0,60}(not|unknown|invalid)|(not|unknown|invalid).{0,60}sender/i,
		{
			category: 'account',
			message: 'There is a problem with the Infobip account or its sender',
			hint: 'Check balance and WhatsApp senders in the Infobip portal',
			retry: 'never',
		},
	],
	[
		/unknown (subscriber|user)|absent|unreachable|invalid destination|destination|undeliverable|blocked|blacklist|opt(ed)?[ -]?out|not (a |on |registered|have)?.{0,60}whats ?app|recipient|131026|131050/i,
		{
			category: 'recipient',
			message: 'The message could not be delivered to this person',
			hint: 'Check that the number is right and uses WhatsApp',
			retry: 'never',
		},
	],
	[
		/media|download|file|mime/i,
		{
			category: 'request',
			message: 'The file could not be used',
			hint: 'Check its type and size, and that its link is public',
			retry: 'never',
		},
	],
];

/** What is known of texts, null for nothing: reports of one webhook say the same few things. */
export type Understood = Map<string, Reason | null>;

/** More different reasons than one webhook gives; of others the group of the status has to do. */
const MOST_REASONS = 100;

function reasonIn(words: string, understood: Understood): Reason | undefined {
	const known = understood.get(words);
	if (known !== undefined || understood.size >= MOST_REASONS) return known ?? undefined;
	const reason = reasonFor(words);
	understood.set(words, reason ?? null);
	return reason;
}

/** What a text is about stands there. */
const beginning = (text: string) => text.slice(0, 500);

/** The meaning of a text of Infobip's, where it is known. */
export function reasonFor(text: string): Reason | undefined {
	const words = beginning(text).replace(/_/g, ' ');
	return REASONS.find(([pattern]) => pattern.test(words))?.[1];
}
