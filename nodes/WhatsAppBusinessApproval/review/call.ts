import type { IDataObject, IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';
import { asObject, asObjects, asText } from '../../core/json';
import { configurationError } from '../../n8n/errors';
import { OTHER_VERSION } from '../../n8n/signedResumeUrl';
import { spelledOut, withTextsSpelledOut } from './spelledOut';

/** A call of a tool, as n8n will run it once it is approved. */
export interface ReviewedCall {
	tool: string;
	parameters: unknown;
	/** The item that the agent works on, with nothing of what the model gave. */
	agentItem: IDataObject;
}

/**
 * The call that this run is to review. It is read where n8n keeps what it will run: on the execution's
 * stack, in the agent's entry (n8n 2.39 to 2.41, `createEngineRequests`). The item has it too, but n8n lays
 * whatever else the model gives over it, even another name of the tool.
 *
 * @throws NodeOperationError when it cannot be told which call that is
 */
export function readCall(context: IExecuteFunctions): ReviewedCall {
	const calls = callsOf(context);
	const [call] = calls.values();
	if (call === undefined || calls.size > 1) {
		throw configurationError(
			context.getNode(),
			'This node cannot see which call of the tool n8n would run, so nobody was asked',
			call === undefined
				? OTHER_VERSION
				: 'Let the agent call its tools again, one after the other',
		);
	}
	refuseOtherTool(context, call);
	return call;
}

/** Calls with the ID of this item's, each once. Models number their calls as they like. */
function callsOf(context: IExecuteFunctions): Map<string, ReviewedCall> {
	const { name } = context.getNode();
	const id = context.getInputData()[0]?.json.toolCallId;
	const { runExecutionData } = context as unknown as { runExecutionData?: IRunExecutionData };
	const calls = new Map<string, ReviewedCall>();
	for (const { metadata, data } of runExecutionData?.executionData?.nodeExecutionStack ?? []) {
		for (const { action } of asObjects(
			asObject(asObject(metadata)?.subNodeExecutionData)?.actions,
		)) {
			const { nodeName, id: calledAs, metadata: about } = asObject(action) ?? {};
			const { hitl, itemIndex } = asObject(about) ?? {};
			const { toolName, originalInput: parameters } = asObject(hitl) ?? {};
			const tool = asText(toolName);
			if (nodeName !== name || calledAs === undefined || calledAs !== id || tool === undefined)
				continue;
			const agentItem = data.main?.[0]?.[Number(itemIndex ?? 0)]?.json ?? {};
			calls.set(JSON.stringify([tool, parameters]), { tool, parameters, agentItem });
		}
	}
	return calls;
}

/** Behind one connection there may be several tools (MCP); n8n runs the one that a parameter `tool` names. */
function refuseOtherTool(context: IExecuteFunctions, { tool, parameters }: ReviewedCall): void {
	const given = asObject(parameters);
	if (given === undefined || !Object.hasOwn(given, 'tool') || given.tool === tool) return;
	throw configurationError(
		context.getNode(),
		`The call of "${spelledOut(tool)}" has a parameter "tool", by which n8n would run another tool than the person sees, so nobody was asked`,
		'Give that parameter of the tool another name',
	);
}

/** Lets expressions read the call from the item as it may be shown, as long as something is read. */
export function withCallShown<Result>(
	context: IExecuteFunctions,
	{ tool, parameters, agentItem }: ReviewedCall,
	read: () => Result,
): Result {
	const [item] = context.getInputData();
	const { json } = item;
	item.json = {
		...agentItem,
		tool: spelledOut(tool),
		toolParameters: withTextsSpelledOut(parameters) as IDataObject,
		toolCallId: json.toolCallId,
	};
	try {
		return read();
	} finally {
		item.json = json;
	}
}
