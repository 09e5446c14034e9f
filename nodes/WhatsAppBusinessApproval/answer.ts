import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { providerById } from '../providers';
import type { Note } from '../shared/note';
import { readAccount } from '../shared/transport';
import { readWebhookRequest, takeIn } from '../shared/webhookIntake';
import { undelivered } from './deliveryFailure';
import { readState, type ApprovalState } from './approvalState';
import { firstVerdict, type Verdict } from './judge';
import { notDeliveredExit, onExit } from './exits';
import { notesAfter } from './notesAfter';
import { outcomeItem } from './outcome';

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
				return resumeUndelivered(state, verdict);
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
	{ event }: Extract<Verdict, { kind: 'failed' }>,
): IWebhookResponseData {
	const { messageId, timestamp: at } = event;
	const failure = undelivered(event);
	const entry = { event: 'not delivered', at, messageId, ...failure };
	const leaving = outcomeItem(state.item, {
		decision: 'notDelivered',
		messageId,
		failure,
		history: [...state.history, entry],
	});
	return resume(onExit([leaving], notDeliveredExit(state.exits), state.exits), []);
}

/** n8n answers with the notes only when this very answer has made the execution go on. */
const resume = (workflowData: INodeExecutionData[][], notes: Note[]): IWebhookResponseData => ({
	workflowData,
	webhookResponse: { approval: 'resumed', notes },
});

/** 200, so that the trigger knows that the request was looked at and need not come again. */
function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.logger.warn(`WhatsApp Business Approval: an answer was refused (${reason})`);
	context.getResponseObject().status(200).json({ approval: 'refused', reason });
	return { noWebhookResponse: true };
}
