import { type DeliveryFact, REPORTED } from '../../approvals/protocol';
import { shortHash } from '../../core/crypto';
import { alreadyKnown, type ApprovalState, messageIdsOf, record } from '../state';

/** Puts on record when each question was sent, delivered and read. */
export function withFacts(state: ApprovalState, facts: readonly DeliveryFact[]): ApprovalState {
	const times = new Map(facts.map(({ message, times: known }) => [message, known]));
	let known = state;
	for (const asked of state.people) {
		for (const messageId of messageIdsOf(asked)) {
			for (const event of REPORTED) {
				const time = times.get(shortHash(messageId))?.[event];
				if (time === undefined || alreadyKnown(known, event, messageId)) continue;
				const at = new Date(time * 1000).toISOString();
				known = record(known, { event, at, messageId, person: { ...asked.person } });
			}
		}
	}
	return known;
}
