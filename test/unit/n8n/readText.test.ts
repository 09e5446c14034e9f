import { DateTime } from 'luxon';
import type {
	IExecuteFunctions,
	INodeProperties,
	INodeType,
	IWebhookFunctions,
} from 'n8n-workflow';
import { WhatsAppBusiness } from '../../../nodes/WhatsAppBusiness/WhatsAppBusiness.node';
import { WhatsAppBusinessApproval } from '../../../nodes/WhatsAppBusinessApproval/WhatsAppBusinessApproval.node';
import { readExits } from '../../../nodes/WhatsAppBusinessApproval/output/exits';
import { readRequest } from '../../../nodes/WhatsAppBusinessApproval/parameters';
import { WhatsAppBusinessTrigger } from '../../../nodes/WhatsAppBusinessTrigger/WhatsAppBusinessTrigger.node';
import { settingsProblem } from '../../../nodes/WhatsAppBusinessTrigger/checkSettings';
import { passes } from '../../../nodes/WhatsAppBusinessTrigger/filterEvents';
import { forwardsOf } from '../../../nodes/WhatsAppBusinessTrigger/forward';
import {
	readFilter,
	readOptions,
	waitingBaseUrl,
} from '../../../nodes/WhatsAppBusinessTrigger/parameters';
import { told } from '../../../nodes/WhatsAppBusinessTrigger/usualTexts';
import type { InboundEvent } from '../../../nodes/whatsapp/events';
import { account } from '../../fixtures/meta/account';
import { positional } from '../../fixtures/meta/templateList';
import { defaultsOf, get, isThere, put, textFieldsOf, type TextField } from './textFields';

/** What an expression may give, each written out. */
const VALUES: Array<[string, unknown]> = [
	['a number', 4711],
	['zero', 0],
	['a boolean', true],
	['a Date', new Date('2026-11-30T14:00:00Z')],
	["luxon's DateTime", DateTime.fromISO('2026-11-30T14:00:00Z')],
	['null', null],
	['undefined', undefined],
	['an object', { some: 'thing' }],
	['a list', [1, 2]],
];

const BROKEN = /is not a function|cannot read|not iterable|undefined|\[object|of null/i;

/** An n8n that hands out these parameters; its WhatsApp says yes to everything. */
function n8nWith(
	parameters: object,
	requests: unknown[] = [],
	{ hook = false, typeVersion = 1.1 } = {},
) {
	const node = { name: 'Node', type: 'node', typeVersion, parameters };
	const read = (name: string, fallback: unknown, options?: { extractValue?: boolean }) => {
		// The fallback is for a field that n8n has not stored; an expression may give nothing at all.
		const value = isThere(parameters, name) ? get(parameters, name) : fallback;
		return options?.extractValue && typeof value === 'object' && value !== null
			? (value as { value?: unknown }).value
			: value;
	};
	const answer = async (_credential: string, request: unknown) => {
		requests.push(request);
		const body = {
			id: '1',
			success: true,
			data: [positional],
			messages: [{ id: 'wamid.1' }],
			contacts: [{ wa_id: '12025550111' }],
		};
		return { statusCode: 200, headers: {}, body };
	};
	return {
		getNode: () => node,
		getInputData: () => [
			{ json: {}, binary: { data: { data: '', mimeType: 'image/png', fileName: 'a.png' } } },
		],
		getNodeParameter: hook
			? read
			: (name: string, _item: number, fallback: unknown, options?: { extractValue?: boolean }) =>
					read(name, fallback, options),
		getTimezone: () => 'Europe/Madrid',
		getCredentials: async () => account,
		continueOnFail: () => false,
		getExecutionId: () => '1',
		logger: { warn() {}, info() {}, error() {} },
		helpers: {
			httpRequestWithAuthentication: answer,
			httpRequest: async (request: unknown) => await answer('', request),
			assertBinaryData: () => ({ mimeType: 'image/png', fileName: 'a.png' }),
			getBinaryDataBuffer: async () => Buffer.from('a'),
			prepareBinaryData: async () => ({ mimeType: 'image/png' }),
		},
	};
}

/** A node with that in the field, and usable values in the others. */
function parametersWith(
	node: INodeType,
	usual: object,
	{ path, show, locator, row }: TextField,
	value: unknown,
) {
	const parameters = { ...defaultsOf(node.description.properties), ...structuredClone(usual) };
	if (row.length > 0) put(parameters, path.slice(0, -1), defaultsOf(row));
	for (const [name, values] of Object.entries(show)) {
		put(
			parameters,
			name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
			values[0],
		);
	}
	put(parameters, path, locator ? { __rl: true, mode: 'id', value } : value);
	return parameters;
}

/** The message of what was thrown; a wrong value may be refused, but in words about the field. */
async function messageOf(work: () => unknown): Promise<string> {
	try {
		await work();
		return '';
	} catch (error) {
		return (error as Error).message;
	}
}

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const labelled = (fields: TextField[]) =>
	fields.map((field): [string, TextField] => [
		[field.show.operation, field.label].filter((one) => one !== undefined).join(': '),
		field,
	]);

/** A field that several operations have is one for each. */
const forEachOperation = (fields: TextField[]): TextField[] =>
	fields.flatMap((field) =>
		((field.show.operation ?? ['sendText']) as string[]).map((operation) => ({
			...field,
			show: { ...field.show, operation: [operation] },
		})),
	);

describe('every text field of WhatsApp Business', () => {
	const node = new WhatsAppBusiness();
	const usual = {
		provider: 'meta',
		sender: locator('300'),
		to: '+1 202 555 0111',
		messageId: 'wamid.0',
		template: locator('order_ready|en_US'),
		latitude: '1',
		longitude: '1',
		text: 'a',
		body: 'a',
		link: 'https://example.com/a.png',
		url: 'https://example.com/',
		flow: '1',
		buttonLabel: 'a',
		mediaId: '1',
		from: '2026-11-01',
		buttons: { button: [{ title: 'a', id: '' }] },
		rows: { row: [{ title: 'a', id: '' }] },
		contacts: { contact: [{ name: 'Ana', phones: '+1 202 555 0111' }] },
		options: { seconds: 0 },
	};
	const fields = labelled(forEachOperation(textFieldsOf(node.description)));

	it('is found', () => expect(fields.length).toBeGreaterThan(120));

	describe.each(VALUES)('takes %s', (_what, value) => {
		it.each(fields)('%s', async (_label, field) => {
			const requests: unknown[] = [];
			const context = n8nWith(parametersWith(node, usual, field, value), requests);
			const message = await messageOf(() =>
				node.execute.call(context as unknown as IExecuteFunctions),
			);
			expect(message).not.toMatch(BROKEN);
			// As a text, as WhatsApp wants it.
			expect(JSON.stringify(requests)).not.toMatch(/[:[,]4711[,\]}]|\[object/);
		});
	});
});

describe('every text field of WhatsApp Business Approval', () => {
	const node = new WhatsAppBusinessApproval();
	const usual = {
		provider: 'meta',
		sender: locator('300'),
		approver: '+1 202 555 0111',
		message: 'May I?',
	};
	const fields = labelled(textFieldsOf(node.description));
	const notText = (value: unknown): boolean =>
		typeof value === 'object' && value !== null
			? Object.values(value).some(notText)
			: value === 4711;

	describe.each(VALUES)('takes %s', (_what, value) => {
		it.each(fields)('%s', async (_label, field) => {
			const typeVersion = field.versions?.at(-1) ?? node.description.defaultVersion;
			const context = n8nWith(parametersWith(node, usual, field, value), [], {
				typeVersion,
			}) as unknown as IExecuteFunctions;
			const message = await messageOf(() => {
				readExits(context);
				expect(notText(readRequest(context, 0).settings)).toBe(false);
			});
			expect(message).not.toMatch(BROKEN);
			expect(message).not.toContain('expect(');
		});
	});
});

describe('every text field of WhatsApp Business Trigger', () => {
	const node = new WhatsAppBusinessTrigger();
	const fields = labelled(textFieldsOf(node.description));
	const event = {
		event: 'message',
		text: 'a',
		replyId: 'a',
		from: { phone: '12025550111' },
		to: { phoneNumberId: '300' },
	} as unknown as InboundEvent;
	const reply = { ...event, event: 'reply' } as unknown as InboundEvent;
	const request = { method: 'POST', url: '', headers: {}, query: {}, body: Buffer.from('') };

	describe.each(VALUES)('takes %s', (_what, value) => {
		it.each(fields)('%s', async (_label, field) => {
			const parameters = parametersWith(node, { provider: 'meta' }, field, value);
			const context = n8nWith(parameters, [], { hook: true }) as unknown as IWebhookFunctions;
			const message = await messageOf(() => {
				const options = readOptions(context);
				const filter = readFilter(context, options);
				passes(event, filter);
				passes(reply, filter);
				settingsProblem(options);
				forwardsOf(request as never, options.forwardTo, '');
				waitingBaseUrl('https://n8n.example.com/webhook/1', options.resumeUrl);
				const texts = (['faultText', 'lateText', 'severalText'] as const).map((text) =>
					told(options, text, undefined),
				);
				expect(texts.map((text) => typeof text)).toEqual(['string', 'string', 'string']);
			});
			expect(message).toBe('');
		});
	});
});

it('goes over every kind of field that holds texts', () => {
	const kinds = new Set<string>();
	const visit = (fields: INodeProperties[]): void => {
		for (const field of fields) {
			kinds.add(field.type);
			for (const option of (field.options ?? []) as Array<Partial<INodeProperties>>) {
				if (option.type !== undefined) visit([option as INodeProperties]);
				visit((option as { values?: INodeProperties[] }).values ?? []);
			}
		}
	};
	const nodes = [
		new WhatsAppBusiness(),
		new WhatsAppBusinessApproval(),
		new WhatsAppBusinessTrigger(),
	];
	for (const { description } of nodes) visit(description.properties);
	expect([...kinds].sort()).toEqual([
		'boolean',
		'collection',
		'dateTime',
		'fixedCollection',
		'hidden',
		'json',
		'multiOptions',
		'notice',
		'number',
		'options',
		'resourceLocator',
		'resourceMapper',
		'string',
	]);
});
