import type { InboundEvent, StatusEvent } from '../../whatsapp/events';
import { asRecipient, identitiesOf } from '../../whatsapp/person';
import {
	alreadyKnown,
	type ApprovalState,
	type DeliveryFailure,
	type Outcome,
	record,
	withPerson,
} from '../state';
import {
	type Transition,
	type Refusal,
	unchanged,
	type Interpretation,
	withTask,
} from './interpretation';
import { noteTo } from './notes';

/** Of somebody who tries again and again, this much is kept, and answered. */
const MOST_REFUSALS = 10;
const MOST_REPEATS = 5;

export function applyDoubtful(
	{ who, event }: Extract<Interpretation, { kind: 'doubtful' }>,
	state: ApprovalState,
): Transition {
	const asked = state.people[who];
	const repeats = (asked.repeats ?? 0) + 1;
	if (repeats > MOST_REPEATS) return unchanged;
	const entry = { event: 'not understood', at: event.timestamp, person: { ...event.from } };
	return {
		kind: 'goOn',
		state: withTask(withPerson(record(state, entry), who, { repeats }), { do: 'askAgain', who }),
		notes: [],
	};
}

export function applyFailed(
	{ who, windowClosed, event }: Extract<Interpretation, { kind: 'failed' }>,
	state: ApprovalState,
): Transition {
	const failure = undelivered(event);
	const { messageId, timestamp: at } = event;
	if (alreadyKnown(state, 'not delivered', messageId)) return unchanged;
	const messageIds = state.people[who].messageIds.filter((id) => id !== messageId);
	const entry = {
		event: 'not delivered',
		at,
		messageId,
		person: { ...state.people[who].person },
		...failure,
	};
	const known = withPerson(record(state, entry), who, { messageIds });
	if (windowClosed) {
		return { kind: 'goOn', state: withTask(known, { do: 'askByTemplate', who }), notes: [] };
	}
	// An earlier question, or one repeated, may still stand in the chat.
	if (messageIds.length > 0) return { kind: 'goOn', state: known, notes: [] };
	return unreachable(known, who, failure, messageId);
}

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
	const { history } = known;
	const outcome: Outcome = { decision: 'notDelivered', messageId, failure, history };
	return { kind: 'finish', exit: 'notDelivered', outcome, notes: [] };
}

export function applyStatus(
	{ who, event }: Extract<Interpretation, { kind: 'status' }>,
	state: ApprovalState,
): Transition {
	const { status, messageId, timestamp: at } = event;
	if (status === 'other' || alreadyKnown(state, status, messageId)) return unchanged;
	const entry = { event: status, at, messageId, person: { ...state.people[who].person } };
	return { kind: 'goOn', state: record(state, entry), notes: [] };
}

export function applyNumberChange(
	{ who, event }: Extract<Interpretation, { kind: 'numberChanged' }>,
	state: ApprovalState,
): Transition {
	const { newPhone, newUserId } = event.system!;
	const { identities } = state.people[who];
	const added = identitiesOf({ phone: newPhone, userId: newUserId });
	const entry = {
		event: 'number changed',
		at: event.timestamp,
		from: { ...event.from },
		to: added.map((identity) => ({ ...identity })),
	};
	return {
		kind: 'goOn',
		state: withPerson(record(state, entry), who, { identities: [...identities, ...added] }),
		notes: [],
	};
}

/** A refusal worth knowing is kept, so that the evidence shows who tried. */
export function refuse(reason: Refusal, event: InboundEvent, state: ApprovalState): Transition {
	if (reason === 'not for this approval' || event.event === 'status')
		return { ...unchanged, reason };
	const refusals = state.history.filter((entry) => entry.event === 'refused');
	const known = state.history.some(({ answerId }) => answerId === event.id);
	if (known || refusals.length >= MOST_REFUSALS) return { ...unchanged, reason };
	const again =
		reason === 'answered before'
			? noteTo({ person: asRecipient(event.from) }, state.texts.again)
			: [];
	const entry = {
		event: 'refused',
		at: event.timestamp,
		reason,
		person: { ...event.from },
		answerId: event.id,
	};
	return { kind: 'goOn', state: record(state, entry), notes: again };
}

/** Why a message that was accepted did not arrive, from its failed status. */
function undelivered({ failure }: StatusEvent): DeliveryFailure {
	return failure === undefined
		? { reason: 'The provider reports that the message failed, without saying why' }
		: { code: failure.code, reason: failure.message, hint: failure.hint };
}
