import type { Failure } from '../provider';

type Reason = Pick<Failure, 'category' | 'message' | 'hint' | 'retry'>;

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
		/credit|balance|payment|not enough|account|sender.*(not|unknown|invalid)|(not|unknown|invalid).*sender/i,
		{
			category: 'account',
			message: 'There is a problem with the Infobip account or its sender',
			hint: 'Check balance and WhatsApp senders in the Infobip portal',
			retry: 'never',
		},
	],
	[
		/unknown (subscriber|user)|absent|unreachable|invalid destination|destination|undeliverable|blocked|blacklist|opt(ed)?[ -]?out|not (a |on |registered|have)?.*whats ?app|recipient|131026|131050/i,
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

/** The meaning of a text of Infobip's, where it is known. */
export function reasonFor(text: string): Reason | undefined {
	const words = text.slice(0, 2000).replace(/_/g, ' ');
	return REASONS.find(([pattern]) => pattern.test(words))?.[1];
}
