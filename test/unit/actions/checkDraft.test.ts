import type { DraftButton, TemplateDraft } from '../../../nodes/providers/resources';
import { checkDraft } from '../../../nodes/WhatsAppBusiness/actions/template/checkDraft';

const DRAFT: TemplateDraft = {
	name: 'order_ready',
	language: 'en_US',
	category: 'UTILITY',
	header: { text: 'Order {{1}}', example: '4711' },
	body: 'Hello {{1}}, your order {{2}} is ready.',
	examples: { 1: 'Ana', 2: '4711' },
	footer: 'Rio Logistics',
	buttons: [
		{ kind: 'quickReply', text: 'Accept' },
		{ kind: 'quickReply', text: 'Reject' },
		{
			kind: 'url',
			text: 'Track',
			url: 'https://example.com/{{1}}',
			example: 'https://example.com/7',
		},
		{ kind: 'phone', text: 'Call us', phone: '+34600000001' },
		{ kind: 'copyCode', example: 'SAVE20' },
	],
};
const quick = (count: number): DraftButton[] =>
	Array.from({ length: count }, (_, index) => ({ kind: 'quickReply', text: `Button ${index}` }));
const url = (rest: object = {}): DraftButton => ({
	kind: 'url',
	text: 'Track',
	url: 'https://example.com/track',
	...rest,
});

it('takes a draft that keeps to all limits, at the limits, and with names', () => {
	expect(checkDraft(DRAFT)).toBeUndefined();
	expect(
		checkDraft({
			...DRAFT,
			name: 'a'.repeat(512),
			header: { text: 'h'.repeat(60) },
			body: `${'b'.repeat(1018)}{{1}}.`,
			examples: { 1: 'x' },
			footer: 'f'.repeat(60),
			buttons: [{ kind: 'quickReply', text: 'x'.repeat(25) }],
		}),
	).toBeUndefined();
	const named = { header: undefined, body: 'Hi {{first_name}}!', examples: { first_name: 'Ana' } };
	expect(checkDraft({ ...DRAFT, ...named })).toBeUndefined();
	expect(checkDraft({ ...DRAFT, buttons: quick(10) })).toBeUndefined();
});

it.each<[string, Partial<TemplateDraft>, RegExp]>([
	['no name', { name: '' }, /^Name is empty$/],
	['capitals in the name', { name: 'Order' }, /^Name "Order" has characters/],
	[
		'a long name',
		{ name: 'a'.repeat(513) },
		/^Name has 513 characters; WhatsApp takes at most 512$/,
	],
	['a language in words', { language: 'English' }, /"English" is no language code/],
	[
		'a long header',
		{ header: { text: 'h'.repeat(61) } },
		/^Header has 61 characters.* at most 60$/,
	],
	['two variables in the header', { header: { text: '{{1}} {{2}}' } }, /^Header has 2 variables/],
	[
		'a header without example',
		{ header: { text: 'Order {{1}}' } },
		/\{\{1\}\} of the header has no example/,
	],
	[
		'a header that counts from 2',
		{ header: { text: 'Order {{2}}', example: 'x' } },
		/of the header do not count/,
	],
	['no body', { body: '  ' }, /^Body is empty$/],
	[
		'a long body',
		{ body: 'b'.repeat(1025), examples: {} },
		/^Body has 1025 characters.* at most 1024$/,
	],
	[
		'a variable first',
		{ body: '{{1}} hello', examples: { 1: 'x' } },
		/begins or ends with a variable/,
	],
	[
		'a variable last',
		{ body: 'Hello {{1}} ', examples: { 1: 'x' } },
		/begins or ends with a variable/,
	],
	['a gap', { body: 'Hi {{1}} {{3}}.', examples: { 1: 'x', 3: 'y' } }, /of the body do not count/],
	[
		'names and numbers',
		{ body: 'Hi {{1}} {{name}}.', examples: { 1: 'x', name: 'y' } },
		/numbers and others are names/,
	],
	[
		'a name in capitals',
		{ header: undefined, body: 'Hi {{Name}}.', examples: { Name: 'y' } },
		/\{\{Name\}\} has a name/,
	],
	['braces that are no variable', { body: 'Hi {{first name}}.', examples: {} }, /double braces/],
	['a missing example', { examples: { 1: 'Ana' } }, /\{\{2\}\} of the body has no example/],
	[
		'an example that is inherited',
		{ header: undefined, body: 'Hi {{constructor}}.', examples: {} },
		/constructor\}\} of the body has no example/,
	],
	['an example too many', { examples: { 1: 'a', 2: 'b', 3: 'c' } }, /example for \{\{3\}\}/],
	['a long footer', { footer: 'f'.repeat(61) }, /^Footer has 61 characters.* at most 60$/],
	['a variable in the footer', { footer: 'Hi {{1}}' }, /^Footer has a variable$/],
	['eleven buttons', { buttons: quick(11) }, /^There are 11 buttons; WhatsApp takes at most 10$/],
	[
		'three websites',
		{ buttons: [url(), url(), url()] },
		/^There are 3 buttons that open a website.* 2$/,
	],
	[
		'scattered quick replies',
		{ buttons: [quick(1)[0], url(), quick(2)[1]] },
		/between the quick replies/,
	],
	[
		'a long label',
		{ buttons: [{ kind: 'quickReply', text: 'x'.repeat(26) }] },
		/^Label of button 1 has 26 characters.* 25$/,
	],
	['the same label twice', { buttons: [quick(1)[0], quick(1)[0]] }, /same label "Button 0"/],
	[
		'no website',
		{ buttons: [url({ url: 'example.com' })] },
		/"example.com" of button 1 is no public link/,
	],
	[
		'a variable inside the website',
		{ buttons: [url({ url: 'https://x.io/{{1}}/a' })] },
		/elsewhere than at its end/,
	],
	[
		'a website without example',
		{ buttons: [url({ url: 'https://x.io/{{1}}' })] },
		/has a variable and no example/,
	],
	[
		'no phone',
		{ buttons: [{ kind: 'phone', text: 'Call', phone: '600' }] },
		/"600" of button 1 is no phone number/,
	],
	[
		'no code',
		{ buttons: [{ kind: 'copyCode', example: '' }] },
		/^Example code of button 1 is empty$/,
	],
])('refuses %s, with what to do', (_what, change, message) => {
	const problem = checkDraft({ ...DRAFT, ...change });
	expect(problem?.message).toMatch(message);
	expect(problem?.hint).toBeTruthy();
});
