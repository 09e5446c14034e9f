// `npm start`. Runs on any Node from 20 on and needs nothing installed: it installs the rest.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { HELP } from './start/help.mjs';
import { ensureN8n, ensureProject } from './start/install.mjs';
import { node24, projectFolder } from './start/places.mjs';

const STOP_MILLISECONDS = 20_000;
const main = path.join(projectFolder, 'playground', 'start', 'main.mts');

/** @param {string[]} args */
function runPlayground(args) {
	const guard = new URL('./start/dieWithParent.mjs', import.meta.url).href;
	// A process group of its own: Ctrl-C in the terminal reaches it once, through us.
	const child = spawn(node24, ['--import', guard, main, ...args], {
		cwd: process.cwd(),
		stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
		detached: true,
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			child.kill(signal);
			setTimeout(() => endGroup(child.pid), STOP_MILLISECONDS).unref();
		});
	}
	child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** @param {number | undefined} pid */
function endGroup(pid) {
	try {
		if (pid) process.kill(-pid, 'SIGKILL');
	} catch {
		// The group is gone already.
	}
}

const args = process.argv.slice(2);
try {
	if (args.includes('--help') || args.includes('-h')) {
		console.log(HELP);
	} else {
		await ensureProject();
		await ensureN8n();
		runPlayground(args);
	}
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	process.exitCode = 1;
}
