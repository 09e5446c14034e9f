// `npm run test:install [order …]`. Fresh clones of what is committed, the real npm and nothing else on
// the PATH but Node, npm, git and what every Linux has, so that no browser is found: whatever was run
// before, the next command works. Takes about an hour; prints a table and fails if a row does.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMANDS = ['sh', 'bash', 'env', 'git', 'tar', 'dirname', 'readlink', 'uname', 'ps', 'which'];
const COMPILER = ['python3', 'make', 'g++', 'gcc', 'cc', 'as', 'ld', 'ar'];
const TEST = ['test', '--', 'test/e2e/phonePage'];
const UNIT = ['test', '--', 'test/unit/send'];
const START = ['start', '--', '--n8n-port', await freePort(), '--port', await freePort()];

/**
 * What is run in a fresh clone, one after the other. `untilReady` is stopped by Ctrl-C once it says
 * that all is ready, `seconds` is killed after that time.
 * @type {Array<{ name: string; node: string; npm: string; steps: Array<{ npm: string[]; untilReady?: boolean; seconds?: number }> }>}
 */
const ORDERS = [
	...[
		{ node: '20', npm: '10' },
		{ node: '22', npm: '10' },
		{ node: '24', npm: '11' },
	].map((versions) => ({ name: 'fresh', ...versions, steps: [{ npm: TEST }] })),
	{ name: 'twice', steps: [{ npm: TEST }, { npm: TEST }] },
	{ name: 'after npm ci', steps: [{ npm: ['ci'] }, { npm: TEST }] },
	{ name: 'after npm install', steps: [{ npm: ['install'] }, { npm: TEST }] },
	{
		name: 'after npm ci --ignore-scripts',
		steps: [{ npm: ['ci', '--ignore-scripts'] }, { npm: TEST }],
	},
	{ name: 'after the unit tests', steps: [{ npm: UNIT }, { npm: TEST }] },
	{ name: 'after npm start', steps: [{ npm: START, untilReady: true }, { npm: TEST }] },
	{ name: 'before npm start', steps: [{ npm: TEST }, { npm: START, untilReady: true }] },
	...[10, 45].map((seconds) => ({
		name: `killed after ${seconds} s`,
		steps: [{ npm: TEST, seconds }, { npm: TEST }],
	})),
].map((order) => ({ node: '20', npm: '10', ...order }));

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

const work = mkdtempSync(path.join(tmpdir(), 'whatsapp-install-'));
const project = fileURLToPath(new URL('../..', import.meta.url));

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
 * @param {{ node: string; npm: string }} versions
 */
function machine({ node, npm }) {
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

/**
 * @param {string} folder @param {string} bin
 * @param {{ npm: string[]; untilReady?: boolean; seconds?: number }} step
 * @returns {Promise<string>} what it printed; refuses where it failed
 */
function run(folder, bin, step) {
	const { CHROMIUM, npm_execpath, ...env } = process.env;
	void [CHROMIUM, npm_execpath];
	const child = spawn(path.join(bin, 'npm'), step.npm, {
		cwd: folder,
		// Named from outside, the cache may hold n8n and the browser already.
		env: { WHATSAPP_PLAYGROUND_CACHE: path.join(work, 'cache'), ...env, PATH: bin },
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	let stopped = false;
	const signal = (/** @type {NodeJS.Signals} */ name) => {
		stopped = true;
		if (child.pid) process.kill(-child.pid, name);
	};
	const hear = (/** @type {Buffer} */ chunk) => {
		printed += chunk;
		if (step.untilReady && !stopped && /Ctrl-C/.test(printed)) signal('SIGINT');
	};
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	const timer = step.seconds && setTimeout(() => signal('SIGKILL'), step.seconds * 1000);
	return new Promise((resolve, reject) => {
		child.on('close', (code) => {
			clearTimeout(timer);
			if (code === 0 || stopped) resolve(printed);
			else reject(new Error(`npm ${step.npm.join(' ')} ended with ${code}:\n${printed}`));
		});
	});
}

/** @param {typeof ORDERS[number]} order @param {string} bin */
async function follow(order, bin) {
	const folder = mkdtempSync(path.join(work, 'clone-'));
	execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${project}`, folder]);
	try {
		for (const step of order.steps) await run(folder, bin, step);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const wanted = process.argv.slice(2);
const chosen = ORDERS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
/** @type {Map<string, string>} */
const machines = new Map();
let failed = 0;
try {
	for (const order of chosen) {
		const bin = machines.get(order.node) ?? machine(order);
		machines.set(order.node, bin);
		const title = `Node ${order.node}, npm ${order.npm}: ${order.name}`;
		const started = Date.now();
		const outcome = await follow(order, bin).then(
			() => 'works',
			(error) => {
				failed++;
				console.error(error.message);
				return 'FAILS';
			},
		);
		console.log(`${outcome}  ${title} (${Math.round((Date.now() - started) / 1000)} s)`);
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
