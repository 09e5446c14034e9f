/** The workflow that submits the examples' templates holds the very texts of their files. */
import { expect, it } from '@jest/globals';
import { readExampleTemplates } from '../../playground/workflows/exampleTemplates.mts';
import { readExamples } from '../../playground/workflows/importWorkflows.mts';

const example = readExamples().find(({ name }) => name === 'Set up templates')!;
const held = example.nodes.find(({ name }) => name === 'Templates')!.parameters.jsonOutput;

it('is in step with the files, in both languages', () => {
	const given = readExampleTemplates().flatMap(({ name, category, languages }) =>
		(['en', 'es'] as const).map((language) => {
			const { header, body, examples, footer, buttons = [] } = languages[language];
			return {
				name,
				language,
				category,
				body,
				examples,
				...(footer === undefined ? {} : { footer }),
				...(header === undefined ? {} : { header: header.format }),
				buttons: buttons.map(({ text }) => text),
			};
		}),
	);
	expect(JSON.parse(String(held))).toEqual({ templates: given });
});

it('has a node for each number of buttons, and a place for each variable', () => {
	const templates = readExampleTemplates().flatMap(({ languages }) => Object.values(languages));
	const counts = new Set(templates.map(({ buttons = [] }) => buttons.length));
	expect([...counts].sort()).toEqual([0, 2, 3]);
	const most = Math.max(...templates.map(({ examples }) => Object.keys(examples).length));
	const creating = example.nodes.filter(({ parameters }) => parameters.operation === 'create');
	expect(creating).toHaveLength(3);
	for (const { parameters } of creating)
		expect((parameters.examples as { example: unknown[] }).example.length).toBeGreaterThanOrEqual(
			most,
		);
});
