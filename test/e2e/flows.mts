import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { INodeProperties } from 'n8n-workflow';
import { optionFieldsOf } from '../../dist/nodes/WhatsAppBusinessApproval/description/options.js';
import type { WorkflowInput, WorkflowNode } from '../../playground/workflows/n8nRest.mts';
import { newestVersion } from '../../playground/start/nodeVersion.mts';
import type { Stack } from './stack.mts';

const PACKAGE = 'n8n-nodes-whatsapp-business';

/** The number that the simulated account sends from. */
export const sender = ({ simulator }: Stack) => ({
	__rl: true,
	mode: 'id',
	value: simulator.provider.senderId(simulator.account, simulator.account.phoneNumbers[0]!.id),
});

/** The provider that the stack plays, as the nodes name it. */
export const provider = ({ simulator }: Stack) => simulator.provider.id;

type Made = Omit<WorkflowNode, 'id' | 'position'>;

/** Puts nodes in a row and gives them ids. */
export function flow(
	name: string,
	nodes: Made[],
	connections: Record<string, string[][]>,
): WorkflowInput {
	return {
		name,
		nodes: nodes.map((node, index) => ({ id: randomUUID(), position: [index * 220, 0], ...node })),
		connections: Object.fromEntries(
			Object.entries(connections).map(([from, outputs]) => [
				from,
				{ main: outputs.map((to) => to.map((node) => ({ node, type: 'main', index: 0 }))) },
			]),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** A node of this package, with the simulated account. */
export function ours(
	{ credential }: Stack,
	type: string,
	name: string,
	parameters: Record<string, unknown>,
): Made {
	return {
		name,
		type: `${PACKAGE}.${type}`,
		typeVersion: newestVersion(type),
		parameters,
		webhookId: randomUUID(),
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
}

export function webhookStart(path: string): Made {
	return {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
	};
}

export function noOp(name: string): Made {
	return { name, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
}

/** A Switch that sends every item out of both its outputs. */
export function bothWays(name: string): Made {
	const always = {
		leftValue: 'a',
		rightValue: 'a',
		operator: { type: 'string', operation: 'equals' },
	};
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
	const rule = (id: string) => ({
		conditions: { options, conditions: [{ id, ...always }], combinator: 'and' },
	});
	return {
		name,
		type: 'n8n-nodes-base.switch',
		typeVersion: 3.2,
		parameters: { rules: { values: ['1', '2'].map(rule) }, options: { allMatchingOutputs: true } },
	};
}

/** Shows that an expression behind an exit still finds the item that the earlier node gave. */
export function lookBack(name: string): Made {
	const assignment = { id: '1', name: 'subject', type: 'string' };
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: {
				assignments: [{ ...assignment, value: "={{ $('Start').item.json.body.subject }}" }],
			},
			includeOtherFields: true,
			options: {},
		},
	};
}

export interface ApprovalFlow {
	approver: string;
	options?: Record<string, unknown>;
	name?: string;
	/** Own choices instead of Approve and Reject; none at all: free text. */
	choices?: string[];
	/** Further parameters of the approval. */
	more?: Record<string, unknown>;
}

/** The exits of an approval, by the node that follows each. */
function exitsOf({ options = {}, choices }: Pick<ApprovalFlow, 'options' | 'choices'>) {
	if (options.oneOutput) return ['Any'];
	const answers = choices?.length === 0 ? ['Answered'] : (choices ?? ['Approved', 'Rejected']);
	return [...answers, 'No Answer', 'Not Delivered'];
}

/** Options of an approval, each in the collection where the panel has it; n8n drops it anywhere else. */
export function inCollections(options: Record<string, unknown>) {
	const collections = optionFieldsOf(newestVersion('whatsAppBusinessApproval'));
	const placed = Object.entries(options).map(([name, value]) => {
		const collection = collections.find((one) =>
			(one.options as INodeProperties[]).some((field) => field.name === name),
		);
		if (collection === undefined) throw new Error(`The panel has no option ${name}`);
		return { collection: collection.name, name, value };
	});
	return Object.fromEntries(
		collections.map(({ name: collection }) => [
			collection,
			Object.fromEntries(
				placed
					.filter((one) => one.collection === collection)
					.map(({ name, value }) => [name, value]),
			),
		]),
	);
}

/** The approval itself. */
export function approvalNode(
	stack: Stack,
	name: string,
	{ approver, options = {}, choices, more }: ApprovalFlow,
): Made {
	const own = choices?.length === 0 ? 'freeText' : 'choices';
	// These two have a place of their own in the panel; no deadline is what most tests want.
	const { deadline, template, ...others } = options;
	const { values: wait = { limitType: 'none' } } = (deadline ?? {}) as { values?: object };
	return ours(stack, 'whatsAppBusinessApproval', name, {
		provider: provider(stack),
		operation: 'sendAndWait',
		sender: sender(stack),
		approver,
		message: "=May it be? {{ $('Start').item.json.body.subject }}",
		responseType: choices ? own : 'approval',
		choices: { choice: (choices ?? []).map((label) => ({ label })) },
		approvalOptions: {},
		...wait,
		...(template === undefined ? {} : { template }),
		...inCollections(others),
		...more,
	});
}

/** Start → Ask → one node for each exit, which looks back at Start. */
export function approvalFlow(stack: Stack, wanted: ApprovalFlow): WorkflowInput {
	const { name = 'Approval' } = wanted;
	const exits = exitsOf(wanted);
	const ask = approvalNode(stack, 'Ask', wanted);
	return flow(name, [webhookStart(`${name}-${randomUUID()}`), ask, ...exits.map(lookBack)], {
		Start: [['Ask']],
		Ask: exits.map((exit) => [exit]),
	});
}

/**
 * Start → Items → Ask: one item for each of `items` in the body that starts it. The approval reads `to` and
 * `subject` of each; the node behind each exit finds what went in by `subject` of "Items".
 */
export function approvalOfItems(stack: Stack, wanted: Omit<ApprovalFlow, 'approver'>) {
	const message = '=May it be? {{ $json.subject }}';
	const more = { message, ...wanted.more };
	const plain = approvalFlow(stack, { ...wanted, approver: '={{ $json.to }}', more });
	const jsCode = 'return $input.first().json.body.items.map((json) => ({ json, pairedItem: 0 }));';
	const items = { name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2 };
	const behind = (value: unknown) =>
		JSON.parse(
			JSON.stringify(value).replaceAll("$('Start').item.json.body", "$('Items').item.json"),
		);
	const main = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		...plain,
		nodes: [
			...plain.nodes.map((node) => ({ ...node, parameters: behind(node.parameters) })),
			{
				id: randomUUID(),
				position: [110, 160] as [number, number],
				...items,
				parameters: { jsCode },
			},
		],
		connections: { ...plain.connections, Start: main('Items'), Items: main('Ask') },
	};
}

/** A node that gives the item a file. */
export function fileOfItem(
	name: string,
	file: { fileName: string; mimeType: string; text: string },
) {
	const { fileName, mimeType, text } = file;
	const data = Buffer.from(text).toString('base64');
	const item = { json: {}, binary: { data: { data, mimeType, fileName } }, pairedItem: 0 };
	const parameters = { jsCode: `return [${JSON.stringify(item)}];` };
	return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters };
}

/** The same as `approvalFlow`, with a file that the item brings along. */
export function approvalWithFile(
	stack: Stack,
	wanted: ApprovalFlow,
	file: Parameters<typeof fileOfItem>[1],
): WorkflowInput {
	const plain = approvalFlow(stack, wanted);
	const main = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		...plain,
		nodes: [
			...plain.nodes,
			{ id: randomUUID(), position: [110, 160], ...fileOfItem('File', file) },
		],
		connections: { ...plain.connections, Start: main('File'), File: main('Ask') },
	};
}

/** A trigger, and a NoOp that shows what it got. */
export function inboxFlow(stack: Stack, parameters: Record<string, unknown> = {}): WorkflowInput {
	const trigger = ours(stack, 'whatsAppBusinessTrigger', 'Inbox', {
		provider: provider(stack),
		receive: stack.simulator.provider.receive,
		sender: sender(stack),
		events: ['message', 'reply'],
		options: {},
		...parameters,
	});
	return flow('Inbox', [trigger, noOp('Seen')], { Inbox: [['Seen']] });
}

/** Creates and activates a workflow. */
export async function install({ rest }: Stack, input: WorkflowInput) {
	const workflow = await rest.createWorkflow(input);
	await rest.activate(workflow.id);
	return workflow;
}

/** Calls the Webhook node "Start" of a workflow. */
export async function start(
	{ n8n }: Stack,
	workflow: WorkflowInput,
	body: Record<string, unknown> = {},
): Promise<void> {
	const { path } = workflow.nodes.find(({ name }) => name === 'Start')!.parameters;
	const options = { proxy: false, validateStatus: () => true } as const;
	const { status, data } = await axios.post(`${n8n.url}/webhook/${path}`, body, options);
	if (status !== 200) throw new Error(`n8n did not start it: ${status} ${JSON.stringify(data)}`);
}
