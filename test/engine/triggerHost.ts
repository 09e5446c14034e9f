import axios from 'axios';
import express, { type Request, type Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { signature } from '../fixtures/meta/webhookRequest';
import { ACCOUNT, nodeTypes, TestCredentials } from './engine';

/** What n8n answers at the address of one waiting execution. */
export interface WaitingAnswer {
	status: number;
	type: 'json' | 'html';
	body: string;
}

/** A call that came to a waiting execution. */
export interface HandedOver {
	executionId: string;
	headers: Record<string, unknown>;
	body: string;
}

/**
 * A trigger behind an HTTP server on loopback which does with the node what n8n does: a context of its
 * own for each request, static data that is read when the request begins and written before it is
 * answered, and the answer only once the execution is stored (n8n 2.41, live-webhooks.js and
 * webhook-helpers.js).
 */
export interface TriggerHost {
	/** Items of the executions that were started, by output, in order. */
	executions: INodeExecutionData[][][];
	/** What n8n has saved of the node. */
	saved(): IDataObject;
	/** Lets n8n store executions from now on like this; by default at once. */
	store: (items: INodeExecutionData[][]) => Promise<void>;
	/** What waiting executions say; by default n8n knows none. */
	waiting: (call: HandedOver) => WaitingAnswer | Promise<WaitingAnswer>;
	/** Signs and delivers a webhook, as Meta does. */
	deliver(body: object, secret?: string): Promise<{ status: number; body: string }>;
	/** Calls the address as a browser or an approval does. */
	get(query: Record<string, string>): Promise<{ status: number; body: unknown }>;
	stop(): Promise<void>;
}

const PATH = '/webhook/1f0a/webhook';

const UNKNOWN: WaitingAnswer = {
	status: 404,
	type: 'json',
	body: '{"message":"The execution \\"1\\" does not exist."}',
};

let nodes = 0;

/** A trigger of Meta's in a workflow, which starts with everything and has no options. */
export function triggerNode(
	id: string,
	parameters: Record<string, NodeParameterValueType> = {},
): INode {
	return {
		id,
		name: 'Trigger',
		type: 'whatsAppBusinessTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: '1f0a',
		credentials: { metaWhatsAppCloudApi: { id: '1', name: 'Test' } },
		parameters: {
			provider: 'meta',
			events: ['message', 'reply', 'status', 'template', 'account'],
			sender: { __rl: true, mode: 'id', value: '' },
			options: {},
			...parameters,
		},
	};
}

/** Starts a trigger. Each is a node of its own: the process remembers across tests. */
export async function startTrigger(
	parameters: Record<string, NodeParameterValueType> = {},
): Promise<TriggerHost> {
	const node = triggerNode(`trigger-${++nodes}`, parameters);
	let saved: IDataObject = {};
	const host = {
		executions: [] as INodeExecutionData[][][],
		saved: () => saved[`node:${node.name}`] as IDataObject,
		store: async () => {},
		waiting: () => UNKNOWN,
	} as unknown as TriggerHost;

	const run = async (request: Request, response: Response, webhook: 'default' | 'setup') => {
		const workflow = new Workflow({
			id: `workflow-${nodes}`,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(saved),
			settings: { timezone: 'Europe/Madrid' },
		});
		const type = nodeTypes.getByNameAndVersion(node.type);
		const description = type.description.webhooks!.find(({ name }) => name === webhook)!;
		const context = new WebhookContext(
			workflow,
			node,
			{
				credentialsHelper: new TestCredentials(),
				webhookBaseUrl: `${base}/webhook`,
				webhookWaitingBaseUrl: `${base}/webhook-waiting`,
				httpRequest: request,
				httpResponse: response,
			} as unknown as IWorkflowExecuteAdditionalData,
			'webhook',
			{ webhookDescription: description } as never,
			[],
			null,
		);
		const result = await type.webhook!.call(context);
		const { workflowData } = result;
		if (workflowData !== undefined) {
			await host.store(workflowData as INodeExecutionData[][]);
			host.executions.push(workflowData as INodeExecutionData[][]);
		}
		// n8n reads the answer, then saves, then answers.
		const answer = result.noWebhookResponse === true ? undefined : result.webhookResponse;
		if (workflow.staticData.__dataChanged) saved = JSON.parse(JSON.stringify(workflow.staticData));
		if (result.noWebhookResponse !== true) response.status(200).send(answer);
	};

	const app = express();
	app.use(express.raw({ type: () => true, limit: '20mb' }));
	app.all('/webhook-waiting/:execution/:node', async (request, response) => {
		const { status, type, body } = await host.waiting({
			executionId: request.params.execution,
			headers: request.headers,
			body: String(request.body),
		});
		response.status(status).type(type).send(body);
	});
	app.all(PATH, async (request, response) => {
		const readable = Object.assign(request, {
			rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
			readRawBody: async () => {},
		});
		await run(readable, response, request.method === 'GET' ? 'setup' : 'default');
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	const base = `http://127.0.0.1:${port}`;

	host.deliver = async (body, secret = ACCOUNT.appSecret) => {
		const text = JSON.stringify(body);
		const { status, data } = await axios.post(`${base}${PATH}`, text, {
			headers: {
				'content-type': 'application/json',
				'x-hub-signature-256': signature(text, secret),
			},
			responseType: 'text',
			validateStatus: () => true,
		});
		return { status, body: data };
	};
	host.get = async (query) => {
		const answer = await axios.get(`${base}${PATH}`, { params: query, validateStatus: () => true });
		return { status: answer.status, body: answer.data };
	};
	host.stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return host;
}
