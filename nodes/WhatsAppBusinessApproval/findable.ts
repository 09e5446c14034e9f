import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Person } from '../providers/events';
import type { Outcome } from './outcome';

/**
 * Fills n8n's custom execution data, by which executions can be filtered: `whatsappApproval` and
 * `whatsappApprover`. Nodes of n8n 1.x have none: there nothing is filled in.
 */
export function findable(
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
