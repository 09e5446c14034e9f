import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { ApprovalState } from '../state';
import { forgetState } from './execution';
import { notDeliveredExit, onExit } from '../exits';
import { findable } from '../findable';
import type { Finish } from '../decide/interpretation';
import { outcomeItem } from '../output/exits';

/** The item with its outcome, on its exit. */
export function leaving(
	{ item, exits }: Pick<ApprovalState, 'item' | 'exits'>,
	{ outcome, exit }: Pick<Finish, 'outcome' | 'exit'>,
): INodeExecutionData[][] {
	const at = exit === 'notDelivered' ? notDeliveredExit(exits) : exit;
	return onExit([outcomeItem(item, outcome)], at, exits);
}

/** Ends a request: nobody waits any more, and executions can be found by what was decided. */
export function leave(
	context: IExecuteFunctions | IWebhookFunctions,
	state: ApprovalState,
	ending: Finish,
): INodeExecutionData[][] {
	forgetState(context);
	findable(context, ending.outcome.decision, ending.outcome.person);
	return leaving(state, ending);
}
