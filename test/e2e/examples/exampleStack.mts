import type { WorkflowInput } from '../../../playground/n8nRest.mts';
import type { Service } from '../../../playground/standIns/service.mts';
import {
	connectedExample,
	createServiceCredentials,
	readExamples,
	type ServiceCredentials,
} from '../../../playground/workflows.mts';
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

/** What the user changes after the import: parameters by the name of the node. */
export type Changes = Record<string, Record<string, unknown>>;

/** Imports an example as a user does: from its file, with own values and credentials; and publishes it. */
export async function goLive(stack: ExampleStack, name: string, changes: Changes = {}) {
	const example = changed(named(name), changes);
	const workflow = await stack.rest.createWorkflow(
		connectedExample(example, stack.simulator, stack.credential, stack.serviceCredentials),
	);
	await stack.rest.activate(workflow.id);
	return workflow;
}

function named(name: string): WorkflowInput {
	const example = readExamples().find((one) => one.name === name);
	if (!example) throw new Error(`There is no example "${name}"`);
	return example;
}

/** The values of a Set node, Settings for instance, are named by their fields. */
function changed(example: WorkflowInput, changes: Changes): WorkflowInput {
	for (const [name, values] of Object.entries(changes)) {
		const node = example.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`"${example.name}" has no node "${name}"`);
		if (node.type !== 'n8n-nodes-base.set') {
			Object.assign(node.parameters, values);
			continue;
		}
		const { assignments } = node.parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const [field, value] of Object.entries(values)) {
			const assignment = assignments.find((one) => one.name === field);
			if (!assignment) throw new Error(`"${name}" has no field "${field}"`);
			assignment.value = value;
		}
	}
	return example;
}

/** What every service was asked for and did not know or take. */
export const refusedByServices = (stack: ExampleStack): string[] =>
	stack.services.flatMap((service) => service.refused());
