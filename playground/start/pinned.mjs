import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { lockfileHash } from './places.mjs';
import { progress } from './progress.mjs';

/** Exactly what the lockfile says; no package runs a script of its own. */
export const CI = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
const WORK_PREFIX = 'installing-';

/** Written last, so an interrupted install has none and starts over. */
const stamp = (/** @type {string} */ folder) =>
	path.join(folder, 'node_modules', '.installed-lockfile');

/**
 * Whether a folder holds what a pin's lockfile says.
 * @param {string} folder
 * @param {string} pin the folder of the lockfile
 */
function isInstalled(folder, pin) {
	return existsSync(stamp(folder)) && readFileSync(stamp(folder), 'utf8') === lockfileHash(pin);
}

/**
 * Installs what a folder of ours pins: package.json, lockfile and .npmrc. It is built in a folder of
 * its own and moved into place when it works, so that an interrupted install or a second one at the
 * same time leaves nothing half done.
 *
 * @param {object} pinned
 * @param {string} pinned.what is being installed, for the person who waits
 * @param {string} pinned.pin the folder of package.json and lockfile
 * @param {string} pinned.folder where node_modules shall be; may be the pin itself
 * @param {(folder: string) => void | Promise<void>} pinned.finish what npm leaves undone
 * @param {string} pinned.advice for when it fails
 */
export async function installPinned({ what, pin, folder, finish, advice }) {
	if (isInstalled(folder, pin)) return;
	try {
		await progress(what, () => installThere(pin, folder, finish));
	} catch (error) {
		throw installFailed(error, advice);
	}
}

/** @param {unknown} error @param {string} advice */
export function installFailed(error, advice) {
	const reason = error instanceof Error ? error.message : String(error);
	return new Error(`${reason}\n\n${advice}\nThen run the same command again.`);
}

/** @param {string} pin @param {string} folder @param {(folder: string) => void | Promise<void>} finish */
async function installThere(pin, folder, finish) {
	const parking = path.join(folder === pin ? folder : path.dirname(folder), '.cache');
	const work = path.join(parking, `${WORK_PREFIX}${process.pid}`);
	removeAbandoned(parking);
	mkdirSync(work, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		cpSync(path.join(pin, file), path.join(work, file));
	try {
		await npm(CI, work);
		await finish(work);
		writeFileSync(stamp(work), lockfileHash(pin));
		moveIntoPlace(work, folder, pin);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** @param {string} work @param {string} folder @param {string} pin */
function moveIntoPlace(work, folder, pin) {
	if (isInstalled(folder, pin)) return;
	mkdirSync(folder, { recursive: true });
	const modules = path.join(folder, 'node_modules');
	const old = path.join(work, 'old_node_modules');
	if (existsSync(modules)) renameSync(modules, old);
	if (folder !== pin)
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
