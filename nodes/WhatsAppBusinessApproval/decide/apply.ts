import type { InboundEvent } from '../../whatsapp/events';
import type { Note } from '../../approvals/protocol';
import { learned, messageIdsOf, record, withPerson, type ApprovalState } from '../state';
import type { HistoryEntry } from '../history';
import { applyDoubtful, applyFailed, applyNumberChange, applyStatus, refuse } from './otherEvents';
import { interpretEvent } from './interpret';
import {
	type Refusal,
	type Interpretation,
	withTask,
	type FinalTransition,
	type Transition,
} from './interpretation';
import { fill, noteTo, notesAfter } from './notes';

/**
 * Applies the events of one webhook to a request, in their order, up to the one that ends it. Pure:
 * the same events give the same transition. Only an answer of the right person (see `interpretEvent`) approves.
 *
 * @param now when the webhook came in
 */
export function applyEvents(
	events: readonly InboundEvent[],
	before: ApprovalState,
	now = new Date(),
): Transition {
	let state = before;
	let refusal: Refusal = 'not for this approval';
	const notes: Note[] = [];
	for (const event of events) {
		const interpretation = interpretEvent(event, state, now);
		const transition =
			interpretation.kind === 'refused'
				? refuse(interpretation.reason, event, state)
				: apply(interpretation, state);
		if (transition.kind === 'finish')
			return { ...transition, notes: [...notes, ...transition.notes] };
		notes.push(...transition.notes);
		if (transition.kind === 'goOn') state = transition.state;
		else if (transition.reason !== 'not for this approval') refusal = transition.reason;
	}
	return state === before
		? { kind: 'refused', reason: refusal, notes }
		: { kind: 'goOn', state, notes };
}

function apply(
	interpretation: Exclude<Interpretation, { kind: 'refused' }>,
	state: ApprovalState,
): Transition {
	switch (interpretation.kind) {
		case 'answer':
			return applyAnswer(interpretation, state);
		case 'text':
			return applyText(interpretation, state);
		case 'reason':
			return reject(state, { text: interpretation.text, at: interpretation.event.timestamp });
		case 'reasonFailed':
			return reject(state);
		case 'doubtful':
			return applyDoubtful(interpretation, state);
		case 'failed':
			return applyFailed(interpretation, state);
		case 'status':
			return applyStatus(interpretation, state);
		case 'numberChanged':
			return applyNumberChange(interpretation, state);
	}
}

function applyAnswer(
	{ who, choice, by, event }: Extract<Interpretation, { kind: 'answer' }>,
	state: ApprovalState,
): Transition {
	const { decision, label } = choice;
	const { from: person, timestamp: at, id } = event;
	const entry: HistoryEntry = {
		event: decision,
		at,
		choice: label,
		by,
		person: { ...person },
		answerId: id,
	};
	const known = learned(record(state, entry), who, person);
	const next = who + 1;
	if (decision === 'approved' && state.rule === 'order' && next < state.people.length) {
		return {
			kind: 'goOn',
			state: withTask(withPerson(known, who, { answered: true }), { do: 'ask', who: next }),
			notes: noteTo(state.people[who], fill(state.texts.confirmation, label, person)),
		};
	}
	if (decision === 'rejected' && state.reasonMinutes > 0) {
		const until = new Date(Date.parse(at) + state.reasonMinutes * 60_000).toISOString();
		const rejection = { by: who, choice: label, person, at, until };
		return {
			kind: 'goOn',
			state: withTask({ ...known, rejection }, { do: 'askReason', who }),
			notes: [],
		};
	}
	return {
		kind: 'finish',
		exit: choice.exit,
		outcome: {
			decision,
			choice: label,
			person,
			decidedAt: at,
			messageId: event.context?.messageId ?? messageIdsOf(state.people[who]).at(-1),
			history: known.history,
		},
		notes: notesAfter(state, who, label, person),
	};
}

function applyText(
	{ who, text, event }: Extract<Interpretation, { kind: 'text' }>,
	state: ApprovalState,
): FinalTransition {
	const { from: person, timestamp: decidedAt, id } = event;
	const entry: HistoryEntry = {
		event: 'answered',
		at: decidedAt,
		text,
		person: { ...person },
		answerId: id,
	};
	return {
		kind: 'finish',
		exit: 0,
		outcome: {
			decision: 'answered',
			text,
			person,
			decidedAt,
			messageId: messageIdsOf(state.people[who]).at(-1),
			history: record(state, entry).history,
		},
		notes: notesAfter(state, who, text, person),
	};
}

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
			history:
				reason === undefined
					? state.history
					: record(state, { event: 'reason', ...reason }).history,
		},
		notes: notesAfter(state, by, choice, person),
	};
}
