// Entry of `npm run bench`: one JSON line for each benchmark, medians of alternating runs.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureN8n, ensureProject } from '../../playground/start/install.mjs';
import { node24, projectFolder } from '../../playground/start/places.mjs';

await ensureProject();
await ensureN8n();
const folder = path.join(projectFolder, 'test', 'bench');
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter(
	(file) =>
		file.endsWith('.bench.mts') &&
		(wanted.length === 0 || wanted.some((name) => file.startsWith(name))),
);
const build = path.join(projectFolder, 'playground', 'start', 'build.mts');
const steps = [
	['--input-type=module', '-e', `(await import(${JSON.stringify(build)})).buildPackage()`],
	...files.map((file) => [path.join(folder, file)]),
];
for (const step of steps) {
	const { status } = spawnSync(node24, step, { cwd: projectFolder, stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
