/** package.json alone says where the repository is and who the author is; all else follows it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { files, fitted, read, repositoriesIn, source } from '../../scripts/repository.mjs';
import { ROOT } from './sourceFiles.mts';

const own = source();
const address = `https://github.com/${own.slug}`;
const named = files().filter((file) => repositoriesIn(read(file)).length > 0);
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

describe('the repository and the author', () => {
	it('stand everywhere as in package.json; "npm run repository" carries them over', () => {
		expect(files().filter((file) => fitted(file, read(file), own) !== read(file))).toEqual([]);
	});

	it('stand in all the places that are looked at here', () => {
		const kinds = [
			'.github/',
			'credentials/',
			'nodes/',
			'README.md',
			'SECURITY.md',
			'package.json',
		];
		expect(kinds.filter((kind) => !named.some((file) => file.startsWith(kind)))).toEqual([]);
	});

	it('change by one edit', () => {
		const other = { slug: 'somebody/else', name: 'Somebody', email: 'me@example.com' };
		for (const file of files()) {
			const moved = fitted(file, read(file), other);
			expect([file, repositoriesIn(moved).filter((slug) => slug !== other.slug)]).toEqual([
				file,
				[],
			]);
			expect([file, fitted(file, moved, own)]).toEqual([file, read(file)]);
		}
		expect(fitted('LICENSE', read('LICENSE'), other)).toMatch(/^Copyright .* Somebody$/m);
		expect(fitted('SECURITY.md', read('SECURITY.md'), other)).toContain('write to me@example.com.');
		expect(fitted('.github/CODEOWNERS', read('.github/CODEOWNERS'), other)).toContain(
			'* @somebody/',
		);
	});
});

describe('links into the repository', () => {
	it('of package.json', () => {
		expect(manifest.repository.url).toBe(`git+${address}.git`);
		expect(manifest.homepage).toBe(`${address}#readme`);
	});

	it.each(files().filter((file) => /^credentials\/.*\.ts$/.test(file)))(
		'of %s lead to the page of its provider',
		(file) => {
			const [, page] = /documentationUrl =\s+'([^']*)'/.exec(read(file)) ?? [];
			expect(page).toMatch(new RegExp(`^${address}/blob/main/docs/providers/\\w+\\.md$`));
		},
	);

	it.each(files().filter((file) => file.endsWith('.node.json')))(
		'of %s lead to the README',
		(file) => {
			const { primaryDocumentation, credentialDocumentation } = JSON.parse(read(file)).resources;
			expect(primaryDocumentation).toEqual([{ url: `${address}#readme` }]);
			expect(credentialDocumentation).toEqual([{ url: `${address}#providers` }]);
		},
	);

	it('lead to files and headings that are there', () => {
		const dead = named.flatMap((file) =>
			[...read(file).matchAll(new RegExp(`${address}/blob/main/([^\\s)'"#]+)`, 'g'))]
				.map(([, target]) => target!)
				.filter((target) => !files().includes(target))
				.map((target) => `${file}: ${target}`),
		);
		expect(dead).toEqual([]);
		expect(read('README.md')).toMatch(/^## Providers$/m);
	});
});
