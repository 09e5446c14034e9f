import type { StatusEvent } from '../whatsapp/events';
import { readReference, REASON_DELIVERY } from '../approvals/reference';
import type { ApprovalState } from './state';
import { isDelivery, TEMPLATE_DELIVERY } from './references';
import { isHere, isOther, isTemplate, madeFor, refused, type Verdict } from './verdict';

/** What a delivery status means for a request. */
export function judgeStatus(event: StatusEvent, state: ApprovalState): Verdict {
	const reference = readReference(event.reference);
	if (reference === undefined) return judgeNamelessStatus(event, state);
	if (!isHere(reference, state)) return refused('not for this approval');
	const who = madeFor(reference, state);
	if (who < 0 || !isDelivery(reference.choice)) return refused('forged');
	if (event.status !== 'failed') return { kind: 'status', who, event };
	if (reference.choice === REASON_DELIVERY) {
		const current = event.messageId === state.rejection?.messageId;
		return current ? { kind: 'reasonFailed', event } : refused('other message');
	}
	const byTemplate =
		reference.choice === TEMPLATE_DELIVERY || isTemplate(event.messageId, state.history);
	if (!byTemplate && isOther(event.messageId, state.people[who])) return refused('other message');
	const windowClosed = !byTemplate && state.template !== '' && event.failure?.category === 'window';
	return { kind: 'failed', who, windowClosed, event };
}

/** A status of a provider that does not repeat the reference: its message ID tells. */
function judgeNamelessStatus(event: StatusEvent, state: ApprovalState): Verdict {
	if (event.messageId === state.rejection?.messageId && event.status === 'failed')
		return { kind: 'reasonFailed', event };
	const who = state.people.findIndex(({ messageIds }) => messageIds.includes(event.messageId));
	if (who < 0) return refused('not for this approval');
	if (event.status !== 'failed') return { kind: 'status', who, event };
	const windowClosed =
		!isTemplate(event.messageId, state.history) &&
		state.template !== '' &&
		event.failure?.category === 'window';
	return { kind: 'failed', who, windowClosed, event };
}
