import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Message, Recipient, Template } from '../providers/messages';
import { mistake, rethrow } from '../shared/callProblem';
import { resolveSender } from '../shared/sender';
import { sendMessage } from '../shared/sendMessage';
import type { ApprovalState, Asked, HistoryEntry } from './approvalState';
import { isLost, isWindowClosed, refusedSend } from './deliveryFailure';
import { readExits } from './exits';
import { lookUpTemplate, templateQuestion, type Question } from './questionTemplate';
import type { ApprovalRequest } from './readRequest';
import { DELIVERY, refer } from './references';

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
	const question = await prepare(context, request);
	const template = await readTemplate(context, request);
	const people: Asked[] = [];
	const history: HistoryEntry[] = [];
	const failures: unknown[] = [];
	for (const person of request.people) {
		const entry = { at: new Date().toISOString(), person: { ...person } };
		try {
			const { how, messageId, recipient } = await askOne(
				context,
				request,
				question,
				person,
				template,
			);
			people.push({ person, identities: [person, recipient], messageId });
			const buttons = question.choices.map(({ label }) => label);
			history.push({ event: 'asked', ...entry, ...how, messageId, text: request.message, buttons });
		} catch (error) {
			failures.push(error);
			history.push({ event: 'not delivered', ...entry, ...refusedSend(error) });
			// The answer got lost: the question may be there, so an answer to it counts.
			if (isLost(error)) people.push({ person, identities: [person] });
		}
	}
	if (!people.some(({ messageId }) => messageId !== undefined)) throw failures[0];
	return {
		...question,
		people,
		texts: request.texts,
		exits: readExits(context),
		item: context.getInputData()[0]?.json ?? {},
		history,
	};
}

/** What the references rest on. @throws NodeOperationError when n8n's IDs have an unknown form */
async function prepare(context: IExecuteFunctions, request: ApprovalRequest): Promise<Question> {
	// n8n 1.x checks the signature of a resume request only after this; 2.x always does.
	const older = context as { setSignatureValidationRequired?: () => void };
	older.setSignatureValidationRequired?.();
	const question: Question = {
		key: randomBytes(32).toString('base64url'),
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		signature: new URL(context.getSignedResumeUrl()).searchParams.get('signature') ?? '',
		from: await resolveSender(context, request.provider, request.sender),
		question: request.message,
		choices: request.choices,
		template: request.template,
	};
	if (refer(question, request.people[0], DELIVERY) !== undefined) return question;
	throw mistake(
		context.getNode(),
		'The ID of this node or of the execution has a form that cannot travel on a button, so nobody was asked',
		'Copy the node and paste it again (n8n then gives it a new ID), connect the copy and delete the old one',
	);
}

/** @throws NodeOperationError when the chosen template cannot carry the question */
async function readTemplate(
	context: IExecuteFunctions,
	request: ApprovalRequest,
): Promise<Template | undefined> {
	if (request.template === '') return undefined;
	const { template, problem } = await lookUpTemplate(context, request.provider, request);
	if (problem) throw mistake(context.getNode(), problem.message, problem.hint);
	return template;
}

/** Asks with buttons; where the 24-hour window is closed, with the template if there is one. */
async function askOne(
	context: IExecuteFunctions,
	request: ApprovalRequest,
	question: Question,
	person: Recipient,
	template: Template | undefined,
) {
	const { provider } = request;
	try {
		return {
			how: {},
			...(await sendMessage(context, provider, buttons(request, question, person))),
		};
	} catch (error) {
		if (template === undefined || !isWindowClosed(error)) rethrow(context.getNode(), error);
		const sent = await sendMessage(context, provider, templateQuestion(question, template, person));
		return { how: { template: question.template }, ...sent };
	}
}

/** Buttons as long as they suffice, else a list. */
function buttons(
	{ provider, choices, header, message: body, footer, listButton }: ApprovalRequest,
	question: Question,
	to: Recipient,
): Message {
	const reference = (choice: string) => refer(question, to, choice) ?? '';
	const { from } = question;
	const common = { from, to, header, body, footer, reference: reference(DELIVERY) };
	const options = choices.map(({ id, label: title, description }) => ({
		id: reference(id),
		title,
		description,
	}));
	return options.length <= (provider.supports.buttons?.count ?? 0)
		? { kind: 'buttons', ...common, buttons: options }
		: { kind: 'list', ...common, button: listButton, rows: options };
}
