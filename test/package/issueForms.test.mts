/** GitHub offers no form at all where one has a fault. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { providers } from '../../dist/nodes/providers/index.js';
import { ROOT } from './sourceFiles.mts';

const FORMS = path.join(ROOT, '.github', 'ISSUE_TEMPLATE');
const read = (file: string) => parse(readFileSync(path.join(FORMS, file), 'utf8'));

/** GitHub's form schema for issues. docs.github.com: Syntax for GitHub's form schema. */
const id = z.string().regex(/^[\w-]+$/);
const required = z.strictObject({ required: z.boolean() });
const texts = {
	label: z.string(),
	description: z.string().optional(),
	placeholder: z.string().optional(),
};
const Form = z.strictObject({
	name: z.string(),
	description: z.string(),
	labels: z.array(z.string()),
	body: z.array(
		z.discriminatedUnion('type', [
			z.strictObject({
				type: z.literal('markdown'),
				attributes: z.strictObject({ value: z.string() }),
			}),
			z.strictObject({
				type: z.literal('input'),
				id,
				attributes: z.strictObject(texts),
				validations: required,
			}),
			z.strictObject({
				type: z.literal('textarea'),
				id,
				attributes: z.strictObject({ ...texts, render: z.string().optional() }),
				validations: required,
			}),
			z.strictObject({
				type: z.literal('dropdown'),
				id,
				attributes: z.strictObject({
					label: z.string(),
					description: z.string().optional(),
					multiple: z.boolean().optional(),
					options: z.array(z.string()).min(1),
				}),
				validations: required,
			}),
			// What has to be ticked is said at the option; GitHub refuses `validations` here.
			z.strictObject({
				type: z.literal('checkboxes'),
				id,
				attributes: z.strictObject({
					label: z.string(),
					options: z.array(z.strictObject({ label: z.string(), required: z.boolean().optional() })),
				}),
			}),
		]),
	),
});
const FormConfig = z.strictObject({
	blank_issues_enabled: z.boolean(),
	contact_links: z.array(
		z.strictObject({ name: z.string(), url: z.url({ protocol: /^https$/ }), about: z.string() }),
	),
});

describe('the issue forms', () => {
	const forms = ['bug.yml', 'feature.yml', 'live-check.yml'].map((file) => ({
		file,
		...Form.parse(read(file)),
	}));

	it('are all that there are, beside their configuration', () => {
		expect(readdirSync(FORMS).sort()).toEqual(
			['config.yml', ...forms.map(({ file }) => file)].sort(),
		);
		expect(FormConfig.parse(read('config.yml'))).toBeTruthy();
	});

	it.each(forms)('$file has each ID and label once, and warns of what is private', ({ body }) => {
		const ids = body.flatMap((element) => ('id' in element ? element.id : []));
		const labels = body.flatMap(({ attributes }) =>
			'label' in attributes ? attributes.label : [],
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(labels).size).toBe(labels.length);
		const [first] = body;
		expect(first).toMatchObject({ type: 'markdown' });
		expect(JSON.stringify(first)).toMatch(/tokens.*phone numbers/);
	});

	it.each(forms)('$file offers each provider and each node by its name', ({ body, file }) => {
		const offered = (wanted: string): string[] =>
			body.flatMap((element) =>
				element.type === 'dropdown' && element.id === wanted ? element.attributes.options : [],
			);
		const names = providers.map(({ name }) => name).sort();
		expect(offered('provider').slice(0, -1).sort()).toEqual(names);
		if (file === 'bug.yml')
			expect(offered('node').slice(0, 3)).toEqual([
				'WhatsApp Business',
				'WhatsApp Business Approval',
				'WhatsApp Business Trigger',
			]);
	});
});
