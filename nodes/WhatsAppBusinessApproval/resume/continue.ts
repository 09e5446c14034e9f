import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { providerById } from '../../providers';
import type { Template } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { sendNote } from '../../approvals/notify';
import { reject } from '../decide/apply';
import type { ApprovalState, Task } from '../state';
import { notAsked } from '../ask';
import { askAgain, askByTemplate, askReason, remind } from '../ask/followUps';
import { askPerson } from '../ask/question';
import { isLost, refusedSend } from '../ask/failure';
import { fetchFacts, withFacts } from '../evidence';
import { forgetState } from './execution';
import { findable } from '../findable';
import { unreachable } from '../decide/otherEvents';
import { leave } from './finish';
import type { Finish, Move } from '../decide/interpretation';
import { lookUpTemplate, requireTemplate } from '../ask/template';
import { silence, waitForAnswer } from '../waitForAnswer';

type Step = Exclude<Move, { kind: 'refused' }>;

/** Does what an answer asked for, and waits again or ends the request. */
export async function carryOn(
	context: IExecuteFunctions,
	saved: ApprovalState,
): Promise<INodeExecutionData[][]> {
	const provider = providerById(saved.provider);
	let state: ApprovalState = { ...saved, tasks: [] };
	for (const task of saved.tasks) {
		const step = await carryOut(context, provider, state, task);
		if (step.kind === 'finish') return await finish(context, provider, state, step);
		state = step.state;
	}
	return await waitForAnswer(context, state);
}

/** The time is up: for a reason, for a reminder, or for everything. */
export async function rang(
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
	findable(context, 'noAnswer');
	return silence(state);
}

async function carryOut(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	task: Task,
): Promise<Step> {
	const { who } = task;
	try {
		switch (task.do) {
			case 'ask': {
				const template = await readTemplate(context, provider, state);
				return goOn(await askPerson(context, provider, state, who, template));
			}
			case 'askByTemplate':
				return goOn(await askByTemplate(context, provider, state, who));
			case 'askAgain':
				return goOn(await askAgain(context, provider, state, who));
			case 'askReason':
				return goOn(await askReason(context, provider, state, who));
		}
	} catch (error) {
		// Without a reason it stays a rejection, and an earlier question still stands in the chat.
		if (task.do === 'askReason') return isLost(error) ? goOn(state) : reject(state);
		const known = notAsked(state, who, error);
		if (task.do === 'askAgain') return goOn({ ...known, people: state.people });
		return isLost(error) ? goOn(known) : unreachable(known, who, refusedSend(error));
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
	ending: Finish,
): Promise<INodeExecutionData[][]> {
	for (const note of ending.notes) await sendNote(context, provider, state.from, note);
	return leave(context, state, ending);
}
