import { account } from '../../../fixtures/meta/account';
import { coupon, named, positional, withLocation } from '../../../fixtures/meta/templateList';
import { templates } from '../../../../nodes/providers/meta/templates';

const read = (...data: unknown[]) => templates.page({ data }).items;

describe('the list of templates', () => {
	it('asks for every template with its parts, by page and by name', () => {
		const first = templates.request(account, {});
		expect(first).toMatchObject({
			method: 'GET',
			url: `https://graph.facebook.com/v24.0/${account.businessAccountId}/message_templates`,
		});
		const fields = first.query?.fields.split(',');
		expect(fields).toEqual(
			expect.arrayContaining(['id', 'name', 'status', 'language', 'components', 'category']),
		);
		expect(fields).toContain('parameter_format');
		expect(first.query).not.toHaveProperty('after');
		expect(first.query).not.toHaveProperty('status');
		expect(templates.request(account, { cursor: 'c1', name: 'order' }).query).toMatchObject({
			after: 'c1',
			name: 'order',
		});
	});

	it('has a next page only where Meta gives a "next": the last page has a cursor too', () => {
		const cursors = { before: 'b', after: 'a' };
		const next = 'https://graph.facebook.com/v24.0/next';
		expect(templates.page({ data: [], paging: { cursors, next } })).toEqual({
			items: [],
			cursor: 'a',
		});
		expect(templates.page({ data: [], paging: { cursors } })).toEqual({ items: [] });
	});

	it('is empty where the answer is no list', () => {
		for (const body of [undefined, null, '', '<html>', [], {}, { data: {} }, { data: [1, null] }]) {
			expect(templates.page(body)).toEqual({ items: [] });
		}
	});
});

describe('a template', () => {
	it('is read with everything that it leaves open', () => {
		const [template] = read(positional);
		expect(template).toMatchObject({
			id: '300000000000001',
			name: 'order_ready',
			language: 'en_US',
			category: 'UTILITY',
			status: 'approved',
			statusText: 'APPROVED',
			parameterFormat: 'positional',
			header: { format: 'text', text: 'Order {{1}}' },
			body: 'Hello {{1}}, order {{2}} is ready. Thanks, {{1}}!',
			footer: 'Boxes Ltd',
			raw: positional,
		});
		expect(template.buttons.map(({ kind }) => kind)).toEqual([
			'phone',
			'url',
			'url',
			'quickReply',
			'quickReply',
		]);
		expect(template.variables).toMatchObject([
			{ id: 'header.1', place: 'header', kind: 'text', name: '1', required: true },
			{ id: 'body.1', place: 'body', kind: 'text', name: '1', required: true },
			{ id: 'body.2', place: 'body', kind: 'text', name: '2', required: true },
			{ id: 'button.2', place: 'button', kind: 'urlSuffix', button: 2, required: true },
			{ id: 'button.3', place: 'button', kind: 'payload', button: 3, required: false },
			{ id: 'button.4', place: 'button', kind: 'payload', button: 4, required: false },
		]);
	});

	it('has names where it was made with names, spaces in the braces or not', () => {
		const [template] = read(named);
		expect(template).toMatchObject({ parameterFormat: 'named', status: 'paused' });
		expect(template.variables.map(({ id }) => id)).toEqual([
			'header.order_id',
			'body.first_name',
			'body.day',
		]);
	});

	it('needs its picture, place and coupon on every send', () => {
		const [offer, place] = read(coupon, withLocation);
		expect(offer.variables).toMatchObject([
			{ id: 'header.media', kind: 'media', name: 'image', required: true },
			{ id: 'button.0', kind: 'copyCode', required: true },
		]);
		expect(offer.parameterFormat).toBe('positional');
		expect(place.variables).toMatchObject([
			{ id: 'header.media', kind: 'location', required: true },
		]);
	});

	it.each([
		['APPROVED', 'approved'],
		['PENDING', 'pending'],
		['REJECTED', 'rejected'],
		['PAUSED', 'paused'],
		['DISABLED', 'disabled'],
		['IN_APPEAL', 'other'],
		['PENDING_DELETION', 'other'],
		['DELETED', 'other'],
		['LIMIT_EXCEEDED', 'other'],
		['ARCHIVED', 'other'],
	])('with the status %s is %s, and keeps Meta’s word', (statusText, status) => {
		expect(read({ ...positional, status: statusText })).toMatchObject([{ status, statusText }]);
	});

	it('of which Meta tells nothing is not approved', () => {
		expect(read({})).toMatchObject([
			{ id: '', name: '', status: 'other', body: '', buttons: [], variables: [] },
		]);
	});

	it('with parts of the wrong type is read as far as it goes', () => {
		const components = [
			null,
			'BODY',
			{ type: 7, text: 'x' },
			{ type: 'HEADER', format: 'HOLOGRAM' },
			{ type: 'body', text: 'Hello {{1}} {{ }} {{}} {1}' },
			{ type: 'BUTTONS', buttons: [null, { type: 'CONSTRUCTOR' }, { type: 'url', url: 7 }] },
		];
		const [template] = read({ ...positional, components });
		expect(template.variables.map(({ id }) => id)).toEqual(['body.1']);
		expect(template).not.toHaveProperty('header');
		expect(template.buttons.map(({ kind }) => kind)).toEqual(['other', 'url']);
	});
});
