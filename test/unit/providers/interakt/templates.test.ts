import { account } from '../../../fixtures/interakt/account';
import { plain, question, templatePage } from '../../../fixtures/interakt/templateList';
import { templates } from '../../../../nodes/providers/interakt/templates';

const read = (changes: Record<string, unknown>) =>
	templates.page(templatePage([{ ...plain, ...changes }])).items[0];

describe('the list of templates', () => {
	it('is asked for by offset, the approved ones in every language', () => {
		expect(templates.request(account, {})).toEqual({
			method: 'GET',
			url: 'https://api.interakt.ai/v1/public/track/organization/templates',
			query: {
				offset: '0',
				autosubmitted_for: 'all',
				approval_status: 'APPROVED',
				language: 'all',
			},
		});
		expect(templates.request(account, { cursor: '100' }).query).toMatchObject({ offset: '100' });
	});

	it('goes on after as many as there were, until there are no more', () => {
		expect(templates.page(templatePage([plain, question], true), {}).cursor).toBe('2');
		expect(templates.page(templatePage([plain, question], true), { cursor: '100' }).cursor).toBe(
			'102',
		);
		expect(templates.page(templatePage([plain], true), { cursor: 'x' }).cursor).toBe('1');
		expect(templates.page(templatePage([plain, question]), {}).cursor).toBeUndefined();
	});

	it('has no next page where it is not known which one this is', () => {
		expect(templates.page(templatePage([plain], true)).cursor).toBeUndefined();
	});

	it('ends at an empty page, whatever that says', () => {
		expect(templates.page(templatePage([], true), { cursor: '100' })).toEqual({ items: [] });
	});
});

describe('a template', () => {
	it('has its code name, texts, and what it leaves open', () => {
		const template = read({});
		expect(template).toMatchObject({
			id: plain.id,
			name: 'order_ok_x1',
			language: 'en',
			category: 'UTILITY',
			status: 'approved',
			statusText: 'APPROVED',
			parameterFormat: 'positional',
			header: { format: 'document' },
			body: 'Hi {{1}}, here is invoice {{2}}.',
			footer: 'Rio Logistics',
			buttons: [
				{ kind: 'quickReply', text: 'Thanks' },
				{ kind: 'url', text: 'See it', url: 'https://example.com/i/{{1}}' },
				{ kind: 'copyCode', text: 'Copy code' },
			],
		});
		expect(template.variables.map(({ id, kind }) => [id, kind])).toEqual([
			['header.media', 'media'],
			['header.filename', 'filename'],
			['body.1', 'text'],
			['body.2', 'text'],
			['button.1', 'urlSuffix'],
			['button.2', 'copyCode'],
		]);
		expect(template.variables[0].label).toBe('Header: document (public link)');
		expect(template.raw).toMatchObject({ display_name: 'order_ok' });
	});

	it('has no payload for its quick replies, also where buttons are encoded twice', () => {
		const [template] = templates.page(templatePage([question])).items;
		expect(template.buttons.map(({ text }) => text)).toEqual(['Approve', 'Reject']);
		expect(template.variables.map(({ id }) => id)).toEqual(['header.1', 'body.2', 'body.1']);
	});

	it.each([
		['a list', [{ type: 'URL', text: 'Go' }], 1],
		['three times encoded', JSON.stringify(JSON.stringify(JSON.stringify([{ type: 'URL' }]))), 1],
		['null', null, 0],
		['an empty text', '', 0],
		['broken', '[{"type":', 0],
		['a number', '7', 0],
		['an object', '{"type":"URL"}', 0],
	])('reads buttons that are %s', (_, buttons, count) => {
		expect(read({ buttons }).buttons).toHaveLength(count);
	});

	it('is read from anything', () => {
		for (const entry of [{}, { name: 7, body: [], header_format: {}, buttons: {}, header: 1 }]) {
			expect(templates.page(templatePage([entry])).items).toHaveLength(1);
		}
		for (const body of [null, 'x', { results: [] }, { results: { templates: [1, null] } }]) {
			expect(templates.page(body).items).toEqual([]);
		}
	});
});
