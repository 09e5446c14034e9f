import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const script = path.join(import.meta.dirname, '..', 'check.mjs');

it.each(['types', 'lint', 'format', 'unused'])(
	'npm run check finds nothing: %s',
	(name) => {
		const { stdout, stderr } = spawnSync(process.execPath, [script, name], { encoding: 'utf8' });
		expect(`${stdout}${stderr}`).toMatch(/^ok +\w+ +\d+ s\n$/);
	},
	300_000,
);
