import type { IExecuteFunctions } from 'n8n-workflow';
import {
	clearWaitTimer,
	runReason,
} from '../../../../nodes/WhatsAppBusinessApproval/resume/execution';

/** An execution whose stack holds these entries of the approval node, by their marks. */
function waiting(...marks: string[]) {
	const node = { name: 'Approval' };
	const nodeExecutionStack = marks.map((mark) => ({ node, metadata: { whatsAppApproval: mark } }));
	const context = {
		getNode: () => node,
		getExecuteData: () => nodeExecutionStack[0],
		runExecutionData: { executionData: { nodeExecutionStack } },
	} as unknown as IExecuteFunctions;
	return { context, nodeExecutionStack };
}

describe('why the node runs again', () => {
	it.each([
		['timedOut', 'timedOut'],
		['answered', 'answered'],
		['anything else', 'first'],
		// Written by versions before 0.1.0 was out, into executions that may wait for months.
		['rang', 'timedOut'],
	])('an entry marked "%s" runs as %s', (mark, reason) => {
		expect(runReason(waiting(mark).context)).toBe(reason);
	});

	it('no timer is left once the wait is over, not one of an earlier version either', () => {
		const { context, nodeExecutionStack } = waiting('answered', 'rang');
		clearWaitTimer(context);
		expect(nodeExecutionStack).toHaveLength(1);
	});
});
