import { type DeliveryFact, REPORTED } from '../../approvals/protocol';
import { shortHash } from '../../core/crypto';
import { alreadyKnown, type ApprovalState, messageIdsOf, record } from '../state';

/** Puts on record when each question was sent, delivered and read, and what it costs. */
export function withFacts(state: ApprovalState, facts: readonly DeliveryFact[]): ApprovalState {
	const byMessage = new Map(facts.map((fact) => [fact.message, fact]));
	let known = state;
	for (const asked of state.people) {
		for (const messageId of messageIdsOf(asked)) {
			const { times, price } = byMessage.get(shortHash(messageId)) ?? {};
			for (const event of REPORTED) {
				const time = times?.[event];
				if (time === undefined || alreadyKnown(known, event, messageId)) continue;
				const at = new Date(time * 1000).toISOString();
				const cost = event === 'read' ? undefined : price;
				known = record(known, { event, at, messageId, person: { ...asked.person }, ...cost });
			}
		}
	}
	return known;
}
