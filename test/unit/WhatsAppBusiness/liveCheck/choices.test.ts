import { choicesOf } from '../../../../nodes/WhatsAppBusiness/liveCheck/choices';
import type { Template, TemplateVariable } from '../../../../nodes/whatsapp/messages';

const variable = (more: Partial<TemplateVariable>): TemplateVariable => ({
	id: 'body.1',
	place: 'body',
	kind: 'text',
	name: '1',
	label: '1',
	required: true,
	...more,
});
const template = (variables: TemplateVariable[], more: Partial<Template> = {}) =>
	({ variables, buttons: [], ...more }) as unknown as Template;
const choice = (title: string) => ({ id: `id of ${title}`, title });

it('fills in the examples, and a word where there is none', () => {
	const variables = [variable({ example: 'Ana' }), variable({ id: 'body.2' })];
	expect(choicesOf(template(variables), choice)).toEqual({ 'body.1': 'Ana', 'body.2': 'check' });
});

it('leaves out what may be, and what repeats another', () => {
	const variables = [
		variable({ id: 'header.filename', kind: 'filename', required: false }),
		variable({ id: 'button.1', sameAs: 'body.1' }),
	];
	expect(choicesOf(template(variables), choice)).toEqual({});
});

it('gives each quick reply the ID of its label, on cards too', () => {
	const payload = { kind: 'payload', required: false } as const;
	const variables = [
		variable({ ...payload, id: 'button.1', button: 1 }),
		variable({ ...payload, id: 'card.0.button.0', card: 0, button: 0 }),
	];
	const button = (text: string) => ({ kind: 'quickReply', text }) as const;
	const more = {
		buttons: [button('Call'), button('Yes')],
		cards: [{ body: '', buttons: [button('More')] }],
	};
	expect(choicesOf(template(variables, more), choice)).toEqual({
		'button.1': 'id of Yes',
		'card.0.button.0': 'id of More',
	});
});

it('puts a link where a file is wanted', () => {
	const variables = [variable({ id: 'header.media', kind: 'media', place: 'header' })];
	const header = { format: 'document' } as const;
	const links = { document: 'https://example.com/a.pdf' };
	expect(choicesOf(template(variables, { header }), choice, links)).toEqual({
		'header.media': links.document,
	});
});
