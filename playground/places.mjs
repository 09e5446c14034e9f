import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** n8n needs Node 24; the `node` package on npm brings it, whatever Node the machine has. */
export const node24 = path.join(projectFolder, 'node_modules', 'node', 'bin', 'node');

/** Holds the pinned n8n's package.json and lockfile, and by default n8n itself. */
export const n8nPinFolder = path.join(projectFolder, 'playground', 'n8n');

/** @param {string} folder */
export function lockfileHash(folder) {
	const lockfile = readFileSync(path.join(folder, 'package-lock.json'));
	return createHash('sha256').update(lockfile).digest('hex').slice(0, 16);
}

/** Several clones can share one installed n8n: they name the same cache folder. */
export function n8nFolder() {
	const cache = process.env.WHATSAPP_PLAYGROUND_CACHE;
	if (!cache) return n8nPinFolder;
	return path.join(path.resolve(cache), `n8n-${lockfileHash(n8nPinFolder)}`);
}

export function n8nVersion() {
	const pin = JSON.parse(readFileSync(path.join(n8nPinFolder, 'package.json'), 'utf8'));
	return String(pin.dependencies.n8n);
}
