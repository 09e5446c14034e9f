import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import {
	lockfileHash,
	n8nFolder,
	n8nPinFolder,
	n8nVersion,
	node24,
	projectFolder,
} from './places.mjs';
import { progress } from './progress.mjs';
import { provideSqlite } from './sqlite.mjs';

const CI = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
const WORK_PREFIX = 'installing-';

/** Written last, so an interrupted install has none and starts over. */
const stamp = (/** @type {string} */ folder) =>
	path.join(folder, 'node_modules', '.installed-lockfile');

function isInstalled(/** @type {string} */ folder, /** @type {string} */ hash) {
	return existsSync(stamp(folder)) && readFileSync(stamp(folder), 'utf8') === hash;
}

/** @param {unknown} error @param {string} advice */
function failed(error, advice) {
	const reason = error instanceof Error ? error.message : String(error);
	return new Error(`${reason}\n\n${advice}\nThen run the same command again.`);
}

/** The package's own tools, and Node 24. */
export async function ensureProject() {
	const hash = lockfileHash(projectFolder);
	if (isInstalled(projectFolder, hash) && existsSync(node24)) return;
	try {
		await progress(
			'Installing the development tools and Node 24 (about 1 GB, a minute, once)',
			() => installProject(hash),
		);
	} catch (error) {
		throw failed(error, 'Check that the npm registry can be reached ("npm ping").');
	}
}

/** @param {string} hash */
async function installProject(hash) {
	rmSync(stamp(projectFolder), { force: true });
	await npm(CI, projectFolder);
	await npm(['rebuild', 'node'], projectFolder);
	const version = execFileSync(node24, ['--version'], { encoding: 'utf8' });
	if (!version.startsWith('v24.')) throw new Error(`Node 24 was expected, ${version} came.`);
	writeFileSync(stamp(projectFolder), hash);
}

/** The pinned n8n; needs ensureProject() first, as Node 24 tries it out. */
export async function ensureN8n() {
	const hash = lockfileHash(n8nPinFolder);
	const folder = n8nFolder();
	if (isInstalled(folder, hash)) return folder;
	const what = `Installing n8n ${n8nVersion()} (about 3 GB on disk, 2-5 minutes, once)`;
	try {
		await progress(what, () => installN8n(folder, hash));
	} catch (error) {
		throw failed(
			error,
			'Check that the npm registry can be reached ("npm ping") and that the disk has 4 GB free.\n' +
				'If sqlite3 is what failed, there is no compiled file for this machine: install a C++\n' +
				'compiler and Python 3 (Debian: apt install g++ make python3).',
		);
	}
	return folder;
}

/**
 * Built in a folder of its own and moved into place when it works, so that an interrupted install
 * or a second one at the same time leaves nothing half done.
 * @param {string} folder @param {string} hash
 */
async function installN8n(folder, hash) {
	const parking = path.join(folder === n8nPinFolder ? folder : path.dirname(folder), '.cache');
	const work = path.join(parking, `${WORK_PREFIX}${process.pid}`);
	removeAbandoned(parking);
	mkdirSync(work, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		cpSync(path.join(n8nPinFolder, file), path.join(work, file));
	try {
		await npm(CI, work);
		await provideSqlite(work);
		writeFileSync(stamp(work), hash);
		moveIntoPlace(work, folder, hash);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** @param {string} work @param {string} folder @param {string} hash */
function moveIntoPlace(work, folder, hash) {
	if (isInstalled(folder, hash)) return;
	mkdirSync(folder, { recursive: true });
	const modules = path.join(folder, 'node_modules');
	const old = path.join(work, 'old_node_modules');
	if (existsSync(modules)) renameSync(modules, old);
	if (folder !== n8nPinFolder)
		for (const file of ['package.json', 'package-lock.json'])
			cpSync(path.join(work, file), path.join(folder, file));
	renameSync(path.join(work, 'node_modules'), modules);
}

/** @param {string} parking */
function removeAbandoned(parking) {
	if (!existsSync(parking)) return;
	for (const name of readdirSync(parking)) {
		if (!name.startsWith(WORK_PREFIX) || isRunning(Number(name.slice(WORK_PREFIX.length))))
			continue;
		rmSync(path.join(parking, name), { recursive: true, force: true });
	}
}

/** @param {number} pid */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
