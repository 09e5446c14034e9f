/**
 * Installs each n8n of versions.json, tells the story of points.mts on it with the packed package,
 * and prints what came of it. Arguments choose lines of the list, e.g. `1.123`.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { n8nVersion } from '../../playground/start/places.mjs';
import { progress } from '../../playground/start/progress.mjs';
import { packPackage, removeTarball } from '../../playground/start/tarball.mts';
import { missingPackage, pinFolder } from './pinFolder.mts';
import { POINTS } from './points.mts';
import type { Told } from './story.mts';
import { passed, table, type Row } from './table.mts';
import { candidates, readPublished, readVersions, type Listed } from './versions.mts';

const STORY = fileURLToPath(new URL('story.mts', import.meta.url));
const NAMES = Object.keys(POINTS);
const chosen = process.argv.slice(2);

interface Found {
	version: string;
	/** The folder that pins it; undefined for the playground's own n8n. */
	folder?: string;
}

const published = await readPublished();

/** The newest version of a line of the list that can be installed. */
async function find(listed: Listed): Promise<Found> {
	for (const version of candidates(listed, published)) {
		if (version === n8nVersion()) return { version };
		try {
			const folder = await progress(
				`Finding out what n8n ${version} needs`,
				async () => await pinFolder(version, listed.overrides),
			);
			return { version, folder };
		} catch (error) {
			const missing = missingPackage(error);
			if (missing === undefined) throw error;
			console.log(`n8n ${version} cannot be installed: nobody has published ${missing}`);
		}
	}
	throw new Error(`npm has no n8n "${listed.n8n}" that can be installed`);
}

async function rowFor(listed: Listed, tarball: string): Promise<Row> {
	const { n8n, shown } = listed;
	try {
		const found = await find(listed);
		if (shown !== undefined && shown !== found.version)
			console.log(`versions.json and the README say ${shown}, this is ${found.version}`);
		// The newest may be the pinned one.
		const same = rows.find(({ version }) => version === found.version);
		return same ? { ...same, listed: n8n } : await tell(listed, found, tarball);
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return { listed: n8n, version: '?', points: new Map(), problem };
	}
}

/** Tells the story in a process of its own, as the environment says which n8n is meant. */
function tell(listed: Listed, { version, folder }: Found, tarball: string): Promise<Row> {
	console.log(`\nn8n ${version}`);
	const points = new Map<string, string | undefined>();
	const child = spawn(process.execPath, [STORY, ...(listed.oneOutput ? ['--one-output'] : [])], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		env: {
			...process.env,
			WHATSAPP_PACKAGE_TARBALL: tarball,
			...(folder && { WHATSAPP_PLAYGROUND_N8N: folder }),
		},
	});
	child.on('message', ({ point, problem }: Told) => {
		console.log(`  ${problem === undefined ? 'ok    ' : 'failed'}  ${point}`);
		points.set(point, problem);
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			const problem = code === 0 ? undefined : 'the story ended early, see above';
			resolve({ listed: listed.n8n, version, points, problem });
		});
	});
}

const rows: Row[] = [];
const tarball = await packPackage();
try {
	for (const listed of readVersions()) {
		if (chosen.length > 0 && !chosen.includes(listed.n8n)) continue;
		rows.push(await rowFor(listed, tarball));
	}
} finally {
	removeTarball(tarball);
}
console.log(`\n${table(rows, NAMES)}`);
const well = rows.filter((row) => passed(row, NAMES));
console.log(`\n${well.length} of ${rows.length} versions of n8n: all as told`);
if (rows.length === 0 || well.length < rows.length) process.exitCode = 1;
