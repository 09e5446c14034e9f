import type { Provider } from '../providers/types';
import { canonicalPerson } from '../shared/person';
import { announce } from '../shared/preflightQuery';
import { get, readAccount, type Caller } from '../shared/transport';
import type { ApprovalState } from './approvalState';
import { readCallback } from './preflight';
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

/** Milliseconds for which the callback of a number is not asked for again. */
const KNOWN = 60_000;
const callbacks = new Map<string, { since: number; url: string }>();

async function readCallbackLately(
	caller: Caller,
	provider: Provider,
	from: string,
): Promise<string | undefined> {
	const id = caller.getNode().credentials?.[provider.credential]?.id ?? '';
	const key = [provider.id, id, caller.getWorkflow().id ?? '', from].join(' ');
	const lately = callbacks.get(key);
	if (lately !== undefined && Date.now() - lately.since < KNOWN) return lately.url;
	const url = await readCallback(caller, provider, from);
	if (url) callbacks.set(key, { since: Date.now(), url });
	return url;
}
