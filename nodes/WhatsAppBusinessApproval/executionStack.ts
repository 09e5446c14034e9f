import type {
	IDataObject,
	IExecuteData,
	IExecuteFunctions,
	IRunExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { asObject, asText, parseJson } from '../shared/json';
import type { ApprovalState } from './approvalState';

/**
 * How a waiting node keeps its state and comes to run again. n8n has no public way to do the second:
 * after a wait it passes the node by ("disabled") and only forwards what the webhook gave it, or the
 * stored input when the time is up. What is used instead are the execution's stack and its contexts,
 * which n8n's contexts carry (`runExecutionData`, tried on n8n 2.40).
 */
type Context = IExecuteFunctions | IWebhookFunctions;

const KEY = 'whatsAppApproval';

/** Why the node runs: for the first time, because of an answer, or because the time is up. */
export type Run = 'first' | 'answered' | 'rang';

function runData(context: Context): IRunExecutionData {
	return (context as unknown as { runExecutionData: IRunExecutionData }).runExecutionData;
}

function stack(context: Context): IExecuteData[] | undefined {
	return runData(context)?.executionData?.nodeExecutionStack;
}

/** Can the node run again here after a wait? */
export const canRunAgain = (context: Context): boolean => Array.isArray(stack(context));

/** Does n8n show the node its execution at all? Without it a question could not be remembered. */
export const canSaveState = (context: Context): boolean =>
	asObject(runData(context)?.executionData) !== undefined;

/** Puts the state where n8n saves it with the execution. As text: n8n's context is a proxy. */
export function saveState(context: Context, state: ApprovalState): void {
	NodeHelpers.getContext(runData(context), 'node', context.getNode())[KEY] = JSON.stringify(state);
}

/** Nobody waits any more: what comes now, comes too late. */
export function forgetState(context: Context): void {
	delete NodeHelpers.getContext(runData(context), 'node', context.getNode())[KEY];
	dropBell(context);
}

/** The state of the waiting node, or undefined. */
export function readState(context: Context): ApprovalState | undefined {
	const text = asText(NodeHelpers.getContext(runData(context), 'node', context.getNode())[KEY]);
	return asObject(parseJson(text ?? '')) as ApprovalState | undefined;
}

/** Why does n8n run the node now? What an incoming item says does not matter. */
export function whyRun(context: IExecuteFunctions): Run {
	const run = marks(context.getExecuteData())[KEY];
	return run === 'answered' || run === 'rang' ? run : 'first';
}

const marks = (entry: IExecuteData) => (entry.metadata ?? {}) as Record<string, unknown>;

function mark(entry: IExecuteData, run: Run | undefined): void {
	entry.metadata = { ...entry.metadata, [KEY]: run } as IExecuteData['metadata'];
}

/** Lets n8n run the waiting node, instead of passing it by, once `webhook()` returns an item. */
export function runAgain(context: IWebhookFunctions): void {
	const entry = stack(context)![0];
	entry.node.disabled = false;
	mark(entry, 'answered');
}

/**
 * Sets the bell: when n8n goes on because the time is up, it passes the waiting entry by, and then
 * runs this one, which stands behind it.
 */
export function setBell(context: IExecuteFunctions, item: IDataObject): void {
	const { node, source } = context.getExecuteData();
	const data = { main: [[{ json: item }]] };
	const bell: IExecuteData = { node: { ...node, disabled: false }, data, source };
	mark(bell, 'rang');
	stack(context)!.unshift(bell);
}

/** Takes the bell away, so that the node does not run again for it. */
export function dropBell(context: Context): void {
	const entries = stack(context) ?? [];
	const { name } = context.getNode();
	const bell = entries.findIndex(
		(entry) => marks(entry)[KEY] === 'rang' && entry.node.name === name,
	);
	if (bell >= 0) entries.splice(bell, 1);
}

/** What this run was for is done; the entry waits now for the next reason. */
export const unmark = (context: IExecuteFunctions): void =>
	mark(context.getExecuteData(), undefined);
