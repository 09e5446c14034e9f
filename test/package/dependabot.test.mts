/** Dependabot does nothing, silently, where its configuration has a fault. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './sourceFiles.mts';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

/** The part of Dependabot's options that is used here. docs.github.com: Dependabot options reference. */
const updateTypes = z.enum(
	['major', 'minor', 'patch'].map((part) => `version-update:semver-${part}`),
);
const Dependabot = z.strictObject({
	version: z.literal(2),
	updates: z.array(
		z.strictObject({
			'package-ecosystem': z.enum(['npm', 'github-actions']),
			directory: z.string().startsWith('/'),
			schedule: z.strictObject({ interval: z.enum(['daily', 'weekly', 'monthly']) }),
			cooldown: z.strictObject({ 'default-days': z.number().int().min(1).max(90) }).optional(),
			ignore: z
				.array(
					z.strictObject({
						'dependency-name': z.string(),
						'update-types': z.array(updateTypes).optional(),
					}),
				)
				.optional(),
			groups: z
				.record(
					z.string(),
					z.strictObject({
						patterns: z.array(z.string()),
						'exclude-patterns': z.array(z.string()).optional(),
					}),
				)
				.optional(),
		}),
	),
});

describe('Dependabot', () => {
	const { updates } = Dependabot.parse(parse(read('.github/dependabot.yml')));

	it('looks after each folder with a lockfile, and after the actions', () => {
		const places = updates.map((update) => `${update['package-ecosystem']} ${update.directory}`);
		expect(places).toEqual(['npm /', 'npm /playground/n8n', 'github-actions /']);
	});

	it('speaks of packages that are there, and puts each in one group', () => {
		const used = Object.keys(manifest.devDependencies);
		const { ignore = [], groups = {} } = updates[0]!;
		const names = ignore.map((one) => one['dependency-name']);
		expect(names.filter((name) => !used.includes(name))).toEqual([]);
		const matches = (pattern: string, name: string) =>
			new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
		for (const name of used) {
			const within = Object.entries(groups).filter(
				([, group]) =>
					group.patterns.some((pattern) => matches(pattern, name)) &&
					!(group['exclude-patterns'] ?? []).some((pattern) => matches(pattern, name)),
			);
			expect([name, within.length]).toEqual([name, 1]);
		}
	});
});
