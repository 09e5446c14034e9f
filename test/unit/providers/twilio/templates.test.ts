import * as fc from 'fast-check';
import { readContent, templates } from '../../../../nodes/providers/twilio/templates';
import { account } from '../../../fixtures/twilio/account';
import {
	card,
	fixed,
	listOf,
	media,
	ours,
	rejected,
	sessionOnly,
	settable,
} from '../../../fixtures/twilio/templateList';

const variablesOf = (raw: object) =>
	readContent({ ...raw })!.variables.map(({ id, kind, name, required }) => [
		id,
		kind,
		name,
		required,
	]);

describe('the list', () => {
	it('is asked for page by page, by name where one is wanted', () => {
		const url = 'https://content.twilio.com/v2/ContentAndApprovals';
		expect(templates.request(account, {})).toEqual({
			method: 'GET',
			url,
			query: { PageSize: '100' },
		});
		expect(templates.request(account, { name: 'a.b (c)' }).query).toEqual({
			PageSize: '100',
			ContentName: 'a.b .c.',
		});
		const next = `${url}?PageSize=100&Page=1&PageToken=DNHX`;
		const { cursor } = templates.page(listOf([settable], next));
		expect(templates.request(account, { cursor }).query).toEqual({
			PageSize: '100',
			Page: '1',
			PageToken: 'DNHX',
		});
		expect(templates.page(listOf([settable]))).not.toHaveProperty('cursor');
	});

	it('leaves out our own contents and those that are no templates', () => {
		const { items } = templates.page(listOf([ours, sessionOnly, fixed]));
		expect(items.map(({ name }) => name)).toEqual(['request_approval']);
	});

	it('leaves out rejected attempts of a template that is approved', () => {
		for (const page of [
			[rejected, settable],
			[settable, rejected],
		]) {
			expect(templates.page(listOf(page)).items.map(({ status }) => status)).toEqual(['approved']);
		}
		expect(templates.page(listOf([rejected])).items).toHaveLength(1);
	});
});

describe('a template', () => {
	it('has the parts of a template on WhatsApp', () => {
		expect(readContent(card)).toMatchObject({
			name: 'order_card',
			status: 'paused',
			statusText: 'paused',
			category: 'UTILITY',
			parameterFormat: 'named',
			header: { format: 'text', text: 'Order {{order}}' },
			body: 'Hi {{name}}, order {{order}} is ready.',
			footer: 'Rio',
			buttons: [
				{ kind: 'url', text: 'See it', url: 'https://example.com/orders/{{order_path}}' },
				{ kind: 'phone', text: 'Call us' },
				{ kind: 'copyCode', text: 'Copy' },
			],
		});
	});

	it('leaves open what its variables stand in, each once', () => {
		expect(variablesOf(card)).toEqual([
			['header.order', 'text', 'order', true],
			['body.name', 'text', 'name', true],
			['button.0', 'urlSuffix', 'order_path', true],
			['button.2', 'copyCode', 'code', true],
		]);
		expect(variablesOf(media)).toEqual([
			['body.1', 'text', '1', true],
			['header.media', 'urlSuffix', '2', true],
		]);
	});

	it('has a payload for each quick reply whose ID can be set', () => {
		expect(variablesOf(settable)).toEqual([
			['body.1', 'text', '1', true],
			['button.0', 'payload', '2', false],
			['button.1', 'payload', '3', false],
		]);
		expect(variablesOf(fixed)).toEqual([['body.1', 'text', '1', true]]);
	});

	it.each([
		['only one can be set', '{{2}}', 'no'],
		['both share a variable', '{{2}}', '{{2}}'],
		['an ID is only in part a variable', 'yes-{{2}}', 'no-{{3}}'],
	])('has no payloads where %s', (_what, first, second) => {
		const actions = [
			{ title: 'Approve', id: first },
			{ title: 'Reject', id: second },
		];
		const raw = { ...settable, types: { 'twilio/quick-reply': { body: 'Well?', actions } } };
		expect(variablesOf(raw)).toEqual([]);
	});

	it('shows the sample of each variable', () => {
		expect(readContent(settable)!.variables[0]).toMatchObject({
			label: 'Body: 1',
			example: 'the new route',
		});
	});

	it.each([
		['approved', 'approved'],
		['received', 'pending'],
		['pending', 'pending'],
		['rejected', 'rejected'],
		['disabled', 'disabled'],
		['unsubmitted', 'other'],
		['toString', 'other'],
	])('with the status %s is %s', (status, read) => {
		const approval_requests = { content_type: 'twilio/quick-reply', status };
		expect(readContent({ ...settable, approval_requests })).toMatchObject({ status: read });
	});

	it('is read from anything without throwing', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 4 }), (value, type) => {
				expect(templates.page(value).items).toEqual([]);
				const raw = { sid: value, types: { 'twilio/card': type }, variables: value };
				expect(Array.isArray(templates.page(listOf([raw])).items)).toBe(true);
			}),
		);
	});
});

// Flat: Twilio's OpenAPI file; nested: ApprovalRequests of one content; a list: seen in public code.
it.each([
	['flat', { status: 'approved', category: 'UTILITY' }],
	['nested', { whatsapp: { status: 'approved', category: 'UTILITY' } }],
	['in a list', [{ whatsapp: { status: 'approved', category: 'UTILITY' } }]],
])('the approval of a content is read %s', (_form, approval_requests) => {
	const types = { 'twilio/text': { body: 'Hello {{ 1 }}' } };
	const content = { sid: 'HX1', friendly_name: 'n', language: 'en', types, approval_requests };
	expect(readContent(content)).toMatchObject({
		status: 'approved',
		category: 'UTILITY',
		variables: [{ name: '1' }],
	});
});
