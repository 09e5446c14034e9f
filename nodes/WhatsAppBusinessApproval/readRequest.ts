import type { IExecuteFunctions } from 'n8n-workflow';
import { providerById } from '../providers';
import type { Recipient } from '../providers/messages';
import type { Provider } from '../providers/types';
import { mistake } from '../shared/callProblem';
import { parseRecipient } from '../shared/person';
import type { Choice } from './approvalState';
import { deadlineOf, type DeadlineSetting } from './deadline';

export const CONFIRMATION = 'Thank you. Your answer has been recorded: {choice}';

/** The node's parameters, read and checked before anybody is asked. */
export interface ApprovalRequest {
	provider: Provider;
	sender: string;
	person: Recipient;
	message: string;
	header?: string;
	footer?: string;
	choices: Choice[];
	deadline?: Date;
	/** `{choice}` stands for the label of the button. */
	confirmation: string;
	oneOutput: boolean;
}

/** @throws NodeOperationError naming the field to correct */
export function readRequest(context: IExecuteFunctions): ApprovalRequest {
	const node = context.getNode();
	const text = (name: string) => String(context.getNodeParameter(name, 0, '') ?? '');
	const options = context.getNodeParameter('options', 0, {}) as {
		confirmation?: string;
		deadline?: { values?: DeadlineSetting };
		footer?: string;
		header?: string;
		oneOutput?: boolean;
	};
	const person = parseRecipient(text('approver'));
	if (person === undefined) {
		throw mistake(
			node,
			`"${text('approver')}" is no phone number with country code`,
			'Write the number in "Ask" like +34 600 000 001, or give a WhatsApp user ID',
		);
	}
	const deadline = deadlineOf(options.deadline?.values, new Date(), context.getTimezone());
	if (deadline === 'invalid') {
		throw mistake(
			node,
			'The deadline is no date in the future, so nobody was asked',
			'Correct the option "Deadline"',
		);
	}
	return {
		provider: providerById(text('provider')),
		sender: context.getNodeParameter('sender', 0, '', { extractValue: true }) as string,
		person,
		message: text('message'),
		header: options.header || undefined,
		footer: options.footer || undefined,
		choices: readChoices(context),
		deadline,
		confirmation: options.confirmation ?? CONFIRMATION,
		oneOutput: options.oneOutput === true,
	};
}

function readChoices(context: IExecuteFunctions): Choice[] {
	const labels = context.getNodeParameter('approvalOptions.values', 0, {}) as {
		approveLabel?: string;
		disapproveLabel?: string;
	};
	return [
		{ id: 'a', label: labels.approveLabel || 'Approve', decision: 'approved', exit: 0 },
		{ id: 'r', label: labels.disapproveLabel || 'Reject', decision: 'rejected', exit: 1 },
	];
}
