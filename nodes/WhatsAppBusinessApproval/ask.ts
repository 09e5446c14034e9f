import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Recipient } from '../providers/messages';
import { signClaim, writeReference } from '../shared/approvalReference';
import { mistake } from '../shared/callProblem';
import { resolveSender } from '../shared/sender';
import { sendMessage } from '../shared/sendMessage';
import type { ApprovalState } from './approvalState';
import { readExits } from './exits';
import { DELIVERY } from './judge';
import type { ApprovalRequest } from './readRequest';

/** Sends the question. @returns everything that judging an answer will need */
export async function ask(
	context: IExecuteFunctions,
	request: ApprovalRequest,
): Promise<ApprovalState> {
	const { provider, person, message, header, footer, choices } = request;
	const key = randomBytes(32).toString('base64url');
	const from = await resolveSender(context, provider, request.sender);
	const refer = referrer(context, person, key);
	const question = {
		from,
		to: person,
		header,
		body: message,
		footer,
		reference: refer(DELIVERY),
	};
	const options = choices.map(({ id, label: title, description }) => ({
		id: refer(id),
		title,
		description,
	}));
	const { messageId, recipient } = await sendMessage(
		context,
		provider,
		options.length <= (provider.supports.buttons?.count ?? 0)
			? { kind: 'buttons', ...question, buttons: options }
			: { kind: 'list', ...question, button: request.listButton, rows: options },
	);
	return {
		key,
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		person,
		asked: [person, recipient],
		messageId,
		choices,
		confirmation: request.confirmation,
		exits: readExits(context),
		item: context.getInputData()[0]?.json ?? {},
		history: [
			{
				event: 'asked',
				at: new Date().toISOString(),
				messageId,
				person: { ...person, ...recipient },
				text: message,
				buttons: choices.map(({ label }) => label),
			},
		],
	};
}

/** Writes references of this execution for one person. */
function referrer(
	context: IExecuteFunctions,
	person: Recipient,
	key: string,
): (choice: string) => string {
	const executionId = context.getExecutionId();
	const nodeId = context.getNode().id;
	// n8n 1.x checks the signature of a resume request only after this; 2.x always does.
	const older = context as { setSignatureValidationRequired?: () => void };
	older.setSignatureValidationRequired?.();
	const signature = new URL(context.getSignedResumeUrl()).searchParams.get('signature') ?? '';
	return (choice) => {
		const mac = signClaim({ choice, executionId, nodeId, person }, key);
		const reference = writeReference({ choice, executionId, nodeId, signature, mac });
		if (reference !== undefined) return reference;
		throw mistake(
			context.getNode(),
			'The ID of this node or of the execution has a form that cannot travel on a button, so nobody was asked',
			'Copy the node and paste it again (n8n then gives it a new ID), connect the copy and delete the old one',
		);
	};
}
