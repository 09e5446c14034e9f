/** The rules that every example workflow keeps, so that who imports it has to change Settings only. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { assignmentsOf } from '../../playground/workflows/exampleChanges.mts';
import { readExampleTemplates } from '../../playground/workflows/exampleTemplates.mts';
import type { WorkflowInput, WorkflowNode } from '../../playground/workflows/n8nRest.mts';
import { n8nFolder, projectFolder } from '../../playground/start/places.mjs';
import { FIRST } from '../../playground/workflows/router.mts';
import { PACKAGE_NAME } from '../../playground/start/tarball.mts';
import { exampleFiles, readExamples } from '../../playground/workflows/importWorkflows.mts';

const BUILT_IN = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];
const OWN = ['WhatsAppBusiness', 'WhatsAppBusinessApproval', 'WhatsAppBusinessTrigger'];
const STICKY = 'n8n-nodes-base.stickyNote';
/** What events and other services bring along, which *Settings* passes on. */
const COMES_IN = [
	'action',
	'body',
	'changelog',
	'context',
	'from',
	'issue',
	'name',
	'replyId',
	'status',
	'timestamp',
	'title',
];
const SIZE = { width: 100, height: 100 };
const load = createRequire(import.meta.url);

/** Longest expression that a person can read in n8n's field. */
const LONGEST = 1200;
/** They draw a page: what a Code node would hold, where the examples want none. */
const PROGRAMS = ['Figures', 'Charts', 'Report'].map((name) => `Delivery dashboard: ${name}`);

const examples = readExamples();
const types = new Map<string, INodeTypeDescription[]>();

beforeAll(() => {
	for (const name of BUILT_IN) {
		const file = path.join(n8nFolder(), 'node_modules', name, 'dist', 'types', 'nodes.json');
		const descriptions: INodeTypeDescription[] = JSON.parse(readFileSync(file, 'utf8'));
		for (const one of descriptions) add(`${name}.${one.name.split('.').at(-1)}`, one);
	}
	for (const name of OWN) {
		const file = path.join(projectFolder, 'dist', 'nodes', name, `${name}.node.js`);
		const { description } = new (load(file)[name])();
		add(`${PACKAGE_NAME}.${description.name}`, description);
	}
});

function add(name: string, description: INodeTypeDescription): void {
	types.set(name, [...(types.get(name) ?? []), description]);
}

function typeOf({ type, typeVersion }: WorkflowNode): INodeTypeDescription | undefined {
	const known = types.get(type) ?? toolTypes(type);
	return known?.find(({ version }) => [version].flat().includes(typeVersion));
}

/** What n8n makes of a node for an AI agent when it starts: a tool, or a human review before one. */
function toolTypes(type: string): INodeTypeDescription[] | undefined {
	const folder = path.join(n8nFolder(), 'node_modules', 'n8n', 'dist', 'tool-generation');
	const { convertNodeToAiTool, convertNodeToHitlTool } = load(folder);
	const [, base, kind] = /^(.*?)(HitlTool|Tool)$/.exec(type) ?? [];
	const convert = kind === 'Tool' ? convertNodeToAiTool : convertNodeToHitlTool;
	return types
		.get(base ?? '')
		?.map((one) => convert({ description: structuredClone(one) }).description);
}

/** The version that the editor gives a node of this type. */
function newestOf({ type, typeVersion }: WorkflowNode): number {
	// 1.4 is missing in n8n 2.39, the oldest that has all exits; 1.3 does the same here.
	if (type === 'n8n-nodes-base.executeWorkflow') return typeVersion === 1.3 ? 1.3 : NaN;
	const known = types.get(type) ?? toolTypes(type)!;
	return Math.max(
		...known.map(({ version, defaultVersion }) => defaultVersion ?? Math.max(...[version].flat())),
	);
}

const working = ({ nodes }: WorkflowInput) => nodes.filter(({ type }) => type !== STICKY);
const stickies = ({ nodes }: WorkflowInput) => nodes.filter(({ type }) => type === STICKY);

type Connections = Record<string, Record<string, Array<Array<{ node: string }> | null>>>;

const connectionsOf = ({ connections }: WorkflowInput) => connections as Connections;

function* edges(example: WorkflowInput) {
	for (const [from, kinds] of Object.entries(connectionsOf(example)))
		for (const outputs of Object.values(kinds))
			for (const [output, targets] of outputs.entries())
				for (const { node } of targets ?? []) yield { from, output, to: node };
}

/** The outputs that belong to a node's own work; behind them comes its error output. */
const errorOutput = (node: WorkflowNode): number => {
	const outputs = typeOf(node)?.outputs;
	// These draw theirs from the parameters; the examples ask to approve, or to reject.
	if (isApproval(node)) return 4;
	return Array.isArray(outputs) ? outputs.length : 1;
};

const isApproval = ({ type }: WorkflowNode) => type === `${PACKAGE_NAME}.whatsAppBusinessApproval`;

it('each name is used once', () => {
	const names = examples.map(({ name }) => name);
	expect([...new Set(names)]).toEqual(names);
});

describe.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
	const texts = JSON.stringify(example);

	it('has known nodes of their newest kind of version, and no parameter that n8n warns of', () => {
		const problems = example.nodes.map((node) => {
			const type = typeOf(node);
			if (type === undefined) return `${node.name}: ${node.type} ${node.typeVersion} is unknown`;
			const issues = NodeHelpers.getNodeParametersIssues(type.properties, node as INode, type);
			return issues && `${node.name}: ${JSON.stringify(issues)}`;
		});
		expect(problems.filter(Boolean)).toEqual([]);
	});

	it('has nothing in nodes of this package that their panel does not have: n8n leaves it out', () => {
		const ours = example.nodes.filter(({ type }) => type.startsWith(`${PACKAGE_NAME}.`));
		const leftOut = ours.flatMap((node) => {
			const type = typeOf(node)!;
			const { parameters, name } = node;
			const kept = NodeHelpers.getNodeParameters(
				type.properties,
				parameters as INode['parameters'],
				true,
				false,
				node as INode,
				type,
			);
			return pathsOf(parameters)
				.filter((at) => !pathsOf(kept).includes(at))
				.map((at) => `${name}: ${at}`);
		});
		expect(leftOut).toEqual([]);
	});

	it('has nodes as the editor would make them now', () => {
		expect(example.nodes.map(({ name, typeVersion }) => ({ name, typeVersion }))).toEqual(
			example.nodes.map((node) => ({ name: node.name, typeVersion: newestOf(node) })),
		);
	});

	it('has no credential, and no telephone number that somebody could have', () => {
		expect(example.nodes.filter((node) => 'credentials' in node)).toEqual([]);
		const numbers = texts.match(/\+\d[\d ]{7,}\d/g) ?? [];
		const fiction = /^\+1 ?202 ?555 ?01\d\d$/;
		expect(numbers.filter((number) => !fiction.test(number))).toEqual([]);
	});

	it('has no code node', () => {
		expect(
			example.nodes.filter(({ type }) => /\.(code|function|functionItem)$/.test(type)),
		).toEqual([]);
	});

	it('has no program in the field of a node', () => {
		const long = example.nodes
			.filter(({ type }) => type !== STICKY)
			.filter(({ parameters }) => textsOf(parameters).some((text) => text.length > LONGEST))
			.map(({ name }) => `${example.name}: ${name}`);
		expect(long.filter((name) => !PROGRAMS.includes(name))).toEqual([]);
	});

	it('says where the time zone is set, if it does something at a time of the day', () => {
		const { nodes } = example;
		const atATime = /"(?:triggerAtHour|timeZone|sendAt)"/.test(JSON.stringify(nodes));
		const notes = stickies(example).map(({ parameters }) => String(parameters.content));
		if (atATime) expect(notes.join('\n')).toContain('Settings → Timezone');
	});

	it('opens no form to everybody, and says who may ask', () => {
		const forms = example.nodes.filter(({ type }) => type === 'n8n-nodes-base.formTrigger');
		const open = forms.filter(({ parameters }) => parameters.authentication !== 'basicAuth');
		expect(open.map(({ name }) => name)).toEqual([]);
		if (forms.length > 0) expect(texts).toContain('### Who may ask');
	});

	it('compares with no pattern: n8n gives one 250 ms, and on a busy machine the node fails', () => {
		const text = JSON.stringify(example.nodes.map(({ parameters }) => parameters));
		expect(text).not.toMatch(/"operation":"(?:regex|notRegex)"/);
	});

	it('remembers enough of what was done before: n8n stops at the end of that history', () => {
		const remembering = example.nodes.filter(
			({ parameters }) => parameters.operation === 'removeItemsSeenInPreviousExecutions',
		);
		const sizes = remembering.map(
			({ parameters }) => parameters.options as { historySize?: number },
		);
		expect(sizes.filter(({ historySize = 0 }) => historySize < 1_000_000)).toEqual([]);
	});

	it('says on the canvas what to change, and about which personal data it keeps', () => {
		const [first] = stickies(example);
		expect(first!.name).toBe('Read Me');
		expect(first!.parameters.content).toContain('**To make it yours**');
		const all = stickies(example).map(({ parameters }) => String(parameters.content));
		expect(all.join('\n')).toMatch(/personal data/i);
	});

	it('has names of its own for its nodes', () => {
		const unnamed = working(example).filter(
			(node) => /\d$/.test(node.name) || node.name === typeOf(node)?.defaults.name,
		);
		expect(unnamed.map(({ name }) => name)).toEqual([]);
	});

	it('reads from left to right, and nothing lies upon another', () => {
		const at = new Map(example.nodes.map((node) => [node.name, node.position]));
		const main = [...edges(example)].filter(({ from }) => !isAttached(example, from));
		const backwards = main.filter(({ from, to }) => at.get(to)![0] < at.get(from)![0]);
		expect(backwards.filter((edge) => !isLoop(example, edge))).toEqual([]);
		const boxes = example.nodes.map(({ name, position: [x, y], type, parameters }) => ({
			name,
			x,
			y,
			...(type === STICKY
				? { width: Number(parameters.width), height: Number(parameters.height) }
				: SIZE),
		}));
		const overlaps = boxes.flatMap((one, index) =>
			boxes
				.slice(index + 1)
				.filter(
					(other) =>
						one.x < other.x + other.width &&
						other.x < one.x + one.width &&
						one.y < other.y + other.height &&
						other.y < one.y + one.height,
				)
				.map((other) => `${one.name} / ${other.name}`),
		);
		expect(overlaps).toEqual([]);
	});

	it('leads everywhere that something can go wrong', () => {
		const led = new Set([...edges(example)].map(({ from, output }) => `${from} ${output}`));
		const open = working(example)
			.filter(({ onError }) => onError === 'continueErrorOutput')
			.filter((node) => !led.has(`${node.name} ${errorOutput(node)}`));
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	it('ends nowhere in silence: what goes on after a failure goes on to something', () => {
		const leading = new Set([...edges(example)].map(({ from }) => from));
		const silent = working(example).filter(
			({ name, onError }) => onError === 'continueRegularOutput' && !leading.has(name),
		);
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it('takes no mistake of the set-up for a question that did not arrive', () => {
		const mixed = working(example).filter(
			(node) => isApproval(node) && node.onError === 'continueRegularOutput',
		);
		expect(mixed.map(({ name }) => name)).toEqual([]);
	});

	it('tries other services again, and does not stop silently at them', () => {
		const services = working(example).filter((node) => callsAService(node));
		const careless = services.filter(
			({ retryOnFail, onError }) => !retryOnFail || onError !== 'continueErrorOutput',
		);
		expect(careless.map(({ name }) => name)).toEqual([]);
	});

	it('never runs the sending node again as a whole, which would write to people twice', () => {
		const sending = working(example).filter(({ type }) => type.startsWith(PACKAGE_NAME));
		expect(sending.filter(({ retryOnFail }) => retryOnFail).map(({ name }) => name)).toEqual([]);
	});

	it('chooses the language of its texts by one field, or by the word that began it', () => {
		const settings = example.nodes.find(({ name }) => name === 'Settings');
		if (example.name === FIRST) expect(texts).toContain("includes('hola')");
		else {
			expect(settings?.type).toBe('n8n-nodes-base.set');
			expect(JSON.stringify(settings)).toContain('"name":"language"');
		}
		const talking = working(example).filter(({ type }) => type.startsWith(PACKAGE_NAME));
		const fixed = talking.flatMap(({ name, parameters }) => {
			const said = [parameters.body, parameters.text, parameters.message, templateName(parameters)];
			return said.filter((one) => typeof one === 'string' && !one.startsWith('=')).map(() => name);
		});
		expect(fixed).toEqual([]);
	});

	it('reads of Settings and of its form what stands there', () => {
		const settings = example.nodes.find(({ name }) => name === 'Settings');
		const forms = example.nodes.filter(({ type }) => type.endsWith('.formTrigger'));
		const known = new Set([
			...COMES_IN,
			...(settings ? assignmentsOf(settings) : []).map(({ name }) => name),
			...forms.flatMap(({ parameters }) =>
				(parameters.formFields as { values: Array<{ fieldName: string }> }).values.map(
					({ fieldName }) => fieldName,
				),
			),
		]);
		const expressions = JSON.stringify(working(example).map(({ parameters }) => parameters));
		const read = [
			...expressions.matchAll(/\$\('Settings'\)\.(?:first\(\)|item)\.json\??\.(\w+)/g),
		].map(([, name]) => name!);
		expect(read.filter((name) => !known.has(name))).toEqual([]);
	});

	it('sends templates of which the text is given', () => {
		const given = readExampleTemplates().map(({ name }) => name);
		const sent = example.nodes
			.map(({ parameters }) => templateName(parameters))
			.filter((name) => name !== undefined)
			.flatMap((name) => {
				const named = [...name.matchAll(/(\w+)\|/g)].map(([, one]) => one!);
				return named.length > 0 ? named : [name];
			});
		expect(sent.filter((name) => !given.includes(name))).toEqual([]);
	});

	it('is in the index, with its picture', () => {
		const folder = path.join(projectFolder, 'workflows');
		const { file } = exampleFiles().find(({ name }) => name === example.name)!;
		const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
		expect(index).toContain(`[${example.name}](${file})`);
		const picture = `../docs/images/${file.replace(/json$/, 'png')}`;
		expect(index).toContain(`(${picture})`);
		expect(readFileSync(path.join(folder, picture)).length).toBeGreaterThan(0);
	});
});

/** Every expression in parameters. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsOf);
}

/** Where in the parameters a value stands, e.g. `options.reminder.values.amount`. */
function pathsOf(value: unknown, at: string[] = []): string[] {
	if (typeof value !== 'object' || value === null) return [at.join('.')];
	return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...at, name]));
}

/** Models, tools and memories hang below the node that uses them. */
function isAttached(example: WorkflowInput, from: string): boolean {
	return !('main' in connectionsOf(example)[from]!);
}

/** Going back is right where a loop begins again. */
function isLoop({ nodes }: WorkflowInput, { to }: { to: string }): boolean {
	return nodes.some(({ name, type }) => name === to && type === 'n8n-nodes-base.splitInBatches');
}

function templateName(parameters: WorkflowNode['parameters']): string | undefined {
	return (parameters.template as { value?: string } | undefined)?.value;
}

/** Nodes with a credential of another service; triggers only listen, and an answer calls nobody. */
function callsAService(node: WorkflowNode): boolean {
	const type = typeOf(node);
	if (node.type.startsWith(PACKAGE_NAME) || !type || type.group.includes('trigger')) return false;
	if (node.type === 'n8n-nodes-base.respondToWebhook') return false;
	if (node.type === 'n8n-nodes-base.httpRequest') return true;
	// Its credentials are for being called, not for calling.
	if (node.type === 'n8n-nodes-base.wait') return false;
	return (
		node.type.startsWith('n8n-nodes-base.') &&
		(type.credentials ?? []).some(({ required }) => required)
	);
}
