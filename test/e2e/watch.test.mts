/** `npm run dev`: what is changed in the sources is in the running n8n. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectFolder } from '../../playground/start/places.mjs';
import { waitFor } from '../../playground/waitFor.mts';
import { RELOADING, type Watcher, watchPackage } from '../../playground/start/watchPackage.mts';
import type { AnyJson } from '../fixtures/anyJson.ts';
import { startStack, type Stack } from './stack.mts';

const NODE = 'nodes/WhatsAppBusiness/WhatsAppBusiness.node';

let stack: Stack;
/** A copy of what is watched, so that nobody's sources are touched. */
let sources: string;
let watcher: Watcher;
const reported: string[] = [];

beforeAll(async () => {
	sources = mkdtempSync(path.join(tmpdir(), 'whatsapp-watch-'));
	for (const name of ['nodes', 'credentials', 'tsconfig.json', 'package.json'])
		cpSync(path.join(projectFolder, name), path.join(sources, name), { recursive: true });
	symlinkSync(path.join(projectFolder, 'node_modules'), path.join(sources, 'node_modules'));
	stack = await startStack({ env: RELOADING });
	const report = (line: string) => void reported.push(line);
	watcher = await watchPackage({ userFolder: stack.folder, sources, report });
}, 240_000);

afterAll(async () => {
	await watcher?.stop();
	await stack?.stop();
	rmSync(sources, { recursive: true, force: true });
}, 60_000);

/** Rewrites a piece of a source file, as somebody would in an editor. */
function change(file: string, from: string, to: string): void {
	const text = readFileSync(path.join(sources, file), 'utf8');
	expect(text).toContain(from);
	writeFileSync(path.join(sources, file), text.replace(from, to));
}

/** The node as the editor has it, once n8n loaded what is wanted. */
function inEditor(wanted: (node: AnyJson) => boolean): Promise<AnyJson> {
	return waitFor(
		async () => {
			const all = await stack.rest.request('GET', `${stack.n8n.url}/types/nodes.json`);
			return all.find(
				({ name, ...node }: AnyJson) => /\.whatsAppBusiness$/.test(name) && wanted(node),
			);
		},
		{ timeout: 60_000, what: 'n8n to have the changed node' },
	);
}

it('a changed node is compiled, and n8n has it without a restart', async () => {
	const { pid } = stack.n8n;
	change(`${NODE}.ts`, "displayName: 'WhatsApp Business',", "displayName: 'WhatsApp Firm',");
	await inEditor(({ displayName }) => displayName === 'WhatsApp Firm');
	expect(stack.n8n.pid).toBe(pid);
});

it('a changed codex file is copied', async () => {
	change(`${NODE}.json`, '"alias": [', '"alias": ["carrier pigeon", ');
	await inEditor(({ codex }) => codex?.alias?.includes('carrier pigeon'));
});

it('what does not compile is told', async () => {
	change(`${NODE}.ts`, "displayName: 'WhatsApp Firm',", 'displayName: 4711,');
	const told = await waitFor(() => reported.find((line) => line.includes('error TS')), {
		timeout: 60_000,
		what: 'the error to be told',
	});
	expect(told).toMatch(/^nodes\/WhatsAppBusiness\/WhatsAppBusiness\.node\.ts.*TS2322/);
});
