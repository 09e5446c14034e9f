// `npm run check [types lint format unused]`: everything that can be said about the code, all of it,
// without running it. Prints what is wrong, and a line for each check with the seconds it took.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureProject } from '../playground/start/install.mjs';
import { node24, projectFolder } from '../playground/start/places.mjs';

const module = (/** @type {string} */ file) => path.join(projectFolder, 'node_modules', file);
const tsc = module('typescript/bin/tsc');
const eslint = module('eslint/bin/eslint.js');
/** What was found clean is looked at again once it changes. Only for what looks at one file by itself. */
const cached = (/** @type {string} */ name) => [
	'--cache',
	'--cache-strategy=content',
	`--cache-location=${module(`.cache/check/${name}`)}`,
];
const TOOLING = ['--config', 'eslint.tooling.config.mjs'];
const build = pathToFileURL(path.join(projectFolder, 'playground', 'start', 'build.mts')).href;

/**
 * The commands of each check, for Node 24.
 * @type {Record<string, string[][]>}
 */
const CHECKS = {
	types: [
		// The build checks what is shipped, and makes what some tests import.
		['--input-type=module', '--eval', `(await import('${build}')).buildPackage()`],
		[tsc, '--pretty', '--project', 'test'],
		[tsc, '--pretty', '--project', 'playground/simulator/page'],
	],
	lint: [
		// What `n8n-node lint` runs: nodes, credentials, package.json and the tests in CommonJS.
		[eslint, '--max-warnings=0', '.'],
		[eslint, ...TOOLING, ...cached('lint'), '--max-warnings=0', '.'],
	],
	format: [
		[module('prettier/bin/prettier.cjs'), ...cached('format'), '--check', '--log-level=warn', '.'],
	],
	unused: [[module('knip/bin/knip.js'), '--no-progress']],
};

/** @param {string[]} command @returns {Promise<{ failed: boolean; output: string }>} */
function run(command) {
	const { NODE_ENV: _test, ...env } = process.env;
	const child = spawn(node24, command, {
		cwd: projectFolder,
		env: { ...env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ failed: code !== 0, output }));
	});
}

/** @param {string} name @returns {Promise<boolean>} whether it found something */
async function check(name) {
	const started = Date.now();
	let output = '';
	for (const command of CHECKS[name]) {
		const result = await run(command);
		if (result.failed) output += result.output;
	}
	const seconds = Math.round((Date.now() - started) / 1000);
	const failed = output !== '';
	if (failed) console.log(`\n${output.trim()}\n`);
	console.log(`${failed ? 'FOUND' : 'ok   '}  ${name.padEnd(6)}  ${seconds} s`);
	return failed;
}

const all = Object.keys(CHECKS);
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !all.includes(name));
try {
	if (unknown.length > 0)
		throw new Error(`There is no check "${unknown[0]}". There are: ${all.join(', ')}.`);
	await ensureProject();
	const waiting = chosen.length > 0 ? chosen : all;
	const worker = async () => {
		for (let name = waiting.shift(); name; name = waiting.shift())
			if (await check(name)) process.exitCode = 1;
	};
	await Promise.all(Array.from({ length: availableParallelism() }, worker));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
