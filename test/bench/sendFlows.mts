/** Start → Split → Send → Done, where Send is our node or the one built into n8n. */
import { outputsOf } from '../../playground/workflows/executionData.mts';
import type { Workflow } from '../../playground/workflows/n8nRest.mts';
import { flow, install, noOp, start, webhookStart } from '../e2e/flows.mts';
import { executionIn, type Stack } from '../e2e/stack.mts';
import { TEMPLATE } from './throttledPlatform.mts';

const NUMBER = '300';

export interface Order {
	order: string;
	phone: string;
}

/** @param options of the node: the rate, for example */
export async function installOurs(
	stack: Stack,
	options: object = {},
	workflow = 'ours',
): Promise<Workflow> {
	const type = 'metaWhatsAppCloudApi';
	const { id, name } = await stack.rest.createCredential({
		name: 'Ours',
		type,
		data: {
			accessToken: 'EAATESTTOKEN',
			appId: '100',
			appSecret: 'test-app-secret',
			businessAccountId: '200',
			verifyToken: 'test-verify-token',
		},
	});
	const parameters = {
		provider: 'meta',
		resource: 'message',
		operation: 'sendTemplate',
		sender: { __rl: true, mode: 'id', value: NUMBER },
		to: '={{ $json.phone }}',
		template: { __rl: true, mode: 'name', value: TEMPLATE },
		variables: { mappingMode: 'defineBelow', value: { 'body.1': '={{ $json.order }}' } },
		options,
	};
	return await installSend(stack, workflow, {
		type: 'n8n-nodes-whatsapp-business.whatsAppBusiness',
		typeVersion: 1,
		parameters,
		credentials: { [type]: { id, name } },
	});
}

export async function installBuiltIn(stack: Stack): Promise<Workflow> {
	const type = 'whatsAppApi';
	const { id, name } = await stack.rest.createCredential({
		name: 'Built-in',
		type,
		data: { accessToken: 'EAATESTTOKEN', businessAccountId: '200' },
	});
	const text = { type: 'text', text: '={{ $json.order }}' };
	const parameters = {
		resource: 'message',
		operation: 'sendTemplate',
		phoneNumberId: NUMBER,
		recipientPhoneNumber: '={{ $json.phone }}',
		template: TEMPLATE,
		components: { component: [{ type: 'body', bodyParameters: { parameter: [text] } }] },
	};
	return await installSend(stack, 'built-in', {
		type: 'n8n-nodes-base.whatsApp',
		typeVersion: 1.1,
		parameters,
		credentials: { [type]: { id, name } },
	});
}

type SendNode = Omit<Parameters<typeof flow>[1][number], 'name' | 'onError'>;

async function installSend(stack: Stack, name: string, node: SendNode): Promise<Workflow> {
	const split = {
		name: 'Split',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.orders', options: {} },
	};
	const send = { ...node, name: 'Send', onError: 'continueRegularOutput' as const };
	const nodes = [webhookStart(`bench-${name}`), split, send, noOp('Done')];
	const connections = { Start: [['Split']], Split: [['Send']], Send: [['Done']] };
	return await install(stack, flow(name, nodes, connections));
}

/** Sends these once. @returns what Send gave, and the seconds it took */
export async function sendAll(stack: Stack, workflow: Workflow, orders: Order[]) {
	const [earlier] = await stack.rest.executions({ workflowId: workflow.id, limit: 1 });
	await start(stack, workflow, { orders });
	const execution = await executionIn(stack, workflow.id, 'success', {
		after: earlier?.id,
		timeout: 180_000,
	});
	const [items = []] = outputsOf(execution, 'Send');
	const seconds = execution.data.resultData.runData.Send![0]!.executionTime / 1000;
	return { items, seconds };
}
