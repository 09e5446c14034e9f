import { isSuccess } from '../core/http';
import type { Credential } from '../providers/http';
import type { Provider, ReadReceipt } from '../providers/provider';
import { ProviderError } from './errors';
import { call, type Caller } from './transport';

/**
 * Marks a message as read.
 *
 * @param provider one that has `markRead`
 * @throws NodeApiError where the provider refuses, or does not answer
 */
export async function markAsRead(
	caller: Caller,
	provider: Provider,
	receipt: ReadReceipt,
	credential: Credential,
	itemIndex?: number,
): Promise<void> {
	const { status, body } = await call(caller, provider, provider.markRead!(receipt, credential));
	if (!isSuccess(status)) {
		throw new ProviderError(caller.getNode(), provider.failure(status, body), itemIndex);
	}
}
