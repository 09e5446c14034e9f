// `npm test`. Starts on any Node from 20 on, whatever is installed, adds what the chosen projects
// need, and goes on under Node 24, which runs the playground's TypeScript as it is.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser, requireBrowser } from '../playground/chromium.mjs';
import { ensureN8n, ensureProject } from '../playground/install.mjs';
import { node24, projectFolder } from '../playground/places.mjs';

/** What has to be there before a project's tests can run. */
const NEEDS = {
	unit: [],
	engine: ['package'],
	package: ['package'],
	simulator: ['browser'],
	e2e: ['package', 'n8n', 'browser'],
};
const TYPES = '--noEmit --pretty --strict --skipLibCheck --esModuleInterop --resolveJsonModule';
const MODULES = '--module nodenext --target es2023 --allowJs --allowImportingTsExtensions';
const COMMON_JS = '--module commonjs --moduleResolution node10 --target es2022';

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

/** @param {string[]} command @param {Record<string, string>} [env] @returns {Promise<number>} */
function run(command, env = {}) {
	const child = spawn(node24, command, {
		cwd: projectFolder,
		env: { ...process.env, ...env },
		stdio: 'inherit',
	});
	// Ctrl-C reaches the child by itself; a signal sent to this process alone does not.
	const passOn = () => child.kill('SIGTERM');
	process.once('SIGTERM', passOn);
	process.once('SIGINT', () => {});
	return new Promise((resolve) => {
		child.on('exit', (code) => {
			process.off('SIGTERM', passOn);
			resolve(code ?? 1);
		});
	});
}

/** @param {string[]} folders @param {string} ending */
function filesIn(folders, ending) {
	return folders.flatMap((folder) =>
		existsSync(path.join(projectFolder, folder))
			? readdirSync(path.join(projectFolder, folder), { recursive: true })
					.map((file) => path.join(folder, String(file)))
					.filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
			: [],
	);
}

/** jest only strips the types. @param {Array<keyof typeof NEEDS>} projects */
async function checkTypes(projects) {
	const folders = projects.map((name) => `test/${name}`);
	const commonJs = filesIn(folders, '.ts');
	const modules = filesIn(folders, '.mts');
	const playground = filesIn(['playground'], '.mts').filter(
		(file) => !/^playground.n8n\W/.test(file),
	);
	const checks = [];
	if (existsSync(path.join(projectFolder, 'tsconfig.json'))) checks.push(['--noEmit', '--pretty']);
	if (commonJs.length > 0)
		checks.push([...`${TYPES} ${COMMON_JS} --types node,jest`.split(' '), ...commonJs]);
	if (modules.length > 0)
		checks.push([...`${TYPES} ${MODULES} --types node,jest`.split(' '), ...playground, ...modules]);
	const tsc = path.join('node_modules', 'typescript', 'bin', 'tsc');
	const results = await Promise.all(checks.map((check) => run([tsc, ...check])));
	if (results.some((code) => code !== 0)) throw new Error('The types do not fit (see above).');
}

/** @param {Array<keyof typeof NEEDS>} projects @param {Record<string, string>} env */
function runJest(projects, env) {
	const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
	// One n8n at a time: two would fight for the processor, and time out.
	const serially = projects.includes('e2e') ? ['--runInBand'] : [];
	return run(['--experimental-vm-modules', jest, ...serially, ...args], {
		NODE_NO_WARNINGS: '1',
		...env,
	});
}

async function install() {
	const needs = chosenProjects().flatMap((name) => NEEDS[name]);
	if (needs.includes('browser')) requireBrowser();
	await ensureProject();
	/** @type {Record<string, string>} */
	const env = needs.includes('browser') ? { CHROMIUM: await ensureBrowser() } : {};
	if (needs.includes('n8n')) await ensureN8n();
	return await run([path.join('test', 'run.mjs'), ON_NODE_24, ...args], env);
}

async function test() {
	const projects = chosenProjects();
	const needs = projects.flatMap((name) => NEEDS[name]);
	if (!needs.includes('package')) {
		await checkTypes(projects);
		return await runJest(projects, {});
	}
	const { packPackage, removeTarball } = await import('../playground/tarball.mts');
	console.log('Building and packing the package …');
	const tarball = await packPackage();
	try {
		// After the build: some tests import what it made.
		await checkTypes(projects);
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
