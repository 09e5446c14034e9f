/** The versions of the nodes: what the editor gives a new node, and what saved workflows may have. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';
import { newestVersion } from '../../playground/start/nodeVersion.mts';
import { projectFolder } from '../../playground/start/places.mjs';

const load = createRequire(import.meta.url);

function descriptionOf(name: string): INodeTypeDescription {
	const file = path.join(projectFolder, 'dist', 'nodes', name, `${name}.node.js`);
	return new (load(file)[name])().description;
}

describe.each([
	['WhatsAppBusinessApproval', [1, 1.1, 1.2]],
	['WhatsAppBusinessTrigger', [1, 1.1]],
] as const)('%s', (name, versions) => {
	const description = descriptionOf(name);

	it('is above version 1, for which n8n evaluates an expression on every webhook', () => {
		expect(description.version).toEqual(versions);
		expect(description.defaultVersion).toBe(versions.at(-1));
	});

	it('is the same in every version, but for what may stand at another place of the panel', () => {
		if (name === 'WhatsAppBusinessTrigger')
			expect(JSON.stringify(description)).not.toContain('@version');
		expect(JSON.stringify(description)).not.toContain('typeVersion');
	});
});

it.each(['WhatsAppBusiness', 'WhatsAppBusinessApproval', 'WhatsAppBusinessTrigger'])(
	'the workflows of the tests have %s as new ones do',
	(node) => {
		const { name, version, defaultVersion } = descriptionOf(node);
		expect(newestVersion(name)).toBe(defaultVersion ?? version);
	},
);
