import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packPackage, removeTarball } from '../../playground/start/tarball.mts';

// What saved workflows and n8n itself rest on. A change of the code that is not meant to be seen
// leaves these snapshots as they are; one that is, is read in their difference.
// To take new ones: npm test -- test/package/surface -u

const project = path.join(import.meta.dirname, '..', '..');
const { n8n } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
	n8n: { credentials: string[]; nodes: string[] };
};
type Loaded = Record<string, new () => { description?: object }>;
const load = async (file: string): Promise<Loaded> =>
	((await import(path.join(project, file))) as { default: Loaded }).default;

let packed: string[];
beforeAll(async () => {
	const tarball = await packPackage();
	packed = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
	removeTarball(tarball);
}, 120_000);

it('nodes, credentials, icons and codex files are packed where n8n looks for them', () => {
	const seen = packed.filter((file) => /\.(node\.js|node\.json|credentials\.js|svg)$/.test(file));
	expect(seen.sort()).toMatchSnapshot();
});

it.each([...n8n.nodes, ...n8n.credentials])(
	'%s exports one class, of its own name',
	async (file) => {
		expect(Object.keys(await load(file))).toEqual([path.basename(file).split('.')[0]]);
	},
);

it.each([...n8n.nodes, ...n8n.credentials])(
	'%s has no pattern in its panel: n8n gives one 250 ms, and on a busy machine the node fails',
	async (file) => {
		const [One] = Object.values(await load(file));
		const { description, ...rest } = new One!();
		expect(JSON.stringify([description, rest])).not.toMatch(/"regex"/);
	},
);

describe('the panel and the facts of', () => {
	it.each(n8n.nodes)('%s', async (file) => {
		const [Node] = Object.values(await load(file));
		expect(JSON.stringify(new Node!().description, null, '\t')).toMatchSnapshot();
	});

	it.each(n8n.credentials)('%s', async (file) => {
		const [Credential] = Object.values(await load(file));
		expect(JSON.stringify(new Credential!(), null, '\t')).toMatchSnapshot();
	});
});
