import type { InboundEvent, ReplyEvent, StatusEvent } from '../providers/events';
import { provesClaim, readReference, type ApprovalReference } from '../shared/approvalReference';
import { isPerson } from '../shared/person';
import type { ApprovalState, Asked, Choice } from './approvalState';
import { choiceOf, DELIVERY, TEMPLATE_DELIVERY } from './references';

type Refusal =
	| 'not for this approval'
	| 'forged'
	| 'wrong person'
	| 'other message'
	| 'others can answer';

export type Verdict =
	| { kind: 'answer'; choice: Choice; asked: Asked; event: ReplyEvent }
	| { kind: 'failed'; event: StatusEvent }
	| { kind: 'windowClosed'; asked: Asked; event: StatusEvent }
	| { kind: 'refused'; reason: Refusal };

/**
 * What does this event mean for this request? An answer is only a tap that carries the reference
 * made for it, on the very message that asked, by the person whom that message asked. A failure is
 * only a failed status of the question, and only when nobody else was asked; a closed 24-hour window is
 * none where a template can still ask.
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
	if (!isHere(reference, state)) return refused('not for this approval');
	const asked = madeFor(reference, state);
	const found = choiceOf(state.choices, reference.choice);
	if (asked === undefined || found === undefined) return refused('forged');
	if (!isPerson(asked.identities, event.from)) return refused('wrong person');
	return !found.byTemplate && isOther(event.context?.messageId, asked)
		? refused('other message')
		: { kind: 'answer', choice: found.choice, asked, event };
}

function judgeFailure(event: StatusEvent, state: ApprovalState): Verdict {
	const reference = readReference(event.reference);
	if (!isHere(reference, state)) return refused('not for this approval');
	const asked = madeFor(reference, state);
	const byTemplate = reference.choice === TEMPLATE_DELIVERY;
	if (asked === undefined || !(byTemplate || reference.choice === DELIVERY)) {
		return refused('forged');
	}
	if (!byTemplate) {
		if (isOther(event.messageId, asked)) return refused('other message');
		if (state.template !== '' && event.failure?.category === 'window') {
			return { kind: 'windowClosed', asked, event };
		}
	}
	return state.people.length > 1 ? refused('others can answer') : { kind: 'failed', event };
}

function isHere(
	reference: ApprovalReference | undefined,
	{ executionId, nodeId }: ApprovalState,
): reference is ApprovalReference {
	return reference?.executionId === executionId && reference.nodeId === nodeId;
}

/** The person for whom this request made the reference. */
function madeFor(
	{ choice, executionId, nodeId, mac }: ApprovalReference,
	{ people, key }: ApprovalState,
): Asked | undefined {
	return people.find(({ person }) =>
		provesClaim(mac, { choice, executionId, nodeId, person }, key),
	);
}

/** Providers that do not say what was answered leave it to the reference alone. */
function isOther(messageId: string | undefined, asked: Asked): boolean {
	return messageId !== undefined && asked.messageId !== undefined && messageId !== asked.messageId;
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
