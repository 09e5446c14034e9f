/** docs/architecture.md names files and functions; each of them is there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { filesBelow, ROOT } from './sourceFiles.mts';

const PAGE = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
const sources = filesBelow('nodes').filter((file) => file.endsWith('.ts'));
/** `file.ts name`, which may stand on two lines. */
const NAMED = /`([\w./-]+\.ts)\s+(\w+)`/g;
const named = [...PAGE.matchAll(NAMED)].map(([, file, name]): [string, string] => [file!, name!]);

it('names enough to find the way', () => {
	expect(named.length).toBeGreaterThan(30);
});

it.each(named)('%s has %s', (file, name) => {
	const found = sources.filter((source) => `/${source}`.endsWith(`/${file}`));
	const declares = new RegExp(
		`^(export )?(async )?(abstract )?(const|function|class|interface|type) ${name}\\b`,
		'm',
	);
	const there = found.filter((source) =>
		declares.test(readFileSync(path.join(ROOT, source), 'utf8')),
	);
	expect(there).toHaveLength(1);
});

it.each(
	[...PAGE.matchAll(/\b(test\/(?:e2e|engine|package|unit)\/[\w/]*\w)/g)].map(([, file]) => file!),
)('%s is a test', (file) => {
	const tests = filesBelow('test').map((one) => one.replace(/\.test\.m?ts$/, ''));
	expect(tests.some((one) => one === file || one.startsWith(`${file}/`))).toBe(true);
});
