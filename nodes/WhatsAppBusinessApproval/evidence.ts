import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../providers/provider';
import { readFacts, REPORTED, type DeliveryFact } from '../shared/deliveryFacts';
import { asObject } from '../core/json';
import { PREFLIGHT } from '../approvals/protocol';
import { shortHash } from '../core/crypto';
import { get } from '../n8n/transport';
import { alreadyKnown, record, type ApprovalState } from './state';
import { readCallback } from './ask/triggerLink';
import { DELIVERY, refer } from './references';

/** Puts on record when each question was sent, delivered and read. */
export function withFacts(state: ApprovalState, facts: readonly DeliveryFact[]): ApprovalState {
	const times = new Map(facts.map(({ message, times: known }) => [message, known]));
	let known = state;
	for (const { person, messageIds } of state.people) {
		for (const messageId of messageIds) {
			for (const event of REPORTED) {
				const time = times.get(shortHash(messageId))?.[event];
				if (time === undefined || alreadyKnown(known, event, messageId)) continue;
				const at = new Date(time * 1000).toISOString();
				known = record(known, { event, at, messageId, person: { ...person } });
			}
		}
	}
	return known;
}

/** Asks the trigger behind the number what it has seen; when it does not say, there is less evidence. */
export async function fetchFacts(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
): Promise<DeliveryFact[]> {
	try {
		const url = await readCallback(context, provider, state.from);
		const reference = refer(state, state.people[0].person, DELIVERY);
		if (!url || reference === undefined) return [];
		const { body } = await get(context, url, { [PREFLIGHT]: reference });
		return readFacts(asObject(body)?.facts);
	} catch (error) {
		context.logger.warn(`When a question was read is not known: ${(error as Error).message}`);
		return [];
	}
}
