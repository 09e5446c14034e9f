import { type ApprovalState, messageIdsOf, record } from '../state';
import type { FinalTransition } from './interpretation';
import { notesAfter } from './notes';
import { tallyOf } from './votes';

/** Ends a rejection whose reason was awaited, with the reason if one was given. */
export function reject(
	state: ApprovalState,
	reason?: { text: string; at: string },
): FinalTransition {
	const { by, choice, person, at } = state.rejection!;
	return {
		kind: 'finish',
		exit: state.choices.findIndex(({ decision }) => decision === 'rejected'),
		outcome: {
			decision: 'rejected',
			choice,
			person,
			decidedAt: at,
			comment: reason?.text,
			messageId: messageIdsOf(state.people[by]).at(-1),
			votes: tallyOf(state),
			history:
				reason === undefined
					? state.history
					: record(state, { event: 'reason', ...reason }).history,
		},
		notes: notesAfter(state, by, choice, person),
	};
}
