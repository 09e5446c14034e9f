import type { Message } from '../providers/messages';
import type { Account, Provider, Sent } from '../providers/types';
import { mistake, refusal } from './callProblem';
import { isSuccess } from './httpStatus';
import { checkLimits } from './messageLimits';
import { call, readAccount, type Caller } from './transport';

/**
 * Sends one message. Once: an answer that got lost is reported, never sent again in silence.
 *
 * @param account the credential, where it has been read already
 * @returns what the provider accepted, which is not yet delivered
 * @throws NodeOperationError when the message breaks a limit (nothing was sent)
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function sendMessage(
	caller: Caller,
	provider: Provider,
	message: Message,
	itemIndex?: number,
	account?: Account,
): Promise<Sent> {
	const node = caller.getNode();
	const broken = checkLimits(message, provider);
	if (broken) throw mistake(node, broken.message, broken.hint, itemIndex);
	const request = provider.send(message, account ?? (await readAccount(caller, provider)));
	const { status, body } = await call(caller, provider, request);
	const sent = isSuccess(status) ? provider.sent(body) : undefined;
	if (sent === undefined) throw refusal(node, provider.failure(status, body), itemIndex);
	return sent;
}
