/** What goes to Meta, against the part of Meta's own OpenAPI file that describes sends. */
import * as fc from 'fast-check';
import { z } from 'zod';
import { meta } from '../../../../nodes/providers/meta';
import {
	type MediaType,
	type Message,
	type Template,
	MEDIA_TYPES,
} from '../../../../nodes/whatsapp/messages';
import { send } from '../../../../nodes/providers/meta/send';
import { checkLimits } from '../../../../nodes/whatsapp/limits';
import { account, phoneNumberId } from '../../../fixtures/meta/account';
import file from '../../../../playground/simulator/openApi/messages.json';

type Schema = Parameters<typeof z.fromJSONSchema>[0];

/** Where the file of v23.0 and Meta's newer pages differ, the pages count. */
function asThePagesSay(): Schema {
	const schemas = structuredClone(file);
	// The pages leave the language's policy out in every example; there is only one.
	schemas.$defs.LanguageObject.required = ['code'];
	// The file's pattern allows 2 to 6 and a comma; the pages say 0 to 9.
	schemas.$defs.TemplateComponent.properties.index.pattern = '^[0-9]$';
	return schemas as unknown as Schema;
}

const schemas = asThePagesSay();
const NAMES: Record<string, string> = { template: 'TemplateMessage', contacts: 'ContactsMessage' };

function refusal(message: Message): string | undefined {
	const { body } = send(message, account);
	const { type } = body as { type: string };
	const name = NAMES[type] ?? `${type[0].toUpperCase()}${type.slice(1)}Message`;
	const schema = z.fromJSONSchema({ ...(schemas as object), $ref: `#/$defs/${name}` } as Schema);
	const result = schema.safeParse(body);
	return result.success ? undefined : JSON.stringify(result.error.issues);
}

const base = { from: phoneNumberId, to: { phone: '34600000001' }, replyTo: 'wamid.theirs' };
const media = (type: MediaType, where: { link: string } | { id: string }): Message => ({
	...base,
	kind: 'media',
	type,
	media: where,
	...(type === 'image' && { caption: 'The parcel' }),
	...(type === 'document' && { caption: 'The bill', filename: 'bill.pdf' }),
});

const template: Template = {
	id: '1',
	name: 'order_ready',
	language: 'en_US',
	category: 'UTILITY',
	status: 'approved',
	statusText: 'APPROVED',
	parameterFormat: 'positional',
	header: { format: 'image' },
	body: 'Hi {{1}}',
	buttons: [
		{ kind: 'quickReply', text: 'Yes' },
		{ kind: 'url', text: 'See', url: 'https://example.com/{{1}}' },
	],
	variables: [
		variable('header.media', 'header', 'media', 'image'),
		variable('body.1', 'body', 'text', '1'),
		{ ...variable('button.0', 'button', 'payload', '0'), button: 0 },
		{ ...variable('button.1', 'button', 'urlSuffix', '1'), button: 1 },
	],
	raw: {},
};

function variable<Kind extends Template['variables'][number]['kind']>(
	id: string,
	place: 'header' | 'body' | 'button',
	kind: Kind,
	name: string,
) {
	return { id, place, kind, name, label: name, required: true };
}

const MESSAGES: Array<[string, Message]> = [
	['text', { ...base, kind: 'text', text: 'Hola', previewUrl: true }],
	...MEDIA_TYPES.flatMap(
		(type): Array<[string, Message]> => [
			[`${type} by link`, media(type, { link: 'https://example.com/file' })],
			[`${type} by ID`, media(type, { id: '1234567890' })],
		],
	),
	[
		'template',
		{
			...base,
			kind: 'template',
			template,
			values: {
				'header.media': 'https://example.com/parcel.jpg',
				'body.1': 'Ana',
				'button.0': 'yes-4711',
				'button.1': '4711',
			},
		},
	],
	['location', { ...base, kind: 'location', latitude: 40.4, longitude: -3.7, name: 'Depot' }],
	[
		'contacts',
		{
			...base,
			kind: 'contacts',
			contacts: [
				{
					name: { formatted: 'Ana Silva', first: 'Ana' },
					phones: [{ number: '+34 600 000 009', type: 'WORK' }],
					emails: [{ email: 'ana@example.com' }],
					organization: { company: 'Rio Logistics' },
					urls: [{ url: 'https://example.com', type: 'HOME' }],
					addresses: [{ city: 'Madrid', countryCode: 'ES', type: 'WORK' }],
					birthday: '1990-04-23',
				},
			],
		},
	],
	['reaction', { ...base, kind: 'reaction', messageId: 'wamid.theirs', emoji: '👍' }],
	[
		'product',
		{ ...base, kind: 'product', catalogId: '1', productId: 'a', body: 'New', footer: 'Rio' },
	],
	[
		'product list',
		{
			...base,
			kind: 'productList',
			header: 'Shirts',
			body: 'In stock',
			footer: 'Rio',
			catalogId: '1',
			products: [
				{ id: 'a', section: 'Summer' },
				{ id: 'b', section: 'Winter' },
			],
		},
	],
	['catalog', { ...base, kind: 'catalog', body: 'Have a look', thumbnail: 'a' }],
	[
		'flow',
		{
			...base,
			kind: 'flow',
			body: 'Tell us',
			header: 'Delivery',
			footer: 'Rio',
			flow: { name: 'delivery' },
			cta: 'Open form',
			token: 'order-4711',
			screen: 'FIRST',
			data: { order: '4711' },
		},
	],
];

describe('a message is what Meta’s OpenAPI file describes', () => {
	it.each(MESSAGES)('%s', (_what, message) => {
		expect(refusal(message)).toBeUndefined();
	});

	it('and what it does not describe is noticed', () => {
		const long = { id: 'yes', title: 'x'.repeat(21) };
		const buttons: Message = { ...base, kind: 'buttons', body: 'Well?', buttons: [long] };
		expect(refusal(buttons)).toContain('too_big');
	});
});

const text = (most: number) => fc.string({ maxLength: most + 3 });
const replies = fc.array(fc.record({ id: text(256), title: text(20) }), { maxLength: 4 });
const rows = fc.array(
	fc.record({
		id: text(200),
		title: text(24),
		description: fc.option(text(72), { nil: undefined }),
	}),
	{ maxLength: 12 },
);
const frame = { body: text(1024), header: fc.option(text(60), { nil: undefined }) };

// Links and requests for a location are not in the file.
describe('what our limits let through, Meta’s file lets through', () => {
	const holds = (message: Message) => {
		fc.pre(checkLimits(message, meta) === undefined);
		expect(refusal(message)).toBeUndefined();
	};

	it('reply buttons', () => {
		const buttons = fc.record({ ...frame, buttons: replies });
		fc.assert(fc.property(buttons, (parts) => holds({ ...base, kind: 'buttons', ...parts })));
	});

	it('lists', () => {
		const lists = fc.record({ ...frame, button: text(20), rows });
		fc.assert(fc.property(lists, (parts) => holds({ ...base, kind: 'list', ...parts })));
	});
});
