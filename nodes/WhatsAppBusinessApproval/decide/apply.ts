import type { InboundEvent } from '../../whatsapp/events';
import type { Note } from '../../approvals/protocol';
import {
	type ApprovalState,
	type Choice,
	learned,
	messageIdsOf,
	record,
	withPerson,
} from '../state';
import type { HistoryEntry } from '../history';
import { applyDoubtful, applyFailed, applyNumberChange, applyStatus, refuse } from './otherEvents';
import { interpretEvent } from './interpret';
import {
	type Answer,
	type Refusal,
	type Interpretation,
	withTask,
	type FinalTransition,
	type Transition,
} from './interpretation';
import { fill, noteTo, notesAfter } from './notes';
import { reject } from './reject';
import { tallyOf, verdictOf } from './votes';

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
	let vote = false;
	for (const event of events) {
		const interpretation = interpretEvent(event, state, now);
		const transition =
			interpretation.kind === 'refused'
				? refuse(interpretation.reason, event, state)
				: apply(interpretation, state);
		if (transition.kind === 'finish')
			return { ...transition, notes: [...notes, ...transition.notes] };
		notes.push(...transition.notes);
		if (transition.kind === 'goOn') {
			state = transition.state;
			vote ||= transition.vote === true;
		} else if (transition.reason !== 'not for this approval') refusal = transition.reason;
	}
	return state === before
		? { kind: 'refused', reason: refusal, notes }
		: { kind: 'goOn', state, notes, vote };
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
	const confirmed = noteTo(state.people[who], fill(state.texts.confirmation, label, person));
	if (state.rule === 'votes' && decision !== 'chosen') {
		const voted = withPerson(known, who, {
			answered: true,
			vote: { decision, choice: label, person, at },
		});
		// Only a vote for what comes of it decides.
		return verdictOf(voted) === decision
			? conclude(voted, who, choice, event)
			: { kind: 'goOn', state: voted, notes: confirmed, vote: true };
	}
	return conclude(known, who, choice, event, confirmed);
}

/** The answer decides; in order only the last one does, and a rejection may be asked about first. */
function conclude(
	known: ApprovalState,
	who: number,
	{ decision, label, exit }: Choice,
	{ from: person, timestamp: at, context }: Answer,
	confirmed: Note[] = [],
): Transition {
	const next = who + 1;
	if (decision === 'approved' && known.rule === 'order' && next < known.people.length) {
		return {
			kind: 'goOn',
			state: withTask(withPerson(known, who, { answered: true }), { do: 'ask', who: next }),
			notes: confirmed,
			vote: true,
		};
	}
	if (decision === 'rejected' && known.reasonMinutes > 0) {
		const until = new Date(Date.parse(at) + known.reasonMinutes * 60_000).toISOString();
		const rejection = { by: who, choice: label, person, at, until };
		return {
			kind: 'goOn',
			state: withTask({ ...known, rejection }, { do: 'askReason', who }),
			notes: [],
			vote: true,
		};
	}
	return {
		kind: 'finish',
		exit,
		outcome: {
			decision,
			choice: label,
			person,
			decidedAt: at,
			messageId: context?.messageId ?? messageIdsOf(known.people[who]).at(-1),
			votes: tallyOf(known),
			history: known.history,
		},
		notes: notesAfter(known, who, label, person),
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
