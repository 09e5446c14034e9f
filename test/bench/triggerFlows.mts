/** Trigger → Seen, where the trigger is ours or one of those that the benchmark puts beside it. */
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Workflow, WorkflowInput } from '../../playground/workflows/n8nRest.mts';
import { flow, inboxFlow, install, noOp } from '../e2e/flows.mts';
import type { Stack } from '../e2e/stack.mts';

export interface Contender {
	workflow: Workflow;
	/** Where webhooks are posted to. */
	url: string;
}

/** As much of Meta's API as n8n's own trigger asks when it is activated. */
export const subscriptions = express()
	.post('/:version/oauth/access_token', (_request, response) => {
		response.json({ access_token: 'TESTTOKEN' });
	})
	.get('/:version/:app/subscriptions', (_request, response) => response.json({ data: [] }))
	.post('/:version/:app/subscriptions', (_request, response) => response.json({ success: true }));

export async function installOurs(stack: Stack): Promise<Contender> {
	const workflow = await install(stack, inboxFlow(stack));
	const { data } = await stack.phones.get('/state');
	const url = Object.values(data.registrations.phoneOverrides)[0] as string;
	return { workflow, url };
}

export async function installBuiltIn(stack: Stack): Promise<Contender> {
	const { appId, appSecret } = stack.simulator.account;
	const type = 'whatsAppTriggerApi';
	const { id, name } = await stack.rest.createCredential({
		name: 'Built-in',
		type,
		data: { clientId: appId, clientSecret: appSecret },
	});
	const trigger = {
		type: 'n8n-nodes-base.whatsAppTrigger',
		parameters: { updates: ['messages'], options: {} },
		credentials: { [type]: { id, name } },
	};
	return await installTrigger(stack, 'Built-in', trigger, '/webhook');
}

/** n8n's Webhook node, which knows nothing of WhatsApp. */
export async function installWebhook(stack: Stack): Promise<Contender> {
	const parameters = { httpMethod: 'POST', path: 'bench-webhook', responseMode: 'onReceived' };
	const trigger = { type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters };
	const { workflow } = await installTrigger(stack, 'Webhook', trigger, '');
	return { workflow, url: `${stack.n8n.url}/webhook/bench-webhook` };
}

export async function installBare(stack: Stack): Promise<Contender> {
	const trigger = { type: 'CUSTOM.bareTrigger', typeVersion: 2, parameters: {} };
	return await installTrigger(stack, 'Bare', trigger, '/webhook');
}

async function installTrigger(
	stack: Stack,
	name: string,
	node: { type: string; typeVersion?: number; parameters: Record<string, unknown> },
	path: string,
): Promise<Contender> {
	const webhookId = randomUUID();
	const trigger = { typeVersion: 1, webhookId, ...node, name };
	const input: WorkflowInput = flow(name, [trigger, noOp('Seen')], { [name]: [['Seen']] });
	const workflow = await install(stack, input);
	return { workflow, url: `${stack.n8n.url}/webhook/${webhookId}${path}` };
}
