import type { Message, Template } from '../../../nodes/whatsapp/messages';
import { encodedLinks } from '../../../nodes/whatsapp/encodedLinks';
import { checkLimits } from '../../../nodes/whatsapp/limits';
import { meta } from '../../../nodes/providers/meta';
import { interakt } from '../../../nodes/providers/interakt';

const base = { from: '1', to: { phone: '34600000001' } };
const variable = (id: string, kind: 'location' | 'media' | 'urlSuffix', button?: number) =>
	({
		id,
		place: button === undefined ? 'header' : 'button',
		kind,
		name: id,
		label: `The ${id}`,
		required: true,
		button,
	}) as const;
const template = (...variables: Template['variables']): Template => ({
	id: '1',
	name: 'order',
	language: 'en',
	category: 'UTILITY',
	status: 'approved',
	statusText: 'APPROVED',
	parameterFormat: 'positional',
	body: 'Hello',
	buttons: [
		{ kind: 'url', text: 'See', url: 'https://x.example/o/{{1}}' },
		{ kind: 'url', text: 'Go', url: 'https://x.example/?to={{1}}' },
	],
	variables,
	raw: {},
});
const filled = (one: Template['variables'][number], value: string): Message => ({
	...base,
	kind: 'template',
	template: template(one),
	values: { [one.id]: value },
});

describe('links', () => {
	it('have their spaces encoded, wherever they stand', () => {
		const link = ' https://x.example/a b.pdf ';
		const messages: Message[] = [
			{ ...base, kind: 'media', type: 'document', media: { link } },
			{
				...base,
				kind: 'link',
				body: 'b',
				label: 'l',
				url: link,
				headerMedia: { type: 'image', link },
			},
			filled(variable('header.media', 'media'), link),
			filled(variable('button.0', 'urlSuffix', 0), 'a b'),
		];
		for (const message of messages) {
			const text = JSON.stringify(encodedLinks(message));
			expect(text).toContain('a%20b');
			expect(text).not.toContain('a b');
			// Those around it are no part of it.
			expect(text).not.toMatch(/"%20|%20"/);
		}
	});
});

describe('values of a template', () => {
	it.each([
		['media', 'Madrid', undefined, /"Madrid" in "The v" is no file/],
		['media', '1037543291543636', undefined, undefined],
		['media', 'https://x.example/a.pdf', undefined, undefined],
		['location', 'Madrid', undefined, /is no place/],
		['location', '91, 0', undefined, /is no place/],
		['location', '40.4168, -3.7038, Depot', undefined, undefined],
		['urlSuffix', 'https://x.example/o/1', 0, /is a whole link/],
		['urlSuffix', '4711?a=b', 0, undefined],
		['urlSuffix', 'https://y.example', 1, undefined],
	] as const)('%s "%s" (button %s): %s', (kind, value, button, said) => {
		const problem = checkLimits(filled(variable('v', kind, button), value), meta);
		if (said === undefined) expect(problem).toBeUndefined();
		else expect(problem?.message).toMatch(said);
	});

	it('name no upload where there are none', () => {
		const message = filled(variable('v', 'media'), '1037543291543636');
		expect(checkLimits(message, interakt)?.hint).not.toMatch(/ID/);
	});
});
