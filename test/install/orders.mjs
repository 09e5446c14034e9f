// `npm run test:install [order …]`. Fresh clones of what is committed, the real npm and nothing else on
// the PATH but Node, npm, git and what every Linux has, so that no browser is found: whatever was run
// before, the next command works. Prints a table and fails if a row does.
//
// The clones share npm's cache, and all but one share the installed n8n and browser, as
// WHATSAPP_PLAYGROUND_CACHE lets them: the first of them installs both, unless that variable names a
// folder which holds them already. The last order is for what they cannot show then: it installs both
// into its clone, and is killed meanwhile.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ORDERS } from './list.mjs';

/** @typedef {import('./list.mjs').Order} Order @typedef {import('./list.mjs').Step} Step */

const COMMANDS = 'sh bash env git tar gzip dirname readlink uname ps which'.split(' ');
const COMPILER = 'python3 make g++ gcc cc as ld ar'.split(' ');
/** By then npm has unpacked something, and is far from done. */
const KILLED_AFTER_SECONDS = 4;

const work = mkdtempSync(path.join(tmpdir(), 'whatsapp-install-'));
const project = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Array<Promise<void>>} of clones that have served */
const removals = [];

/** @returns {Promise<string>} a port of this machine that nobody listens on */
function freePort() {
	const server = createServer();
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(String(port)));
		});
	});
}

/** @param {string} command */
const find = (command) => {
	try {
		return execFileSync('which', [command], { encoding: 'utf8' }).trim();
	} catch {
		return undefined;
	}
};

/**
 * A folder with the commands of a machine that has this Node and this npm.
 * @param {string} node @param {string} npm
 */
function machine(node, npm) {
	const folder = path.join(work, `node-${node}`);
	const bin = path.join(folder, 'path');
	mkdirSync(bin, { recursive: true });
	execFileSync(
		'npm',
		['install', '--prefix', folder, `node@${node}`, `npm@${npm}`, '--ignore-scripts=false'],
		{ stdio: 'ignore' },
	);
	const modules = path.join(folder, 'node_modules');
	symlinkSync(path.join(modules, 'node', 'bin', 'node'), path.join(bin, 'node'));
	symlinkSync(path.join(modules, 'npm', 'bin', 'npm-cli.js'), path.join(bin, 'npm'));
	for (const command of [...COMMANDS, ...COMPILER]) {
		const file = find(command);
		if (file) symlinkSync(file, path.join(bin, command));
	}
	return bin;
}

/** @param {string} bin @param {boolean} ownN8n */
function environment(bin, ownN8n) {
	const { WHATSAPP_PLAYGROUND_CACHE: cache = path.join(work, 'cache'), ...all } = process.env;
	const { CHROMIUM, WHATSAPP_PLAYGROUND_N8N, WHATSAPP_PACKAGE_TARBALL, npm_execpath, ...env } = all;
	void [CHROMIUM, WHATSAPP_PLAYGROUND_N8N, WHATSAPP_PACKAGE_TARBALL, npm_execpath];
	return {
		...env,
		PATH: bin,
		npm_config_prefer_offline: 'true',
		...(!ownN8n && { WHATSAPP_PLAYGROUND_CACHE: cache }),
	};
}

/**
 * What is wrong with how a step ended, if anything is.
 * @param {Step} step
 * @param {{ printed: string, stopped: boolean, code: number | null }} end stopped: by us
 */
function problem({ npm, killedIn }, { printed, stopped, code }) {
	if (killedIn) return stopped ? undefined : `said nothing of "${killedIn}", or was done with it`;
	if (!stopped && code !== 0) return `ended with ${code}`;
	// A name that no test has would leave nothing to run, and jest content.
	if (npm[0] === 'test' && !/^[1-9]\d* passed, 0 failed/m.test(printed)) return 'ran no test';
	return undefined;
}

/**
 * @param {string} folder @param {NodeJS.ProcessEnv} env @param {Step} step
 * @returns {Promise<void>} refuses where it failed, with all that was printed
 */
async function run(folder, env, step) {
	const { npm, untilReady, killedIn } = step;
	const ports = ['--n8n-port', await freePort(), '--port', await freePort()];
	const args = npm[0] === 'start' ? [...npm, '--', ...ports] : npm;
	const child = spawn(path.join(String(env.PATH), 'npm'), args, {
		cwd: folder,
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	let stopped = false;
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const signal = (/** @type {NodeJS.Signals} */ name) => {
		stopped = true;
		if (child.pid) process.kill(-child.pid, name);
	};
	const hear = (/** @type {Buffer} */ chunk) => {
		printed += chunk;
		if (untilReady && !stopped && /Ctrl-C/.test(printed)) signal('SIGINT');
		if (killedIn && printed.includes(killedIn))
			timer ??= setTimeout(() => signal('SIGKILL'), KILLED_AFTER_SECONDS * 1000);
	};
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	return new Promise((resolve, reject) => {
		child.on('close', (code) => {
			clearTimeout(timer);
			const wrong = problem(step, { printed, stopped, code });
			if (wrong === undefined) resolve();
			else reject(new Error(`npm ${npm.join(' ')} ${wrong}:\n${printed}`));
		});
	});
}

/** @param {Order} order @param {string} bin @returns {Promise<number[]>} the seconds of each step */
async function follow({ steps, ownN8n = false }, bin) {
	const folder = mkdtempSync(path.join(work, 'clone-'));
	execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${project}`, folder]);
	const seconds = [];
	try {
		for (const step of steps) {
			const started = Date.now();
			await run(folder, environment(bin, ownN8n), step);
			seconds.push(Math.round((Date.now() - started) / 1000));
		}
	} finally {
		// It takes a minute or more, which the next order can use.
		removals.push(rm(folder, { recursive: true, force: true }));
	}
	return seconds;
}

const wanted = process.argv.slice(2);
const names = [...new Set(ORDERS.map(({ name }) => name))];
const unknown = wanted.filter((name) => !names.includes(name));
const chosen = ORDERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const name of unknown)
	console.error(`There is no order "${name}". There are: ${names.join('; ')}.`);
/** @type {Map<string, string>} */
const machines = new Map();
let failed = 0;
try {
	for (const order of chosen) {
		const { name, node = '20', npm = '10' } = order;
		const bin = machines.get(node) ?? machine(node, npm);
		machines.set(node, bin);
		const outcome = await follow(order, bin).then(
			(seconds) => `works  (${seconds.join(' + ')} s)`,
			(error) => {
				failed++;
				console.error(error.message);
				return 'FAILS';
			},
		);
		console.log(`Node ${node}, npm ${npm}: ${name.padEnd(30)}  ${outcome}`);
	}
} finally {
	await Promise.allSettled(removals);
	rmSync(work, { recursive: true, force: true });
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed + unknown.length > 0 ? 1 : 0;
