/**
 * Whatever was installed before and in whatever order, `npm test` adds just what is missing. A stub
 * stands for npm and for Node 24; `npm run test:install` does the same with the real ones.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../playground/start/places.mjs';
import { ORDERS, TEST, UNIT } from '../install/list.mjs';

const COPIED = [
	'package.json',
	'package-lock.json',
	'.npmrc',
	'test/run.mjs',
	'test/countsReporter.cjs',
	'test/e2e/queue/redisServer.mjs',
];
const PINS = ['playground/n8n', 'playground/chromium'];

/** Does to the folder it runs in what npm would, as far as somebody looks at it. */
const NPM = `
const { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(2);
const modules = path.resolve('node_modules');
appendFileSync(process.env.CALLS, 'npm ' + args.filter((arg) => !/^--(include|no-)/.test(arg)).join(' ') + '\\n');
if (args[0] === 'ci') {
	rmSync(modules, { recursive: true, force: true });
	mkdirSync(path.join(modules, 'node'), { recursive: true });
	if (process.env.BREAK_OFF === 'ci') process.exit(1);
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
	const installed = Object.entries(packages).filter(([place, { optional }]) => place && !optional);
	writeFileSync(
		path.join(modules, '.package-lock.json'),
		JSON.stringify({ packages: Object.fromEntries(installed) }),
	);
}
if (args[0] === 'rebuild' && args[1] === 'node') {
	if (process.env.BREAK_OFF === 'node') process.exit(1);
	mkdirSync(path.join(modules, 'node', 'bin'), { recursive: true });
	writeFileSync(path.join(modules, 'node', 'bin', 'node'), process.env.NODE_24, { mode: 0o755 });
}
if (args[0] === 'rebuild' && args[1] === 'sqlite3' && process.env.BREAK_OFF === 'sqlite3') process.exit(1);
`;

/** Stands for Node 24; what unpacks the browser leaves a file that says its version. */
const NODE_24 = `#!/bin/sh
case "$1" in
--version) echo v24.0.0 ;;
-e) ;;
--input-type=module) printf '#!/bin/sh\\n' > "$TMPDIR/chromium" && chmod +x "$TMPDIR/chromium" ;;
*) echo "node24 $* CHROMIUM=\${CHROMIUM##*/}" >> "$CALLS" ;;
esac
`;

const PROJECT = ['npm ci --ignore-scripts', 'npm rebuild node --ignore-scripts=false'];
const NODE_ONLY = PROJECT.slice(1);
/** npm has a browser for this kind of machine only; the others get one on the PATH. */
const FROM_NPM = process.platform === 'linux' && process.arch === 'x64';
const BROWSER = FROM_NPM ? ['npm ci --ignore-scripts'] : [];
const N8N = ['npm ci --ignore-scripts', 'npm rebuild sqlite3'];
const TESTS_BY = 'node24 test/run.mjs --on-node-24 CHROMIUM=';
const TESTS = `${TESTS_BY}${FROM_NPM ? 'chromium.sh' : 'chromium'}`;

describe('npm test, after', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'whatsapp-orders-'));
		const inProject = (file: string) => path.join(projectFolder, file);
		for (const file of COPIED) cpSync(inProject(file), path.join(folder, file));
		for (const file of readdirSync(inProject('playground/start')).filter((name) =>
			/\.mjs$/.test(name),
		))
			cpSync(inProject(`playground/start/${file}`), path.join(folder, 'playground', 'start', file));
		for (const pin of PINS)
			for (const file of ['package.json', 'package-lock.json', '.npmrc'])
				cpSync(inProject(`${pin}/${file}`), path.join(folder, pin, file));
		writeFileSync(path.join(folder, 'npm-cli.cjs'), NPM);
		// A machine with Node, npm and what every Linux has, but no browser.
		mkdirSync(path.join(folder, 'bin'));
		for (const command of ['dirname', 'readlink', 'env', 'sh', 'chmod'])
			symlinkSync(
				execFileSync('which', [command], { encoding: 'utf8' }).trim(),
				path.join(folder, 'bin', command),
			);
		if (!FROM_NPM) writeFileSync(path.join(folder, 'bin', 'chromium'), '');
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** Runs a command in the project and tells what it called and how it ended. */
	function run(command: string[], extra: Record<string, string> = {}) {
		const calls = path.join(folder, 'calls');
		rmSync(calls, { force: true });
		const { status, stdout, stderr } = spawnSync(process.execPath, command, {
			cwd: folder,
			encoding: 'utf8',
			env: {
				PATH: path.join(folder, 'bin'),
				npm_execpath: path.join(folder, 'npm-cli.cjs'),
				CALLS: calls,
				NODE_24,
				...extra,
			},
		});
		const called = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
		return { status, called, said: stderr + stdout };
	}
	const npm = (...args: string[]) => run(['npm-cli.cjs', ...args]);
	const npmTest = (extra?: Record<string, string>, ...args: string[]) =>
		run(['test/run.mjs', ...args], extra);

	it('nothing: installs the tools, a browser and n8n, and goes on under Node 24', () => {
		const { status, called } = npmTest();
		expect(called).toEqual([...PROJECT, ...BROWSER, ...N8N, TESTS]);
		expect(status).toBe(0);
	});

	it('a run before: installs nothing', () => {
		npmTest();
		expect(npmTest().called).toEqual([TESTS]);
	});

	it('a plain npm ci, with or without its scripts: adds Node 24, a browser and n8n', () => {
		npm('ci');
		expect(npmTest().called).toEqual([...NODE_ONLY, ...BROWSER, ...N8N, TESTS]);
	});

	it('npm ci over a complete installation: adds Node 24 alone', () => {
		npmTest();
		npm('ci');
		expect(npmTest().called).toEqual([...NODE_ONLY, TESTS]);
	});

	it('a run of the unit tests alone: adds a browser and n8n', () => {
		expect(npmTest({}, '--selectProjects', 'unit').called).toEqual([
			...PROJECT,
			'node24 test/run.mjs --on-node-24 --selectProjects unit CHROMIUM=',
		]);
		expect(npmTest().called).toEqual([...BROWSER, ...N8N, TESTS]);
	});

	it('a dependency changed in the lockfile: installs anew', () => {
		npmTest();
		const file = path.join(folder, 'package-lock.json');
		const lockfile = JSON.parse(readFileSync(file, 'utf8'));
		lockfile.packages['node_modules/typescript'].version = '0.0.1';
		writeFileSync(file, JSON.stringify(lockfile));
		expect(npmTest().called).toEqual([...PROJECT, TESTS]);
	});

	for (const [step, again] of [
		['ci', [...PROJECT, ...BROWSER, ...N8N]],
		['node', [...NODE_ONLY, ...BROWSER, ...N8N]],
		['sqlite3', N8N],
	] as const)
		it(`an installation broken off at ${step}: goes on from there`, () => {
			const broken = npmTest({ BREAK_OFF: step });
			expect(broken.status).toBe(1);
			expect(broken.said).toContain('Then run the same command again.');
			expect(broken.said.trim().split('\n').pop()).toBe('0 passed, 1 failed');
			expect(npmTest().called).toEqual([...again, TESTS]);
		});

	it('a Node 24 that does not start: fetches it again', () => {
		npmTest();
		writeFileSync(path.join(folder, 'node_modules/node/bin/node'), 'half of it');
		expect(npmTest().called).toEqual([...NODE_ONLY, TESTS]);
	});

	it('a browser of the machine is used, and none installed', () => {
		const browser = path.join(folder, 'bin', 'chromium');
		writeFileSync(browser, '');
		const { called } = npmTest();
		expect(called).toEqual([...PROJECT, ...N8N, `${TESTS_BY}chromium`]);
	});

	it('no browser on a machine for which npm has none: says so before anything long', () => {
		rmSync(path.join(folder, 'bin', 'chromium'), { force: true });
		const arm64 = 'data:text/javascript,Object.defineProperty(process,"arch",{value:"arm64"})';
		const { status, called, said } = run(['--import', arm64, 'test/run.mjs']);
		expect({ status, called }).toEqual({ status: 1, called: [] });
		expect(said).toContain('Install Chromium (Debian and Ubuntu: apt install chromium)');
	});

	it('the tests of queue mode by name on a machine without Redis: says so before anything long', () => {
		const { status, called, said } = npmTest({}, 'test/e2e/queue');
		expect({ status, called }).toEqual({ status: 1, called: [] });
		expect(said).toContain('apt install redis-server');
		expect(said.trim().split('\n').pop()).toBe('0 passed, 1 failed');
	});

	it('a browser that CHROMIUM names and that is not there: says so before anything long', () => {
		const { status, called, said } = npmTest({ CHROMIUM: '/nowhere/chromium' });
		expect({ status, called }).toEqual({ status: 1, called: [] });
		expect(said).toContain('CHROMIUM names /nowhere/chromium, and there is no such file.');
	});
});

describe('the orders of npm run test:install', () => {
	const inProject = (place: string) => path.join(projectFolder, place);

	it('run tests that are there', () => {
		const [, , file, , name] = TEST;
		expect(readFileSync(inProject(`${file}.test.mts`), 'utf8').split(name!)).toHaveLength(2);
		const units = readdirSync(inProject(UNIT[2]!)).filter((one) => one.endsWith('.test.ts'));
		expect(units).not.toEqual([]);
	});

	it('kill each installation once, by the words with which it begins', () => {
		const { steps = [] } = ORDERS.find(({ ownN8n }) => ownN8n) ?? {};
		const said = ['install.mjs', 'chromium.mjs']
			.map((file) => readFileSync(inProject(`playground/start/${file}`), 'utf8'))
			.join('');
		const killed = steps.flatMap(({ killedIn }) => killedIn ?? []);
		expect(killed).toHaveLength(3);
		for (const words of killed) expect(said).toContain(words);
	});
});

// npm 11 leaves out what it marks as extraneous. npm 10, which Node 20 and 22 bring, wants that too, and
// refuses what is for another kind of machine unless it says "optional": put that in after an update.
it.each(['.', ...PINS])('the lockfile in %s is one that npm 10 and 11 both take', (folder) => {
	const file = path.join(projectFolder, folder, 'package-lock.json');
	const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
	const forced = Object.entries(packages).filter(([, one]) => (one.os || one.cpu) && !one.optional);
	expect(forced.map(([place]) => place)).toEqual([]);
});

interface Lockfile {
	packages: Record<string, { os?: string[]; cpu?: string[]; optional?: boolean }>;
}
