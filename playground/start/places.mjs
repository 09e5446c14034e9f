import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** n8n needs Node 24; the `node` package on npm brings it, whatever Node the machine has. */
export const node24 = path.join(projectFolder, 'node_modules', 'node', 'bin', 'node');

/**
 * Holds the pinned n8n's package.json and lockfile, and by default n8n itself. The environment may
 * name another folder of the same kind: so other versions of n8n are tested.
 */
export const n8nPinFolder =
	process.env.WHATSAPP_PLAYGROUND_N8N ?? path.join(projectFolder, 'playground', 'n8n');

/** @param {string} folder */
export function lockfileHash(folder) {
	const lockfile = readFileSync(path.join(folder, 'package-lock.json'));
	return createHash('sha256').update(lockfile).digest('hex').slice(0, 16);
}

/** The same of the browser for machines that have none. */
export const chromiumPinFolder = path.join(projectFolder, 'playground', 'chromium');

/**
 * Several clones can share what is installed once: they name the same cache folder.
 * @param {string} pin
 */
function installFolder(pin) {
	const cache = process.env.WHATSAPP_PLAYGROUND_CACHE;
	if (!cache) return pin;
	return path.join(path.resolve(cache), `${path.basename(pin)}-${lockfileHash(pin)}`);
}

export const n8nFolder = () => installFolder(n8nPinFolder);
export const chromiumFolder = () => installFolder(chromiumPinFolder);

export function n8nVersion() {
	const pin = JSON.parse(readFileSync(path.join(n8nPinFolder, 'package.json'), 'utf8'));
	return String(pin.dependencies.n8n);
}
