import type {
	CodeDraft,
	DraftButton,
	DraftCard,
	DraftCode,
	WordsDraft,
} from '../../../../../nodes/whatsapp/templateDraft';
import { checkDraft } from '../../../../../nodes/WhatsAppBusiness/actions/template/checkDraft';

const DRAFT: WordsDraft = {
	name: 'order_ready',
	language: 'en_US',
	category: 'UTILITY',
	header: { format: 'text', text: 'Order {{1}}', example: '4711' },
	body: { text: 'Hello {{1}}, your order {{2}} is ready.', examples: { 1: 'Ana', 2: '4711' } },
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
		{ kind: 'flow', text: 'Open the form', flowId: '1234567890123456' },
	],
	cards: [],
};
const quick = (count: number): DraftButton[] =>
	Array.from({ length: count }, (_, index) => ({ kind: 'quickReply', text: `Button ${index}` }));
const url = (rest: object = {}): DraftButton => ({
	kind: 'url',
	text: 'Track',
	url: 'https://example.com/track',
	...rest,
});

/** What can stand above a carousel. */
const bare = { header: undefined, footer: undefined, buttons: [] };
const card = (change: Partial<DraftCard> = {}): DraftCard => ({
	media: { format: 'image', sample: 'data' },
	body: { text: 'Lemons at {{1}} today.', examples: { 1: '2 €' } },
	buttons: [quick(1)[0], url()],
	...change,
});
const cards = (count: number) => Array.from({ length: count }, () => card());

it('takes a draft that keeps to all limits, at the limits, and with names', () => {
	expect(checkDraft(DRAFT)).toBeUndefined();
	expect(
		checkDraft({
			...DRAFT,
			name: 'a'.repeat(512),
			header: { format: 'text', text: 'h'.repeat(60) },
			body: { text: `${'b'.repeat(1018)}{{1}}.`, examples: { 1: 'x' } },
			footer: 'f'.repeat(60),
			buttons: [{ kind: 'quickReply', text: 'x'.repeat(25) }],
		}),
	).toBeUndefined();
	const named = {
		header: undefined,
		body: { text: 'Hi {{first_name}}!', examples: { first_name: 'Ana' } },
	};
	expect(checkDraft({ ...DRAFT, ...named })).toBeUndefined();
	expect(checkDraft({ ...DRAFT, buttons: quick(10) })).toBeUndefined();
});

it.each<[string, Partial<WordsDraft>, RegExp]>([
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
		{ header: { format: 'text', text: 'h'.repeat(61) } },
		/^Header has 61 characters.* at most 60$/,
	],
	[
		'two variables in the header',
		{ header: { format: 'text', text: '{{1}} {{2}}' } },
		/^Header has 2 variables/,
	],
	[
		'a header without example',
		{ header: { format: 'text', text: 'Order {{1}}' } },
		/\{\{1\}\} of the header has no example/,
	],
	[
		'a header that counts from 2',
		{ header: { format: 'text', text: 'Order {{2}}', example: 'x' } },
		/of the header do not count/,
	],
	['no body', { body: { text: '  ', examples: {} } }, /^Body is empty$/],
	[
		'a long body',
		{ body: { text: 'b'.repeat(1025), examples: {} } },
		/^Body has 1025 characters.* at most 1024$/,
	],
	[
		'a variable first',
		{ body: { text: '{{1}} hello', examples: { 1: 'x' } } },
		/begins or ends with a variable/,
	],
	[
		'a variable last',
		{ body: { text: 'Hello {{1}} ', examples: { 1: 'x' } } },
		/begins or ends with a variable/,
	],
	[
		'a gap',
		{ body: { text: 'Hi {{1}} {{3}}.', examples: { 1: 'x', 3: 'y' } } },
		/of the body do not count/,
	],
	[
		'names and numbers',
		{ body: { text: 'Hi {{1}} {{name}}.', examples: { 1: 'x', name: 'y' } } },
		/numbers and others are names/,
	],
	[
		'a name in capitals',
		{ header: undefined, body: { text: 'Hi {{Name}}.', examples: { Name: 'y' } } },
		/\{\{Name\}\} has a name/,
	],
	[
		'braces that are no variable',
		{ body: { text: 'Hi {{first name}}.', examples: {} } },
		/double braces/,
	],
	[
		'a missing example',
		{ body: { ...DRAFT.body, examples: { 1: 'Ana' } } },
		/\{\{2\}\} of the body has no example/,
	],
	[
		'an example that is inherited',
		{ header: undefined, body: { text: 'Hi {{constructor}}.', examples: {} } },
		/constructor\}\} of the body has no example/,
	],
	[
		'an example too many',
		{ body: { ...DRAFT.body, examples: { 1: 'a', 2: 'b', 3: 'c' } } },
		/example for \{\{3\}\}/,
	],
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
	[
		'a long code',
		{ buttons: [{ kind: 'copyCode', example: 'x'.repeat(21) }] },
		/^Example code of button 1 has 21 characters.* 20$/,
	],
	[
		'a flow by its name',
		{ buttons: [{ kind: 'flow', text: 'Form', flowId: 'survey' }] },
		/"survey" of button 1 is no flow ID/,
	],
	[
		'a header without a sample',
		{ header: { format: 'image', sample: '' } },
		/^The image of the header has no sample$/,
	],
	['a carousel that is no marketing', { ...bare, cards: cards(2) }, /^A carousel is marketing$/],
	['too long a wait', { deliverWithinSeconds: 43_260 }, /try for 721 minutes/],
	['too short a wait', { deliverWithinSeconds: 29 }, /to deliver a message/],
])('refuses %s, with what to do', (_what, change, message) => {
	const problem = checkDraft({ ...DRAFT, ...change });
	expect(problem?.message).toMatch(message);
	expect(problem?.hint).toBeTruthy();
});

describe('a carousel', () => {
	const carousel = (...all: DraftCard[]) =>
		checkDraft({ ...DRAFT, ...bare, category: 'MARKETING', cards: all });

	it('has 2 to 10 cards, made alike', () => {
		expect(carousel(...cards(2))).toBeUndefined();
		expect(carousel(...cards(10))).toBeUndefined();
		const text = { text: 'x'.repeat(160), examples: {} };
		expect(carousel(card({ body: text }), card())).toBeUndefined();
	});

	const video = card({ media: { format: 'video', sample: 'data' } });
	it.each<[string, DraftCard[], RegExp]>([
		['one card', cards(1), /^The carousel has 1 card; WhatsApp takes 2 to 10$/],
		['eleven cards', cards(11), /^The carousel has 11 cards/],
		['a picture and a video', [card(), video], /^Card 2 is not made like card 1$/],
		['a card without text', [card(), card({ body: undefined })], /^Card 2 is not made like/],
		['another button', [card(), card({ buttons: [url(), quick(1)[0]] })], /^Card 2 is not/],
		[
			'a long text',
			[card({ body: { text: 'x'.repeat(161), examples: {} } }), card()],
			/^Text of card 1 has 161 characters.* 160$/,
		],
		[
			'no example',
			[card(), card({ body: { text: 'At {{1}} now.', examples: {} } })],
			/\{\{1\}\} of the text of card 2 has no example/,
		],
		[
			'no sample',
			[card({ media: { format: 'image', sample: ' ' } }), card()],
			/of card 1 has no sample/,
		],
		[
			'three buttons',
			[card({ buttons: quick(3) }), card({ buttons: quick(3) })],
			/^There are 3 buttons on card 1/,
		],
		[
			'a button to copy a code',
			[card({ buttons: [{ kind: 'copyCode', example: 'A' }] }), card()],
			/none that cards can have/,
		],
		[
			'a long label',
			[card({ buttons: [{ kind: 'quickReply', text: 'x'.repeat(26) }] }), card()],
			/^Label of button 1 of card 1 has 26/,
		],
	])('is refused with %s', (_what, all, message) => {
		const problem = carousel(...all);
		expect(problem?.message).toMatch(message);
		expect(problem?.hint).toBeTruthy();
	});

	it('stands below a body, and nothing else', () => {
		const footer = { ...DRAFT, ...bare, footer: 'Rio', category: 'MARKETING' as const };
		expect(checkDraft({ ...footer, cards: cards(2) })?.message).toMatch(/only a body besides/);
	});
});

describe('a limited-time offer', () => {
	const copyCode: DraftButton = { kind: 'copyCode', example: 'SAVE20' };
	const offered: WordsDraft = {
		...DRAFT,
		category: 'MARKETING',
		header: { format: 'image', sample: 'data' },
		footer: undefined,
		buttons: [copyCode, url()],
		offer: { text: 'x'.repeat(16), countdown: true },
	};

	it('is taken with a code first and a link', () => {
		expect(checkDraft(offered)).toBeUndefined();
		const plain = { text: 'Only today', countdown: false };
		expect(checkDraft({ ...offered, offer: plain, buttons: [url()] })).toBeUndefined();
	});

	it.each<[string, Partial<WordsDraft>, RegExp]>([
		['17 characters', { offer: { text: 'x'.repeat(17), countdown: true } }, /Offer text has 17/],
		['a variable', { offer: { text: '{{1}} off', countdown: true } }, /Offer text has a variable/],
		['another category', { category: 'UTILITY' }, /is marketing$/],
		['a document', { header: { format: 'document', sample: 'data' } }, /takes no document/],
		['a footer', { footer: 'Rio' }, /has no footer/],
		['a long body', { body: { text: 'x'.repeat(601), examples: {} } }, /Body has 601/],
		['no code for the countdown', { buttons: [url()] }, /copies a code is not first/],
		['the code last', { buttons: [url(), copyCode] }, /copies a code is not first/],
		['no link', { buttons: [copyCode] }, /needs a link/],
	])('is refused with %s', (_what, change, message) => {
		const problem = checkDraft({ ...offered, ...change });
		expect(problem?.message).toMatch(message);
		expect(problem?.hint).toBeTruthy();
	});
});

describe('a sign-in code', () => {
	const autofill = { packageName: 'com.example.courier', signatureHash: 'K8a/AINcGX7' };
	const coded = (code: DraftCode, rest: Partial<CodeDraft> = {}) =>
		checkDraft({ name: 'sign_in', language: 'en', category: 'AUTHENTICATION', code, ...rest });

	it('is taken within its limits', () => {
		expect(coded({ warning: true })).toBeUndefined();
		expect(coded({ warning: false, expiresAfterMinutes: 90, autofill })).toBeUndefined();
		expect(coded({ warning: true }, { deliverWithinSeconds: 30 })).toBeUndefined();
	});

	it.each<[string, DraftCode, RegExp]>([
		['no minutes', { warning: true, expiresAfterMinutes: 0 }, /expires after 0 minutes/],
		['91 minutes', { warning: true, expiresAfterMinutes: 91 }, /expires after 91 minutes/],
		['half a minute', { warning: true, expiresAfterMinutes: 1.5 }, /expires after 1.5 minutes/],
		['a long label', { warning: true, copyLabel: 'x'.repeat(26) }, /copy button has 26/],
		[
			'a package of one word',
			{ warning: true, autofill: { ...autofill, packageName: 'courier' } },
			/"courier" is no package name/,
		],
		[
			'ten characters of a hash',
			{ warning: true, autofill: { ...autofill, signatureHash: 'K8a/AINcGX' } },
			/signature hash/,
		],
	])('is refused with %s', (_what, code, message) => {
		expect(coded(code)?.message).toMatch(message);
	});

	it('is not tried for longer than a quarter of an hour', () => {
		expect(coded({ warning: true }, { deliverWithinSeconds: 960 })?.message).toMatch(/16 minutes/);
	});
});
