import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Person } from '../whatsapp/events';
import type { Outcome } from './output/exits';

/**
 * Fills n8n's custom execution data, by which executions can be filtered: `whatsappApproval` and
 * `whatsappApprover`.
 */
export function findable(
	context: IExecuteFunctions | IWebhookFunctions,
	status: Outcome['decision'] | 'waiting',
	person?: Person,
): void {
	// n8n's type has it for Code nodes only; its contexts all carry it.
	const { customData } = context as IExecuteFunctions;
	customData.set('whatsappApproval', status);
	const approver = person?.phone ?? person?.userId;
	if (approver !== undefined) customData.set('whatsappApprover', approver);
}
