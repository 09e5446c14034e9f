import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Message, Recipient } from '../providers/messages';
import { signClaim, writeReference } from '../shared/approvalReference';
import { mistake } from '../shared/callProblem';
import { resolveSender } from '../shared/sender';
import { sendMessage } from '../shared/sendMessage';
import type { ApprovalState, Asked, HistoryEntry } from './approvalState';
import { isLost, refusedSend } from './deliveryFailure';
import { readExits } from './exits';
import { DELIVERY } from './judge';
import type { ApprovalRequest } from './readRequest';

/**
 * Sends the question to everybody named. Whom it does not reach is noted; only when it reaches
 * nobody is that a failure of the node.
 *
 * @returns everything that judging an answer will need
 */
export async function ask(
	context: IExecuteFunctions,
	request: ApprovalRequest,
): Promise<ApprovalState> {
	const { provider, choices, message: text } = request;
	const key = randomBytes(32).toString('base64url');
	const from = await resolveSender(context, provider, request.sender);
	const people: Asked[] = [];
	const history: HistoryEntry[] = [];
	const failures: unknown[] = [];
	for (const person of request.people) {
		const entry = { at: new Date().toISOString(), person: { ...person } };
		try {
			const message = question(request, from, person, referrer(context, person, key));
			const { messageId, recipient } = await sendMessage(context, provider, message);
			people.push({ person, identities: [person, recipient], messageId });
			const buttons = choices.map(({ label }) => label);
			history.push({ event: 'asked', ...entry, messageId, text, buttons });
		} catch (error) {
			failures.push(error);
			history.push({ event: 'not delivered', ...entry, ...refusedSend(error) });
			// The answer got lost: the question may be there, so an answer to it counts.
			if (isLost(error)) people.push({ person, identities: [person] });
		}
	}
	if (!people.some(({ messageId }) => messageId !== undefined)) throw failures[0];
	return {
		key,
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		people,
		choices,
		texts: request.texts,
		exits: readExits(context),
		item: context.getInputData()[0]?.json ?? {},
		history,
	};
}

/** The message that asks one person: buttons as long as they suffice, else a list. */
function question(
	{ provider, choices, header, message: body, footer, listButton }: ApprovalRequest,
	from: string,
	to: Recipient,
	refer: (choice: string) => string,
): Message {
	const common = { from, to, header, body, footer, reference: refer(DELIVERY) };
	const options = choices.map(({ id, label: title, description }) => ({
		id: refer(id),
		title,
		description,
	}));
	return options.length <= (provider.supports.buttons?.count ?? 0)
		? { kind: 'buttons', ...common, buttons: options }
		: { kind: 'list', ...common, button: listButton, rows: options };
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
