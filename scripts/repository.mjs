// `npm run repository`: package.json alone says where the repository is and who the author is. This
// carries both to every other file that names them; test/package/repository.test.mts tells which
// file does not fit.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const project = path.join(import.meta.dirname, '..');
const FOLDERS = ['.github', 'credentials', 'docs', 'nodes', 'playground', 'workflows'];
const TEXT = /(\.(json|md|mjs|mts|svg|ts|yml)|CODEOWNERS|LICENSE)$/;
const ADDRESS = /https:\/\/github\.com\/([\w.-]+\/[\w-]+(?:\.(?!git\b)[\w-]+)*)/g;
/** Repositories of others that the documentation may link to. */
const OTHERS = new Set(['n8n-io/n8n', 'n8n-io/n8n-nodes-starter']);
const MAIL = /(?<=^|[\s(<:])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gm;

/** What package.json says. @returns {{ slug: string, name: string, email: string }} */
export function source() {
	const manifest = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'));
	const [, slug] = /github\.com\/([\w.-]+\/[\w.-]+?)(\.git)?$/.exec(manifest.repository.url) ?? [];
	if (!slug) throw new Error(`${manifest.repository.url} is no repository on GitHub.`);
	return { slug, ...manifest.author };
}

/** Every file that may name the repository or the author, from the root, with slashes. */
export function files() {
	const root = readdirSync(project).filter((file) => TEXT.test(file));
	const below = FOLDERS.flatMap((folder) =>
		readdirSync(path.join(project, folder), { recursive: true })
			.map((file) => path.join(folder, String(file)).replaceAll('\\', '/'))
			.filter((file) => TEXT.test(file)),
	);
	return [...root, ...below].filter((file) => !/node_modules|package-lock|\/\.data/.test(file));
}

/** Repositories on GitHub that a text names, without those of others. @param {string} text */
export const repositoriesIn = (text) =>
	[...text.matchAll(ADDRESS)].map(([, slug = '']) => slug).filter((slug) => !OTHERS.has(slug));

/**
 * A file's text with the repository and the author of package.json.
 * @param {string} file @param {string} text @param {ReturnType<typeof source>} source
 */
export function fitted(file, text, { slug, name, email }) {
	const fits = text.replace(ADDRESS, (address, found) =>
		OTHERS.has(found) ? address : `https://github.com/${slug}`,
	);
	switch (path.basename(file)) {
		case 'CODEOWNERS':
			return fits.replace(/(?<=^\* @)[\w.-]+/m, slug.split('/')[0] ?? '');
		case 'LICENSE':
			return fits.replace(/(?<=^Copyright \(c\) \d{4} ).*$/m, name);
		case 'SECURITY.md':
		case 'CODE_OF_CONDUCT.md':
			return fits.replace(MAIL, email);
		default:
			return fits;
	}
}

/** @param {string} file */
export const read = (file) => readFileSync(path.join(project, file), 'utf8');

function carry() {
	const wanted = source();
	const found = new Set(files().flatMap((file) => repositoriesIn(read(file))));
	found.delete(wanted.slug);
	if (found.size > 1)
		throw new Error(
			`These cannot all be this package's repository: ${[...found].join(', ')}.\n` +
				'Name those of others in scripts/repository.mjs (OTHERS), then run this again.',
		);
	for (const file of files()) {
		const text = read(file);
		const fits = fitted(file, text, wanted);
		if (fits === text) continue;
		writeFileSync(path.join(project, file), fits);
		console.log(file);
	}
}

if (process.argv[1] === import.meta.filename) carry();
