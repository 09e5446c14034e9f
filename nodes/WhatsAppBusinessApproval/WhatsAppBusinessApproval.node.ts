import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
	NodeApiError,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { nodeError, wasRefused } from '../n8n/errors';
import { providerCredentials } from '../n8n/fields';
import { searchSenders } from '../n8n/senders';
import { searchTemplates } from '../n8n/templates';
import { ask } from './ask';
import { refusedSend } from './ask/failure';
import { approvalFields, subtitleExpression } from './description';
import { exitsExpression, notDeliveredExit, onExit, outcomeItem, readExits } from './output/exits';
import { readRequest } from './parameters';
import { answer } from './resume/answer';
import { continueRequests, handleTimeout, waitOrFinish } from './resume/continue';
import { beginAnew, guard, readState, runReason, wasAskedElsewhere } from './resume/execution';
import type { HistoryEntry } from './history';
import type { DeliveryFailure, Exits } from './state';

/**
 * Where the trigger hands answers on. This very form makes n8n sign the resume URL and check the
 * signature (together with the operation `sendAndWait`).
 */
const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];

export class WhatsAppBusinessApproval implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business Approval',
		name: 'whatsAppBusinessApproval',
		icon: {
			light: 'file:whatsAppBusinessApproval.svg',
			dark: 'file:whatsAppBusinessApproval.dark.svg',
		},
		group: ['output'],
		// n8n evaluates an expression for every webhook of a node of version 1. Since 1.2 a deadline is set
		// from the start, and it and the template are no options any more.
		version: [1, 1.1, 1.2],
		defaultVersion: 1.2,
		subtitle: subtitleExpression,
		description: 'Ask a person on WhatsApp, wait for the tap on a button, and branch',
		defaults: { name: 'WhatsApp Business Approval' },
		// As an agent's ordinary tool its answer would be the input; n8n makes the variant "human
		// review" of it by itself.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: exitsExpression as INodeTypeDescription['outputs'],
		credentials: providerCredentials,
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'Waiting for the answer on WhatsApp',
		properties: approvalFields,
	};

	methods = { listSearch: { searchSenders, searchTemplates } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const exits = readExits(this);
		try {
			const run = runReason(this);
			const waiting = run === 'first' ? undefined : readState(this);
			if (run !== 'first') {
				// Decided in the meantime: what there was to say has been said.
				if (waiting === undefined) return onExit([], 0, exits);
				if (!wasAskedElsewhere(this, waiting)) {
					return run === 'timedOut'
						? await handleTimeout(this, waiting, new Date())
						: await continueRequests(this, waiting);
				}
				beginAnew(this, waiting);
			}
			guard(this, exits.oneOutput);
			// An agent's call may come without one.
			const count = Math.max(1, this.getInputData().length);
			const wanted = Array.from({ length: count }, (_, item) => readRequest(this, item));
			const requests = await ask(this, wanted);
			const failures = requests.flatMap(({ ended }) => ended?.outcome.failure ?? []);
			if (failures.length === count) sayNobodyWasAsked(this, failures);
			return await waitOrFinish(this, requests);
		} catch (error) {
			// A refusal by the provider has an exit of its own; the rest is for the builder to mend.
			if (!wasRefused(error) && !goesOn(this, exits)) throw nodeError(this.getNode(), error);
			return notDelivered(this, error, exits);
		}
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answer(this);
	}
}

/** n8n lets an agent's tool go on unless told to stop, but tells the agent that it was rejected. */
function goesOn(context: IExecuteFunctions, { humanReview }: Exits): boolean {
	if (context.continueOnFail()) return true;
	return humanReview && context.getNode().onError !== 'stopWorkflow';
}

/**
 * Nobody was asked. Under Continue On Fail n8n itself would pass the input on by "Approved"; this
 * leaves by "Not Delivered", or by the error output. There n8n looks for the item that a failed one
 * is paired with, and passes the input on by the first output when it finds none; so items for the
 * error output are left unpaired.
 */
function notDelivered(context: IExecuteFunctions, error: unknown, exits: Exits) {
	const failure = refusedSend(error);
	sayNobodyWasAsked(context, [failure]);
	const at = new Date().toISOString();
	const history: HistoryEntry[] = [{ event: 'not delivered', at, ...failure }];
	const toErrorOutput = !wasRefused(error) && context.getNode().onError === 'continueErrorOutput';
	const items = context.getInputData().map((incoming, item): INodeExecutionData => {
		const failed = outcomeItem(incoming, { decision: 'notDelivered', failure, history });
		if (!toErrorOutput) return { ...failed, pairedItem: { item } };
		delete failed.pairedItem;
		return { ...failed, error: error as NodeApiError };
	});
	return onExit(items, notDeliveredExit(exits), exits);
}

/** The run is green all the same, and its output stands on the last tab. */
function sayNobodyWasAsked(context: IExecuteFunctions, failures: readonly DeliveryFailure[]): void {
	const reasons = failures.map(({ reason, hint }) => [reason, hint].filter(Boolean).join('. '));
	context.addExecutionHints({
		message: `Nobody was asked: ${[...new Set(reasons)].join('. ')}`,
		type: 'warning',
		location: 'outputPane',
	});
}
