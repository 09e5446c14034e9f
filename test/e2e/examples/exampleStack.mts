import { randomUUID } from 'node:crypto';
import { changed, type Changes } from '../../../playground/workflows/exampleChanges.mts';
import type { WorkflowInput } from '../../../playground/workflows/n8nRest.mts';
import { behindRouter } from '../../../playground/workflows/router.mts';
import {
	createServiceCredentials,
	type ServiceCredentials,
} from '../../../playground/workflows/serviceCredentials.mts';
import type { Service } from '../../../playground/standIns/service.mts';
import { connectedExample, readExamples } from '../../../playground/workflows/importWorkflows.mts';
import { startStack, type Stack } from '../stack.mts';

export interface ExampleStack extends Stack {
	services: Service[];
	serviceCredentials: ServiceCredentials;
}

/** A real n8n that meets these services under their real names, with a credential for each. */
export async function startExampleStack(services: Service[]): Promise<ExampleStack> {
	const standIns = Object.assign({}, ...services.map(({ hosts }) => hosts));
	const stack = await startStack({ standIns });
	const serviceCredentials = await createServiceCredentials(stack.rest, services);
	return { ...stack, services, serviceCredentials };
}

/** Imports an example as a user does: from its file, with own values and credentials; and publishes it. */
export async function goLive(
	stack: ExampleStack,
	name: string,
	changes: Changes = {},
	{ routed = false } = {},
) {
	const example = changed(named(name), changes);
	const ready = connectedExample(
		routed ? behindRouter(example) : example,
		stack.simulator,
		stack.credential,
		stack.serviceCredentials,
	);
	const workflow = await stack.rest.createWorkflow(withOwnAddresses(ready));
	await stack.rest.activate(workflow.id);
	return workflow;
}

/** As n8n's editor does at an import: a second copy has addresses of its own. */
function withOwnAddresses(workflow: WorkflowInput): WorkflowInput {
	const nodes = workflow.nodes.map((node) =>
		node.webhookId === undefined ? node : { ...node, webhookId: randomUUID() },
	);
	return { ...workflow, nodes };
}

/**
 * Changes a live example and publishes it again. A second copy beside an unpublished first one may
 * be refused: a late webhook makes n8n remember the address of the first.
 */
export async function changeLive(stack: ExampleStack, id: string, changes: Changes): Promise<void> {
	const { nodes } = changed(await stack.rest.workflow(id), changes);
	await stack.rest.updateWorkflow(id, { nodes });
	await stack.rest.activate(id);
}

function named(name: string): WorkflowInput {
	const example = readExamples().find((one) => one.name === name);
	if (!example) throw new Error(`There is no example "${name}"`);
	return example;
}

/** What every service was asked for and did not know or take. */
export const refusedByServices = (stack: ExampleStack): string[] =>
	stack.services.flatMap((service) => service.refused());
