import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPackage } from './build.mts';
import { npm } from './npm.mjs';
import { projectFolder } from './places.mjs';

export const PACKAGE_NAME = 'n8n-nodes-whatsapp-business';

/** Already packed by whoever started this process (the test runner packs once for all files). */
const GIVEN = 'WHATSAPP_PACKAGE_TARBALL';

/**
 * Builds the package when its sources changed and packs exactly what npm would publish.
 * The tarball lies in a temporary folder of its own: removeTarball() takes both away.
 */
export async function packPackage(): Promise<string> {
	const given = process.env[GIVEN];
	if (given) return given;
	await buildPackage();
	const folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-package-'));
	try {
		await npm(['pack', '--ignore-scripts', '--pack-destination', folder], projectFolder);
		return path.join(folder, tarballIn(folder));
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
}

function tarballIn(folder: string): string {
	const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (!name) throw new Error('npm pack made no tarball');
	return name;
}

export function removeTarball(tarball: string): void {
	if (tarball !== process.env[GIVEN])
		rmSync(path.dirname(tarball), { recursive: true, force: true });
}

/** What n8n's own installer does: unpack, and forget the dependencies that n8n itself brings. */
export function unpackInto(userFolder: string, tarball: string): void {
	const modules = path.join(userFolder, '.n8n', 'nodes', 'node_modules');
	mkdirSync(modules, { recursive: true });
	const work = mkdtempSync(path.join(path.dirname(modules), 'unpacking-'));
	try {
		execFileSync('tar', ['-xzf', tarball, '-C', work], { stdio: 'pipe' });
		const unpacked = path.join(work, 'package');
		const manifest = forgetDependencies(path.join(unpacked, 'package.json'));
		const target = path.join(modules, manifest.name);
		rmSync(target, { recursive: true, force: true });
		mkdirSync(path.dirname(target), { recursive: true });
		renameSync(unpacked, target);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function forgetDependencies(file: string): { name: string } {
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		readFileSync(file, 'utf8'),
	);
	void [devDependencies, peerDependencies, optionalDependencies];
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	return manifest;
}
