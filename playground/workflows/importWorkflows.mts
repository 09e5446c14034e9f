import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { changed, type Changes } from './exampleChanges.mts';
import type { Credential, N8nRest, Workflow, WorkflowInput, WorkflowNode } from './n8nRest.mts';
import { projectFolder } from '../start/places.mjs';
import {
	behindRouter,
	type Holder,
	isWhatsAppTrigger,
	ROUTER,
	routerFor,
	type RoutedExample,
} from './router.mts';
import { withService, type ServiceCredentials } from './serviceCredentials.mts';
import type { Simulator } from '../simulator/server.mts';
import { PACKAGE_NAME } from '../start/tarball.mts';

/** n8n refuses to publish a workflow that only this could start. */
const MANUAL = 'n8n-nodes-base.manualTrigger';
const WEBHOOK = 'n8n-nodes-base.webhook';
/** The trigger of an example that its user runs once by hand. */
const SET_UP = 'Set Up Once';
/** In n8n's reason for not publishing a workflow. */
const NO_ACCOUNT = 'Missing required credential';

export interface ImportedWorkflow {
	id: string;
	name: string;
	/** It is not active: it has no credential for another service. */
	needsAccount?: boolean;
	/** It is not active: its trigger would take the number from the example that holds it. */
	needsNumber?: boolean;
	/** Why it could not be activated, where nothing was missing. */
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
			!disabled && type !== MANUAL && (/Trigger$/.test(type) || type === WEBHOOK),
	);
}

/** What the examples find in the n8n that they are imported into. */
export interface Surroundings {
	simulator: Simulator;
	credential: Credential;
	services?: ServiceCredentials;
	/** What their user would change after the import, by the names of the examples. */
	changes?: Readonly<Record<string, Changes>>;
	/** Which example gets what comes in on the one number. */
	holder: Holder;
}

/**
 * Imports the examples around the one that holds the number. The router gets all that comes in and knows
 * the ids of the others; beside another holder, examples with a trigger of their own stay inactive. One
 * whose name n8n already has is left alone: the user may have changed it.
 */
export async function importWorkflows(
	n8n: N8nRest,
	examples: WorkflowInput[],
	surroundings: Surroundings,
): Promise<ImportedWorkflow[]> {
	const existing = new Map((await n8n.listWorkflows()).map(({ id, name }) => [name, id]));
	const routed = surroundings.holder === ROUTER;
	const others = examples.filter(({ name }) => name !== ROUTER);
	const imported: ImportedWorkflow[] = [];
	for (const example of others) {
		const ready = routed ? behindRouter(example) : example;
		imported.push(await importOne(n8n, ready, surroundings, existing.get(example.name)));
	}
	for (const router of examples.filter(({ name }) => name === ROUTER)) {
		const ready = routed ? routerFor(router, await activeExamples(n8n)) : router;
		imported.push(await importOne(n8n, ready, surroundings, existing.get(ROUTER)));
	}
	return imported;
}

async function activeExamples(n8n: N8nRest): Promise<RoutedExample[]> {
	const active = (await n8n.listWorkflows()).filter((workflow) => workflow.active);
	return exampleFiles().flatMap(({ file, name }) =>
		active.filter((workflow) => workflow.name === name).map(({ id }) => ({ id, file })),
	);
}

async function importOne(
	n8n: N8nRest,
	example: WorkflowInput,
	{ simulator, credential, services, changes, holder }: Surroundings,
	known: string | undefined,
): Promise<ImportedWorkflow> {
	const { name } = example;
	if (known) return { id: known, name };
	const ready = changed(example, changes?.[name] ?? {});
	const { id } = await n8n.createWorkflow(connectedExample(ready, simulator, credential, services));
	if (!startsByItself(example)) return { id, name };
	const listens = example.nodes.some((node) => isWhatsAppTrigger(node) && !node.disabled);
	if (listens && name !== holder) return { id, name, needsNumber: true };
	const problem = await problemOf(() => n8n.activate(id));
	if (problem?.includes(NO_ACCOUNT)) return { id, name, needsAccount: true };
	if (!problem && example.nodes.some((node) => node.name === SET_UP))
		await n8n.runManually(id, { trigger: SET_UP });
	return { id, name, problem };
}

/**
 * The simulated provider forgets every webhook when it stops, while n8n goes on believing that its
 * triggers are registered. Publishing them anew, at the version that was live, registers them.
 */
export async function reconnectTriggers(n8n: N8nRest): Promise<ImportedWorkflow[]> {
	const active = (await n8n.listWorkflows()).filter((workflow) => workflow.active);
	const whole = await Promise.all(active.map(({ id }) => n8n.workflow(id)));
	const triggered = whole.filter(({ nodes }) =>
		nodes.some((node) => isWhatsAppTrigger(node) && !node.disabled),
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
