import type { Note } from '../../approvals/protocol';
import type { MessageEvent, ReplyEvent, StatusEvent } from '../../whatsapp/events';
import type { Recipient } from '../../whatsapp/messages';
import type { ApprovalState, Choice, Ending, Task } from '../state';
import type { nextTry, Road } from './roads';

/** What becomes of a request, given what came in. */
export type Transition =
	| ({ kind: 'finish'; notes: Note[] } & Ending)
	/** Goes on waiting, with `state.tasks` to be done first; `vote`: somebody's answer is on record now. */
	| { kind: 'goOn'; state: ApprovalState; notes: Note[]; vote?: boolean }
	/** Nothing has changed. */
	| { kind: 'refused'; reason: Refusal; notes: Note[] };

export type FinalTransition = Extract<Transition, { kind: 'finish' }>;

/** Nothing to be said about it either. */
export const unchanged = {
	kind: 'refused',
	reason: 'not for this approval',
	notes: [],
} satisfies Transition;

/** The state with something to be done once the node runs again. */
export const withTask = (state: ApprovalState, task: Task): ApprovalState => ({
	...state,
	tasks: [...state.tasks, task],
});

export type Refusal =
	| 'not for this approval'
	| 'forged'
	| 'wrong person'
	| 'other message'
	| 'answered before'
	/** To a question that this node asked before, in a loop or in a try that failed. */
	| 'earlier request'
	/** Sent to another of our numbers than the one that asked. */
	| 'other number'
	/** Written before the question was asked. */
	| 'too early'
	/** By somebody who must not decide, asked under another identity. */
	| 'must not decide'
	/** Given after the deadline, or after the time for a reason. */
	| 'late';

/** What an event means for a request. `who` is an index in `people`. */
export type Interpretation =
	| { kind: 'answer'; who: number; choice: Choice; by: 'tap' | 'text' | 'reaction'; event: Answer }
	/** What the person wrote, where writing is the answer. */
	| { kind: 'text'; who: number; text: string; event: Answer }
	| { kind: 'reason'; text: string; event: Answer }
	| { kind: 'doubtful'; who: number; event: Answer }
	/** A failed status of a question that stands in the chat, or may. */
	| {
			kind: 'failed';
			who: number;
			road: Road;
			/** What is to be tried next, if anything. */
			next: ReturnType<typeof nextTry>;
			event: StatusEvent;
	  }
	| { kind: 'reasonFailed'; event: StatusEvent }
	| { kind: 'status'; who: number; event: StatusEvent }
	/** The person has a new number or user ID. */
	| { kind: 'numberChanged'; who: number[]; added: Recipient[]; event: MessageEvent }
	| { kind: 'refused'; reason: Refusal };

export type Answer = ReplyEvent | MessageEvent;

export const refused = (reason: Refusal): Interpretation => ({ kind: 'refused', reason });
