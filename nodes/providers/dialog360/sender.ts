import { phoneDigits } from '../../core/phone';
import type { Account, Sender } from '../provider';
import { dialogAccount } from './account';

/** ID of the key's number, where the credential does not say which number that is. */
export const DEFAULT_SENDER = 'default';

/**
 * The one number that the API key belongs to. There is no call that tells which it is, so the
 * credential may name it; its digits are the ID, which is also how events name it.
 */
export function sender(account: Account): Sender {
	const { phoneNumber } = dialogAccount(account);
	return {
		id: phoneDigits(phoneNumber) ?? DEFAULT_SENDER,
		phone: phoneNumber,
		name: 'Number of the API key',
	};
}
