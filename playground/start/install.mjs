import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { CI, installFailed, installPinned } from './pinned.mjs';
import { n8nFolder, n8nPinFolder, n8nVersion, node24, projectFolder } from './places.mjs';
import { progress } from './progress.mjs';
import { provideSqlite } from './sqlite.mjs';

/**
 * The package's own tools, and Node 24, whoever installed what before: nobody, this command, a plain
 * `npm ci` or `npm install`, or an install that was broken off.
 */
export async function ensureProject() {
	const complete = holdsLockfile(projectFolder);
	if (complete && startsNode24()) return;
	const what = complete
		? 'Installing Node 24 (some seconds, once)'
		: 'Installing the development tools and Node 24 (about 1 GB, a minute, once)';
	try {
		await progress(what, () => installProject(complete));
	} catch (error) {
		throw installFailed(error, 'Check that the npm registry can be reached ("npm ping").');
	}
}

/** @param {boolean} complete whether only Node 24 is missing */
async function installProject(complete) {
	if (!complete) await npm(CI, projectFolder);
	// The one dependency whose script has to run: it fetches the Node of this kind of machine.
	await npm(['rebuild', 'node', '--ignore-scripts=false'], projectFolder);
	if (!startsNode24()) throw new Error(`npm left no Node 24 at ${node24}.`);
}

/** An install that was broken off may have left a piece of it. */
function startsNode24() {
	try {
		return execFileSync(node24, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).startsWith(
			'v24.',
		);
	} catch {
		return false;
	}
}

/**
 * npm writes what it has installed into node_modules at the very end.
 * @param {string} folder
 */
function holdsLockfile(folder) {
	const hidden = path.join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(hidden)) return false;
	const wanted = packagesOf(path.join(folder, 'package-lock.json'));
	const held = packagesOf(hidden);
	return Object.entries(wanted).every(
		([place, { version, integrity, optional }]) =>
			place === '' ||
			// Those for other kinds of machine are left out.
			optional ||
			(held[place]?.version === version && held[place]?.integrity === integrity),
	);
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string; integrity?: string; optional?: boolean }>}
 */
function packagesOf(lockfile) {
	try {
		return JSON.parse(readFileSync(lockfile, 'utf8')).packages ?? {};
	} catch {
		return {};
	}
}

/** The pinned n8n; needs ensureProject() first, as Node 24 tries it out. */
export async function ensureN8n() {
	const folder = n8nFolder();
	await installPinned({
		what: `Installing n8n ${n8nVersion()} (about 3 GB on disk, 2-5 minutes, once)`,
		pin: n8nPinFolder,
		folder,
		finish: provideSqlite,
		advice:
			'Check that the npm registry can be reached ("npm ping") and that the disk has 4 GB free.\n' +
			'If sqlite3 is what failed, there is no compiled file for this machine: install a C++\n' +
			'compiler and Python 3 (Debian: apt install g++ make python3).',
	});
	return folder;
}
