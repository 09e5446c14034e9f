import { defined } from '../core/json';
import type { Failure } from '../whatsapp/failure';
import type { Message } from '../whatsapp/messages';

/**
 * What a code means; `afterSeconds` where trying again helps; `everybody` where a limit is the sender's or the
 * account's, so that the next message meets it too.
 */
export type FailureRow = [
	category: Failure['category'],
	retry: Failure['retry'],
	message: string,
	hint: string,
	afterSeconds?: number,
	concerns?: 'everybody',
];

/** A row as a failure without its code. */
export const readRow = ([category, retry, message, hint, afterSeconds, concerns]: FailureRow): Omit<
	Failure,
	'code'
> =>
	defined({
		category,
		retry,
		message,
		hint,
		afterSeconds,
		concernsAll: concerns === 'everybody' ? (true as const) : undefined,
	});

/**
 * What is to be said of an answer that is neither a success nor a refusal: nobody knows whether the
 * message went out, so it is never sent again by itself.
 *
 * @param who the provider, as people call it
 * @param status HTTP status
 * @param where to look whether the message went out
 */
export function unclearAnswer(who: string, status: number, where = ''): Omit<Failure, 'code'> {
	return {
		category: 'service',
		retry: 'never',
		unclear: true,
		message: `${who} gave an answer that could not be understood (HTTP ${status})`,
		hint: `The message may or may not have been taken; look${where && ` ${where}`} before sending it again`,
	};
}

/**
 * For kinds of message that a provider does not carry; `supports` refuses them before `send` is asked.
 *
 * @throws RangeError always
 */
export function unsupportedKind({ kind }: Message): never {
	throw new RangeError(`Messages of the kind "${kind}" are not carried`);
}
