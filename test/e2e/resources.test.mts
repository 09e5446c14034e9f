import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { errorOf, outputsOf } from '../../playground/workflows/executionData.mts';
import { componentOf } from '../../playground/simulator/whatsapp/template.mts';
import { flow, install, ours, provider, sender, start, webhookStart } from './flows.mts';
import { bubbleWith } from './phones.mts';
import { besides, executionIn, startStack, type Stack } from './stack.mts';

let stack: Stack;
/** The same n8n, behind 360dialog. */
let dialog: Stack;
beforeAll(async () => {
	stack = await startStack();
	dialog = await besides(stack, 'dialog360');
}, 240_000);
afterAll(async () => {
	await dialog?.stop();
	await stack?.stop();
}, 60_000);

const TEXT = 'Delivery note 4711: two pallets, received by Ana.';

/** A node that puts a text file into the item, as HTTP Request or a form would a file. */
const fileNode = {
	name: 'File',
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: {
		operation: 'toText',
		sourceProperty: 'body.text',
		options: { fileName: 'note.txt' },
	},
};

/** A picture of one pixel. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const pictureNode = {
	name: 'Picture',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `return [{ json: {}, binary: { data: { data: '${PIXEL}', mimeType: 'image/png', fileName: 'pallet.png' } } }];`,
	},
};

const nodeAt =
	(at: Stack) => (name: string, resource: string, operation: string, parameters: object) =>
		ours(at, 'whatsAppBusiness', name, {
			provider: provider(at),
			resource,
			operation,
			...parameters,
		});
const node: ReturnType<typeof nodeAt> = (...given) => nodeAt(stack)(...given);

/** Nodes one after the other, behind a webhook; the execution once it is over. */
async function run(nodes: Array<ReturnType<typeof ours>>, status: 'success' | 'error' = 'success') {
	const path = `resources-${Math.random()}`;
	const names = ['Start', ...nodes.map(({ name }) => name)];
	const connections = Object.fromEntries(
		names.slice(0, -1).map((name, index) => [name, [[names[index + 1]!]]]),
	);
	const workflow = await install(
		stack,
		flow('Resources', [webhookStart(path), ...nodes], connections),
	);
	await start(stack, workflow, { text: TEXT });
	return await executionIn(stack, workflow.id, status);
}
const rowsOf = (execution: Awaited<ReturnType<typeof run>>, name: string) =>
	(outputsOf(execution, name)[0] ?? []).map(({ json }) => json as Record<string, unknown>);

/** Up by itself and with a message, out, down again, and away. */
async function fileThere(at: Stack) {
	const node = nodeAt(at);
	const done = await run([
		fileNode,
		node('Upload', 'media', 'upload', { sender: sender(at), binaryPropertyName: 'data' }),
		node('Send', 'message', 'sendMedia', {
			sender: sender(at),
			to: '+1 202 555 0112',
			mediaType: 'document',
			link: '={{ $json.mediaId }}',
			filename: 'note.txt',
			caption: 'By its ID',
			options: {},
		}),
	]);
	const [uploaded] = rowsOf(done, 'Upload');
	expect(uploaded).toMatchObject({ mimeType: 'text/plain', size: TEXT.length, type: 'document' });
	await bubbleWith(at, 'diego', 'By its ID');
	const atOnce = await run([
		fileNode,
		node('Send', 'message', 'sendMedia', {
			sender: sender(at),
			to: '+1 202 555 0112',
			mediaType: 'document',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
			caption: 'At once',
			options: {},
		}),
	]);
	expect(rowsOf(atOnce, 'Send')[0]).toMatchObject({ status: 'accepted' });
	await bubbleWith(at, 'diego', 'At once');
	const media = { mediaId: uploaded!.mediaId as string };
	const back = await run([
		node('Download', 'media', 'download', { ...media, binaryPropertyName: 'data' }),
		{
			name: 'Read',
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1,
			parameters: { operation: 'text', options: {} },
		},
		node('Delete', 'media', 'delete', media),
	]);
	expect(rowsOf(back, 'Download')[0]).toMatchObject({
		size: TEXT.length,
		sha256: createHash('sha256').update(TEXT).digest('hex'),
	});
	expect(rowsOf(back, 'Read')[0]).toMatchObject({ data: TEXT });
	expect(rowsOf(back, 'Delete')).toEqual([{ deleted: true, ...media }]);
	const gone = await run(
		[node('Download', 'media', 'download', { ...media, binaryPropertyName: 'data' })],
		'error',
	);
	expect(errorOf(gone)).toContain('did not accept a value');
}

it.each<[string, () => Stack]>([
	['Meta', () => stack],
	['360dialog', () => dialog],
])(
	'a file is uploaded, sent by its ID, sent at once, downloaded and deleted: %s',
	async (_name, where) => await fileThere(where()),
	180_000,
);

it('a template is created, listed, had and deleted', async () => {
	const template = { __rl: true, mode: 'name', value: 'pallet_ready|en' };
	const done = await run([
		node('Create', 'template', 'create', {
			name: 'pallet_ready',
			language: 'en',
			category: 'UTILITY',
			body: 'Hello {{driver}}, pallet {{pallet}} is ready.',
			examples: {
				example: [
					{ variable: 'driver', value: 'Diego' },
					{ variable: 'pallet', value: '7' },
				],
			},
			templateButtons: {
				button: [
					{ kind: 'quickReply', text: 'On my way' },
					{
						kind: 'url',
						text: 'Map',
						url: 'https://example.com/{{1}}',
						urlExample: 'https://example.com/7',
					},
				],
			},
			headerFormat: 'text',
			headerText: 'Pallet {{pallet}}',
			headerExample: '7',
			footer: 'Rio Logistics',
		}),
		node('List', 'template', 'getMany', {
			returnAll: true,
			filters: { status: 'pending', name: 'pallet' },
		}),
		node('Get', 'template', 'get', { template }),
		node('Delete', 'template', 'delete', { template, languages: 'one' }),
	]);
	const [created] = rowsOf(done, 'Create');
	expect(created).toMatchObject({ status: 'pending', category: 'UTILITY' });
	expect(rowsOf(done, 'List')).toMatchObject([{ id: created!.id, language: 'en' }]);
	expect(rowsOf(done, 'Get')[0]).toMatchObject({ name: 'pallet_ready', footer: 'Rio Logistics' });
	expect(rowsOf(done, 'Delete')[0]).toEqual({
		deleted: true,
		name: 'pallet_ready',
		languages: ['en'],
	});
	const gone = await run([node('Get', 'template', 'get', { template })], 'error');
	expect(errorOf(gone)).toContain('There is no template "pallet_ready|en"');
}, 120_000);

it('a template is changed in one part, and is reviewed again', async () => {
	const template = { __rl: true, mode: 'name', value: 'delivery_update|en' };
	const changed = [
		node('Edit', 'template', 'edit', {
			template,
			change: ['body', 'footer'],
			body: 'Hello {{1}}, your delivery {{2}} is on its way.',
			footer: 'Rio Logistics',
		}),
		node('Get', 'template', 'get', { template }),
	];
	const done = await run(changed);
	expect(rowsOf(done, 'Edit')[0]).toMatchObject({ name: 'delivery_update', status: 'pending' });
	expect(rowsOf(done, 'Get')[0]).toMatchObject({
		status: 'pending',
		body: 'Hello {{1}}, your delivery {{2}} is on its way.',
		footer: 'Rio Logistics',
	});
	const again = await run(changed, 'error');
	expect(errorOf(again)).toContain('is pending; only approved, paused and rejected ones');
}, 120_000);

it('a template is made with a picture that reviewers can look at', async () => {
	const done = await run(
		[
			fileNode,
			node('Create', 'template', 'create', {
				name: 'pallet_photo',
				language: 'en',
				category: 'MARKETING',
				headerFormat: 'document',
				headerSample: 'data',
				body: 'Here is your delivery note.',
			}),
		],
		'error',
	);
	expect(errorOf(done)).toContain('The sample file in "data" is text/plain');
	const made = await run([
		pictureNode,
		node('Create', 'template', 'create', {
			name: 'pallet_photo',
			language: 'en',
			category: 'MARKETING',
			headerFormat: 'image',
			headerSample: 'data',
			body: 'Here is your pallet.',
		}),
	]);
	const { id } = rowsOf(made, 'Create')[0]!;
	const template = stack.simulator.state.templates.find((one) => one.id === id)!;
	expect(template.components[0]).toMatchObject({ type: 'HEADER', format: 'IMAGE' });
	const { example } = componentOf(template, 'HEADER')!;
	const [address] = example!.header_handle as string[];
	const sample = await fetch(address!);
	expect(Buffer.from(await sample.arrayBuffer()).toString('base64')).toBe(PIXEL);
}, 120_000);

it('figures come as rows whose sums agree', async () => {
	const iso = (daysAgo: number) =>
		`${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
	const period = { from: iso(7), until: iso(0) };
	const done = await run([
		node('Messages', 'analytics', 'messages', { ...period, granularity: 'day' }),
	]);
	const messages = rowsOf(done, 'Messages');
	expect(messages.map(({ start }) => start)).toEqual([7, 6, 5, 4, 3, 2, 1].map(iso));
	const prices = rowsOf(
		await run([
			node('Prices', 'analytics', 'pricing', {
				...period,
				granularity: 'day',
				breakdown: ['PRICING_CATEGORY', 'COUNTRY'],
			}),
		]),
		'Prices',
	);
	const sum = (rows: Array<Record<string, unknown>>, field: string) =>
		rows.reduce((total, row) => total + Number(row[field]), 0);
	expect(prices[0]).toMatchObject({ start: iso(7), category: 'MARKETING', country: 'US' });
	expect(sum(prices, 'volume')).toBe(sum(messages, 'delivered'));
	const template = { __rl: true, mode: 'name', value: 'order_ready|en_US' };
	const counted = rowsOf(
		await run([node('Templates', 'analytics', 'templates', { ...period, template })]),
		'Templates',
	);
	expect(counted).toHaveLength(7);
	expect(counted[0]).toMatchObject({ start: iso(7), template: 'order_ready', language: 'en_US' });
}, 120_000);
