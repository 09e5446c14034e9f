import type { InboundEvent, ReplyEvent } from '../providers/events';
import { provesClaim, readReference } from '../shared/approvalReference';
import { isPerson } from '../shared/person';
import type { ApprovalState, Choice } from './approvalState';

export type Verdict =
	| { ok: true; choice: Choice; event: ReplyEvent }
	| { ok: false; reason: 'not for this approval' | 'forged' | 'wrong person' | 'other message' };

/**
 * Is this event an answer to this request? Only a tap that carries the reference made for it, on
 * the very message that asked, by the person who was asked.
 *
 * @param event of a webhook whose signature is verified already
 */
export function judge(event: InboundEvent, state: ApprovalState): Verdict {
	if (event.event !== 'reply') return { ok: false, reason: 'not for this approval' };
	const reference = readReference(event.replyId);
	const { executionId, nodeId, person } = state;
	if (reference?.executionId !== executionId || reference.nodeId !== nodeId) {
		return { ok: false, reason: 'not for this approval' };
	}
	const claim = { choice: reference.choice, executionId, nodeId, person };
	const choice = state.choices.find(({ id }) => id === reference.choice);
	if (choice === undefined || !provesClaim(reference.mac, claim, state.key)) {
		return { ok: false, reason: 'forged' };
	}
	if (!isPerson(state.asked, event.from)) return { ok: false, reason: 'wrong person' };
	const answered = event.context?.messageId;
	if (answered !== undefined && answered !== state.messageId) {
		return { ok: false, reason: 'other message' };
	}
	return { ok: true, choice, event };
}

/** The first event that is an answer; else why the last one is none. */
export function firstAnswer(events: readonly InboundEvent[], state: ApprovalState): Verdict {
	let last: Verdict = { ok: false, reason: 'not for this approval' };
	for (const event of events) {
		const verdict = judge(event, state);
		if (verdict.ok) return verdict;
		if (verdict.reason !== 'not for this approval') last = verdict;
	}
	return last;
}
