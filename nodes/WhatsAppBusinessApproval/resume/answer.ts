import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import { type Note, FACTS, readFacts, REHEARSAL } from '../../approvals/protocol';
import { credentialName } from '../../n8n/transport';
import { verifyAndParse, readWebhookRequest } from '../../n8n/webhook';
import { applyEvents } from '../decide/apply';
import { withFacts } from '../decide/evidence';
import type { Transition } from '../decide/interpretation';
import type { ApprovalState } from '../state';
import { readState, runAgain, saveState } from './execution';
import { finishRequest } from './finish';

/**
 * Takes in a webhook that the trigger handed on: checks the provider's signature once more, then
 * reference and person, and goes on; or refuses, and the execution keeps waiting. Never throws:
 * an error in here would make n8n resume the execution.
 */
export async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const provider = providerById(context.getNodeParameter('provider') as string);
		const request = await readWebhookRequest(context);
		const intake = await verifyAndParse(context, provider, request);
		if (!intake.ok && intake.status === 401) return refuseProof(context, provider, intake.reason);
		if (!intake.ok) return refuse(context, intake.reason);
		const state = readState(context);
		if (state === undefined) return refuse(context, 'not waiting');
		const known = withFacts(state, readFacts(request.headers[FACTS]));
		const transition = applyEvents(intake.events, known, new Date());
		if (request.headers[REHEARSAL] !== undefined)
			return rehearse(context, wouldTake(known, transition));
		switch (transition.kind) {
			case 'finish':
				return resume(finishRequest(context, state, transition), 'resumed', transition.notes);
			case 'goOn':
				saveState(context, transition.state);
				runAgain(context);
				return resume([[{ json: state.item }]], 'noted', transition.notes, transition.vote);
			case 'refused':
				return refuse(context, transition.reason);
		}
	} catch (error) {
		context.logger.error(`WhatsApp Business Approval: ${(error as Error).message}`);
		context.getResponseObject().status(500).json({ approval: 'failed' });
		return { noWebhookResponse: true };
	}
}

/** Would the answer be taken, rather than only be put on record as one that does not count? */
function wouldTake({ history }: ApprovalState, transition: Transition): boolean {
	if (transition.kind !== 'goOn') return transition.kind === 'finish';
	const added = transition.state.history.slice(history.length);
	return added.some(({ event }) => event !== 'refused' && event !== 'not understood');
}

/** Tells the trigger whether an answer would be taken, and leaves everything as it is. */
function rehearse(context: IWebhookFunctions, takes: boolean): IWebhookResponseData {
	context
		.getResponseObject()
		.status(200)
		.json({ approval: takes ? 'open' : 'refused' });
	return { noWebhookResponse: true };
}

/** n8n answers with the notes only when this very answer has made the execution go on. */
const resume = (
	workflowData: INodeExecutionData[][],
	approval: 'resumed' | 'noted',
	notes: Note[],
	vote = false,
): IWebhookResponseData => ({ workflowData, webhookResponse: { approval, notes, vote } });

/**
 * 503, so that it comes again: the trigger has let this webhook in, so the fault is with the credential of
 * this node, and whoever answered must not lose the answer for that.
 */
function refuseProof(
	context: IWebhookFunctions,
	provider: Provider,
	reason: string,
): IWebhookResponseData {
	const { secretName } = provider.webhooks;
	context.logger.error(
		`WhatsApp Business Approval: the credential "${credentialName(context, provider)}" could not verify a webhook that came to the waiting node "${context.getNode().name}". ${reason}. If the trigger handed it on, put the trigger's ${secretName} into this credential`,
	);
	context.getResponseObject().status(503).json({ approval: 'unproven' });
	return { noWebhookResponse: true };
}

/** 200, so that the trigger knows that the request was looked at and need not come again. */
function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.logger.warn(`WhatsApp Business Approval: an answer was refused (${reason})`);
	context.getResponseObject().status(200).json({ approval: 'refused', reason });
	return { noWebhookResponse: true };
}
