/**
 * The steps of .github/workflows/publish.yml, read from there and carried out on trial: in a copy of
 * the project without a build, without the network, without an account, as npm's dry run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packPackage, removeTarball } from '../../playground/start/tarball.mts';
import { ROOT } from './sourceFiles.mts';
import { readWorkflow, workflow, type Step } from './workflowFiles.mts';

const MINUTES = 60_000;
/** What an earlier build left must not help this one. */
const NOT_IN_GIT = /(^|\/)(node_modules|dist|coverage|\.git|\.cache|\.data[^/]*)$|\.tgz$/;
/** What the steps have no use for but would lint; `npm run check` does that. */
const NOT_NEEDED = /^\/(test|workflows|playground\/(n8n|simulator|standIns))$/;
const INSTALLING = /^npm ci\b/;
const RUN_SCRIPTS = { npm_config_ignore_scripts: 'false' };

const { name, version, publishConfig } = JSON.parse(
	readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);
const publish = workflow('publish.yml').jobs.publish!;
const commands = publish.steps!.filter((step): step is Command => 'run' in step);

let work: string;
let copy: string;

beforeAll(() => {
	work = mkdtempSync(path.join(tmpdir(), 'whatsapp-publish-'));
	copy = path.join(work, 'project');
	mkdirSync(path.join(work, 'home'));
	cpSync(ROOT, copy, {
		recursive: true,
		filter: (file) => {
			const place = file.slice(ROOT.length).replaceAll('\\', '/');
			return !NOT_IN_GIT.test(place) && !NOT_NEEDED.test(place);
		},
	});
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What GitHub gives to a step, as far as one looks at it; nothing of the machine's own npm settings. */
const environment = (tag: string) => ({
	PATH: process.env.PATH,
	HOME: path.join(work, 'home'),
	CI: 'true',
	GITHUB_ACTIONS: 'true',
	GITHUB_REF_NAME: tag,
	npm_config_dry_run: 'true',
	npm_config_offline: 'true',
});

type Command = Pick<Step, 'env'> & { run: string };

/** Carries out a step as GitHub does. @returns its exit code, and all that it printed */
function carryOut({ run, env }: Command, tag: string = version) {
	const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run];
	const { status, stdout, stderr } = spawnSync('bash', bash, {
		cwd: copy,
		encoding: 'utf8',
		env: { ...environment(tag), ...env },
		maxBuffer: 64 * 1024 * 1024,
	});
	return { status, printed: `${stdout}${stderr}` };
}

function succeed(command: Command): string {
	const { status, printed } = carryOut(command);
	if (status !== 0) throw new Error(`"${command.run}" ended with ${status}:\n${printed}`);
	return printed;
}

describe('the publish workflow', () => {
	it('publishes only what passed all tests, and asks for no more than npm needs', () => {
		const { jobs, permissions } = workflow('publish.yml');
		expect([publish.needs].flat()).toContain('tests');
		expect(jobs.tests).toMatchObject({ uses: './.github/workflows/ci.yml' });
		expect(permissions).toEqual({});
		expect(publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(readWorkflow('publish.yml')).not.toMatch(/secrets\.|_TOKEN/);
	});

	it('has steps that can be carried out here', () => {
		const [install, ...others] = commands;
		expect(install!.run).toMatch(INSTALLING);
		expect(others.map(({ run }) => run).at(-1)).toBe('npm run release');
		// What GitHub puts in before the shell sees it is not known here; and it may hold anything.
		expect(commands.filter(({ run, env }) => /\$\{\{/.test(run + JSON.stringify(env)))).toEqual([]);
	});

	it('refuses a tag that is not the version, and a changelog that does not tell of it', () => {
		const check = commands.find(({ run }) => run.includes('GITHUB_REF_NAME'))!;
		setTopOfChangelog('## 9.9.9 (2026-01-01)');
		expect(carryOut(check).status).toBe(1);
		setTopOfChangelog(`## ${version} (unreleased)`);
		expect(carryOut(check).status).toBe(1);
		carryOutChangelogHook();
		expect(carryOut(check)).toEqual({ status: 0, printed: '' });
		expect(carryOut(check, '9.9.9').status).toBe(1);
	});

	// Not only by n8n's gate, which a setting of npm switches off together with other scripts.
	it('refuses to publish from a machine that cannot say what it built', () => {
		expect(publishConfig).toEqual({ access: 'public', provenance: true });
		const { status, printed } = carryOut({ run: 'npm publish', env: RUN_SCRIPTS });
		expect(status).toBe(1);
		expect(printed).toContain('npm run release');
	});

	it(
		'lints, builds, scans, and would publish just what is tested here',
		async () => {
			carryOutChangelogHook();
			const printed = commands
				.filter(({ run }) => !INSTALLING.test(run))
				.map(succeed)
				.join('\n');

			expect(printed).toContain('n8n-node lint');
			expect(printed).not.toMatch(/\d+ problems?/);
			expect(printed).toMatch(/Sources: passed\s+Tarball: passed/);
			expect(printed).toContain(`+ ${name}@${version}`);
			const published = printed.matchAll(/^npm notice [\d.]+ ?k?M?B (\S+)$/gm);
			expect([...published].map(([, file]) => file!).sort()).toEqual(await testedFiles());
		},
		15 * MINUTES,
	);
});

function setTopOfChangelog(heading: string): void {
	const file = path.join(copy, 'CHANGELOG.md');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/^## .*$/m, heading));
}

/** What `npm run release` does to the changelog on the maintainer's machine, before the tag. */
function carryOutChangelogHook(): void {
	const { hooks } = JSON.parse(readFileSync(path.join(ROOT, '.release-it.json'), 'utf8'));
	succeed({ run: hooks['after:npm:bump'].replace('${version}', version) });
}

async function testedFiles(): Promise<string[]> {
	const tarball = await packPackage();
	try {
		const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
		return list.map((file) => file.replace(/^package\//, '')).sort();
	} finally {
		removeTarball(tarball);
	}
}
