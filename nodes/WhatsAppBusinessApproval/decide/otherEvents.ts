import type { InboundEvent, StatusEvent } from '../../whatsapp/events';
import { asRecipient } from '../../whatsapp/person';
import { priceOf } from '../../whatsapp/price';
import {
	alreadyKnown,
	type ApprovalState,
	type DeliveryFailure,
	learned,
	type Outcome,
	record,
	type SentQuestion,
	withPerson,
} from '../state';
import type { HistoryEntry } from '../history';
import {
	type Transition,
	type Refusal,
	unchanged,
	type Interpretation,
	withTask,
} from './interpretation';
import { noteTo, notesAfter } from './notes';
import { reject } from './reject';
import { type Road, roadOf } from './roads';
import { lastRejection, tallyOf, verdictOf } from './votes';

/** Of somebody who tries again and again, this much is kept, and answered. */
const MOST_REFUSALS = 10;
const MOST_REPEATS = 5;

export function applyDoubtful(
	{ who, event }: Extract<Interpretation, { kind: 'doubtful' }>,
	state: ApprovalState,
): Transition {
	if (isOnRecord(event, state)) return unchanged;
	const asked = state.people[who];
	const repeats = (asked.repeats ?? 0) + 1;
	if (repeats > MOST_REPEATS) return unchanged;
	const entry: HistoryEntry = {
		event: 'not understood',
		at: event.timestamp,
		person: { ...event.from },
		answerId: event.id,
		...(event.event === 'reply' && event.title !== undefined ? { label: event.title } : {}),
	};
	return {
		kind: 'goOn',
		state: withTask(withPerson(record(state, entry), who, { repeats }), { do: 'askAgain', who }),
		notes: [],
	};
}

export function applyFailed(
	{ who, road, next, event }: Extract<Interpretation, { kind: 'failed' }>,
	state: ApprovalState,
): Transition {
	const failure = undelivered(event);
	const { messageId, timestamp: at } = event;
	if (alreadyKnown(state, 'not delivered', messageId)) return unchanged;
	const messages = withFailed(state.people[who].messages, messageId, road);
	const entry: HistoryEntry = {
		event: 'not delivered',
		at,
		messageId,
		person: { ...state.people[who].person },
		...failure,
	};
	const known = withPerson(record(state, entry), who, { messages });
	if (next !== undefined)
		return { kind: 'goOn', state: withTask(known, { do: next, who }), notes: [] };
	// An earlier question, or one repeated, may still stand in the chat.
	if (messages.some(({ failed }) => !failed)) return { kind: 'goOn', state: known, notes: [] };
	return unreachable(known, who, failure, messageId);
}

/** One of the messages has failed; where its ID was not known, it is the one that may be there. */
const withFailed = (messages: SentQuestion[], id: string, road: Road): SentQuestion[] => {
	const known = messages.some((message) => message.id === id);
	return messages.map((message) => {
		const meant = known
			? message.id === id
			: message.id === undefined && roadOf(message.by) === road;
		return meant ? { ...message, id, failed: true } : message;
	});
};

/** No question reached this person: that ends the request, unless others can still answer. */
export function unreachable(
	state: ApprovalState,
	who: number,
	failure: Outcome['failure'],
	messageId?: string,
): Exclude<Transition, { kind: 'refused' }> {
	const known = withPerson(state, who, { unreached: true });
	if (state.rule === 'first' && known.people.some(({ unreached }) => !unreached)) {
		return { kind: 'goOn', state: known, notes: [] };
	}
	const verdict = state.rule === 'votes' ? verdictOf(known) : 'unreachable';
	if (verdict === 'open') return { kind: 'goOn', state: known, notes: [] };
	if (verdict === 'rejected') {
		// With somebody unreached, those who rejected cannot be outvoted any more.
		const rejection = lastRejection(known)!;
		const { choice, person } = rejection;
		return { ...reject({ ...known, rejection }), notes: notesAfter(known, -1, choice, person) };
	}
	const { history } = known;
	const votes = tallyOf(known);
	const outcome: Outcome = { decision: 'notDelivered', messageId, failure, votes, history };
	return { kind: 'finish', exit: 'notDelivered', outcome, notes: [] };
}

export function applyStatus(
	{ who, event }: Extract<Interpretation, { kind: 'status' }>,
	state: ApprovalState,
): Transition {
	const { status, messageId, timestamp: at } = event;
	if (status === 'other' || alreadyKnown(state, status, messageId)) return unchanged;
	const entry: HistoryEntry = {
		event: status,
		at,
		messageId,
		person: { ...state.people[who].person },
		...priceOf(event),
	};
	// A status names the one to whom the message went, at times with an identity that is new.
	return { kind: 'goOn', state: learned(record(state, entry), who, event.from), notes: [] };
}

export function applyNumberChange(
	{ who, added, event }: Extract<Interpretation, { kind: 'numberChanged' }>,
	state: ApprovalState,
): Transition {
	const entry: HistoryEntry = {
		event: 'number changed',
		at: event.timestamp,
		from: { ...event.from },
		to: added.map((identity) => ({ ...identity })),
	};
	const moved = who.reduce(
		(known, index) =>
			withPerson(known, index, { identities: [...known.people[index].identities, ...added] }),
		record(state, entry),
	);
	return { kind: 'goOn', state: moved, notes: [] };
}

/** Is this very answer on record already? Webhooks are delivered again. */
const isOnRecord = ({ id }: InboundEvent, { history }: ApprovalState): boolean =>
	history.some((entry) => 'answerId' in entry && entry.answerId === id);

/** A refusal worth knowing is kept, so that the evidence shows who tried. */
export function refuse(reason: Refusal, event: InboundEvent, state: ApprovalState): Transition {
	if (reason === 'not for this approval' || event.event === 'status')
		return { ...unchanged, reason };
	const refusals = state.history.filter((entry) => entry.event === 'refused');
	if (isOnRecord(event, state) || refusals.length >= MOST_REFUSALS) return { ...unchanged, reason };
	const notes: Partial<Record<Refusal, string>> = {
		'answered before': state.texts.again,
		late: state.texts.late,
		'earlier request': state.texts.late,
	};
	const told = noteTo({ person: asRecipient(event.from) }, notes[reason] ?? '');
	const entry: HistoryEntry = {
		event: 'refused',
		at: event.timestamp,
		reason,
		person: { ...event.from },
		answerId: event.id,
	};
	return { kind: 'goOn', state: record(state, entry), notes: told };
}

/** Why a message that was accepted did not arrive, from its failed status. */
function undelivered({ failure }: StatusEvent): DeliveryFailure {
	return failure === undefined
		? { reason: 'The provider reports that the message failed, without saying why' }
		: { code: failure.code, reason: failure.message, hint: failure.hint };
}
