import type { IExecuteFunctions } from 'n8n-workflow';
import { providerById } from '../providers';
import type { Recipient } from '../providers/messages';
import type { Provider } from '../providers/types';
import { mistake } from '../shared/callProblem';
import type { Choice, Texts } from './approvalState';
import { deadlineOf, type DeadlineSetting } from './deadline';
import { readPeople } from './readPeople';

export const LIST_BUTTON = 'Choose';
export const OTHERS = 'This has been decided by {person}: {choice}';
export const CONFIRMATION = 'Thank you. Your answer has been recorded: {choice}';

/** The node's parameters, read and checked before anybody is asked. */
export interface ApprovalRequest {
	provider: Provider;
	sender: string;
	people: Recipient[];
	message: string;
	header?: string;
	footer?: string;
	choices: Choice[];
	deadline?: Date;
	texts: Texts;
	/** `name|language`; empty for none. */
	template: string;
	/** The label that opens a list. */
	listButton: string;
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
		listButton?: string;
		neverAsk?: string;
		othersText?: string;
	};
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
		people: readPeople(context, text('approver'), (options.neverAsk ?? '').trim()),
		message: text('message'),
		header: options.header || undefined,
		footer: options.footer || undefined,
		choices: readChoices(context),
		deadline,
		texts: {
			confirmation: options.confirmation ?? CONFIRMATION,
			others: options.othersText ?? OTHERS,
		},
		listButton: options.listButton || LIST_BUTTON,
		template: context.getNodeParameter('options.template', 0, '', {
			extractValue: true,
		}) as string,
	};
}

/** @throws NodeOperationError when there are too few choices, or more than a list can show */
function readChoices(context: IExecuteFunctions): Choice[] {
	if (context.getNodeParameter('responseType', 0, 'approval') === 'choices') {
		const choices = context.getNodeParameter('choices.choice', 0, []) as Array<{
			label?: string;
			description?: string;
		}>;
		if (choices.length < 2 || choices.length > 10) {
			throw mistake(
				context.getNode(),
				`There are ${choices.length} choices, so nobody was asked`,
				'Give two to ten choices: up to three are shown as buttons, more as a list',
			);
		}
		return choices.map(({ label, description }, index) => ({
			id: String(index),
			label: label ?? '',
			description,
			decision: 'chosen',
			exit: index,
		}));
	}
	const labels = context.getNodeParameter('approvalOptions.values', 0, {}) as {
		approveLabel?: string;
		disapproveLabel?: string;
	};
	return [
		{ id: 'a', label: labels.approveLabel || 'Approve', decision: 'approved', exit: 0 },
		{ id: 'r', label: labels.disapproveLabel || 'Reject', decision: 'rejected', exit: 1 },
	];
}
