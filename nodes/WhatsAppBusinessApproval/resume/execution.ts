import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteData,
	IExecuteFunctions,
	IRunExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { asObject, asObjects, asText, parseJson } from '../../core/json';
import { configurationError } from '../../n8n/errors';
import { OTHER_VERSION } from '../../n8n/signedResumeUrl';
import { isHumanReview } from '../output/humanReview';
import { readSavedState, writeSavedState } from '../savedState';
import type { ApprovalState } from '../state';
import * as workflow from 'n8n-workflow';

/**
 * How a waiting node keeps its state and comes to run again. n8n has no public way to do the second:
 * after a wait it passes the node by ("disabled") and only forwards what the webhook gave it, or the
 * stored input when the time is up. What is used instead are the execution's stack and its contexts,
 * which n8n's contexts carry (`runExecutionData`, tried on n8n 2.40).
 */
type Context = IExecuteFunctions | IWebhookFunctions;

const KEY = 'whatsAppApproval';
const FILES = 'whatsAppApprovalFiles';
const EARLIER_KEYS = 'whatsAppApprovalEarlierKeys';

/** Why the node runs: for the first time, because of an answer, or because the time is up. */
export type RunReason = 'first' | 'answered' | 'timedOut';

/** How earlier versions of this package marked what they left waiting. */
const MARKED_BEFORE: Readonly<Record<string, RunReason>> = { rang: 'timedOut' };

function runData(context: Context): IRunExecutionData {
	return (context as unknown as { runExecutionData: IRunExecutionData }).runExecutionData;
}

function stack(context: Context): IExecuteData[] | undefined {
	return runData(context)?.executionData?.nodeExecutionStack;
}

/** What n8n keeps of the node with the execution, and gives back when it goes on. */
const memoryOf = (context: Context): IDataObject =>
	NodeHelpers.getContext(runData(context), 'node', context.getNode());

/** Can the node run again here after a wait? */
export const canRunAgain = (context: Context): boolean => Array.isArray(stack(context));

/** Does n8n show the node its execution at all? Without it a question could not be remembered. */
const canSaveState = (context: Context): boolean =>
	asObject(runData(context)?.executionData) !== undefined;

/**
 * Puts the requests where n8n saves them with the execution. As text: n8n's context is a proxy. The files as
 * they are: n8n writes what it holds twice only once.
 */
export function saveState(context: Context, requests: readonly ApprovalState[]): void {
	const saved = memoryOf(context);
	saved[KEY] = writeSavedState(requests);
	const files = requests.map((request) => request.files);
	if (files.every((one) => one === undefined)) return;
	saved[FILES] = (files.length === 1 ? files[0] : files.map((one) => one ?? {})) as IDataObject;
}

/** Keys of requests that are remembered: a loop asks more often than anybody answers late. */
const MOST_KEYS = 100;

/**
 * Remembers the keys of requests, so that a tap on its buttons is known to be genuine when the node asks
 * once more in the same execution: in a loop, or when n8n tries a failed node again.
 *
 * @returns the keys before, newest last
 */
export function rememberKeys(context: Context, keys: readonly string[]): string[] {
	const saved = memoryOf(context);
	const known = parseJson(asText(saved[EARLIER_KEYS]) ?? '');
	const before = Array.isArray(known) ? known.filter((one) => typeof one === 'string') : [];
	saved[EARLIER_KEYS] = JSON.stringify([...before, ...keys].slice(-MOST_KEYS));
	return before;
}

/** Nobody waits any more: what comes now, comes too late. */
export function forgetState(context: Context): void {
	const saved = memoryOf(context);
	delete saved[KEY];
	delete saved[FILES];
	clearWaitTimer(context);
}

/**
 * Was this asked in another execution, which ended by a fault and which n8n's "Retry" now repeats with all
 * that it kept? Taps on its buttons lead to that execution, so nobody could answer here.
 */
export const wasAskedElsewhere = (
	context: IExecuteFunctions,
	[{ executionId }]: readonly ApprovalState[],
): boolean => executionId !== context.getExecutionId();

/** Gives the node the files back with which the items came in, and forgets what was asked elsewhere. */
export function beginAnew(context: IExecuteFunctions, requests: readonly ApprovalState[]): void {
	const items = context.getInputData();
	for (const [index, { files }] of requests.entries()) {
		if (items[index] !== undefined && files !== undefined) items[index].binary = files;
	}
	forgetState(context);
}

/** The requests of the waiting node; undefined when it waits for nothing that this version understands. */
export function readState(context: Context): ApprovalState[] | undefined {
	const saved = memoryOf(context);
	const requests = readSavedState(asText(saved[KEY]) ?? '');
	const files = requests?.length === 1 ? [saved[FILES]] : asObjects(saved[FILES]);
	return requests?.map((request, index) => {
		const own = asObject(files[index]) ?? {};
		const none = Object.keys(own).length === 0;
		return { ...request, files: none ? undefined : (own as IBinaryKeyData) };
	});
}

/** Why does n8n run the node now? What an incoming item says does not matter. */
export function runReason(context: IExecuteFunctions): RunReason {
	const run = markOf(context.getExecuteData());
	return run === 'answered' || run === 'timedOut' ? run : 'first';
}

function markOf(entry: IExecuteData): unknown {
	const mark = ((entry.metadata ?? {}) as Record<string, unknown>)[KEY];
	return MARKED_BEFORE[mark as string] ?? mark;
}

function mark(entry: IExecuteData, run: RunReason | undefined): void {
	entry.metadata = { ...entry.metadata, [KEY]: run } as IExecuteData['metadata'];
}

/** Lets n8n run the waiting node, instead of passing it by, once `webhook()` returns an item. */
export function runAgain(context: IWebhookFunctions): void {
	const entry = stack(context)![0];
	entry.node.disabled = false;
	mark(entry, 'answered');
}

/**
 * Arms the timer: when n8n goes on because the time is up, it passes the waiting entry by, and then
 * runs this one, which stands behind it.
 */
export function armWaitTimer(context: IExecuteFunctions, items: readonly IDataObject[]): void {
	const { node, source } = context.getExecuteData();
	const data = { main: [items.map((item) => ({ json: item }))] };
	const timer: IExecuteData = { node: { ...node, disabled: false }, data, source };
	mark(timer, 'timedOut');
	stack(context)!.unshift(timer);
}

/** Takes the timer away, so that the node does not run again for it. */
export function clearWaitTimer(context: Context): void {
	const entries = stack(context) ?? [];
	const { name } = context.getNode();
	const timer = entries.findIndex(
		(entry) => markOf(entry) === 'timedOut' && entry.node.name === name,
	);
	if (timer >= 0) entries.splice(timer, 1);
}

/** What this run was for is done; the entry waits now for the next reason. */
export const unmark = (context: IExecuteFunctions): void =>
	mark(context.getExecuteData(), undefined);

/** As many as an execution that is saved anew with each answer can carry with ease. */
const MOST_ITEMS = 50;

/** n8n forwards every output of a resumed node since 2.39; this export came with that version. */
const forwardsAllOutputs = (): boolean => 'checkNodesApiVersion' in workflow;

/**
 * Refuses, before anybody is asked, where n8n itself would lead an unanswered or rejected request
 * to the wrong exit, answer for the first item only, or forget what was asked.
 */
export function guard(context: IExecuteFunctions, oneOutput: boolean): void {
	const node = context.getNode();
	if (!canSaveState(context)) {
		throw configurationError(
			node,
			'In this version of n8n the node cannot remember what it asks, so nobody was asked',
			OTHER_VERSION,
		);
	}
	const count = context.getInputData().length;
	const most = isHumanReview(node) || !canRunAgain(context) ? 1 : MOST_ITEMS;
	if (count > most) {
		throw configurationError(
			node,
			most === 1
				? `This node got ${count} items, but it can wait for one answer at a time here, so nobody was asked`
				: `This node got ${count} items, and can ask about ${MOST_ITEMS} at once, so nobody was asked`,
			`Put a "Loop Over Items" node (batch size ${most}) before it, or call this part as a sub-workflow once for each item`,
		);
	}
	if (oneOutput) return;
	if (!forwardsAllOutputs()) {
		throw configurationError(
			node,
			'Separate exits need n8n 2.39 or newer, so nobody was asked',
			'Update n8n, or switch on the option "One Output" and branch on approval.decision',
		);
	}
	if (node.alwaysOutputData === true) {
		throw configurationError(
			node,
			'With "Always Output Data" n8n would send an empty item out of "Approved" when somebody rejects, so nobody was asked',
			'Switch off "Always Output Data" in the settings of this node, or use the option "One Output"',
		);
	}
}
