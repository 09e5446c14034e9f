import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { sendNote } from '../../approvals/notify';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import { remind } from '../ask/followUps';
import { fetchFacts } from '../ask/triggerLink';
import { withFacts } from '../decide/evidence';
import type { FinalTransition } from '../decide/interpretation';
import { reject } from '../decide/reject';
import { isOpen } from '../decide/requests';
import { tallyOf } from '../decide/votes';
import { onExit } from '../output/exits';
import { isHumanReview } from '../output/humanReview';
import type { HistoryEntry } from '../history';
import { type ApprovalState, type Ending, messageIdsOf } from '../state';
import { canRunAgain, clearWaitTimer, saveState, armWaitTimer, unmark } from './execution';
import { finishRequests, setExecutionData, toExits } from './finish';
import { runTask } from './tasks';

/** Does what an answer asked for, and waits again or ends the requests. */
export async function continueRequests(
	context: IExecuteFunctions,
	saved: readonly ApprovalState[],
): Promise<INodeExecutionData[][]> {
	const requests: ApprovalState[] = [];
	for (const request of saved) {
		requests.push(isOpen(request) ? await continueOne(context, request) : request);
	}
	return await waitOrFinish(context, requests);
}

async function continueOne(
	context: IExecuteFunctions,
	saved: ApprovalState,
): Promise<ApprovalState> {
	const provider = providerById(saved.provider);
	let state: ApprovalState = { ...saved, tasks: [] };
	const isOver = saved.deadline !== undefined && new Date() >= new Date(saved.deadline);
	for (const task of saved.tasks) {
		// An answer would come too late. Who rejected in time can still say why.
		if (isOver && task.do !== 'askReason') continue;
		const step = await runTask(context, provider, state, task);
		if (step.kind === 'finish') return await end(context, provider, state, step);
		state = step.state;
	}
	return state;
}

/** Milliseconds: n8n goes on in a second of its own, and several requests were asked one after the other. */
const TOGETHER = 1000;

/** The time is up: for a reason, for a reminder, or for everything. */
export async function handleTimeout(
	context: IExecuteFunctions,
	saved: readonly ApprovalState[],
	now: Date,
): Promise<INodeExecutionData[][]> {
	const due = Math.max(now.getTime(), nextTime(saved)) + TOGETHER;
	const requests: ApprovalState[] = [];
	for (const request of saved) {
		const isDue = isOpen(request) && timeOf(request) <= due;
		requests.push(isDue ? await timeOut(context, request, now) : request);
	}
	return await waitOrFinish(context, requests);
}

async function timeOut(
	context: IExecuteFunctions,
	saved: ApprovalState,
	now: Date,
): Promise<ApprovalState> {
	const provider = providerById(saved.provider);
	const state = withFacts(saved, await fetchFacts(context, provider, saved));
	if (state.rejection !== undefined) return await end(context, provider, state, reject(state));
	if (state.remindAt !== undefined && now < new Date(state.deadline!))
		return await remind(context, provider, state);
	return { ...state, tasks: [], ended: noAnswer(state) };
}

/** Until when a request waits for what comes next, in milliseconds since 1970; infinite for ever. */
function timeOf({ rejection, remindAt, deadline }: ApprovalState): number {
	const until = rejection?.until ?? remindAt ?? deadline;
	return until === undefined ? Infinity : Date.parse(until);
}

/** When something is to be done next, unless somebody answers before. */
const nextTime = (requests: readonly ApprovalState[]): number =>
	Math.min(...requests.filter(isOpen).map(timeOf));

/** Ends the request from here: no webhook waits for the notes. */
async function end(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	{ notes, outcome, exit }: FinalTransition,
): Promise<ApprovalState> {
	for (const note of notes) await sendNote(context, provider, state.from, note);
	return { ...state, tasks: [], ended: { outcome, exit } };
}

/** What becomes of a request that nobody answers, with the deadline as the time of that. */
export function noAnswer(state: ApprovalState): Ending {
	const { people, history, deadline } = state;
	// Where no timer runs, the time for the reason of a rejection ends here too.
	if (state.rejection !== undefined) return reject(state);
	const passed: HistoryEntry[] =
		deadline === undefined ? [] : [{ event: 'deadline passed', at: deadline }];
	const outcome: Ending['outcome'] = {
		decision: 'noAnswer',
		messageId: people.map((asked) => messageIdsOf(asked).at(-1)).find((id) => id !== undefined),
		votes: tallyOf(state),
		history: [...history, ...passed],
	};
	return { outcome, exit: 'noAnswer' };
}

/** Ends the node's work where no request waits any more. */
export async function waitOrFinish(
	context: IExecuteFunctions,
	requests: readonly ApprovalState[],
): Promise<INodeExecutionData[][]> {
	if (requests.some(isOpen)) return await waitForAnswer(context, requests);
	return finishRequests(context, requests);
}

/**
 * Lets the execution wait: for an answer, or until the time is up for a reason, a reminder or
 * everything. When n8n goes on by itself it forwards the node's stored input, so the result of
 * no answer is put there; the items that came in must not leave as if they were answers. Where the node
 * can run again, nothing is there to forward, and the timer makes it run.
 */
async function waitForAnswer(
	context: IExecuteFunctions,
	requests: readonly ApprovalState[],
): Promise<INodeExecutionData[][]> {
	const [{ exits }] = requests;
	setExecutionData(
		context,
		requests.map(({ ended }) => ended?.outcome ?? { decision: 'waiting' }),
	);
	clearWaitTimer(context);
	const until = nextTime(requests);
	const timed = until < Infinity && canRunAgain(context) && !isHumanReview(context.getNode());
	const pending = context.getExecuteData();
	// n8n goes on by disabling the node. Two runs that wait for their turn share the object, and the
	// second would be skipped, its input passed on unasked.
	pending.node = { ...pending.node };
	const unanswered = requests.map((request) => request.ended ?? noAnswer(request));
	pending.data = {
		...pending.data,
		main: timed ? onExit([], 0, exits) : toExits(requests, unanswered),
	};
	// n8n pairs what leaves by the second exit with a second input; without a source for that one,
	// $('Earlier node').item finds nothing behind Rejected and No Answer.
	const [source = null] = pending.source?.main ?? [];
	pending.source = { main: pending.data.main.map(() => source) };
	if (!exits.oneOutput) {
		context.setMetadata({ forwardAllOutputs: true } as Parameters<typeof context.setMetadata>[0]);
	}
	unmark(context);
	if (timed)
		armWaitTimer(
			context,
			requests.map(({ item }) => item),
		);
	saveState(context, requests);
	await context.putExecutionToWait(until < Infinity ? new Date(until) : WAIT_INDEFINITELY);
	// Where an agent reads it, what came in must not be there to be taken for an answer.
	return [exits.humanReview ? [] : context.getInputData()];
}
