import { spawn } from 'node:child_process';
import path from 'node:path';

const TAIL_LINES = 25;

/** `npm start` tells its scripts which npm it is; a bare `node playground/start.mjs` does not. */
function npmCommand() {
	const running = process.env.npm_execpath;
	if (running && path.basename(running).startsWith('npm-cli')) return [process.execPath, running];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * npm hands the settings of the project it runs in to its scripts as variables. Another folder's
 * install must not inherit them: legacy-peer-deps would make its lockfile look out of date.
 */
function environment() {
	const env = { ...process.env };
	for (const name of Object.keys(env)) {
		if (
			/^npm_(package|lifecycle|config_(legacy_peer_deps|ignore_scripts|local_prefix))/i.test(name)
		)
			delete env[name];
	}
	return env;
}

/**
 * Runs npm quietly; what it printed comes back, or is in the error.
 * @param {string[]} args
 * @param {string} folder
 * @returns {Promise<string>}
 */
export function npm(args, folder) {
	const [command, ...first] = npmCommand();
	const child = spawn(command, [...first, ...args], {
		cwd: folder,
		env: environment(),
		shell: command.endsWith('.cmd'),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	return new Promise((resolve, reject) => {
		child.on('error', (error) => {
			reject(new Error(`npm could not be started (${error.message}). Is npm on the PATH?`));
		});
		child.on('close', (code) => {
			if (code === 0) return resolve(output);
			const tail = output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
			reject(new Error(`"npm ${args.join(' ')}" failed in ${folder}:\n${tail}`));
		});
	});
}
