import { parse } from 'flatted';

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	[more: string]: unknown;
}

interface NodeRun {
	startTime: number;
	executionTime: number;
	executionStatus?: string;
	error?: { message: string; description?: string | null; [more: string]: unknown };
	data?: { main?: Array<Item[] | null>; [connection: string]: unknown };
	metadata?: Record<string, unknown>;
	[more: string]: unknown;
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: string;
	status: 'new' | 'running' | 'success' | 'error' | 'waiting' | 'canceled' | 'crashed' | 'unknown';
	startedAt: string;
	stoppedAt: string | null;
	waitTill?: string | null;
}

interface RunData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		lastNodeExecuted?: string;
		error?: { message: string; [more: string]: unknown };
	};
	executionData?: Record<string, unknown>;
	[more: string]: unknown;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	data: RunData;
}

/** n8n sends the run data in a string, with every reference flattened. */
export function readExecution(answer: Omit<Execution, 'data'> & { data: string }): Execution {
	return { ...answer, data: parse(answer.data) as RunData };
}

/**
 * The items a node emitted, one array per output; of its last run, or of the one named.
 * A node that did not run has no outputs.
 */
export function outputsOf(execution: Execution, node: string, run = -1): Item[][] {
	const main = execution.data.resultData.runData[node]?.at(run)?.data?.main ?? [];
	return main.map((items) => items ?? []);
}

/** The message of the error that ended the execution, if one did. */
export function errorOf(execution: Execution): string | undefined {
	return execution.data.resultData.error?.message;
}
