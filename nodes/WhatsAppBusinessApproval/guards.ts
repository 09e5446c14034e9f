import type { IExecuteFunctions } from 'n8n-workflow';
import * as workflow from 'n8n-workflow';
import { mistake } from '../shared/callProblem';
import { OTHER_VERSION } from '../shared/signedResumeUrl';
import { canSaveState } from './executionStack';

/** n8n forwards every output of a resumed node since 2.39; this export came with that version. */
const forwardsAllOutputs = (): boolean => 'checkNodesApiVersion' in workflow;

/**
 * Refuses, before anybody is asked, where n8n itself would lead an unanswered or rejected request
 * to the wrong exit, answer for the first item only, or forget what was asked.
 */
export function guard(context: IExecuteFunctions, oneOutput: boolean): void {
	const node = context.getNode();
	if (!canSaveState(context)) {
		throw mistake(
			node,
			'In this version of n8n the node cannot remember what it asks, so nobody was asked',
			OTHER_VERSION,
		);
	}
	const count = context.getInputData().length;
	if (count > 1) {
		throw mistake(
			node,
			`This node got ${count} items, but it can wait for one answer at a time, so nobody was asked`,
			'Put a "Loop Over Items" node (batch size 1) before it, or call this part as a sub-workflow once for each item',
		);
	}
	if (oneOutput) return;
	if (!forwardsAllOutputs()) {
		throw mistake(
			node,
			'Separate exits need n8n 2.39 or newer, so nobody was asked',
			'Update n8n, or switch on the option "One Output" and branch on approval.decision',
		);
	}
	if (node.alwaysOutputData === true) {
		throw mistake(
			node,
			'With "Always Output Data" n8n would send an empty item out of "Approved" when somebody rejects, so nobody was asked',
			'Switch off "Always Output Data" in the settings of this node, or use the option "One Output"',
		);
	}
}
