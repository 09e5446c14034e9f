import type { Failure } from './provider';

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
