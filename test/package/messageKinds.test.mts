import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { providers } from '../../dist/nodes/providers/index.js';
import type { Message } from '../../dist/nodes/whatsapp/messages.js';
import type { HttpRequest } from '../../dist/nodes/providers/http.js';
import * as dialog360 from '../../playground/simulator/providers/dialog360/account.mts';
import * as gupshup from '../../playground/simulator/providers/gupshup/account.mts';
import * as infobip from '../../playground/simulator/providers/infobip/account.mts';
import { startSimulator } from '../../playground/simulator/server.mts';

const OURS = '12025550100';
const MARTA = '12025550111';

interface Access {
	from: string;
	account?: Record<string, string>;
	headers: Record<string, string>;
}

/** How each simulated provider is spoken to. */
const ACCESS: Record<string, Access> = {
	meta: { from: '300000000000003', headers: { authorization: 'Bearer EAAPLAYGROUNDTOKEN' } },
	dialog360: { from: OURS, headers: { 'd360-api-key': dialog360.API_KEY } },
	infobip: { from: OURS, headers: { authorization: `App ${infobip.API_KEY}` } },
	gupshup: {
		from: gupshup.APP_NAME,
		account: { sourceNumber: OURS },
		headers: { apikey: gupshup.API_KEY },
	},
};

const MEDIA = { type: 'image', link: 'https://example.com/a.jpg' } as const;
const FRAME = { body: 'Is it all right?', header: 'Delivery', footer: 'Rio' };
const FLOW = { cta: 'Open form', token: 'order-4711' };
const ANA = {
	...{ formatted: 'Dr. Ana M. Silva Jr.', first: 'Ana', middle: 'M.', last: 'Silva' },
	...{ prefix: 'Dr.', suffix: 'Jr.' },
};
const PLACE = {
	street: 'Calle Mayor 1',
	city: 'Madrid',
	state: 'M',
	zip: '28013',
	country: 'Spain',
};
const BEN = { formatted: 'Ben', first: 'Ben' };

type Unaddressed<Kind> = Kind extends Message
	? Omit<Kind, 'from' | 'to'> & Partial<Pick<Message, 'to'>>
	: never;
type Content = Unaddressed<Message>;

/** Those that not every provider carries; a reaction needs a message to be one to. */
type Further = Exclude<Message['kind'], 'reaction' | 'template' | 'text'>;

/** Each kind as full and as bare as it can be. */
const CONTENTS: Record<Further, Content[]> = {
	buttons: [
		{ kind: 'buttons', body: 'All right?', headerMedia: MEDIA, buttons: [{ id: 'a', title: 'A' }] },
	],
	list: [
		{
			kind: 'list',
			body: 'When?',
			button: 'Choose',
			rows: [{ id: 'a', title: 'A', section: 'One' }],
		},
		{
			kind: 'list',
			...FRAME,
			button: 'Choose',
			rows: [
				{ id: 'a', title: 'Morning', section: 'Monday' },
				{ id: 'b', title: 'Morning', section: 'Tuesday', description: 'After ten' },
			],
		},
	],
	media: [
		{ kind: 'media', type: 'audio', media: { link: 'https://example.com/note.mp3' } },
		{ kind: 'media', type: 'audio', media: { link: 'https://example.com/a.ogg' }, voice: true },
	],
	link: [
		{ kind: 'link', ...FRAME, label: 'Track it', url: 'https://example.com/4711' },
		{
			kind: 'link',
			body: 'Yes',
			headerMedia: MEDIA,
			label: 'Track it',
			url: 'https://example.com',
		},
	],
	location: [
		{ kind: 'location', latitude: 40.4, longitude: -3.7, name: 'Depot', address: 'Calle Mayor 1' },
		{ kind: 'location', latitude: 0, longitude: 0 },
	],
	locationRequest: [{ kind: 'locationRequest', body: 'Where are you?' }],
	contacts: [
		{
			kind: 'contacts',
			contacts: [
				{
					name: ANA,
					phones: [
						{ number: '+34 600 000 009', type: 'IPHONE' },
						{ number: '600 000 010', waId: '34600000010' },
					],
					emails: [{ email: 'ana@example.com', type: 'HOME' }],
					urls: [{ url: 'https://example.com', type: 'WORK' }],
					addresses: [{ ...PLACE, countryCode: 'ES', type: 'WORK' }, { city: 'Madrid' }],
					organization: { company: 'Rio', department: 'Dispatch', title: 'Driver' },
					birthday: '1990-04-23',
				},
				{ name: BEN, phones: [], emails: [] },
			],
		},
	],
	product: [
		{ kind: 'product', catalogId: '1', productId: 'shirt', body: 'Back in stock', footer: 'Rio' },
		{ kind: 'product', catalogId: '1', productId: 'shirt' },
	],
	productList: [
		{
			kind: 'productList',
			...FRAME,
			catalogId: '1',
			products: [
				{ id: 'shirt', section: 'Summer' },
				{ id: 'coat', section: 'Winter' },
			],
		},
		{
			kind: 'productList',
			header: 'All',
			body: 'Shirts',
			catalogId: '1',
			products: [{ id: 'shirt' }],
		},
	],
	catalog: [
		{ kind: 'catalog', body: 'Have a look', footer: 'Rio', thumbnail: 'shirt' },
		{ kind: 'catalog', body: 'Have a look' },
	],
	callPermissionRequest: [
		{ kind: 'callPermissionRequest', body: 'May we call?' },
		{ kind: 'callPermissionRequest' },
	],
	contactInfoRequest: [{ kind: 'contactInfoRequest', body: 'Your number?' }],
	addressRequest: [
		{
			kind: 'addressRequest',
			...FRAME,
			to: { phone: '919000000001' },
			country: 'IN',
			values: { name: 'Devi', in_pin_code: '400064', landmark_area: 'Behind the mall' },
		},
		{
			kind: 'addressRequest',
			to: { phone: '6590000001' },
			body: 'Where?',
			country: 'SG',
			values: {},
		},
	],
	flow: [
		{
			kind: 'flow',
			...FRAME,
			...FLOW,
			flow: { id: '1' },
			screen: 'A',
			data: { a: 1 },
			draft: true,
		},
		{ kind: 'flow', body: 'Tell us', ...FLOW, flow: { name: 'feedback' } },
	],
};

it.each(Object.keys(CONTENTS) as Further[])('%s is carried by somebody', (kind) => {
	expect(providers.filter(({ supports }) => supports[kind] !== undefined)).not.toEqual([]);
});

/** What some providers carry of a kind and others do not. */
type Limits = Partial<Record<'body' | 'headerMedia' | 'names' | 'sections' | 'voice', unknown>>;

async function post({ method, url, body, form }: HttpRequest, headers: Record<string, string>) {
	const payload = form ? new URLSearchParams(form) : body && JSON.stringify(body);
	const response = await fetch(url, {
		method,
		headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
		...(payload && { body: payload }),
	});
	const text = await response.text();
	return { ok: response.ok, text, answer: (text && JSON.parse(text)) as unknown };
}

describe.each(providers.filter(({ id }) => id in ACCESS))('$id, simulated', (provider) => {
	const { supports } = provider;
	const { from, headers, account } = ACCESS[provider.id]!;

	function carried(content: Content): boolean {
		const limits = supports[content.kind] as Limits | undefined;
		if (limits === undefined || ('headerMedia' in content && !limits.headerMedia)) return false;
		if ('voice' in content && !limits.voice) return false;
		if ('rows' in content && !limits.sections) return false;
		if (content.kind === 'callPermissionRequest' && content.body && !limits.body) return false;
		return !('flow' in content && 'name' in content.flow) || limits.names === true;
	}

	it('takes every further kind of message as it is built, and a read receipt', async () => {
		const simulator = await startSimulator({ provider: provider.id });
		const credential = { baseUrl: simulator.url, ...account };
		const send = async (content: Content) => {
			const message = { id: randomUUID(), from, to: { phone: MARTA }, ...content } as Message;
			const { answer, text } = await post(provider.send(message, credential, {}), headers);
			const sent = provider.sent(answer);
			expect([content.kind, text, sent?.messageId]).toEqual([
				content.kind,
				text,
				expect.stringMatching(/./),
			]);
			return sent!.messageId;
		};
		try {
			let messageId = '';
			for (const content of Object.values(CONTENTS).flat().filter(carried))
				messageId = await send(content);
			if (supports.reaction) {
				for (const emoji of ['👍', '']) await send({ kind: 'reaction', messageId, emoji });
			}
			if (provider.markRead) {
				const marta = { url: `${simulator.url}/playground/people/marta/text` };
				const written = await post({ method: 'POST', ...marta, body: { text: 'Hi' } }, {});
				const [theirs = ''] = /(?:wamid\.|\bSM)[^"]+/.exec(written.text) ?? [];
				const receipt = { from, messageId: theirs, typing: supports.typing !== undefined };
				expect(await post(provider.markRead(receipt, credential), headers)).toMatchObject({
					ok: true,
				});
			}
		} finally {
			await simulator.stop();
		}
	});

	it('blocks somebody who wrote, and unblocks them', async () => {
		if (provider.blocking === undefined) return;
		const { block, unblock, failed } = provider.blocking;
		const simulator = await startSimulator({ provider: provider.id });
		const credential = { baseUrl: simulator.url, appId: gupshup.APP_ID, ...account };
		try {
			for (const change of [block, unblock]) {
				const { ok, answer } = await post(change({ phone: MARTA }, from, credential), headers);
				expect([ok, failed(answer)]).toEqual([true, undefined]);
			}
			const stranger = await post(block({ phone: '12025550199' }, from, credential), headers);
			expect([stranger.ok, failed(stranger.answer)?.category]).toEqual([false, 'recipient']);
		} finally {
			await simulator.stop();
		}
	});
});
