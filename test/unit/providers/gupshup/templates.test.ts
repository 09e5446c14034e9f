import { readTemplate, templates } from '../../../../nodes/providers/gupshup/templates';
import { send } from '../../../../nodes/providers/gupshup/send';
import { account } from '../../../fixtures/gupshup/account';
import { approval, list, older, photo } from '../../../fixtures/gupshup/templateList';

const ids = (raw: Record<string, unknown>) => readTemplate(raw).variables.map(({ id }) => id);

describe('the list of templates', () => {
	it('is asked for by the app ID', () => {
		expect(templates.request(account, {})).toEqual({
			method: 'GET',
			url: `https://api.gupshup.io/wa/app/${account.appId}/template`,
		});
		expect(templates.page(list)).toMatchObject({ items: [{}, {}, {}] });
	});

	it('reads what a template is made of', () => {
		expect(readTemplate(approval)).toMatchObject({
			id: approval.id,
			name: 'request_approval',
			language: 'en_US',
			category: 'UTILITY',
			status: 'approved',
			statusText: 'APPROVED',
			header: { format: 'text', text: 'Order {{1}}' },
			body: 'Hello {{1}}, a decision about {{2}} is waiting for you.',
			footer: 'Rio Logistics',
			buttons: [
				{ kind: 'quickReply', text: 'Approve' },
				{ kind: 'quickReply', text: 'Reject' },
			],
		});
		expect(ids(approval)).toEqual(['header.1', 'body.1', 'body.2', 'button.0', 'button.1']);
	});

	it('asks for the file of a media header and the end of a link', () => {
		expect(readTemplate(photo).header).toEqual({ format: 'image' });
		expect(ids(photo)).toEqual(['header.media', 'body.1', 'button.0', 'button.2']);
	});

	it('reads an older entry from its one text', () => {
		expect(readTemplate(older)).toMatchObject({
			status: 'other',
			statusText: 'FAILED',
			body: 'Hi {{1}} | welcome',
			buttons: [
				{ kind: 'quickReply', text: 'Yes' },
				{ kind: 'url', text: 'See it', url: 'https://example.com/' },
				{ kind: 'phone', text: 'Call us' },
			],
		});
	});

	it('survives anything inside an entry', () => {
		for (const containerMeta of ['{', '[]', 'null', '{"buttons":{},"data":[],"header":7}', 7]) {
			for (const data of [undefined, null, 7, '', ' | [', '[] | []']) {
				expect(() => readTemplate({ containerMeta, data })).not.toThrow();
			}
		}
		const odd = { containerMeta: '{"buttons":[{"type":"constructor"}]}' };
		expect(readTemplate(odd).buttons).toEqual([{ kind: 'other', text: '' }]);
	});
});

describe('a template send', () => {
	const form = (
		raw: Record<string, unknown>,
		values: Record<string, string>,
		credential: Record<string, unknown> = account,
	) =>
		send(
			{
				kind: 'template',
				from: account.appName,
				to: { phone: '34600000001' },
				template: readTemplate(raw),
				values,
			},
			credential,
		).form!;

	it('has the values in order, and each quick reply its payload', () => {
		const sent = form(approval, {
			'body.2': 'seven',
			'header.1': 'N7',
			'body.1': 'Ana',
			'button.0': 'tok-a',
			'button.1': 'tok-b',
		});
		expect(JSON.parse(sent.template)).toEqual({ id: approval.id, params: ['N7', 'Ana', 'seven'] });
		expect(JSON.parse(sent.postbackTexts)).toEqual([
			{ index: 0, text: 'tok-a' },
			{ index: 1, text: 'tok-b' },
		]);
		expect(sent).not.toHaveProperty('message');
	});

	it('counts by number, not by where a translation has it', () => {
		const raw = { containerMeta: JSON.stringify({ data: '{{2}} of {{10}} for {{1}}' }) };
		const sent = form(raw, { 'body.2': 'b', 'body.10': 'c', 'body.1': 'a' });
		expect(JSON.parse(sent.template).params).toEqual(['a', 'b', 'c']);
	});

	it('sends the file of a header beside it, and counts buttons as the credential says', () => {
		const values = {
			'header.media': 'https://example.com/p.jpg',
			'body.1': 'Ana',
			'button.0': 'orders/7',
			'button.2': 'tok-c',
		};
		const sent = form(photo, values);
		expect(JSON.parse(sent.template).params).toEqual(['Ana', 'orders/7']);
		expect(JSON.parse(sent.message)).toEqual({
			type: 'image',
			image: { link: 'https://example.com/p.jpg' },
		});
		expect(JSON.parse(sent.postbackTexts)).toEqual([{ index: 2, text: 'tok-c' }]);
		const other = form(photo, values, { ...account, postbackIndex: 'quickReplies' });
		expect(JSON.parse(other.postbackTexts)).toEqual([{ index: 0, text: 'tok-c' }]);
	});
});
