/** What the scenarios of queue mode have in common. */
import { outputsOf, type Execution } from '../../../playground/workflows/executionData.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { approvalFlow, install, start, type ApprovalFlow } from '../flows.mts';
import { bubbles, PEOPLE } from '../phones.mts';
import { executionIn, type Stack } from '../stack.mts';
import type { QueueStack } from './queueStack.mts';

/** Where the scenarios find what was started for all of them. */
export type Given = () => QueueStack;

/** So often is repeated what depends on the moment: `ROUNDS=50 npm test -- test/e2e/queue`. */
export const ROUNDS = Number(process.env.ROUNDS ?? 10);
/** Milliseconds. Several processes share what the machine has to give. */
export const PATIENCE = 120_000;

/** Puts a figure on the terminal, as a JSON line. */
export const tellFigures = (what: string, figures: object): void => {
	process.stdout.write(`${JSON.stringify({ queue: what, ...figures })}\n`);
};

/** What an approval came to: its one item, and the nodes behind its exits that ran, once for each run. */
export function outcomeOf(execution: Execution) {
	const { runData } = execution.data.resultData;
	const left = outputsOf(execution, 'Ask').flat();
	const approval = left[0]?.json.approval as {
		decision: string;
		text?: string;
		person: { name: string } | null;
		votes?: { needed: number; approved: number; rejected: number; open: number };
		history: Array<{ event: string }>;
	};
	const behind = Object.keys(runData).filter((name) => name !== 'Start' && name !== 'Ask');
	const ran = behind.flatMap((name) => runData[name]!.map(() => name));
	return { items: left.length, ran, ...approval };
}

/** Installs an approval, starts it, and waits until it waits. */
export async function ask(stack: Stack, subject: string, wanted: ApprovalFlow) {
	const workflow = await install(stack, approvalFlow(stack, { name: subject, ...wanted }));
	await start(stack, workflow, { subject });
	const waiting = await executionIn(stack, workflow.id, 'waiting', { timeout: PATIENCE });
	return { workflow, waiting, subject };
}

/** The one execution of a workflow, once it has ended well. */
export async function ended(stack: Stack, { id }: { id: string }): Promise<Execution> {
	const done = await executionIn(stack, id, 'success', { timeout: PATIENCE });
	const all = await stack.rest.executions({ workflowId: id });
	if (all.length !== 1) throw new Error(`There are ${all.length} executions instead of one`);
	return done;
}

/** What each person was asked about any of these, once all were. */
export async function questionsAbout(stack: Stack, subjects: readonly string[], count: number) {
	return await waitFor(
		async () => {
			const chats = await Promise.all(
				PEOPLE.map(async (person) =>
					(await bubbles(stack, person)).map((bubble) => ({ person, bubble })),
				),
			);
			const found = chats.flat().filter(({ bubble: { direction, view } }) => {
				const isAbout = (subject: string) => view.text?.includes(subject);
				return direction === 'outgoing' && view.buttons && subjects.some(isAbout);
			});
			return found.length === count && found;
		},
		{ timeout: PATIENCE, what: `${count} questions` },
	);
}

/** Waits until so many executions of a workflow are in a state. @returns them, whole */
export async function untilCount(
	{ rest }: Stack,
	{ id }: { id: string },
	status: string,
	count: number,
): Promise<Execution[]> {
	const found = await waitFor(
		async () => {
			const now = await rest.executions({ workflowId: id, status });
			return now.length >= count && now;
		},
		{ timeout: PATIENCE, what: `${count} executions to be ${status}` },
	);
	return await Promise.all(found.map((one) => rest.execution(one.id)));
}
