import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24, projectFolder } from '../../../playground/start/places.mjs';
import { waitFor } from '../../../playground/waitFor.mts';

const GUARD = fileURLToPath(new URL('guard.mjs', import.meta.url));
const DIE_WITH_PARENT = path.join(projectFolder, 'playground', 'start', 'dieWithParent.mjs');

export interface ServerOptions {
	/** The file and its arguments. */
	command: string[];
	/** Which signal asks it to stop. */
	stopSignal: NodeJS.Signals;
	/** The user and group that it runs as; by default our own. */
	account?: number;
	logFile: string;
	/** Throws while it is not ready. */
	check(): Promise<unknown>;
}

/** A server that the processes of n8n share. */
export interface Server {
	/** Asks it to stop, and waits until it has. */
	stop(): Promise<void>;
	/** kill -9. */
	kill(): Promise<void>;
	/** Starts it again, and waits until it is ready. */
	start(): Promise<void>;
}

/** Starts a server that is not Node. It does not outlive this process. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { check, logFile } = options;
	let guard: ChildProcess | undefined;

	async function start(): Promise<void> {
		const launched = launch(options);
		guard = launched;
		await waitFor(
			async () => {
				if (hasEnded(launched)) return 'ended';
				await check();
				return 'ready';
			},
			{ every: 100, what: `${options.command[0]} to be ready` },
		).then(
			(state) => {
				if (state === 'ended') throw new Error(`It ended while starting:\n${logOf(logFile)}`);
			},
			async (error: Error) => {
				await end('SIGKILL');
				throw new Error(`${error.message}. Its log:\n${logOf(logFile)}`, { cause: error });
			},
		);
	}

	async function end(signal: NodeJS.Signals): Promise<void> {
		if (guard?.pid === undefined || hasEnded(guard)) return;
		const gone = new Promise((resolve) => guard!.once('exit', resolve));
		// The guard tells the server to stop by its own signal; killed are both.
		if (signal === 'SIGKILL') process.kill(-guard.pid, signal);
		else guard.kill(signal);
		await gone;
	}

	await start();
	return { start, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const logOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').slice(-4000) : '');

function launch({ command, stopSignal, account, logFile }: ServerOptions): ChildProcess {
	const log = openSync(logFile, 'a');
	const guarded = [GUARD, stopSignal, String(account ?? ''), ...command];
	try {
		return spawn(node24, ['--import', DIE_WITH_PARENT, ...guarded], {
			cwd: path.dirname(logFile),
			detached: true,
			stdio: ['ignore', log, log, 'pipe'],
		});
	} finally {
		closeSync(log);
	}
}
