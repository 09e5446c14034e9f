import { cacheFor } from '../core/cache';
import type { Provider } from '../providers/provider';
import { failureOf } from './errors';

/** For an hour a number that has not got Direct Send is not tried again, where there is another way. */
const without = cacheFor<true>(3_600_000);

const keyOf = ({ id }: Provider, from: string): string => `${id} ${from}`;

/** Has this number been refused lately because its account has not got Direct Send? */
export const lacksDirectSend = (provider: Provider, from: string): boolean =>
	without.get(keyOf(provider, from)) === true;

/** Does what sending by Direct Send threw say that the account has not got it? */
export const saysWithoutDirectSend = ({ supports }: Provider, error: unknown): boolean =>
	supports.directSend?.withoutIt.includes(failureOf(error)?.code ?? '') === true;

/**
 * Remembers that a number has not got Direct Send, where a refusal says so.
 *
 * @param error what sending by Direct Send threw
 * @returns does it say so?
 */
export function learnDirectSend(provider: Provider, from: string, error: unknown): boolean {
	const lacking = saysWithoutDirectSend(provider, error);
	if (lacking) without.set(keyOf(provider, from), true);
	return lacking;
}
