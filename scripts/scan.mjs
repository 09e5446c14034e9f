// `npm run scan`: the lint of n8n's verification scanner, over the sources and over what npm would
// publish. The scanner itself wants a published package; this finds the same before publishing.
// dist has to be built. It is a process of its own because one of the scanner's plugins behaves
// differently under a test runner's NODE_ENV.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { npm } from '../playground/start/npm.mjs';

const project = path.join(import.meta.dirname, '..');
/** What the scanner reads of a published package. */
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** Packs what npm would publish. @param {string} folder @returns where it lies unpacked */
async function unpackTarball(folder) {
	// Publishing on trial hands its --dry-run down to here, and then nothing would be packed.
	const options = ['--ignore-scripts', '--dry-run=false', '--pack-destination', folder];
	await npm(['pack', ...options], project);
	const [tarball = ''] = readdirSync(folder);
	execFileSync('tar', ['-xzf', path.join(folder, tarball), '-C', folder]);
	return path.join(folder, 'package');
}

/** @param {string} what @param {string} folder @param {string[]} patterns */
async function scan(what, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	// It passes with a message where it found nothing to read.
	const clean = passed && message === undefined;
	console.log(`${what}: ${clean ? 'passed' : 'refused'}`);
	if (clean) return;
	process.exitCode = 1;
	console.error([message, details].filter(Boolean).join('\n'));
}

const folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-scan-'));
try {
	await scan('Sources', project, SOURCE_FILE_PATTERNS);
	await scan('Tarball', await unpackTarball(folder), TARBALL_FILE_PATTERNS);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
