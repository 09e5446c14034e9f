import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { sendNote } from '../../approvals/notify';
import { mayHaveArrived } from '../../n8n/errors';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import type { Template } from '../../whatsapp/messages';
import { refusedSend } from '../ask/failure';
import { withUpload } from '../ask/above';
import { askAgain, askByTemplate, askDirectly, askReason, remind } from '../ask/followUps';
import { type Asking, notAsked } from '../ask/question';
import { askPerson } from '../ask/reach';
import { lookUpTemplate, requireTemplate } from '../ask/template';
import { fetchFacts } from '../ask/triggerLink';
import { withFacts } from '../decide/evidence';
import type { FinalTransition, Transition } from '../decide/interpretation';
import { unreachable } from '../decide/otherEvents';
import { reject } from '../decide/reject';
import { tallyOf } from '../decide/votes';
import { noAnswerExit, onExit, outcomeItem } from '../output/exits';
import { isHumanReview } from '../output/humanReview';
import type { HistoryEntry } from '../history';
import { type ApprovalState, messageIdsOf, type Task } from '../state';
import {
	canRunAgain,
	clearWaitTimer,
	forgetState,
	saveState,
	armWaitTimer,
	unmark,
} from './execution';
import { setExecutionData, finishRequest, toExit } from './finish';

type Step = Exclude<Transition, { kind: 'refused' }>;

/** Does what an answer asked for, and waits again or ends the request. */
export async function continueRequest(
	context: IExecuteFunctions,
	saved: ApprovalState,
): Promise<INodeExecutionData[][]> {
	const provider = providerById(saved.provider);
	let state: ApprovalState = { ...saved, tasks: [] };
	const isOver = saved.deadline !== undefined && new Date() >= new Date(saved.deadline);
	for (const task of saved.tasks) {
		// An answer would come too late. Who rejected in time can still say why.
		if (isOver && task.do !== 'askReason') continue;
		const step = await runTask(context, provider, state, task);
		if (step.kind === 'finish') return await finish(context, provider, state, step);
		state = step.state;
	}
	return await waitForAnswer(context, state);
}

/** The time is up: for a reason, for a reminder, or for everything. */
export async function handleTimeout(
	context: IExecuteFunctions,
	saved: ApprovalState,
	now: Date,
): Promise<INodeExecutionData[][]> {
	const provider = providerById(saved.provider);
	const state = withFacts(saved, await fetchFacts(context, provider, saved));
	if (state.rejection !== undefined) return await finish(context, provider, state, reject(state));
	if (state.remindAt !== undefined && now < new Date(state.deadline!)) {
		return await waitForAnswer(context, await remind(context, provider, state));
	}
	forgetState(context);
	setExecutionData(context, 'noAnswer');
	return noAnswerResult(state);
}

async function runTask(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	task: Task,
): Promise<Step> {
	const { who } = task;
	const asked = ({ state: known, error }: Asking): Step =>
		error === undefined || mayHaveArrived(error) || task.do === 'askAgain'
			? goOn(known)
			: unreachable(known, who, refusedSend(error));
	try {
		if (task.do === 'askReason') return goOn(await askReason(context, provider, state, who));
		const ready = await withUpload(context, provider, state);
		switch (task.do) {
			case 'ask': {
				const template = await readTemplate(context, provider, ready);
				return asked(await askPerson(context, provider, ready, who, template));
			}
			case 'askDirectly': {
				const template = await readTemplate(context, provider, ready);
				return asked(await askDirectly(context, provider, ready, who, template));
			}
			case 'askByTemplate':
				return asked(await askByTemplate(context, provider, ready, who));
			case 'askAgain':
				return asked(await askAgain(context, provider, ready, who));
		}
	} catch (error) {
		// Without a reason it stays a rejection, and an earlier question still stands in the chat.
		if (task.do === 'askReason') return mayHaveArrived(error) ? goOn(state) : reject(state);
		const known = notAsked(state, who, error);
		return task.do === 'askAgain' ? goOn(known) : unreachable(known, who, refusedSend(error));
	}
}

const goOn = (state: ApprovalState): Step => ({ kind: 'goOn', state, notes: [] });

/** What is wrong with the template matters only where nothing else may be sent. */
async function readTemplate(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
): Promise<Template | undefined> {
	if (state.template === '') return undefined;
	if (state.sendAs === 'template') return await requireTemplate(context, provider, state);
	return (await lookUpTemplate(context, provider, state)).template;
}

/** Ends the request from here: no webhook waits for the notes. */
async function finish(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	ending: FinalTransition,
): Promise<INodeExecutionData[][]> {
	for (const note of ending.notes) await sendNote(context, provider, state.from, note);
	return finishRequest(context, state, ending);
}

/** When nobody answers: at once for whoever is told of it, with the deadline as its time. */
export function noAnswerResult(state: ApprovalState) {
	const { item, files, people, history, deadline, exits } = state;
	// Where no timer runs, the time for the reason of a rejection ends here too.
	if (state.rejection !== undefined) return toExit(state, reject(state));
	const passed: HistoryEntry[] =
		deadline === undefined ? [] : [{ event: 'deadline passed', at: deadline }];
	const noAnswer = outcomeItem(
		{ json: item, binary: files },
		{
			decision: 'noAnswer',
			messageId: people.map((asked) => messageIdsOf(asked).at(-1)).find((id) => id !== undefined),
			votes: tallyOf(state),
			history: [...history, ...passed],
		},
	);
	return onExit([noAnswer], noAnswerExit(exits), exits);
}

/**
 * Lets the execution wait: for an answer, or until the time is up for a reason, a reminder or
 * everything. When n8n goes on by itself it forwards the node's stored input, so the result of
 * no answer is put there; the item that came in must not leave as if it were an answer. Where the node
 * can run again, nothing is there to forward, and the timer makes it run.
 */
export async function waitForAnswer(
	context: IExecuteFunctions,
	state: ApprovalState,
): Promise<INodeExecutionData[][]> {
	clearWaitTimer(context);
	const until = state.rejection?.until ?? state.remindAt ?? state.deadline;
	const timed = until !== undefined && canRunAgain(context) && !isHumanReview(context.getNode());
	const pending = context.getExecuteData();
	// n8n goes on by disabling the node. Two runs that wait for their turn share the object, and the
	// second would be skipped, its input passed on unasked.
	pending.node = { ...pending.node };
	pending.data = {
		...pending.data,
		main: timed ? onExit([], 0, state.exits) : noAnswerResult(state),
	};
	// n8n pairs what leaves by the second exit with a second input; without a source for that one,
	// $('Earlier node').item finds nothing behind Rejected and No Answer.
	const [source = null] = pending.source?.main ?? [];
	pending.source = { main: pending.data.main.map(() => source) };
	if (!state.exits.oneOutput) {
		context.setMetadata({ forwardAllOutputs: true } as Parameters<typeof context.setMetadata>[0]);
	}
	unmark(context);
	if (timed) armWaitTimer(context, state.item);
	saveState(context, state);
	await context.putExecutionToWait(until === undefined ? WAIT_INDEFINITELY : new Date(until));
	// Where an agent reads it, what came in must not be there to be taken for an answer.
	return [state.exits.humanReview ? [] : context.getInputData()];
}
