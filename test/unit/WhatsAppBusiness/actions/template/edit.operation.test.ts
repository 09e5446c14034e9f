import type { Template } from '../../../../../nodes/whatsapp/messages';
import type { TemplateEdit } from '../../../../../nodes/whatsapp/templateDraft';
import { checkEdit } from '../../../../../nodes/WhatsAppBusiness/actions/template/edit.operation';

const TEMPLATE: Template = {
	id: '7',
	name: 'order_ready',
	language: 'en_US',
	category: 'UTILITY',
	status: 'approved',
	statusText: 'APPROVED',
	parameterFormat: 'positional',
	header: { format: 'text', text: 'Order {{1}}' },
	body: 'Hello {{1}}, it is ready.',
	footer: 'Rio',
	buttons: [{ kind: 'quickReply', text: 'OK' }],
	variables: [],
	raw: {},
};
const PENDING = { status: 'pending', statusText: 'PENDING' } as const;
const REJECTED = { status: 'rejected', statusText: 'REJECTED' } as const;
const CODE = { category: 'AUTHENTICATION' };
const body = (text: string, examples: Record<string, string> = {}) => ({
	body: { text, examples },
});

it.each<[string, Partial<Template>, TemplateEdit]>([
	['a body', {}, body('Hi {{1}}, done.', { 1: 'Ana' })],
	['an empty footer and no buttons', {}, { footer: '', buttons: [] }],
	['the category of one that was rejected', REJECTED, { category: 'MARKETING' }],
	['the category that it has already', {}, { category: 'UTILITY', footer: 'Rio' }],
	['a time', {}, { deliverWithinSeconds: 600 }],
	['a code', CODE, { code: { warning: true }, deliverWithinSeconds: 60 }],
	[
		'names in one of names',
		{ parameterFormat: 'named', header: undefined },
		body('Hi {{a}}.', { a: 'b' }),
	],
])('takes %s', (_what, change, edit) => {
	expect(checkEdit({ ...TEMPLATE, ...change }, edit)).toBeUndefined();
});

it.each<[string, Partial<Template>, TemplateEdit, RegExp]>([
	['one under review', PENDING, { footer: '' }, /is pending; only approved, paused and rejected/],
	[
		'one that is going to be deleted',
		{ status: 'other', statusText: 'PENDING_DELETION' },
		{ footer: '' },
		/is pending deletion;/,
	],
	['no change', {}, {}, /Nothing is to be changed/],
	['the same category', {}, { category: 'UTILITY' }, /Nothing is to be changed/],
	['another category', {}, { category: 'MARKETING' }, /category of an approved template/],
	['words for a code', CODE, body('Hi'), /WhatsApp writes the words/],
	['a code for words', {}, { code: { warning: true } }, /does not bring a sign-in code/],
	['a code that is too old', CODE, { code: { warning: true, expiresAfterMinutes: 91 } }, /91/],
	['a long time', {}, { deliverWithinSeconds: 43_260 }, /try for 721 minutes/],
	['a long header', {}, { header: { format: 'text', text: 'x'.repeat(61) } }, /Header has 61/],
	['a long body', {}, body('x'.repeat(1025)), /Body has 1025/],
	['no body', {}, body(''), /Body is empty/],
	['a variable without example', {}, body('Hi {{1}}.'), /has no example/],
	['a long footer', {}, { footer: 'x'.repeat(61) }, /Footer has 61/],
	['a label twice', {}, { buttons: [1, 2].map(() => ({ kind: 'quickReply', text: 'A' })) }, /same/],
	['names where the header counts', {}, body('Hi {{a}}.', { a: 'b' }), /numbers and others/],
	[
		'names where numbers were',
		{ header: undefined },
		body('Hi {{a}}.', { a: 'b' }),
		/variables of this template are numbers/,
	],
	[
		'numbers where names were',
		{ header: undefined, parameterFormat: 'named' },
		body('Hi {{1}}.', { 1: 'b' }),
		/variables of this template are names/,
	],
	[
		'an offer in one of utility',
		{},
		{ offer: { text: 'Today', countdown: false } },
		/offer is marketing/,
	],
	[
		'an offer above a footer that stays',
		{ category: 'MARKETING', header: undefined },
		{ offer: { text: 'Today', countdown: false } },
		/has no footer/,
	],
	[
		'a single card',
		{ category: 'MARKETING' },
		{ cards: [{ media: { format: 'image', sample: 'data' }, buttons: [] }] },
		/has 1 card/,
	],
])('refuses %s, with what to do', (_what, change, edit, message) => {
	const problem = checkEdit({ ...TEMPLATE, ...change }, edit);
	expect(problem?.message).toMatch(message);
	expect(problem?.hint).toBeTruthy();
});
