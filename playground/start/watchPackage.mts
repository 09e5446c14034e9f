import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { node24, projectFolder } from './places.mjs';
import { PACKAGE_NAME } from './tarball.mts';

const FOLDERS = ['nodes', 'credentials'];
/** Icons and codex files, which lie beside the compiled nodes as they are. */
const COPIED = /\.(svg|json)$/;

/** What tsc says besides what it finds wrong: `9:33:02 PM - Found 2 errors. Watching …`. */
const PROGRESS = /^\d+:\d+:\d+ [AP]M - (?:Found (\d+) errors?\.)?/;

/** Makes n8n load nodes again when their files change. */
export const RELOADING = { N8N_DEV_RELOAD: 'true' };

export interface WatchOptions {
	/** The user folder of an n8n that runs with RELOADING and has the package. */
	userFolder: string;
	/** Holds nodes, credentials and tsconfig.json. */
	sources?: string;
	/** Hears what tsc finds wrong, and when a build is done. */
	report(line: string): void;
}

export interface Watcher {
	stop(): Promise<void>;
}

/**
 * Compiles the package right into an n8n, now and whenever a source changes; n8n then loads it
 * anew and tells open editors. What package.json lists is read at n8n's start only.
 *
 * @returns once everything is compiled for the first time
 */
export async function watchPackage(options: WatchOptions): Promise<Watcher> {
	const { userFolder, sources = projectFolder, report } = options;
	const dist = path.join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME, 'dist');
	const compiler = spawnCompiler(sources, dist);
	const watchers = FOLDERS.map((folder) => copyChanges(sources, folder, dist, report));
	const ended = once(compiler, 'exit');
	const stop = async () => {
		compiler.kill();
		for (const watcher of watchers) watcher.close();
		await ended;
	};
	return await new Promise((resolve, reject) => {
		compiler.once('exit', () => {
			void stop();
			reject(new Error('tsc --watch has ended.'));
		});
		createInterface(compiler.stdout!).on('line', (line) => {
			const [progress, errors] = PROGRESS.exec(line) ?? [];
			if (errors !== undefined) {
				report(errors === '0' ? 'Compiled' : `Compiled in spite of errors: ${errors}`);
				resolve({ stop });
			} else if (progress === undefined && line !== '') {
				report(line);
			}
		});
	});
}

function spawnCompiler(sources: string, dist: string) {
	const guard = path.join(projectFolder, 'playground', 'start', 'dieWithParent.mjs');
	const tsc = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
	const options = ['--watch', '--preserveWatchOutput', '--pretty', 'false'];
	return spawn(node24, ['--import', guard, tsc, ...options, '-p', sources, '--outDir', dist], {
		cwd: sources,
		stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
	});
}

function copyChanges(
	sources: string,
	folder: string,
	dist: string,
	report: WatchOptions['report'],
): FSWatcher {
	return watch(path.join(sources, folder), { recursive: true }, (_event, file) => {
		if (file === null || !COPIED.test(file)) return;
		const source = path.join(sources, folder, file);
		if (!existsSync(source)) return;
		cpSync(source, path.join(dist, folder, file));
		report(`Copied ${folder}/${file}`);
	});
}
