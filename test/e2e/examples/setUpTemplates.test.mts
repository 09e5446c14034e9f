/** The example that submits the texts of the others. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { outputsOf } from '../../../playground/workflows/executionData.mts';
import { changed } from '../../../playground/workflows/exampleChanges.mts';
import { connectedExample, readExamples } from '../../../playground/workflows/importWorkflows.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { startStack, type Stack } from '../stack.mts';

const example = readExamples().find(({ name }) => name === 'Set up templates')!;

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

/** Runs it once by hand. @returns what it says of each template */
async function run(settings: object) {
	const ready = connectedExample(
		changed(example, { Settings: { ...settings } }),
		stack.simulator,
		stack.credential,
	);
	const { id } = await stack.rest.createWorkflow(ready);
	await stack.rest.runManually(id, { trigger: 'Submit Templates' });
	const done = await waitFor(
		async () => (await stack.rest.executions({ workflowId: id, status: 'success' }))[0],
		{ timeout: 60_000, what: 'the templates to be submitted' },
	);
	const execution = await stack.rest.execution(done.id);
	const runs = execution.data.resultData.runData.Result!;
	const items = runs.flatMap(({ data }) => data!.main!.flat());
	expect(outputsOf(execution, 'Templates')).toHaveLength(1);
	return items.map((item) => item!.json);
}

it('submits what is not there yet, and says of the rest what became of it', async () => {
	const { templates } = stack.simulator.state;
	const missing = ['approval_request', 'card_assigned', 'workflow_alert', 'document_to_sign'];
	const all = templates.splice(0).filter(({ name }) => !missing.includes(name));
	templates.push(...all);
	const refused = templates.find(
		({ name, language }) => name === 'expense_answer' && language === 'es',
	)!;
	Object.assign(refused, { status: 'REJECTED', rejected_reason: 'TAG_CONTENT_MISMATCH' });
	const said = new Map((await run({ language: 'es' })).map((one) => [one.template, one]));
	for (const name of ['approval_request', 'card_assigned', 'workflow_alert'])
		expect(said.get(name)).toMatchObject({ state: 'pending' });
	expect(said.get('document_to_sign')?.state).toBe('by hand');
	expect(said.get('route_answer')).toMatchObject({ state: 'approved' });
	expect(said.get('expense_answer')).toMatchObject({
		state: 'rejected',
		'what to do': expect.stringContaining('TAG_CONTENT_MISMATCH'),
	});
	const made = templates.filter(
		({ name, language }) => missing.includes(name) && language === 'es',
	);
	expect(made.map(({ name }) => name).sort()).toEqual(missing.slice(0, 3));
	expect(JSON.stringify(made)).toContain('Rechazar');
}, 120_000);

it('only those that are named', async () => {
	const { templates } = stack.simulator.state;
	templates.splice(0);
	const said = await run({ language: 'en', only: 'route_answer, expense_answer' });
	expect(said.map(({ template }) => template).sort()).toEqual(['expense_answer', 'route_answer']);
}, 120_000);
