import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Person } from '../../whatsapp/events';
import { asObject } from '../../core/json';
import type { HistoryEntry } from '../state';

export interface Outcome {
	/** `notDelivered`: the question never reached the person. */
	decision: 'approved' | 'rejected' | 'chosen' | 'answered' | 'noAnswer' | 'notDelivered';
	choice?: string;
	/** What the person wrote, when that is the answer. */
	text?: string;
	person?: Person;
	decidedAt?: string;
	/** Why the person rejected, in their own words. */
	comment?: string;
	messageId?: string;
	/** Why the question did not reach the person. */
	failure?: DeliveryFailure;
	history: HistoryEntry[];
}

export interface DeliveryFailure {
	/** The provider's code, if it gave one. */
	code?: string;
	reason: string;
	/** What to do. */
	hint?: string;
}

/**
 * The item that leaves: the incoming fields, and the decision. A decision that came in with the
 * item is never passed on as this one's.
 */
export function outcomeItem(incoming: IDataObject, outcome: Outcome): INodeExecutionData {
	const { decision, choice, text, person, decidedAt, comment } = outcome;
	const { messageId, failure, history } = outcome;
	const approved = decision === 'approved';
	const data = asObject(incoming.data) ?? {};
	return {
		json: {
			...incoming,
			// n8n's agents also read these two.
			...('approved' in incoming ? { approved } : {}),
			data: { ...data, approved } as IDataObject,
			approval: {
				decision,
				approved,
				choice: choice ?? null,
				text: text ?? null,
				person: (person ?? null) as unknown as IDataObject,
				decidedAt: decidedAt ?? null,
				comment: comment ?? null,
				messageId: messageId ?? null,
				...(failure === undefined ? {} : { failure: { ...failure } }),
				history,
			},
		},
		pairedItem: { item: 0 },
	};
}
