// `npm test`. Starts on any Node from 20 on, whatever is installed, adds what the chosen projects
// need, and goes on under Node 24, which runs the playground's TypeScript as it is.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser, requireBrowser } from '../playground/start/chromium.mjs';
import { ensureN8n, ensureProject } from '../playground/start/install.mjs';
import { node24, projectFolder } from '../playground/start/places.mjs';
import { inWords } from './countsReporter.cjs';
import { NO_REDIS, redisServer } from './e2e/queue/redisServer.mjs';

/** What has to be there before a project's tests can run. */
const NEEDS = {
	unit: [],
	engine: ['package'],
	package: ['package', 'n8n'],
	simulator: ['browser'],
	e2e: ['package', 'n8n', 'browser'],
};

/** These take their time, and want a server that npm has not got: they run where they are named. */
const QUEUE = 'test/e2e/queue';
const NOT_RUN = 'Not run: queue mode. Its tests want Redis and a quiet machine: npm run test:queue';

/** Told to the second half, which runs on Node 24 once everything is there. */
const ON_NODE_24 = '--on-node-24';
const installed = process.argv[2] === ON_NODE_24;
const args = process.argv.slice(installed ? 3 : 2);

/** @returns {Array<keyof typeof NEEDS>} the projects named by --selectProjects or by test files */
function chosenProjects() {
	const all = /** @type {Array<keyof typeof NEEDS>} */ (Object.keys(NEEDS));
	const option = args.findIndex((arg) => arg.startsWith('--selectProjects'));
	if (option >= 0)
		return all.filter((name) => args.slice(option).some((arg) => isNamed(arg, name)));
	const inPaths = all.filter((name) => args.some((arg) => arg.includes(`test/${name}`)));
	return inPaths.length > 0 ? inPaths : all;
}

/** @param {string} arg @param {string} name */
const isNamed = (arg, name) => arg === name || arg === `--selectProjects=${name}`;

/** Would the tests of queue mode run along with others? */
function leavesOutQueue() {
	if (!chosenProjects().includes('e2e') || isQueueNamed()) return false;
	const paths = args.filter((arg) => arg.includes('test/'));
	return paths.length === 0 || paths.some((arg) => QUEUE.startsWith(arg.replace(/\/$/, '')));
}

/** Who asks for them by name is told at once that they cannot be run. */
function requireRedis() {
	if (isQueueNamed() && redisServer() === undefined) throw new Error(NO_REDIS);
}

const isQueueNamed = () => args.some((arg) => arg.includes(QUEUE));

/**
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 * @param {{ aside?: boolean }} [options] `aside`: with what the processor has to spare, and its output
 *   in one piece at the end
 * @returns {Promise<number>}
 */
function run(command, env = {}, { aside = false } = {}) {
	const child = spawn(node24, command, {
		cwd: projectFolder,
		env: { ...process.env, ...env },
		stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
	});
	/** @type {Buffer[]} */
	const output = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (piece) => output.push(piece));
	if (aside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
	// Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
	const passOn = () => child.kill('SIGTERM');
	process.once('SIGTERM', passOn);
	process.once('SIGINT', () => {});
	return new Promise((resolve) => {
		child.on('close', (code) => {
			process.off('SIGTERM', passOn);
			for (const piece of output) process.stdout.write(piece);
			resolve(code ?? 1);
		});
	});
}

/** jest only strips the types. Some tests import what the build makes, so that comes first. */
async function checkTypes() {
	const { buildPackage } = await import('../playground/start/build.mts');
	console.log('Building the package and checking the types …');
	await buildPackage();
	const tsc = path.join('node_modules', 'typescript', 'bin', 'tsc');
	if ((await run([tsc, '--project', 'test', '--pretty'])) !== 0)
		throw new Error('The types do not fit (see above).');
}

/** Alone, one n8n and its people leave three quarters of two cores idle; three would fight for them. */
const TWO_N8NS = '--maxWorkers=2';
const JEST = ['--experimental-vm-modules', path.join('node_modules', 'jest', 'bin', 'jest.js')];

/** @param {Array<keyof typeof NEEDS>} projects @param {Record<string, string>} env */
async function runJest(projects, env) {
	const quiet = { NODE_NO_WARNINGS: '1', ...env };
	if (!projects.includes('e2e')) return await run([...JEST, ...args], quiet);
	const leftOut = leavesOutQueue();
	const ignored = leftOut ? ['/node_modules/', `${QUEUE}/`] : [];
	const e2e = [...JEST, ...ignored.map((one) => `--testPathIgnorePatterns=${one}`), TWO_N8NS];
	if (leftOut) console.log(NOT_RUN);
	if (args.length > 0) return await run([...e2e, ...args], quiet);
	// While n8n waits for people, who take their time, the other tests run.
	const others = projects.filter((name) => name !== 'e2e');
	const lanes = [
		{ jest: e2e, names: ['e2e'] },
		{ jest: [...JEST, '--runInBand'], names: others, aside: true },
	];
	const counts = lanes.map((_, lane) => path.join(tmpdir(), `counts-${process.pid}-${lane}.json`));
	const codes = await Promise.all(
		lanes.map(({ jest, names, aside }, lane) =>
			run(
				[...jest, '--selectProjects', ...names],
				{ ...quiet, COUNTS_FILE: counts[lane] },
				{ aside },
			),
		),
	);
	console.log(`${leftOut ? `\n${NOT_RUN}` : ''}\n${sumOf(counts)}`);
	return Math.max(...codes);
}

/**
 * The counts of several runs in one line; one that has not said how it ended has failed.
 *
 * @param {string[]} files as countsReporter.cjs writes them
 */
function sumOf(files) {
	const sum = { passed: 0, failed: 0, skipped: 0 };
	for (const file of files) {
		try {
			const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8'));
			sum.passed += passed;
			sum.failed += failed;
			sum.skipped += skipped;
			rmSync(file);
		} catch {
			sum.failed++;
		}
	}
	return inWords(sum);
}

async function install() {
	const needs = chosenProjects().flatMap((name) => NEEDS[name]);
	if (needs.includes('browser')) requireBrowser();
	requireRedis();
	await ensureProject();
	/** @type {Record<string, string>} */
	const env = needs.includes('browser') ? { CHROMIUM: await ensureBrowser() } : {};
	if (needs.includes('n8n')) await ensureN8n();
	return await run([path.join('test', 'run.mjs'), ON_NODE_24, ...args], env);
}

async function test() {
	const projects = chosenProjects();
	const needs = projects.flatMap((name) => NEEDS[name]);
	// Whoever watches has an editor that says what does not fit.
	if (!args.includes('--watch')) await checkTypes();
	if (!needs.includes('package')) return await runJest(projects, {});
	const { packPackage, removeTarball } = await import('../playground/start/tarball.mts');
	console.log('Packing the package …');
	const tarball = await packPackage();
	try {
		return await runJest(projects, { WHATSAPP_PACKAGE_TARBALL: tarball });
	} finally {
		removeTarball(tarball);
	}
}

try {
	process.exitCode = await (installed ? test() : install());
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	console.log('0 passed, 1 failed');
	process.exitCode = 1;
}
