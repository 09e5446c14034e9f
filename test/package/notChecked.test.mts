/** What a provider's page calls "not checked" and what the live check looks for are the same list. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { providers } from '../../dist/nodes/providers/index.js';
import { ROOT } from './sourceFiles.mts';

/** The first cells of the table. */
function notChecked(id: string): string[] {
	const page = readFileSync(path.join(ROOT, 'docs', 'providers', `${id}.md`), 'utf8');
	const [, section = ''] = page.split('## Not checked against a live account');
	const lines = section.split('\n## ')[0]!.split('\n');
	return lines.flatMap((line) => /^\|([^|]*)\|/.exec(line)?.[1]?.trim() ?? []).slice(2);
}

it.each(providers.map(({ id, unconfirmed }) => [id, unconfirmed] as const))(
	'%s: each line of its page is a line of the report',
	(id, unconfirmed) => {
		const listed = notChecked(id);
		expect(listed.length).toBeGreaterThan(5);
		expect(unconfirmed.map(({ assumption }) => assumption)).toEqual(listed);
	},
);

it.each(providers.map(({ id }) => [id] as const))('%s: its page leads to the live check', (id) => {
	const page = readFileSync(path.join(ROOT, 'docs', 'providers', `${id}.md`), 'utf8');
	expect(page).toContain('(../live-check.md)');
});
