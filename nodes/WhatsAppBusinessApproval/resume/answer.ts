import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import { readReference } from '../../approvals/reference';
import { type Note, FACTS, readFacts, REHEARSAL } from '../../approvals/protocol';
import { credentialName } from '../../n8n/transport';
import { verifyAndParse, readWebhookRequest } from '../../n8n/webhook';
import { applyToRequests, ownerOf, type Together } from '../decide/requests';
import { withFacts } from '../decide/evidence';
import type { ApprovalState } from '../state';
import { readState, runAgain, saveState } from './execution';
import { finishRequests } from './finish';

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
		const requests = readState(context);
		if (requests === undefined) return refuse(context, 'not waiting');
		const facts = readFacts(request.headers[FACTS]);
		const known = requests.map((one) => withFacts(one, facts));
		const rehearsal = request.headers[REHEARSAL];
		if (rehearsal !== undefined) {
			const asked = askedAbout(rehearsal, known);
			const outcome = applyToRequests(intake.events, asked, new Date());
			return rehearse(context, wouldTake(asked, outcome));
		}
		const { kind, notes, vote, reason, ...after } = applyToRequests(
			intake.events,
			known,
			new Date(),
		);
		if (kind === 'refused') return refuse(context, reason);
		// n8n pairs what a webhook gives by its place on the exit, which of several items is another's.
		if (kind === 'finish' && requests.length === 1)
			return resume(finishRequests(context, after.requests), 'resumed', notes);
		saveState(context, after.requests);
		runAgain(context);
		const items = [requests.map(({ item }) => ({ json: item }))];
		return kind === 'finish'
			? resume(items, 'resumed', notes)
			: resume(items, 'noted', notes, vote);
	} catch (error) {
		context.logger.error(`WhatsApp Business Approval: ${(error as Error).message}`);
		context.getResponseObject().status(500).json({ approval: 'failed' });
		return { noWebhookResponse: true };
	}
}

/** The request whose question the trigger asks about; all where it means any. */
function askedAbout(rehearsal: string, requests: ApprovalState[]): ApprovalState[] {
	const owner = ownerOf(readReference(rehearsal), requests);
	return owner < 0 ? requests : [requests[owner]];
}

/** Would the answer be taken, rather than only be put on record as one that does not count? */
const wouldTake = (before: readonly ApprovalState[], { requests }: Together): boolean =>
	requests.some(({ history, ended }, index) => {
		if (ended !== before[index].ended) return true;
		const added = history.slice(before[index].history.length);
		return added.some(({ event }) => event !== 'refused' && event !== 'not understood');
	});

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
