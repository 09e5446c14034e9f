/** What the tarball holds. Its lint, its scan and its publication are in publishWorkflow.test.mts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packPackage, removeTarball } from '../../playground/start/tarball.mts';

const project = path.join(import.meta.dirname, '..', '..');
let tarball: string;
let folder: string;
let unpacked: string;

beforeAll(async () => {
	tarball = await packPackage();
	folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-published-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	unpacked = path.join(folder, 'package');
}, 120_000);
afterAll(() => {
	if (folder) rmSync(folder, { recursive: true, force: true });
	if (tarball) removeTarball(tarball);
});

describe('the tarball', () => {
	it('holds what users need and nothing else', () => {
		const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
		const tops = new Set(files.map((file) => file.split('/')[1]));
		expect([...tops].sort()).toEqual(
			['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'index.js', 'package.json'].sort(),
		);
		const kinds = files.filter((file) => file.startsWith('package/dist/'));
		expect(kinds.filter((file) => !/\.(js|d\.ts|json|svg)$/.test(file))).toEqual([]);
		expect(
			kinds.filter((file) => /(^|\/)(tests?|playground|fixtures?)\/|\.test\./i.test(file)),
		).toEqual([]);
	});

	it('holds every file that package.json and the nodes name', () => {
		const manifest = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
		const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials, manifest.main];
		for (const file of named) expect(readFileSync(path.join(unpacked, file))).toBeTruthy();
		for (const node of manifest.n8n.nodes as string[]) {
			const code = readFileSync(path.join(unpacked, node), 'utf8');
			const icons = [...code.matchAll(/'file:([\w.]+)'/g)].map((match) => match[1]!);
			expect(icons).toHaveLength(2);
			for (const icon of icons) {
				expect(readFileSync(path.join(unpacked, path.dirname(node), icon))).toBeTruthy();
			}
			expect(readFileSync(path.join(unpacked, node.replace(/\.js$/, '.json')))).toBeTruthy();
		}
	});

	it('asks for nothing at run time', () => {
		const manifest = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});

it('lockfiles hold no address of a registry', () => {
	for (const file of ['package-lock.json', 'playground/n8n/package-lock.json']) {
		const packages = JSON.parse(readFileSync(path.join(project, file), 'utf8')).packages;
		const resolved = Object.values(packages as Record<string, { resolved?: string }>)
			.map((entry) => entry.resolved)
			.filter((address) => address !== undefined);
		expect(resolved).toEqual([]);
	}
});
