import type { IExecuteFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { saveState, type ApprovalState } from './approvalState';
import { noAnswerExit, onExit } from './exits';
import { outcomeItem } from './outcome';

/**
 * Lets the execution wait. When the deadline passes, n8n forwards the node's stored input, so the
 * result of silence is put there now; the item that came in must not leave as if it were an answer.
 */
export async function waitForAnswer(
	context: IExecuteFunctions,
	state: ApprovalState,
	deadline: Date | undefined,
): Promise<void> {
	const { people, history } = state;
	const silence = outcomeItem(state.item, {
		decision: 'noAnswer',
		messageId: people[0]?.messageId,
		history: [
			...history,
			...(deadline ? [{ event: 'deadline passed', at: deadline.toISOString() }] : []),
		],
	});
	const pending = context.getExecuteData();
	pending.data = {
		...pending.data,
		main: onExit([silence], noAnswerExit(state.exits), state.exits),
	};
	// n8n pairs what leaves by the second exit with a second input; without a source for that one,
	// $('Earlier node').item finds nothing behind Rejected and No Answer.
	const [source = null] = pending.source?.main ?? [];
	pending.source = { main: pending.data.main.map(() => source) };
	if (!state.exits.oneOutput) {
		context.setMetadata({ forwardAllOutputs: true } as Parameters<typeof context.setMetadata>[0]);
	}
	saveState(context, state);
	await context.putExecutionToWait(deadline ?? WAIT_INDEFINITELY);
}
