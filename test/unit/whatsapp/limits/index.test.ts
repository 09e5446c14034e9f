import type { Contact } from '../../../../nodes/whatsapp/contact';
import type {
	AddressRequestMessage,
	ButtonsMessage,
	ContactsMessage,
	FlowMessage,
	LinkMessage,
	ListMessage,
	ListRow,
	LocationMessage,
	MediaMessage,
	ProductListMessage,
	Message,
	TemplateMessage,
	TextMessage,
} from '../../../../nodes/whatsapp/messages';
import { meta } from '../../../../nodes/providers/meta';
import { readTemplate } from '../../../../nodes/providers/meta/templates';
import { checkLimits } from '../../../../nodes/whatsapp/limits';
import { coupon, positional } from '../../../fixtures/meta/templateList';

const base = { from: '1065', to: { phone: '34600000001' } };
const text = (changes: Partial<TextMessage> = {}): Message => ({
	...base,
	kind: 'text',
	text: 'Hola',
	...changes,
});
const button = (number: number) => ({ id: `id-${number}`, title: `Title ${number}` });
const buttons = (changes: Partial<ButtonsMessage> = {}): Message => ({
	...base,
	kind: 'buttons',
	body: 'Is it all right?',
	buttons: [button(1), button(2), button(3)],
	...changes,
});
const row = (number: number) => ({ id: `row-${number}`, title: `Row ${number}` });
const list = (changes: Partial<ListMessage> = {}): Message => ({
	...base,
	kind: 'list',
	body: 'Which way?',
	button: 'See routes',
	rows: [row(1), row(2)],
	...changes,
});
const withRow = (change: { id?: string; title?: string; description?: string }) =>
	list({ rows: [row(1), { ...row(2), ...change }] });
const template = (values: TemplateMessage['values'], raw: object = positional): Message => ({
	...base,
	kind: 'template',
	template: readTemplate({ ...raw }),
	values,
});
const withButton = (change: { id?: string; title?: string }) =>
	buttons({ buttons: [button(1), { ...button(2), ...change }] });

const link = (changes: Partial<LinkMessage> = {}): Message => ({
	...base,
	kind: 'link',
	body: 'On its way',
	label: 'Track it',
	url: 'https://example.com/4711',
	...changes,
});
const flow = (changes: Partial<FlowMessage> = {}): Message => ({
	...base,
	kind: 'flow',
	body: 'Tell us',
	flow: { id: '123' },
	cta: 'Open form',
	token: 't',
	...changes,
});
const location = (changes: Partial<LocationMessage> = {}): Message => ({
	...base,
	kind: 'location',
	latitude: 40.4,
	longitude: -3.7,
	...changes,
});
const contacts = (...names: Array<ContactsMessage['contacts'][number]['name']>): Message => ({
	...base,
	kind: 'contacts',
	contacts: names.map((name) => ({ name, phones: [], emails: [] })),
});

const broken = (message: Message) => checkLimits(message, meta)?.message;

describe('a message within the limits', () => {
	it.each<[string, Message]>([
		['text', text()],
		['buttons', buttons()],
		['list', list({ rows: Array.from({ length: 10 }, (_, index) => row(index)) })],
		['template', template({ 'body.1': 'Ana', 'body.2': '17' })],
	])('passes: %s', (_, message) => {
		expect(checkLimits(message, meta)).toBeUndefined();
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages and the pages
// text-messages and interactive-reply-buttons-messages below it
describe('each limit', () => {
	it.each<[string, number, (value: string) => Message]>([
		['Text', 4096, (value) => text({ text: value })],
		['Tracking Reference', 512, (value) => text({ reference: value })],
		['Message', 1024, (value) => buttons({ body: value })],
		['Header', 60, (value) => buttons({ header: value })],
		['Footer', 60, (value) => buttons({ footer: value })],
		['Label of button 2', 20, (title) => withButton({ title })],
		['Reply ID of button 2', 256, (id) => withButton({ id })],
		['Message', 4096, (value) => list({ body: value })],
		['List Button Label', 20, (value) => list({ button: value })],
		['Label of row 2', 24, (title) => withRow({ title })],
		['Reply ID of row 2', 200, (id) => withRow({ id })],
		['Description of row 2', 72, (description) => withRow({ description })],
		['Message', 1024, (value) => link({ body: value })],
		['Header', 60, (value) => link({ header: value })],
		['Button Label', 20, (value) => link({ label: value })],
		['Message', 1024, (value) => flow({ body: value })],
		['Footer', 60, (value) => flow({ footer: value })],
		['Button Label', 30, (value) => flow({ cta: value })],
		['Message', 1024, (body) => ({ ...base, kind: 'locationRequest', body })],
		['Address', 1000, (value) => location({ address: value })],
		['Button "Reject": reply ID', 128, (value) => template({ 'button.4': value })],
	])('of %s is %i characters, and not one more', (field, limit, message) => {
		expect(broken(message('x'.repeat(limit)))).toBeUndefined();
		expect(broken(message('x'.repeat(limit + 1)))).toBe(
			`${field} has ${limit + 1} characters; WhatsApp takes at most ${limit}`,
		);
	});

	it.each(['Go 👍', 'Go 🇪🇸', 'Go 1️⃣'])(
		'of a button that opens a form holds no emoji: %s',
		(cta) => {
			expect(broken(flow({ cta }))).toBe('WhatsApp takes no emoji in the button of a flow');
		},
	);

	it('of a reference holds for every kind of message', () => {
		const reference = 'x'.repeat(513);
		for (const message of [text(), buttons(), template({})]) {
			expect(broken({ ...message, reference })).toMatch(/^Tracking Reference has 513/);
		}
	});

	it('of the provider counts where it is tighter, a reference it cannot carry included', () => {
		const tight = { ...meta, supports: { text: { body: 10 } } };
		expect(checkLimits(text({ text: 'x'.repeat(11) }), tight)?.message).toMatch(/at most 10$/);
		expect(checkLimits(text({ reference: 'r' }), tight)?.message).toMatch(/repeats no tracking/);
		expect(checkLimits(text(), tight)).toBeUndefined();
	});
});

it('components as Meta writes them are refused where the provider does not take them', () => {
	const message = { ...template({}), components: [] } as Message;
	expect(checkLimits(message, meta)).toBeUndefined();
	const other = { ...meta, supports: { ...meta.supports, template: { payload: 128 } } };
	expect(checkLimits(message, other)?.message).toMatch(/does not take components/);
});

describe('products', () => {
	const products = (changes: Partial<ProductListMessage> = {}): Message => ({
		...base,
		kind: 'productList',
		header: 'Shirts',
		body: 'In stock',
		catalogId: '1',
		products: [{ id: 'a' }],
		...changes,
	});
	const many = (count: number, section?: string) =>
		Array.from({ length: count }, (_, index) => ({ id: `p${index}`, section }));

	it('are 30 at most, in up to ten sections', () => {
		expect(broken(products({ products: many(30) }))).toBeUndefined();
		expect(broken(products({ products: many(31) }))).toMatch(/^There are 31 products/);
		expect(broken(products({ products: [] }))).toBe('There is no product');
		const inSections = (count: number) =>
			many(count).map(({ id }, index) => ({ id, section: `${index}` }));
		expect(broken(products({ products: inSections(10) }))).toBeUndefined();
		expect(broken(products({ products: inSections(11) }))).toMatch(/^There are 11 sections/);
	});

	it('name their sections, all or none', () => {
		const mixed = [...many(1, 'A'), { id: 'b' }];
		expect(broken(products({ products: mixed }))).toMatch(/^Product 2 names no section/);
		expect(broken(products({ products: many(2, 'x'.repeat(25)) }))).toMatch(/has 25 characters/);
	});

	it('have a header, a text and IDs', () => {
		expect(broken(products({ header: ' ' }))).toBe('Header is empty');
		expect(broken(products({ header: 'x'.repeat(61) }))).toMatch(/^Header has 61/);
		expect(broken(products({ body: '' }))).toBe('Message is empty');
		expect(broken(products({ catalogId: '' }))).toBe('Catalog ID is empty');
		expect(broken(products({ products: [{ id: ' ' }] }))).toBe('Content ID of product 1 is empty');
	});

	it('of which there is only one need no text; a catalog does', () => {
		const one = { ...base, kind: 'product', catalogId: '1', productId: 'a' } as const;
		expect(broken(one)).toBeUndefined();
		expect(broken({ ...one, productId: '' })).toBe('Content ID is empty');
		expect(broken({ ...one, body: 'x'.repeat(1025) })).toMatch(/^Message has 1025/);
		expect(broken({ ...base, kind: 'catalog', body: ' ' })).toBe('Message is empty');
	});
});

describe('the question for an address', () => {
	const ask = (changes: Partial<AddressRequestMessage> = {}): Message => ({
		...base,
		to: { phone: '919000000001' },
		kind: 'addressRequest',
		body: 'Where?',
		country: 'IN',
		values: {},
		...changes,
	});

	it('goes to people of its country', () => {
		expect(broken(ask())).toBeUndefined();
		expect(broken(ask({ to: { userId: 'IN.1' } }))).toBeUndefined();
		expect(broken(ask({ country: 'SG' }))).toBe('+919000000001 is no number of Singapore');
		expect(broken(ask({ country: 'SG', to: { phone: '6590000001' } }))).toBeUndefined();
	});

	it('has the fields of its country', () => {
		expect(broken(ask({ values: { in_pin_code: '400064', state: 'MH' } }))).toBeUndefined();
		expect(broken(ask({ values: { sg_post_code: '018937' } }))).toBe(
			'The form for an address in India has no "sg_post_code"',
		);
		expect(broken(ask({ values: { in_pin_code: '4000641' } }))).toMatch(/in_pin_code has 7/);
	});
});

describe('a contact card', () => {
	const card = (more: Partial<Contact>): Message => ({
		...base,
		kind: 'contacts',
		contacts: [
			{ name: { formatted: 'Ben', first: 'Ben' }, phones: [], emails: [] },
			{ name: { formatted: 'Ana', last: 'Ana' }, phones: [], emails: [], ...more },
		],
	});

	it.each<[Partial<Contact>]>([
		[{ phones: [{ number: '+34 600 000 001' }, { number: '1', type: 'IPHONE' }] }],
		[{ emails: [{ email: 'ana@mail.example.com', type: 'HOME' }] }],
		[{ urls: [{ url: 'https://example.com/ana', type: 'WORK' }] }],
		[{ addresses: [{ city: 'Madrid', countryCode: 'es', type: 'HOME' }] }],
		[{ birthday: '2000-02-29' }],
	])('may have %j', (more) => {
		expect(broken(card(more))).toBeUndefined();
	});

	it.each<[Partial<Contact>, string]>([
		[{ name: { formatted: 'Ana', prefix: ' ' } }, 'Contact 2 has neither a first nor a last name'],
		[{ phones: [{ number: ' ' }] }, 'A phone number of contact 2 is empty'],
		[{ phones: [{ number: '1', type: 'FAX' }] }, '"FAX" is no type of phone number (contact 2)'],
		[{ emails: [{ email: 'ana@' }] }, '"ana@" of contact 2 is no e-mail address'],
		[
			{ emails: [{ email: 'a@e.com', type: 'CELL' }] },
			'"CELL" is no type of e-mail address (contact 2)',
		],
		[{ urls: [{ url: 'example.com' }] }, '"example.com" of contact 2 is no website'],
		[{ addresses: [{ countryCode: 'ESP' }] }, '"ESP" of contact 2 is no country code'],
		[{ addresses: [{ type: 'MAIN' }] }, '"MAIN" is no type of address (contact 2)'],
		[{ birthday: '2001-02-29' }, '"2001-02-29" of contact 2 is no birthday'],
		[{ birthday: '23.4.1990' }, '"23.4.1990" of contact 2 is no birthday'],
	])('is refused with %j', (more, problem) => {
		expect(broken(card(more))).toBe(problem);
	});
});

describe('a voice note', () => {
	const note = (changes: Partial<MediaMessage> = {}): Message => ({
		...base,
		kind: 'media',
		type: 'audio',
		media: { link: 'https://example.com/note.ogg' },
		voice: true,
		...changes,
	});

	it('is OGG, or may be', () => {
		for (const media of [
			{ link: 'https://example.com/note.ogg' },
			{ link: 'https://example.com/note' },
			{ id: '1037' },
		]) {
			expect(broken(note({ media }))).toBeUndefined();
		}
		const media = { link: 'https://example.com/note.mp3' };
		expect(broken(note({ media }))).toBe('A file that ends in .mp3 is no voice note');
		expect(broken(note({ media, voice: undefined }))).toBeUndefined();
	});

	it('is audio', () => {
		expect(broken(note({ type: 'video' }))).toMatch(/^Only audio can be a voice note/);
	});

	it('is refused by the name of a provider that has none', () => {
		const media = { ...meta.supports.media!, voice: undefined };
		const other = { name: 'Other', supports: { ...meta.supports, media } };
		expect(checkLimits(note(), other)?.message).toBe('Other cannot send voice notes');
	});
});

describe('what is empty', () => {
	it.each<[string, (value: string) => Message]>([
		['Text', (value) => text({ text: value })],
		['Message', (value) => buttons({ body: value })],
		['Label of button 2', (title) => withButton({ title })],
		['Reply ID of button 2', (id) => withButton({ id })],
		['Button "Approve": reply ID', (value) => template({ 'button.3': value })],
	])('is refused: %s', (field, message) => {
		for (const empty of ['', ' ', '\n\t ']) {
			expect(checkLimits(message(empty), meta)).toEqual({
				message: `${field} is empty`,
				hint: `Fill in ${field}`,
			});
		}
	});

	it('may be header and footer', () => {
		expect(broken(buttons({ header: '', footer: '' }))).toBeUndefined();
	});
});

describe('buttons', () => {
	it('are one to three', () => {
		const count = (many: number) =>
			broken(buttons({ buttons: Array.from({ length: many }, (_, at) => button(at)) }));
		expect(count(0)).toBe('There is no button');
		expect(count(1)).toBeUndefined();
		expect(count(3)).toBeUndefined();
		expect(count(4)).toBe('There are 4 buttons; WhatsApp shows at most 3');
	});

	it('have labels and reply IDs of their own', () => {
		expect(broken(withButton({ title: 'Title 1' }))).toBe(
			'Two buttons have the same label "Title 1"',
		);
		expect(broken(withButton({ id: 'id-1' }))).toBe('Two buttons have the same reply ID "id-1"');
		expect(broken(withButton({ id: 'ID-1', title: 'TITLE 1' }))).toBeUndefined();
	});

	it('have reply IDs without spaces around them', () => {
		for (const id of [' id', 'id ', 'id\n']) {
			expect(broken(withButton({ id }))).toBe(
				'The reply ID of button 2 begins or ends with a space',
			);
		}
		expect(broken(withButton({ id: 'my id' }))).toBeUndefined();
	});
});

describe('rows of a list', () => {
	const inSections = (...sections: Array<string | undefined>) =>
		list({ rows: sections.map((section, index) => ({ ...row(index), section })) });

	it('stand in up to ten sections, all of them or none', () => {
		expect(broken(inSections('A', 'B', 'A'))).toBeUndefined();
		expect(broken(inSections(...'ABCDEFGHIJ'))).toBeUndefined();
		expect(broken(inSections('A', undefined))).toBe('Row 2 names no section, and other rows do');
		expect(broken(inSections('x'.repeat(24)))).toBeUndefined();
		expect(broken(inSections('x'.repeat(25)))).toMatch(/^Section "x+" has 25 characters/);
	});

	it('are ten at most, however many sections there are', () => {
		expect(broken(inSections(...'ABCDEFGHIJA'))).toBe(
			'There are 11 rows; WhatsApp shows at most 10',
		);
	});

	it('may have the same label in two sections, but not the same reply ID', () => {
		const morning = (section: string, id: string) => ({ id, title: 'Morning', section });
		const rows = (one: object, other: object) => list({ rows: [one, other] as ListRow[] });
		expect(broken(rows(morning('Monday', 'a'), morning('Tuesday', 'b')))).toBeUndefined();
		expect(broken(rows(morning('Monday', 'a'), morning('Monday', 'b')))).toMatch(/same label/);
		expect(broken(rows(morning('Monday', 'a'), morning('Tuesday', 'a')))).toMatch(/same reply ID/);
	});
});

describe('values of a template', () => {
	it.each([
		['a line break', 'two\nlines'],
		['a Windows line break', 'two\r\nlines'],
		['a tab', 'a\tb'],
		['five spaces', 'a     b'],
	])('may not hold %s', (_, value) => {
		expect(broken(template({ 'body.2': value }))).toBe(
			'The value of "Body: 2" has line breaks, tabs or more than four spaces in a row',
		);
		expect(broken(template({ 'header.1': value }))).toMatch(/^The value of "Header: 1"/);
	});

	it('may hold four spaces, emoji and other scripts', () => {
		expect(broken(template({ 'body.1': 'a    b 👍 שלום' }))).toBeUndefined();
	});

	it('may be missing here: what is required is checked against the template', () => {
		expect(broken(template({}))).toBeUndefined();
		expect(broken(template({}, coupon))).toBeUndefined();
	});
});

describe('a kind of message that the provider cannot send', () => {
	it('is refused with the names of both', () => {
		const mute = { ...meta, name: 'Mute Provider', supports: { text: { body: 10 } } };
		expect(checkLimits(buttons(), mute)?.message).toBe(
			'Mute Provider cannot send messages of the kind "buttons"',
		);
		expect(checkLimits(template({}), mute)?.message).toContain('"template"');
	});
});

describe('a list', () => {
	it.each<[string, Message, RegExp]>([
		['eleven rows', list({ rows: Array.from({ length: 11 }, (_, n) => row(n)) }), /11 rows/],
		['no row', list({ rows: [] }), /no row/],
		['two rows of one label', withRow({ title: 'Row 1' }), /rows have the same label/],
		['two rows of one ID', withRow({ id: 'row-1' }), /rows have the same reply ID/],
	])('of %s is refused', (_, message, problem) => {
		expect(broken(message)).toMatch(problem);
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
describe('contacts', () => {
	it('are 257 at most, each with a part of its name', () => {
		const ana = { formatted: 'Ana', first: 'Ana' };
		expect(broken(contacts(...Array.from({ length: 257 }, () => ana)))).toBeUndefined();
		expect(broken(contacts(...Array.from({ length: 258 }, () => ana)))).toMatch(/258 contacts/);
		expect(broken(contacts(ana, { formatted: 'Ben' }))).toBe(
			'Contact 2 has neither a first nor a last name',
		);
	});
});

describe('a location', () => {
	it.each([
		['latitude', 90, 'Latitude is no number between -90 and 90'],
		['longitude', 180, 'Longitude is no number between -180 and 180'],
	])('has a %s up to %i', (field, most, problem) => {
		for (const value of [most, -most, 0]) {
			expect(broken(location({ [field]: value }))).toBeUndefined();
		}
		for (const value of [most + 0.001, -most - 0.001, NaN, Infinity]) {
			expect(broken(location({ [field]: value }))).toBe(problem);
		}
	});
});

describe('a link', () => {
	it('is an address on the web of up to 2000 characters', () => {
		const url = 'https://example.com/'.padEnd(2000, 'x');
		expect(broken(link({ url }))).toBeUndefined();
		expect(broken(link({ url: `${url}x` }))).toMatch(/^Link has 2001 characters/);
		for (const bad of ['example.com', 'mailto:a@example.com', 'https://a b']) {
			expect(broken(link({ url: bad }))).toBe(`"${bad}" is no public link`);
		}
	});
});

describe('a flow', () => {
	it('is named by its ID where the provider knows no names', () => {
		const flowLimits = { ...meta.supports.flow!, names: undefined };
		const lesser = { ...meta, supports: { ...meta.supports, flow: flowLimits } };
		expect(checkLimits(flow({ flow: { name: 'feedback' } }), meta)).toBeUndefined();
		expect(checkLimits(flow({ flow: { name: 'feedback' } }), lesser)?.message).toMatch(
			/by their ID only/,
		);
		expect(checkLimits(flow(), lesser)).toBeUndefined();
	});

	it('begins with a screen of the server where the provider says so, and of nobody else', () => {
		const fromServer = flow({ screenFromServer: true });
		expect(checkLimits(fromServer, meta)).toBeUndefined();
		const flowLimits = { ...meta.supports.flow!, screenFromServer: undefined };
		const other = { name: 'Other', supports: { ...meta.supports, flow: flowLimits } };
		expect(checkLimits(fromServer, other)?.message).toMatch(/^Other cannot begin a flow/);
		expect(broken(flow({ screenFromServer: true, data: { a: 1 } }))).toMatch(/named here too/);
	});

	it('gives data to a screen that it names', () => {
		expect(broken(flow({ data: { a: 1 } }))).toMatch(/not for which screen/);
		expect(broken(flow({ screen: 'A', data: {} }))).toMatch(/holds nothing/);
		expect(broken(flow({ screen: 'A', data: { a: 1 } }))).toBeUndefined();
	});
});
