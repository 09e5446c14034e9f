import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './sourceFiles.mts';

const FOLDER = path.join(ROOT, '.github', 'workflows');

export interface Step {
	name?: string;
	uses?: string;
	with?: Record<string, unknown>;
	run?: string;
	env?: Record<string, string>;
}

interface Job {
	needs?: string | string[];
	uses?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix: { tests?: string[]; include: Array<{ tests: string }> } };
	steps?: Step[];
}

export interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

export const workflowNames = (): string[] => readdirSync(FOLDER);

/** One of GitHub's workflows of this repository, as text. */
export const readWorkflow = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');

/** The same, as GitHub reads it. */
export const workflow = (file: string): Workflow => parse(readWorkflow(file));
