import type { MessageEvent, ReplyEvent, StatusEvent } from '../whatsapp/events';
import { provesClaim, type ApprovalReference } from '../approvals/reference';
import type { ApprovalState, Asked, Choice } from './state';

export type Refusal =
	| 'not for this approval'
	| 'forged'
	| 'wrong person'
	| 'other message'
	| 'answered before';

/** What an event means for a request. `who` is an index in `people`. */
export type Verdict =
	| { kind: 'answer'; who: number; choice: Choice; by: 'tap' | 'text' | 'reaction'; event: Answer }
	/** What the person wrote, where writing is the answer. */
	| { kind: 'text'; who: number; text: string; event: Answer }
	| { kind: 'reason'; text: string; event: Answer }
	| { kind: 'doubtful'; who: number; event: Answer }
	/** A failed status of a question that stands in the chat, or may. */
	| { kind: 'failed'; who: number; windowClosed: boolean; event: StatusEvent }
	| { kind: 'reasonFailed'; event: StatusEvent }
	| { kind: 'status'; who: number; event: StatusEvent }
	/** The person has a new number or user ID. */
	| { kind: 'moved'; who: number; event: MessageEvent }
	| { kind: 'refused'; reason: Refusal };

export type Answer = ReplyEvent | MessageEvent;

export const refused = (reason: Refusal): Verdict => ({ kind: 'refused', reason });

export function isHere(
	reference: ApprovalReference | undefined,
	{ executionId, nodeId }: ApprovalState,
): reference is ApprovalReference {
	return reference?.executionId === executionId && reference.nodeId === nodeId;
}

/** The person for whom this request made the reference; -1 for nobody. */
export function madeFor(
	{ choice, executionId, nodeId, mac }: ApprovalReference,
	{ people, key }: ApprovalState,
): number {
	return people.findIndex(({ person }) =>
		provesClaim(mac, { choice, executionId, nodeId, person }, key),
	);
}

/** Providers that do not say what was answered leave it to the reference alone. */
export function isOther(messageId: string | undefined, { messageIds, lost }: Asked): boolean {
	if (messageId === undefined || lost || messageIds.length === 0) return false;
	return !messageIds.includes(messageId);
}

export const isTemplate = (sent: string, history: ApprovalState['history']): boolean =>
	history.some(({ messageId, template }) => messageId === sent && template !== undefined);
