import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { Person } from '../../whatsapp/events';
import type { FinalTransition } from '../decide/interpretation';
import { notDeliveredExit, onExit, outcomeItem } from '../output/exits';
import type { ApprovalState, Outcome } from '../state';
import { forgetState } from './execution';

/** The item with its outcome, on its exit. */
export function toExit(
	{ item, files, exits }: Pick<ApprovalState, 'item' | 'files' | 'exits'>,
	{ outcome, exit }: Pick<FinalTransition, 'outcome' | 'exit'>,
): INodeExecutionData[][] {
	const at = exit === 'notDelivered' ? notDeliveredExit(exits) : exit;
	return onExit([outcomeItem({ json: item, binary: files }, outcome)], at, exits);
}

/** Ends a request: nobody waits any more, and executions can be found by what was decided. */
export function finishRequest(
	context: IExecuteFunctions | IWebhookFunctions,
	state: ApprovalState,
	ending: FinalTransition,
): INodeExecutionData[][] {
	forgetState(context);
	setExecutionData(context, ending.outcome.decision, ending.outcome.person);
	return toExit(state, ending);
}

/**
 * Fills n8n's custom execution data, by which executions can be filtered: `whatsappApproval` and
 * `whatsappApprover`. Nodes of n8n 1.x have none: there nothing is filled in.
 */
export function setExecutionData(
	context: IExecuteFunctions | IWebhookFunctions,
	status: Outcome['decision'] | 'waiting',
	person?: Person,
): void {
	// n8n's type has it for Code nodes only; its contexts all carry it, since 2.x.
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	if (customData === undefined) return;
	customData.set('whatsappApproval', status);
	const approver = person?.phone ?? person?.userId;
	if (approver !== undefined) customData.set('whatsappApprover', approver);
}
