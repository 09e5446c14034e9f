import type { Note } from '../../shared/note';
import type { ApprovalState, Task } from '../state';
import type { Refusal } from '../verdict';
import type { Outcome } from '../output/exits';

/** What becomes of a request, given what came in. */
export type Move =
	| { kind: 'finish'; outcome: Outcome; exit: number | 'notDelivered'; notes: Note[] }
	/** Goes on waiting, with `state.tasks` to be done first. */
	| { kind: 'goOn'; state: ApprovalState; notes: Note[] }
	/** Nothing has changed. */
	| { kind: 'refused'; reason: Refusal; notes: Note[] };

export type Finish = Extract<Move, { kind: 'finish' }>;

/** Nothing to be said about it either. */
export const unchanged = {
	kind: 'refused',
	reason: 'not for this approval',
	notes: [],
} satisfies Move;

/** The state with something to be done once the node runs again. */
export const withTask = (state: ApprovalState, task: Task): ApprovalState => ({
	...state,
	tasks: [...state.tasks, task],
});
