import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from '../../playground/start/npm.mjs';
import { n8nPinFolder } from '../../playground/start/places.mjs';

/**
 * A folder that pins a version of n8n as playground/n8n does. Its lockfile is made here and kept with
 * the installed n8n, not in the repository: there it would be 1 MB for each version, and "newest" has
 * none to keep. So the first run on a machine takes n8n's dependencies as npm gives them that day, as
 * everybody who installs that n8n gets them.
 *
 * @throws Error with npm's words when that version cannot be installed
 */
export async function pinFolder(
	version: string,
	overrides: Record<string, string> | undefined,
): Promise<string> {
	const cache = process.env.WHATSAPP_PLAYGROUND_CACHE ?? path.join(n8nPinFolder, '.cache');
	const folder = path.join(path.resolve(cache), `pin-${version}`, 'n8n');
	if (existsSync(path.join(folder, 'package-lock.json'))) return folder;
	mkdirSync(folder, { recursive: true });
	const manifest = {
		name: `n8n-${version}`,
		private: true,
		dependencies: { n8n: version },
		overrides,
	};
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	cpSync(path.join(n8nPinFolder, '.npmrc'), path.join(folder, '.npmrc'));
	try {
		await npm(
			['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'],
			folder,
		);
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
	return folder;
}

/** Of npm's words those that say which package no registry has, if that is why it failed. */
export const missingPackage = (error: unknown): string | undefined =>
	/No matching version found for (\S+?)\.?\s/.exec(`${String(error)} `)?.[1];
