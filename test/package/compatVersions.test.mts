/** The list of n8n versions that `npm run test:compat` goes through, and what is said about it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { n8nVersion, projectFolder } from '../../playground/start/places.mjs';
import { missingPackage } from '../compat/pinFolder.mts';
import { passed, table, type Row } from '../compat/table.mts';
import { candidates, readVersions } from '../compat/versions.mts';

const PUBLISHED = {
	latest: '2.41.3',
	versions: ['1.123.9', '1.123.81', '2.4.0', '2.41.0-rc.1', '2.41.1', '2.41.3', '2.42.0'],
};

describe('the list of n8n versions', () => {
	const versions = readVersions();

	it('holds the pinned and the newest one, and beginnings of versions that were shown', () => {
		const names = versions.map(({ n8n }) => n8n);
		expect(names).toEqual(expect.arrayContaining(['pinned', 'newest']));
		expect([...new Set(names)]).toEqual(names);
		for (const { n8n, shown } of versions) {
			if (n8n === 'pinned' || n8n === 'newest') expect(shown).toBeUndefined();
			else expect(shown?.startsWith(`${n8n}.`)).toBe(true);
		}
	});

	it('has no field that is not known', () => {
		const known = ['n8n', 'shown', 'oneOutput', 'overrides'];
		const unknown = versions.flatMap((one) =>
			Object.keys(one).filter((key) => !known.includes(key)),
		);
		expect(unknown).toEqual([]);
	});

	it('is what the README says', () => {
		const readme = readFileSync(path.join(projectFolder, 'README.md'), 'utf8');
		const [, compatibility = ''] = readme.split('## Compatibility');
		const said = compatibility.split('\n## ')[0]!.match(/\b\d+\.\d+\.\d+\b/g) ?? [];
		const shown = versions.flatMap((one) => one.shown ?? []);
		expect(new Set(said)).toEqual(new Set([n8nVersion(), ...shown]));
	});

	it('stands for the newest of what is published, and below the latest', () => {
		const of = (n8n: string) => candidates({ n8n }, PUBLISHED);
		expect(of('pinned')).toEqual([n8nVersion()]);
		expect(of('newest').slice(0, 2)).toEqual(['2.41.3', '2.41.1']);
		expect(of('1.123')).toEqual(['1.123.81', '1.123.9']);
		expect(of('2.4')).toEqual(['2.4.0']);
	});

	it('leaves out a version of which npm lacks a part', () => {
		const words = 'npm error notarget No matching version found for @n8n/agents@0.26.2.\nnpm error';
		expect(missingPackage(new Error(words))).toBe('@n8n/agents@0.26.2');
		expect(missingPackage(new Error('network'))).toBeUndefined();
	});
});

describe('the table', () => {
	const row = (points: Array<[string, string?]>, problem?: string): Row => ({
		listed: 'newest',
		version: '2.41.3',
		points: new Map(points.map(([name, why]) => [name, why])),
		problem,
	});

	it('says what was as told, what was not and why, and what was not reached', () => {
		const rows = [row([['approve'], ['late', 'no note came']]), row([], 'it ended')];
		expect(table(rows, ['approve', 'late'])).toBe(
			[
				'n8n             approve  late',
				'2.41.3  newest  ok       failed',
				'2.41.3  newest  -        -',
				'2.41.3, late: no note came',
				'2.41.3: it ended',
			].join('\n'),
		);
	});

	it('passes only where every point was reached and is as told', () => {
		expect(passed(row([['a'], ['b']]), ['a', 'b'])).toBe(true);
		expect(passed(row([['a']]), ['a', 'b'])).toBe(false);
		expect(passed(row([['a'], ['b', 'why']]), ['a', 'b'])).toBe(false);
		expect(passed(row([['a'], ['b']], 'it ended'), ['a', 'b'])).toBe(false);
	});
});
