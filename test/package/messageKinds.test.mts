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
const ANA = { formatted: 'Ana Silva', first: 'Ana', last: 'Silva' };
const BEN = { formatted: 'Ben', first: 'Ben' };

type Unaddressed<Kind> = Kind extends Message ? Omit<Kind, 'from' | 'to'> : never;
type Content = Unaddressed<Message>;

/** Those that not every provider carries; a reaction needs a message to be one to. */
type Further = Exclude<Message['kind'], 'list' | 'media' | 'reaction' | 'template' | 'text'>;

/** Each kind as full and as bare as it can be. */
const CONTENTS: Record<Further, Content[]> = {
	buttons: [
		{ kind: 'buttons', body: 'All right?', headerMedia: MEDIA, buttons: [{ id: 'a', title: 'A' }] },
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
					phones: ['+34 600 000 009'],
					emails: ['ana@example.com'],
					organization: 'Rio',
				},
				{ name: BEN, phones: [], emails: [] },
			],
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

async function post({ url, body, form }: HttpRequest, headers: Record<string, string>) {
	const payload = form ? new URLSearchParams(form) : body && JSON.stringify(body);
	const response = await fetch(url, {
		method: 'POST',
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
		const limits = supports[content.kind] as { headerMedia?: true; names?: true } | undefined;
		if (limits === undefined || ('headerMedia' in content && !limits.headerMedia)) return false;
		return !('flow' in content && 'name' in content.flow) || limits.names === true;
	}

	it('takes every further kind of message as it is built, and a read receipt', async () => {
		const simulator = await startSimulator({ provider: provider.id });
		const credential = { baseUrl: simulator.url, ...account };
		const send = async (content: Content) => {
			const message = { from, to: { phone: MARTA }, ...content } as Message;
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
});
