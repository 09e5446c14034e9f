/** Every link between the pages of this repository leads somewhere. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { filesBelow, ROOT } from './sourceFiles.mts';

const pages = [
	...['README.md', 'CHANGELOG.md', 'CODE_OF_CONDUCT.md', 'CONTRIBUTING.md', 'SECURITY.md'],
	...filesBelow(
		'.github',
		'docs',
		'nodes',
		'workflows',
		'playground/simulator',
		'playground/standIns',
	),
].filter((file) => file.endsWith('.md'));
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** As the code host makes anchors: lower case, words joined by hyphens, other signs left out. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');

function anchorsIn(file: string): string[] {
	const text = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
	return [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) => anchorOf(heading!));
}

it.each(pages)('%s has no dead link', (page) => {
	const file = path.join(ROOT, page);
	const dead = [...readFileSync(file, 'utf8').matchAll(LINK)]
		.map(([, target]) => target!)
		.filter((target) => !/^(https?:|mailto:)/.test(target))
		.filter((target) => {
			const [place, anchor] = target.split('#');
			const goal = place ? path.resolve(path.dirname(file), place) : file;
			if (!existsSync(goal)) return true;
			return anchor !== undefined && statSync(goal).isFile() && !anchorsIn(goal).includes(anchor);
		});
	expect(dead).toEqual([]);
});

it('the README leads to every page of docs', () => {
	const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
	const missing = pages.filter(
		(page) => /^docs\/[^/]+\.md$/.test(page) && !readme.includes(`(${page})`),
	);
	expect(missing).toEqual([]);
});
