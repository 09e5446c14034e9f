import type { WorkflowInput, WorkflowNode } from './n8nRest.mts';

/** What the user changes after the import: parameters by the name of the node. */
export type Changes = Record<string, Record<string, unknown>>;

interface Assignment {
	name: string;
	value: unknown;
}

/** The fields of a Set node, "Settings" for instance. */
export const assignmentsOf = ({ parameters }: WorkflowNode): Assignment[] =>
	(parameters.assignments as { assignments: Assignment[] }).assignments;

/** An example with the user's own values; those of a Set node are named by its fields. */
export function changed(example: WorkflowInput, changes: Changes): WorkflowInput {
	const copy = structuredClone(example);
	for (const [name, values] of Object.entries(changes)) {
		const node = copy.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`"${copy.name}" has no node "${name}"`);
		if (node.type !== 'n8n-nodes-base.set') {
			Object.assign(node.parameters, values);
			continue;
		}
		for (const [field, value] of Object.entries(values)) {
			const assignment = assignmentsOf(node).find((one) => one.name === field);
			if (!assignment) throw new Error(`"${name}" has no field "${field}"`);
			assignment.value = value;
		}
	}
	return copy;
}
