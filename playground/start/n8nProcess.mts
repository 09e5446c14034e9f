import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { n8nEnvironment } from './n8nEnvironment.mts';
import { n8nFolder, n8nVersion, node24, projectFolder } from './places.mjs';
import { freePort } from './ports.mts';
import { unpackInto } from './tarball.mts';
import { waitFor } from '../waitFor.mts';

const READY_MILLISECONDS = 180_000;
const STOP_MILLISECONDS = 20_000;
const TAIL_LINES = 40;

export interface N8nOptions {
	/** Becomes N8N_USER_FOLDER; created when missing. */
	userFolder: string;
	/** 0 or left out: any free port. */
	port?: number;
	/** A packed community package to unpack before the first start. */
	tarball?: string;
	/** Overrides and additions to the environment. */
	env?: Record<string, string>;
	/** By default <userFolder>/n8n.log. */
	logFile?: string;
	/** What n8n runs: start, worker, webhook. */
	command?: string[];
}

export interface N8nProcess {
	url: string;
	port: number;
	/** Also the id of the process group, which holds n8n's task runner too. */
	readonly pid: number;
	/** Has it neither ended by itself nor been ended? */
	readonly running: boolean;
	/** Asks it to stop, and insists when it does not. */
	stop(signal?: NodeJS.Signals): Promise<void>;
	/** kill -9, as a crash or a power cut would. */
	kill(): Promise<void>;
	/** Stops it if it runs, and starts it again on the same port and folder. */
	restart(): Promise<void>;
	/** Everything it has printed, earlier runs included. */
	log(): string;
}

export async function startN8n(options: N8nOptions): Promise<N8nProcess> {
	const { userFolder } = options;
	mkdirSync(userFolder, { recursive: true });
	if (options.tarball) unpackInto(userFolder, options.tarball);
	const port = options.port || (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const logFile = options.logFile ?? path.join(userFolder, 'n8n.log');
	const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
	const env = n8nEnvironment(userFolder, port, await freePort(), options.env);
	let child = launch(options.command ?? ['start'], env, logFile);

	async function end(signal: NodeJS.Signals): Promise<void> {
		signalGroup(child, signal);
		await goneWithin(child, STOP_MILLISECONDS);
		// The leader may have left its task runner behind; and a deaf leader is made to hear.
		signalGroup(child, 'SIGKILL');
		await goneWithin(child, STOP_MILLISECONDS);
	}
	async function ready(): Promise<void> {
		try {
			await untilReady(child, readinessUrls(url, env), log);
		} catch (error) {
			await end('SIGKILL');
			throw error;
		}
	}
	await ready();
	return {
		url,
		port,
		get pid() {
			return child.pid ?? 0;
		},
		get running() {
			return !hasEnded(child);
		},
		stop: (signal = 'SIGTERM') => end(signal),
		kill: () => end('SIGKILL'),
		async restart() {
			await end('SIGTERM');
			child = launch(options.command ?? ['start'], env, logFile);
			await ready();
		},
		log,
	};
}

/**
 * What answers 200 once the database is migrated and every route, webhooks included, is in place.
 * Workers answer on a port of their own; main and webhook processes on theirs.
 */
function readinessUrls(url: string, env: Record<string, string>): string[] {
	const workerPort = env.QUEUE_HEALTH_CHECK_PORT;
	const base = workerPort ? `http://127.0.0.1:${workerPort}` : url;
	const health = `${base}/healthz/readiness`;
	// n8n 1.x means the database alone by it; the main process adds this route last.
	return n8nVersion().startsWith('1.') ? [health, `${base}/rest/settings`] : [health];
}

function launch(command: string[], env: Record<string, string>, logFile: string): ChildProcess {
	const n8n = path.join(n8nFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
	const guard = path.join(projectFolder, 'playground', 'start', 'dieWithParent.mjs');
	// Found after a crash, n8n would wait ten seconds before it starts. Recovery does not need it.
	rmSync(path.join(env.N8N_USER_FOLDER, '.n8n', 'crash.journal'), { force: true });
	const output = openSync(logFile, 'a');
	try {
		// Detached makes it the leader of a group, so that its task runner can be ended with it.
		return spawn(node24, ['--import', guard, n8n, ...command], {
			cwd: env.N8N_USER_FOLDER,
			env,
			detached: true,
			stdio: ['ignore', output, output, 'pipe'],
		});
	} finally {
		closeSync(output);
	}
}

async function untilReady(child: ChildProcess, urls: string[], log: () => string): Promise<void> {
	const tail = () => log().trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
	let launchError: Error | undefined;
	child.once('error', (error) => (launchError = error));
	const outcome = await waitFor(
		async () => {
			if (launchError || hasEnded(child)) return 'ended';
			for (const url of urls) if (!(await answersOk(url))) return false;
			return 'ready';
		},
		{ timeout: READY_MILLISECONDS, every: 150, what: 'n8n to be ready' },
	).catch((error: Error) => {
		throw new Error(`${error.message}. Its log ends:\n${tail()}`);
	});
	if (outcome === 'ended')
		throw new Error(launchError?.message ?? `n8n ended while starting. Its log ends:\n${tail()}`);
}

async function answersOk(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(5000) })).status === 200;
	} catch {
		return false;
	}
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (child.pid) process.kill(-child.pid, signal);
	} catch {
		// Nobody of the group is left.
	}
}

function goneWithin(child: ChildProcess, milliseconds: number): Promise<void> {
	if (hasEnded(child) || !child.pid) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, milliseconds);
		child.once('exit', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
