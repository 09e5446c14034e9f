import { type ApprovalReference, readReference } from '../../approvals/reference';
import type { Note } from '../../approvals/protocol';
import type { InboundEvent } from '../../whatsapp/events';
import type { ApprovalState } from '../state';
import { applyEvents } from './apply';
import { interpretEvent, isHere, madeFor } from './interpret';
import type { Refusal } from './interpretation';

/** What becomes of the requests of one node, one for each item. */
export interface Together {
	/** `finish`: each of them has ended. `refused`: nothing has changed. */
	kind: 'finish' | 'goOn' | 'refused';
	requests: ApprovalState[];
	notes: Note[];
	/** Somebody's answer is on record now. */
	vote: boolean;
	/** Why nothing has changed. */
	reason: Refusal;
}

/** Does the request still wait? */
export const isOpen = ({ ended }: ApprovalState): boolean => ended === undefined;

/**
 * Applies the events of one webhook to all requests of a node, in their order. Pure. Each event is for the
 * request that its reference or the quoted message belongs to.
 *
 * @param now when the webhook came in
 */
export function applyToRequests(
	events: readonly InboundEvent[],
	before: readonly ApprovalState[],
	now = new Date(),
): Together {
	const requests = [...before];
	const notes: Note[] = [];
	let vote = false;
	let reason: Refusal = 'not for this approval';
	for (const event of events) {
		// What comes behind the last answer comes too late for all of them.
		if (!requests.some(isOpen)) break;
		for (const index of meant(event, requests, now)) {
			const transition = applyEvents([event], requests[index], now);
			notes.push(...transition.notes);
			if (transition.kind === 'refused') {
				if (transition.reason !== 'not for this approval') reason = transition.reason;
			} else if (transition.kind === 'goOn') {
				requests[index] = transition.state;
				vote ||= transition.vote === true;
			} else {
				const { outcome, exit } = transition;
				requests[index] = { ...requests[index], tasks: [], ended: { outcome, exit } };
				vote = true;
			}
		}
	}
	const changed = requests.some((request, index) => request !== before[index]);
	const waits = requests.some(isOpen);
	const kind = !waits ? 'finish' : changed ? 'goOn' : 'refused';
	return { kind, requests, notes, vote, reason };
}

/** The request that made a reference; -1 for none of them. */
export const ownerOf = (
	reference: ApprovalReference | undefined,
	requests: readonly ApprovalState[],
): number =>
	requests.findIndex((request) => isHere(reference, request) && madeFor(reference, request) >= 0);

/** Indexes of the requests that an event may concern. */
function meant(event: InboundEvent, requests: readonly ApprovalState[], now: Date): number[] {
	const all = [...requests.keys()];
	// Where there is but one, it says itself what it makes of the event.
	if (all.length === 1) return all;
	const reference = referenceOf(event);
	// A reference that none of them made is put on record by the first.
	if (reference !== undefined)
		return openFor(event, requests, [Math.max(0, ownerOf(reference, requests))]);
	const concerned = openFor(event, requests, all);
	if (!quotesNothing(event)) return concerned;
	const takers = concerned.filter(
		(index) => interpretEvent(event, requests[index], now).kind !== 'refused',
	);
	// Nobody can say which of them is meant; the trigger asks the person to quote.
	return takers.length > 1 ? [] : takers;
}

/** What becomes of a message is of no account once the request has ended; who answers late is told so. */
const openFor = (
	event: InboundEvent,
	requests: readonly ApprovalState[],
	indexes: readonly number[],
): number[] => indexes.filter((index) => event.event !== 'status' || isOpen(requests[index]));

function referenceOf(event: InboundEvent): ApprovalReference | undefined {
	if (event.event === 'reply')
		return readReference(event.replyId) ?? readReference(event.reference);
	return event.event === 'status' ? readReference(event.reference) : undefined;
}

const quotesNothing = (event: InboundEvent): boolean =>
	event.event === 'message' && event.kind !== 'system' && event.context?.messageId === undefined;
