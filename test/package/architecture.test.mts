import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import {
	filesBelow,
	importsOf,
	providerComparisons,
	ROOT,
	sources,
	target,
	type SourceFile,
} from './sourceFiles.mts';

const shipped = sources('nodes', 'credentials');
const paths = new Set(shipped.map(({ path }) => path));
const within = (folder: string) => shipped.filter(({ path }) => path.startsWith(folder));
const byPath = (path: string) => shipped.find((source) => source.path === path)!;

/** Lines like "file → import" of the imports that break a rule. */
function offences(
	files: SourceFile[],
	breaks: (from: string, file: string | undefined, typeOnly: boolean) => boolean,
): string[] {
	return files.flatMap((source) =>
		importsOf(source)
			.filter(({ from, typeOnly }) => breaks(from, target(source, from, paths), typeOnly))
			.map(({ from }) => `${source.path} → ${from}`),
	);
}

/** Files and packages that are loaded when a file is, however indirectly. */
function loadedBy(path: string, loaded = new Set<string>()): Set<string> {
	if (loaded.has(path)) return loaded;
	loaded.add(path);
	for (const { from, typeOnly } of importsOf(byPath(path))) {
		if (typeOnly) continue;
		const file = target(byPath(path), from, paths);
		if (file === undefined) loaded.add(from);
		else loadedBy(file, loaded);
	}
	return loaded;
}

/** PascalCase folders are nodes. */
const isNodeFile = (path: string) => /^nodes\/[A-Z]/.test(path);

describe('providers', () => {
	it('are found by this test', () => {
		expect(within('nodes/providers/').length).toBeGreaterThan(10);
	});

	it('import only one another, the floors below and node:crypto', () => {
		const foreign = offences(within('nodes/providers/'), (from, file, typeOnly) =>
			file === undefined
				? from !== 'node:crypto' && !(typeOnly && from === 'n8n-workflow')
				: !/^nodes\/(core|whatsapp|providers)\//.test(file),
		);
		expect(foreign).toEqual([]);
	});

	it('are pure: nothing that they load, however indirectly, reaches n8n or the network', () => {
		for (const { path } of within('nodes/providers/')) {
			const packages = [...loadedBy(path)].filter((loaded) => !paths.has(loaded));
			expect({ path, packages: packages.filter((name) => name !== 'node:crypto') }).toEqual({
				path,
				packages: [],
			});
			expect(loadedBy(path).has('nodes/n8n/transport.ts')).toBe(false);
			expect([...loadedBy(path)].filter(isNodeFile)).toEqual([]);
		}
	});

	it('never name n8n/transport, not even its types', () => {
		expect(
			offences(within('nodes/providers/'), (_, file) => file === 'nodes/n8n/transport.ts'),
		).toEqual([]);
	});

	// Several pass Meta's shapes on as they are, and reuse them.
	it('do not know one another, save for the shapes of Meta', () => {
		const folder = (path: string) => /^nodes\/providers\/([^/]+)\//.exec(path)?.[1];
		const strangers = within('nodes/providers/').flatMap((source) =>
			folder(source.path) === undefined
				? []
				: offences([source], (_, file) => {
						const other = file && folder(file);
						return other !== undefined && other !== 'meta' && other !== folder(source.path);
					}),
		);
		expect(strangers).toEqual([]);
	});

	it('are all in the registry', () => {
		const registered = importsOf(byPath('nodes/providers/index.ts'))
			.filter(({ typeOnly }) => !typeOnly)
			.map(({ from }) => from);
		const folders = within('nodes/providers/').flatMap(
			({ path }) => /^nodes\/providers\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? [],
		);
		expect(registered.sort()).toEqual(folders.map((folder) => `./${folder}`).sort());
	});
});

describe('the package', () => {
	it('needs nothing at run time but n8n-workflow, luxon and node:crypto', () => {
		const allowed = ['n8n-workflow', 'luxon', 'node:crypto'];
		const foreign = offences(
			shipped,
			(from, file, typeOnly) => file === undefined && !typeOnly && !allowed.includes(from),
		);
		expect(foreign).toEqual([]);
	});

	it('imports no file from outside what is shipped', () => {
		// `target` throws for a path that is not among the shipped files.
		expect(() => offences(shipped, () => false)).not.toThrow();
	});

	it('sends requests from one file only', () => {
		const callers = shipped
			.filter(({ text }) => /\.httpRequest\w*\b|\bfetch\(/.test(text))
			.map(({ path }) => path);
		expect(callers).toEqual(['nodes/n8n/transport.ts']);
	});

	it('knows one provider from another nowhere outside the providers', () => {
		const ids = within('nodes/providers/').flatMap(({ path, text }) =>
			/^nodes\/providers\/[^/]+\/index\.ts$/.test(path)
				? (/^\tid: '([^']+)'/m.exec(text)?.[1] ?? [])
				: [],
		);
		expect(ids).toContain('meta');
		const found = shipped
			.filter(({ path }) => !path.startsWith('nodes/providers/'))
			.flatMap((source) =>
				providerComparisons(source, ids).map((code) => `${source.path}: ${code}`),
			);
		expect(found).toEqual([]);
	});

	it('has no file that is named after nothing', () => {
		const vague = /(^|\/)(generic-?functions?|utils?|helpers?|managers?|misc|common)\b/i;
		const suffix = /(Utils?|Helpers?|Manager|GenericFunctions)\.\w+$/;
		expect(
			filesBelow('nodes', 'credentials').filter((path) => vague.test(path) || suffix.test(path)),
		).toEqual([]);
	});

	it('switches no lint rule or type check off', () => {
		const off = /eslint-disable|@ts-(ignore|nocheck|expect-error)/;
		expect(shipped.filter(({ text }) => off.test(text)).map(({ path }) => path)).toEqual([]);
	});
});

describe('what package.json lists', () => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[]; nodes: string[] };
	};
	const compiled = (path: string) => `dist/${path.replace(/\.ts$/, '.js')}`;

	it('is every credential and every node, and nothing else', () => {
		const ending = (end: string) =>
			shipped.filter(({ path }) => path.endsWith(end)).map(({ path }) => compiled(path));
		expect([...n8n.credentials].sort()).toEqual(ending('.credentials.ts').sort());
		expect([...n8n.nodes].sort()).toEqual(ending('.node.ts').sort());
	});

	it('has icons that are there, for light and for dark', () => {
		const files = new Set(filesBelow('nodes', 'credentials'));
		for (const listed of [...n8n.credentials, ...n8n.nodes]) {
			const path = listed.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			const folder = path.slice(0, path.lastIndexOf('/'));
			const icons = [...byPath(path).text.matchAll(/'file:([^']+\.svg)'/g)].map(
				([, icon]) => `${folder}/${icon}`,
			);
			expect({ path, icons: icons.length }).toEqual({ path, icons: 2 });
			for (const icon of icons) expect(files.has(icon) ? '' : `${path} → ${icon}`).toBe('');
		}
	});
});

describe('this test', () => {
	const source = (text: string) => ({ path: 'nodes/core/example.ts', text });

	it('sees imports of every syntax', () => {
		const text = `
			import fs from 'a';
			import type { T } from 'b';
			import { type U } from 'c';
			import { type V, w } from 'd';
			import 'e';
			export * from 'f';
			export type { X } from 'g';
			const h = require('h');
			const i = await import('i');
			import j = require('j');
			type K = import('k').K;
			// import 'l';
			const m = "import 'm'";
		`;
		const found = importsOf(source(text));
		expect(found.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from)).toEqual([
			'a',
			'd',
			'e',
			'f',
			'h',
			'i',
			'j',
		]);
		expect(found.filter(({ typeOnly }) => typeOnly).map(({ from }) => from)).toEqual([
			'b',
			'c',
			'g',
			'k',
		]);
	});

	it('sees comparisons with a provider', () => {
		const text = `
			if (provider === 'meta') a();
			if ('meta' !== provider.id) b();
			switch (id) { case 'meta': c(); }
			['meta'].includes(id);
			list.includes('meta');
			const field = { default: 'meta' };
			if (kind === 'metal') d();
		`;
		expect(providerComparisons(source(text), ['meta'])).toHaveLength(4);
	});
});
