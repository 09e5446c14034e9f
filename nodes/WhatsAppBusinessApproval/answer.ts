import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { providerById } from '../providers';
import type { StatusEvent } from '../providers/events';
import type { Provider } from '../providers/types';
import type { Note } from '../shared/note';
import { sendMessage } from '../shared/sendMessage';
import { readAccount } from '../shared/transport';
import { readWebhookRequest, takeIn } from '../shared/webhookIntake';
import { isLost, refusedSend, undelivered } from './deliveryFailure';
import { readState, type ApprovalState } from './approvalState';
import { firstVerdict, type Verdict } from './judge';
import { notDeliveredExit, onExit } from './exits';
import { notesAfter } from './notesAfter';
import { outcomeItem, type DeliveryFailure } from './outcome';
import { lookUpTemplate, templateQuestion } from './questionTemplate';

/**
 * Takes in a webhook that the trigger handed on: checks the provider's signature once more, then
 * reference and person, and resumes; or refuses, and the execution keeps waiting. Never throws:
 * an error in here would make n8n resume the execution.
 */
export async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const provider = providerById(context.getNodeParameter('provider') as string);
		const request = await readWebhookRequest(context);
		const intake = takeIn(provider, await readAccount(context, provider), request);
		if (!intake.ok) return refuse(context, intake.reason);
		const state = readState(context);
		if (state === undefined) return refuse(context, 'not waiting');
		const verdict = firstVerdict(intake.events, state);
		switch (verdict.kind) {
			case 'answer':
				return resumeAnswered(state, verdict);
			case 'failed':
				return resumeUndelivered(state, undelivered(verdict.event), verdict.event);
			case 'windowClosed':
				return await askByTemplate(context, provider, state, verdict);
			case 'refused':
				return refuse(context, verdict.reason);
		}
	} catch (error) {
		context.logger.error(`WhatsApp Business Approval: ${(error as Error).message}`);
		context.getResponseObject().status(500).json({ message: 'The answer could not be read' });
		return { noWebhookResponse: true };
	}
}

function resumeAnswered(
	state: ApprovalState,
	{ asked, choice, event }: Extract<Verdict, { kind: 'answer' }>,
): IWebhookResponseData {
	const { decision, label } = choice;
	const person = event.from;
	const entry = { event: decision, at: event.timestamp, choice: label, person: { ...person } };
	const leaving = outcomeItem(state.item, {
		decision,
		choice: label,
		person,
		decidedAt: event.timestamp,
		messageId: asked.messageId,
		history: [...state.history, entry],
	});
	return resume(
		onExit([leaving], choice.exit, state.exits),
		notesAfter(state, asked, label, person),
	);
}

/** Accepted at first, refused later: the provider reports that the question did not arrive. */
function resumeUndelivered(
	state: ApprovalState,
	failure: DeliveryFailure,
	{ messageId, timestamp: at }: StatusEvent,
): IWebhookResponseData {
	const entry = { event: 'not delivered', at, messageId, ...failure };
	const leaving = outcomeItem(state.item, {
		decision: 'notDelivered',
		messageId,
		failure,
		history: [...state.history, entry],
	});
	return resume(onExit([leaving], notDeliveredExit(state.exits), state.exits), []);
}

/** The buttons did not arrive because the 24-hour window is closed: asks again, and keeps waiting. */
async function askByTemplate(
	context: IWebhookFunctions,
	provider: Provider,
	state: ApprovalState,
	{ asked, event }: Extract<Verdict, { kind: 'windowClosed' }>,
): Promise<IWebhookResponseData> {
	let failure = undelivered(event);
	try {
		const { template } = await lookUpTemplate(context, provider, state);
		if (template !== undefined) {
			await sendMessage(context, provider, templateQuestion(state, template, asked.person));
			return keepWaiting(context, { approval: 'asked by template' });
		}
	} catch (error) {
		// Whether the template went out is unknown; if it did, its buttons still answer.
		if (isLost(error)) return keepWaiting(context, { approval: 'asked by template' });
		failure = refusedSend(error);
	}
	return state.people.length === 1
		? resumeUndelivered(state, failure, event)
		: refuse(context, 'others can answer');
}

/** n8n answers with the notes only when this very answer has made the execution go on. */
const resume = (workflowData: INodeExecutionData[][], notes: Note[]): IWebhookResponseData => ({
	workflowData,
	webhookResponse: { approval: 'resumed', notes },
});

function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.logger.warn(`WhatsApp Business Approval: an answer was refused (${reason})`);
	return keepWaiting(context, { approval: 'refused', reason });
}

/** 200, so that the trigger knows that the request was looked at and need not come again. */
function keepWaiting(context: IWebhookFunctions, answer: object): IWebhookResponseData {
	context.getResponseObject().status(200).json(answer);
	return { noWebhookResponse: true };
}
