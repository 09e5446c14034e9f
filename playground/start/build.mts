import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { projectFolder } from './places.mjs';

const SOURCE_FOLDERS = ['nodes', 'credentials'];
const SOURCE_FILES = ['package.json', 'tsconfig.json', 'gulpfile.js'];
const inProject = (...parts: string[]) => path.join(projectFolder, ...parts);
const stamp = inProject('node_modules', '.cache', 'whatsapp-playground', 'built');

/** Runs `npm run build` unless dist already is what these very sources build. */
export async function buildPackage(): Promise<void> {
	const hash = sourcesHash();
	if (isBuilt(hash)) return;
	// tsc never removes what a deleted source left behind.
	rmSync(inProject('dist'), { recursive: true, force: true });
	await npm(['run', 'build'], projectFolder);
	mkdirSync(path.dirname(stamp), { recursive: true });
	writeFileSync(stamp, hash);
}

function isBuilt(hash: string): boolean {
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) return false;
	const { n8n } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
	return [...n8n.nodes, ...n8n.credentials].every((file: string) => existsSync(inProject(file)));
}

/** Contents, not times: a checkout sets every file's time to now. */
function sourcesHash(): string {
	const hash = createHash('sha256');
	for (const file of [...SOURCE_FOLDERS.flatMap(filesIn), ...SOURCE_FILES]) {
		if (!existsSync(inProject(file))) continue;
		hash
			.update(`${file}\0`)
			.update(readFileSync(inProject(file)))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesIn(folder: string): string[] {
	if (!existsSync(inProject(folder))) return [];
	return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)))
		.sort();
}
