/** The router knows every example that others of the same number can reach only through it. */
import { describe, expect, it } from '@jest/globals';
import { assignmentsOf } from '../../playground/workflows/exampleChanges.mts';
import type { WorkflowInput, WorkflowNode } from '../../playground/workflows/n8nRest.mts';
import {
	FIRST,
	isWhatsAppTrigger,
	ROUTER,
	routerField,
} from '../../playground/workflows/router.mts';
import { exampleFiles, readExamples } from '../../playground/workflows/importWorkflows.mts';

const examples = readExamples();
const router = examples.find(({ name }) => name === ROUTER)!;
const nodeOf = ({ nodes }: WorkflowInput, name: string): WorkflowNode =>
	nodes.find((node) => node.name === name)!;
const fields = assignmentsOf(nodeOf(router, 'Settings')).map(({ name }) => name);
const calls = router.nodes.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow');

const routed = exampleFiles()
	.map((one, index) => ({ ...one, example: examples[index]! }))
	// The first one holds the number alone.
	.filter(({ name }) => name !== ROUTER && name !== FIRST)
	.filter(({ example }) => example.nodes.some(isWhatsAppTrigger));

describe.each(routed.map((one) => [one.file, one.example] as const))('%s', (file, example) => {
	it('can be called by another workflow', () => {
		const types = example.nodes.map(({ type }) => type);
		expect(types).toContain('n8n-nodes-base.executeWorkflowTrigger');
	});

	it('has a field and a call of its own', () => {
		expect(fields).toContain(routerField(file));
		const called = calls.map(({ parameters }) => JSON.stringify(parameters.workflowId));
		const own = called.filter((one) => one.includes(`.${routerField(file)} `));
		// Quoting words are handed to the data sync on their own.
		expect(new Set(own).size).toBe(1);
	});

	it('gets the taps on its buttons', () => {
		const prefixes = example.nodes
			.filter(isWhatsAppTrigger)
			.map(({ parameters }) => (parameters.options as { replyIdPrefix?: string }).replyIdPrefix)
			.filter((prefix) => prefix !== undefined);
		const { values } = nodeOf(router, 'Which Reply').parameters.rules as { values: object[] };
		for (const prefix of prefixes) {
			const rule = values
				.map((one) => JSON.stringify(one))
				.find((one) => one.includes(`"${prefix}"`));
			expect(rule).toContain(`.${routerField(file)} }}`);
		}
	});
});
