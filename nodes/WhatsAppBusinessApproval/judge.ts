import type { InboundEvent, ReplyEvent, StatusEvent } from '../providers/events';
import { provesClaim, readReference, type ApprovalReference } from '../shared/approvalReference';
import { isPerson } from '../shared/person';
import type { ApprovalState, Choice } from './approvalState';

/** The choice in the reference that goes with the message itself and comes back in its statuses. */
export const DELIVERY = 'd';

type Refusal = 'not for this approval' | 'forged' | 'wrong person' | 'other message';

export type Verdict =
	| { kind: 'answer'; choice: Choice; event: ReplyEvent }
	| { kind: 'failed'; event: StatusEvent }
	| { kind: 'refused'; reason: Refusal };

/**
 * What does this event mean for this request? An answer is only a tap that carries the reference
 * made for it, on the very message that asked, by the person who was asked. A failure is only a
 * failed status of that message.
 *
 * @param event of a webhook whose signature is verified already
 */
export function judge(event: InboundEvent, state: ApprovalState): Verdict {
	if (event.event === 'reply') return judgeReply(event, state);
	if (event.event === 'status' && event.status === 'failed') return judgeFailure(event, state);
	return refused('not for this approval');
}

function judgeReply(event: ReplyEvent, state: ApprovalState): Verdict {
	const reference = readReference(event.replyId);
	const doubt = doubtIn(reference, state);
	if (doubt) return doubt;
	const choice = state.choices.find(({ id }) => id === reference?.choice);
	if (choice === undefined) return refused('forged');
	if (!isPerson(state.asked, event.from)) return refused('wrong person');
	const answered = event.context?.messageId;
	if (answered !== undefined && answered !== state.messageId) return refused('other message');
	return { kind: 'answer', choice, event };
}

function judgeFailure(event: StatusEvent, state: ApprovalState): Verdict {
	const reference = readReference(event.reference);
	const doubt = doubtIn(reference, state);
	if (doubt) return doubt;
	if (reference?.choice !== DELIVERY) return refused('forged');
	if (event.messageId !== state.messageId) return refused('other message');
	return { kind: 'failed', event };
}

/** Was this reference made for this request? */
function doubtIn(
	reference: ApprovalReference | undefined,
	{ executionId, nodeId, person, key }: ApprovalState,
): Verdict | undefined {
	if (reference?.executionId !== executionId || reference.nodeId !== nodeId) {
		return refused('not for this approval');
	}
	const claim = { choice: reference.choice, executionId, nodeId, person };
	return provesClaim(reference.mac, claim, key) ? undefined : refused('forged');
}

const refused = (reason: Refusal): Verdict => ({ kind: 'refused', reason });

/** The first event that settles the request; else why the last one does not. */
export function firstVerdict(events: readonly InboundEvent[], state: ApprovalState): Verdict {
	let last = refused('not for this approval');
	for (const event of events) {
		const verdict = judge(event, state);
		if (verdict.kind !== 'refused') return verdict;
		if (verdict.reason !== 'not for this approval') last = verdict;
	}
	return last;
}
