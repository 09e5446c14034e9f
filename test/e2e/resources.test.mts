import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { errorOf, outputsOf } from '../../playground/executionData.mts';
import { flow, install, ours, sender, start, webhookStart } from './flows.mts';
import { bubbleWith } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

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

const node = (name: string, resource: string, operation: string, parameters: object) =>
	ours(stack, 'whatsAppBusiness', name, { provider: 'meta', resource, operation, ...parameters });

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

it('a file is uploaded, sent by its ID, sent at once, downloaded and deleted', async () => {
	const done = await run([
		fileNode,
		node('Upload', 'media', 'upload', { sender: sender(stack), binaryPropertyName: 'data' }),
		node('Send', 'message', 'sendMedia', {
			sender: sender(stack),
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
	await bubbleWith(stack, 'diego', 'By its ID');
	const atOnce = await run([
		fileNode,
		node('Send', 'message', 'sendMedia', {
			sender: sender(stack),
			to: '+1 202 555 0112',
			mediaType: 'document',
			mediaSource: 'binary',
			binaryPropertyName: 'data',
			caption: 'At once',
			options: {},
		}),
	]);
	expect(rowsOf(atOnce, 'Send')[0]).toMatchObject({ status: 'accepted' });
	await bubbleWith(stack, 'diego', 'At once');
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
}, 180_000);

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
			draftOptions: { header: 'Pallet {{pallet}}', headerExample: '7', footer: 'Rio Logistics' },
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
