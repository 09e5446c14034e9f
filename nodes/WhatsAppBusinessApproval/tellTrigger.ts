import type { Provider } from '../providers/provider';
import { lately } from '../n8n/cache';
import { canonicalPerson } from '../whatsapp/person';
import { announce } from '../approvals/protocol';
import { get, readAccount, type Caller } from '../n8n/transport';
import type { ApprovalState } from './state';
import { readCallback } from './ask/triggerLink';
import { DELIVERY, refer } from './references';

/**
 * Tells the trigger on this number which message asks whom, where it is not certain that the provider
 * repeats the reference in statuses. Otherwise typed answers, failed deliveries and taps on templates
 * without references would not find their way. A trigger that cannot be reached changes nothing: taps
 * that carry a reference come back all the same.
 *
 * @param reference that of the question, if the provider takes one
 */
export async function tellTrigger(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	messageId: string,
	reference: string | undefined,
): Promise<void> {
	if (provider.webhooks.repeatsReference) return;
	try {
		const callback = await readCallbackLately(caller, provider, state.from);
		if (!callback) return;
		const { person, identities } = state.people[who];
		const people = [...new Set(identities.map(canonicalPerson))].join('|');
		const announcement = {
			reference: reference ?? refer(state, person, DELIVERY) ?? '',
			messageId,
			people,
		};
		await get(caller, callback, announce(announcement, await readAccount(caller, provider)));
	} catch (error) {
		// The question is with the person already.
		caller.logger.warn(`The trigger was not told of a question: ${(error as Error).message}`);
	}
}

async function readCallbackLately(
	caller: Caller,
	provider: Provider,
	from: string,
): Promise<string | undefined> {
	const memory = lately(caller, provider, `callback ${from}`);
	const known = memory.value();
	if (known !== undefined) return known;
	const url = await readCallback(caller, provider, from);
	if (url) memory.keep(url);
	return url;
}
