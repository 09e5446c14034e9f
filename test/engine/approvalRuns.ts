import type { IRun } from 'n8n-workflow';
import type { ApprovalState } from '../../nodes/WhatsAppBusinessApproval/state';
import { retryRun, runNode } from './engine';
import { graphAnswers } from './graphDouble';

/** What the questions of these tests are sent by. */
export const SEND = 'POST /v24.0/300/messages';
const PARAMETERS = {
	provider: 'meta',
	operation: 'sendAndWait',
	sender: { __rl: true, mode: 'id', value: '300' },
	approver: '+1 202 555 0111',
	message: 'May it be?',
	approvalOptions: {},
	options: { checkAnswers: false },
};
export const SENT = {
	contacts: [{ input: '+12025550111', wa_id: '12025550111' }],
	messages: [{ id: 'wamid.question' }],
};
/** The item that comes in. */
export const item = { json: { order: 7, approved: true, data: { approved: true, total: 3 } } };

export type Body = {
	interactive: { action: { buttons: Array<{ reply: { id: string; title: string } }> } };
};

/** Answers the send, and keeps what was sent. */
export function takeSend(): Body[] {
	const bodies: Body[] = [];
	graphAnswers(SEND, (body) => {
		bodies.push(body as Body);
		return { status: 200, body: SENT };
	});
	return bodies;
}

/** The approved template that these tests ask by, as Meta lists it. */
export const approvalTemplate = (over: object = {}) => ({
	name: 'request_approval',
	language: 'en_US',
	status: 'APPROVED',
	components: [
		{ type: 'BODY', text: 'A decision is waiting: {{1}} Please answer below.' },
		{
			type: 'BUTTONS',
			buttons: ['Approve', 'Reject'].map((text) => ({ type: 'QUICK_REPLY', text })),
		},
	],
	...over,
});

/** What a waiting approval has kept. */
export function savedState({ data }: IRun): ApprovalState {
	const context = data.executionData!.contextData['node:Under Test'] as Record<string, unknown>;
	return {
		...JSON.parse(context.whatsAppApproval as string),
		files: context.whatsAppApprovalFiles,
	};
}

const whole = (node: object, parameters: Record<string, unknown>) => ({
	type: 'whatsAppBusinessApproval',
	parameters: {
		...PARAMETERS,
		...parameters,
		options: { ...PARAMETERS.options, ...(parameters.options as object) },
	} as never,
	...node,
});

/** Runs the node. */
export const approval = (
	node: object = {},
	parameters: Record<string, unknown> = {},
	items: Array<{ json: Record<string, unknown>; binary?: object }> = [item],
) => runNode(whole(node, parameters), items as never);

/** Lets n8n retry what the node began. */
export const retriedApproval = (run: IRun, parameters: Record<string, unknown> = {}) =>
	retryRun(run, whole({}, parameters));
