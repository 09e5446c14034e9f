import path from 'node:path';
import { assignmentsOf, changed } from './exampleChanges.mts';
import type { WorkflowInput, WorkflowNode } from './n8nRest.mts';
import { PACKAGE_NAME } from '../start/tarball.mts';

/** The example that holds the only active WhatsApp trigger when several share a number. */
export const ROUTER = 'Router';

/** The one with which people begin; it holds the number alone. */
export const FIRST = 'First approval';

/** The example that all events of the one number come to. */
export type Holder = typeof ROUTER | typeof FIRST;

/** Where the router's calls come in. */
const isEntrance = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.executeWorkflowTrigger';

export const isWhatsAppTrigger = ({ type }: WorkflowNode): boolean =>
	type === `${PACKAGE_NAME}.whatsAppBusinessTrigger`;

/** task-updates.json has the field taskUpdates. */
export const routerField = (file: string): string =>
	path.basename(file, '.json').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** An example that gets its events from the router: its own trigger would take them from there. */
export function behindRouter(example: WorkflowInput): WorkflowInput {
	if (!example.nodes.some(isEntrance)) return example;
	const nodes = example.nodes.map((node) =>
		isWhatsAppTrigger(node) ? { ...node, disabled: true } : node,
	);
	return { ...example, nodes };
}

/** An example that n8n has. */
export interface RoutedExample {
	id: string;
	file: string;
}

/** The router, with the ids of these examples, as its user would paste them. */
export function routerFor(
	router: WorkflowInput,
	examples: readonly RoutedExample[],
): WorkflowInput {
	const settings = router.nodes.find(({ name }) => name === 'Settings')!;
	const fields = assignmentsOf(settings).map(({ name }) => name);
	const ids = examples
		.map(({ id, file }) => [routerField(file), id] as const)
		.filter(([field]) => fields.includes(field));
	return changed(router, { Settings: Object.fromEntries(ids) });
}
