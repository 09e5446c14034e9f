import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Credential, N8nRest, Workflow, WorkflowInput, WorkflowNode } from './n8nRest.mts';
import { projectFolder } from './places.mjs';
import type { Simulator } from './simulator/server.mts';
import type { Service } from './standIns/service.mts';
import { PACKAGE_NAME } from './tarball.mts';

/** n8n refuses to publish a workflow that only these could start. */
const STARTED_BY_HAND = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.executeWorkflowTrigger'];

export interface ImportedWorkflow {
	id: string;
	name: string;
	/** Why it could not be activated. */
	problem?: string;
}

const examplesFolder = path.join(projectFolder, 'workflows');

const readWorkflow = (file: string): WorkflowInput =>
	JSON.parse(readFileSync(path.join(examplesFolder, file), 'utf8'));

/** The files of the example workflows, with their names on the canvas, in alphabetical order. */
export function exampleFiles(): Array<{ file: string; name: string }> {
	return readdirSync(examplesFolder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => ({ file, name: readWorkflow(file).name }));
}

/** The example workflows, in the order of their file names; each call reads them anew. */
export const readExamples = (): WorkflowInput[] =>
	exampleFiles().map(({ file }) => readWorkflow(file));

const isOurs = ({ type }: WorkflowNode) => type.startsWith(`${PACKAGE_NAME}.`);

/** The examples are written for Meta; another provider has its own credential and choices. */
function connected(node: WorkflowNode, { provider }: Simulator, credential: Credential) {
	const { id, name, type } = credential;
	const { parameters } = node;
	return {
		...node,
		parameters: {
			...parameters,
			provider: provider.id,
			...('receive' in parameters && { receive: provider.receive }),
		},
		credentials: { [type]: { id, name } },
	};
}

/** Credentials by the type of the nodes that use them. */
export type ServiceCredentials = ReadonlyMap<string, Credential>;

export async function createServiceCredentials(
	n8n: N8nRest,
	services: readonly Service[],
): Promise<ServiceCredentials> {
	const byNode = new Map<string, Credential>();
	for (const { nodes, ...credential } of services.flatMap(({ credentials }) => credentials)) {
		const created = await n8n.createCredential(credential);
		for (const type of nodes) byNode.set(type, created);
	}
	return byNode;
}

function withService(node: WorkflowNode, services: ServiceCredentials): WorkflowNode {
	const credential = services.get(node.type);
	if (!credential) return node;
	const { id, name, type } = credential;
	return { ...node, credentials: { [type]: { id, name } } };
}

/** An example, with every credential chosen that there is. */
export function connectedExample(
	workflow: WorkflowInput,
	simulator: Simulator,
	credential: Credential,
	services: ServiceCredentials = new Map(),
): WorkflowInput {
	const { nodes, connections, settings, pinData, meta } = workflow;
	const ready = nodes.map((node) =>
		isOurs(node) ? connected(node, simulator, credential) : withService(node, services),
	);
	return { name: workflow.name, nodes: ready, connections, settings, pinData, meta };
}

function startsByItself({ nodes }: WorkflowInput): boolean {
	return nodes.some(
		({ type, disabled }) =>
			!disabled &&
			!STARTED_BY_HAND.includes(type) &&
			(/Trigger$/.test(type) || type === 'n8n-nodes-base.webhook'),
	);
}

/** One whose name n8n already has is left alone: the user may have changed it. */
export async function importWorkflows(
	n8n: N8nRest,
	examples: WorkflowInput[],
	simulator: Simulator,
	credential: Credential,
): Promise<ImportedWorkflow[]> {
	const existing = new Map((await n8n.listWorkflows()).map(({ id, name }) => [name, id]));
	const imported: ImportedWorkflow[] = [];
	for (const example of examples) {
		const known = existing.get(example.name);
		if (known) {
			imported.push({ id: known, name: example.name });
			continue;
		}
		const { id } = await n8n.createWorkflow(connectedExample(example, simulator, credential));
		const problem = startsByItself(example) ? await problemOf(() => n8n.activate(id)) : undefined;
		imported.push({ id, name: example.name, problem });
	}
	return imported;
}

/**
 * The simulated provider forgets every webhook when it stops, while n8n goes on believing that its
 * triggers are registered. Publishing them anew, at the version that was live, registers them.
 */
export async function reconnectTriggers(n8n: N8nRest): Promise<ImportedWorkflow[]> {
	const active = (await n8n.listWorkflows()).filter((workflow) => workflow.active);
	const whole = await Promise.all(active.map(({ id }) => n8n.workflow(id)));
	const triggered = whole.filter(({ nodes }) =>
		nodes.some((node) => isOurs(node) && node.type.endsWith('Trigger')),
	);
	return await Promise.all(
		triggered.map(async ({ id, name, activeVersionId }: Workflow) => ({
			id,
			name,
			problem: await problemOf(async () => {
				await n8n.deactivate(id);
				await n8n.activate(id, activeVersionId ?? undefined);
			}),
		})),
	);
}

async function problemOf(work: () => Promise<void>): Promise<string | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
