import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { noAnswerExit, notDeliveredExit, onExit, outcomeItem } from '../output/exits';
import type { ApprovalState, Ending, Outcome } from '../state';
import { forgetState } from './execution';

type Item = Pick<ApprovalState, 'item' | 'files' | 'itemIndex' | 'exits'>;

/** The item with its outcome, on its exit. */
export function toExit(
	{ item, files, itemIndex, exits }: Item,
	{ outcome, exit }: Ending,
): INodeExecutionData[][] {
	const exitAt = { notDelivered: notDeliveredExit(exits), noAnswer: noAnswerExit(exits) };
	const at = typeof exit === 'number' ? exit : exitAt[exit];
	const incoming = { json: item, binary: files };
	return onExit([outcomeItem(incoming, outcome, itemIndex)], at, exits);
}

/** The items of several requests, each on its exit, in their order. */
export const toExits = (requests: readonly ApprovalState[], endings: readonly Ending[]) =>
	requests
		.map((request, index) => toExit(request, endings[index]))
		.reduce((all, one) => all.map((items, exit) => [...items, ...one[exit]]));

/** Ends requests: nobody waits any more, and executions can be found by what was decided. */
export function finishRequests(
	context: IExecuteFunctions | IWebhookFunctions,
	requests: readonly ApprovalState[],
): INodeExecutionData[][] {
	const endings = requests.map(({ ended }) => ended!);
	forgetState(context);
	setExecutionData(
		context,
		endings.map(({ outcome }) => outcome),
	);
	return toExits(requests, endings);
}

/** What n8n keeps of a value of custom execution data. */
const MOST_CHARACTERS = 255;

/**
 * Fills n8n's custom execution data, by which executions can be filtered: `whatsappApproval` and
 * `whatsappApprover`; of several requests each value once, with commas. Nodes of n8n 1.x have none: there
 * nothing is filled in.
 */
export function setExecutionData(
	context: IExecuteFunctions | IWebhookFunctions,
	outcomes: ReadonlyArray<Pick<Outcome, 'person'> & { decision: Outcome['decision'] | 'waiting' }>,
): void {
	// n8n's type has it for Code nodes only; its contexts all carry it, since 2.x.
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	if (customData === undefined) return;
	const once = (values: string[]) => [...new Set(values)].join(', ').slice(0, MOST_CHARACTERS);
	customData.set('whatsappApproval', once(outcomes.map(({ decision }) => decision)));
	const approvers = once(outcomes.flatMap(({ person }) => person?.phone ?? person?.userId ?? []));
	if (approvers !== '') customData.set('whatsappApprover', approvers);
}
