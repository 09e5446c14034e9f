import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Person } from '../providers/events';
import { asObject } from '../shared/json';
import type { ApprovalState, HistoryEntry } from './approvalState';

/** Exits in their order. */
export const EXITS = ['Approved', 'Rejected', 'No Answer'] as const;
export const NO_ANSWER_EXIT = 2;

export interface Outcome {
	/** `notAsked`: the question could not be sent, and the workflow goes on in spite of it. */
	decision: 'approved' | 'rejected' | 'noAnswer' | 'notAsked';
	choice?: string;
	person?: Person;
	decidedAt?: string;
	comment?: string;
	messageId?: string;
	history: HistoryEntry[];
}

/**
 * The item that leaves: the incoming fields, and the decision. A decision that came in with the
 * item is never passed on as this one's.
 */
export function outcomeItem(incoming: IDataObject, outcome: Outcome): INodeExecutionData {
	const { decision, choice, person, decidedAt, comment, messageId, history } = outcome;
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
				person: (person ?? null) as unknown as IDataObject,
				decidedAt: decidedAt ?? null,
				comment: comment ?? null,
				messageId: messageId ?? null,
				history,
			},
		},
		pairedItem: { item: 0 },
	};
}

/** Puts items on their exit: one of three, or the only one. */
export function onExit(
	items: INodeExecutionData[],
	exit: number,
	{ oneOutput }: Pick<ApprovalState, 'oneOutput'>,
): INodeExecutionData[][] {
	return oneOutput ? [items] : EXITS.map((_, index) => (index === exit ? items : []));
}
