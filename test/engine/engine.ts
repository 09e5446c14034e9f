import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IExecuteData,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
} from 'n8n-workflow';
import { createRunExecutionData, ICredentialsHelper, Workflow } from 'n8n-workflow';
import { MetaWhatsAppCloudApi } from '../../credentials/MetaWhatsAppCloudApi.credentials';
import { WhatsAppBusiness } from '../../nodes/WhatsAppBusiness/WhatsAppBusiness.node';
import { WhatsAppBusinessApproval } from '../../nodes/WhatsAppBusinessApproval/WhatsAppBusinessApproval.node';
import { WhatsAppBusinessTrigger } from '../../nodes/WhatsAppBusinessTrigger/WhatsAppBusinessTrigger.node';

/** The account that the tests send from; its host is the double. */
export const ACCOUNT = {
	accessToken: 'EAATESTTOKEN',
	appId: '100',
	appSecret: 'test-app-secret',
	businessAccountId: '200',
	verifyToken: 'test-verify-token',
	graphVersion: 'v24.0',
	baseUrl: '',
};

const START = 'n8n-nodes-base.manualTrigger';

/** Stands in for n8n's Manual Trigger, whose name the engine knows as a start. */
class ManualTrigger implements INodeType {
	description = {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	} as unknown as INodeType['description'];

	async execute() {
		return [];
	}
}

/** A node that does what a test gives it to do. */
const PROBE = 'probe';

class Probe implements INodeType {
	description = {
		...new ManualTrigger().description,
		name: PROBE,
		inputs: ['main'],
		credentials: [{ name: 'metaWhatsAppCloudApi', required: true }],
	} as INodeType['description'];

	constructor(private readonly work: (context: IExecuteFunctions) => Promise<unknown>) {}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		await (TYPES[PROBE] as Probe).work(this);
		return [[]];
	}
}

const TYPES: Record<string, INodeType> = {
	[START]: new ManualTrigger(),
	whatsAppBusiness: new WhatsAppBusiness(),
	// For agents n8n makes it of the node above.
	whatsAppBusinessTool: new WhatsAppBusiness(),
	whatsAppBusinessApproval: new WhatsAppBusinessApproval(),
	// n8n makes it of the node above, with the same code and fewer fields.
	whatsAppBusinessApprovalHitlTool: new WhatsAppBusinessApproval(),
	whatsAppBusinessTrigger: new WhatsAppBusinessTrigger(),
};

export const nodeTypes: INodeTypes = {
	getByName: (name) => TYPES[name],
	getByNameAndVersion: (name) => TYPES[name],
	getKnownTypes: () => ({}),
};

/** Hands out the test account, and authenticates as n8n does with a credential's function. */
export class TestCredentials extends ICredentialsHelper {
	getParentTypes() {
		return [];
	}

	async authenticate(_data: object, _type: string, options: unknown) {
		const { authenticate } = new MetaWhatsAppCloudApi();
		if (typeof authenticate !== 'function') throw new Error('The credential has no function');
		return await authenticate(ACCOUNT, options as IHttpRequestOptions);
	}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getDecrypted() {
		return { ...ACCOUNT };
	}

	async getCredentials(): Promise<never> {
		throw new Error('Not stored');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties() {
		return [];
	}
}

export interface EngineRun {
	run: IRun;
	/** What the node under test put on each output. */
	outputs: INodeExecutionData[][];
	/** The node's entry on the stack, while the execution waits. */
	waiting?: IExecuteData;
	error?: { message: string; description?: string | null };
}

/**
 * Runs one node in n8n's own engine, with the given items coming in.
 *
 * @param node the part of the node that matters; the rest is filled in
 * @param agent of which the node is a tool: what came into it, what n8n keeps of its calls, and what n8n
 *   shows as the input of this one
 */
export async function runNode(
	node: Partial<INode> & { type: string; parameters: Record<string, NodeParameterValueType> },
	items: INodeExecutionData[],
	agent?: {
		items: INodeExecutionData[];
		metadata: IExecuteData['metadata'];
		input: INodeExecutionData['json'];
	},
): Promise<EngineRun> {
	const under = whole(node);
	const workflow = workflowWith(under);
	const agentEntry: IExecuteData[] =
		agent === undefined
			? []
			: [
					{
						node: workflow.getNode('Agent')!,
						data: { main: [agent.items] },
						source: { main: [{ previousNode: 'Start' }] },
						metadata: agent.metadata,
					},
				];
	const begun: Record<string, ITaskData[]> =
		agent === undefined
			? {}
			: {
					[under.name]: [
						{
							startTime: 0,
							executionTime: 0,
							executionIndex: 0,
							source: [],
							inputOverride: { ai_tool: [[{ json: agent.input }]] },
						},
					],
				};
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: under,
					data: { main: [items] },
					source: { main: [{ previousNode: 'Start' }] },
					...(agent === undefined ? {} : { runIndex: 0 }),
				},
				...agentEntry,
			],
		},
		// For the error output n8n looks up which item an item came from.
		resultData: {
			runData: {
				...begun,
				Start: [
					{
						startTime: 0,
						executionTime: 0,
						executionIndex: 0,
						source: [],
						data: { main: [items] },
					},
				],
			},
		},
	});
	return await runData(under, data, '4711');
}

/**
 * As n8n's "Retry" does: another execution, with all that the first one kept.
 *
 * @param node the same as in the first
 */
export async function retryRun(
	{ data }: IRun,
	node: Partial<INode> & { type: string; parameters: Record<string, NodeParameterValueType> },
): Promise<EngineRun> {
	return await runData(whole(node), structuredClone(data), '4712');
}

const whole = (
	node: Partial<INode> & { type: string; parameters: Record<string, NodeParameterValueType> },
): INode => ({
	id: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
	name: 'Under Test',
	typeVersion: 1,
	position: [200, 0],
	// Whoever the provider is, the account is the same.
	credentials: Object.fromEntries(
		['metaWhatsAppCloudApi', 'dialog360Api', 'infobipWhatsAppApi', 'twilioWhatsAppApi'].map(
			(name) => [name, { id: '1', name: 'Test' }],
		),
	),
	...node,
});

function workflowWith(under: INode): Workflow {
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: START,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return new Workflow({
		id: 'workflow',
		nodes: [start, under, { ...start, id: 'agent', name: 'Agent' }],
		connections: { Start: { main: [[{ node: under.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { timezone: 'Europe/Madrid' },
	});
}

async function runData(
	under: INode,
	data: IRunExecutionData,
	executionId: string,
): Promise<EngineRun> {
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		id: 'workflow',
		name: 'Workflow',
	} as never);
	const additional = {
		credentialsHelper: new TestCredentials(),
		hooks,
		executionId,
		webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
		formWaitingBaseUrl: 'https://n8n.example.com/form-waiting',
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus() {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const run = await new WorkflowExecute(additional, 'manual', data).processRunExecutionData(
		workflowWith(under),
	);
	const entry = run.data.resultData.runData[under.name]?.at(-1);
	return {
		run,
		outputs: (entry?.data?.main ?? []).map((output) => output ?? []),
		waiting: run.waitTill ? run.data.executionData?.nodeExecutionStack[0] : undefined,
		error: run.data.resultData.error,
	};
}

/** How a run ended, e.g. `waiting`; of an error also what it says, for the message of a test that fails. */
export function statusOf({ status, data }: IRun): string {
	const { error } = data.resultData;
	return error === undefined ? status : `${status}: ${error.message} ${error.description ?? ''}`;
}

/** Does something with the context that n8n's engine gives to a node, its requests included. */
export async function inNode<Result>(
	work: (context: IExecuteFunctions) => Promise<Result>,
): Promise<Result> {
	let result: Promise<Result> | undefined;
	TYPES[PROBE] = new Probe(async (context) => await (result = work(context)).catch(() => {}));
	await runNode({ type: PROBE, parameters: {} }, [{ json: {} }]);
	if (result === undefined) throw new Error('n8n did not run the node');
	return await result;
}
