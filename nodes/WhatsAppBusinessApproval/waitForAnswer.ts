import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { reject } from './decide/apply';
import type { ApprovalState } from './state';
import { canRunAgain, dropBell, saveState, setBell, unmark } from './resume/execution';
import { noAnswerExit, onExit } from './exits';
import { isHumanReview } from './output/humanReview';
import { leaving } from './resume/finish';
import { outcomeItem } from './output/exits';

/** When nobody answers: at once for whoever is told of it, with the deadline as its time. */
export function silence(state: ApprovalState) {
	const { item, people, history, deadline, exits } = state;
	// Where no bell rings, the time for the reason of a rejection ends here too.
	if (state.rejection !== undefined) return leaving(state, reject(state));
	const passed = deadline === undefined ? [] : [{ event: 'deadline passed', at: deadline }];
	const noAnswer = outcomeItem(item, {
		decision: 'noAnswer',
		messageId: people.find(({ messageIds }) => messageIds.length > 0)?.messageIds.at(-1),
		history: [...history, ...passed],
	});
	return onExit([noAnswer], noAnswerExit(exits), exits);
}

/**
 * Lets the execution wait: for an answer, or until the time is up for a reason, a reminder or
 * everything. When n8n goes on by itself it forwards the node's stored input, so the result of
 * silence is put there; the item that came in must not leave as if it were an answer. Where the node
 * can run again, nothing is there to forward, and the bell rings.
 */
export async function waitForAnswer(
	context: IExecuteFunctions,
	state: ApprovalState,
): Promise<INodeExecutionData[][]> {
	dropBell(context);
	const until = state.rejection?.until ?? state.remindAt ?? state.deadline;
	const bell = until !== undefined && canRunAgain(context) && !isHumanReview(context.getNode());
	const pending = context.getExecuteData();
	// n8n goes on by disabling the node. Two runs that wait for their turn share the object, and the
	// second would be skipped, its input passed on unasked.
	pending.node = { ...pending.node };
	pending.data = {
		...pending.data,
		main: bell ? onExit([], 0, state.exits) : silence(state),
	};
	// n8n pairs what leaves by the second exit with a second input; without a source for that one,
	// $('Earlier node').item finds nothing behind Rejected and No Answer.
	const [source = null] = pending.source?.main ?? [];
	pending.source = { main: pending.data.main.map(() => source) };
	if (!state.exits.oneOutput) {
		context.setMetadata({ forwardAllOutputs: true } as Parameters<typeof context.setMetadata>[0]);
	}
	unmark(context);
	if (bell) setBell(context, state.item);
	saveState(context, state);
	await context.putExecutionToWait(until === undefined ? WAIT_INDEFINITELY : new Date(until));
	// Where an agent reads it, what came in must not be there to be taken for an answer.
	return [state.exits.humanReview ? [] : context.getInputData()];
}
