import { passes } from '../../../nodes/WhatsAppBusinessTrigger/filterEvents';
import { toOutputs } from '../../../nodes/WhatsAppBusinessTrigger/outputs';
import { forwardsOf, passedOn } from '../../../nodes/WhatsAppBusinessTrigger/forward';
import { ownBaseUrl, waitingBaseUrl } from '../../../nodes/WhatsAppBusinessTrigger/parameters';
import { resumePath } from '../../../nodes/WhatsAppBusinessTrigger/waitingExecution';
import type { InboundEvent } from '../../../nodes/whatsapp/events';

const event = (over: object): InboundEvent =>
	({
		provider: 'meta',
		event: 'message',
		kind: 'text',
		id: 'wamid.1',
		timestamp: '2026-11-22T10:00:00.000Z',
		from: { phone: '12025550111', userId: 'US.1' },
		to: { phoneNumberId: '300' },
		raw: {},
		...over,
	}) as InboundEvent;

describe('which events start the workflow', () => {
	const all = {
		events: ['message', 'reply', 'status', 'template', 'account'],
		phoneNumberId: '',
		people: undefined,
		replyIdPrefix: '',
		words: [],
	};
	const reply = event({ event: 'reply', kind: 'button', replyId: 'delivery-1' });

	it.each<[string, InboundEvent, object, boolean]>([
		['a kind that is chosen', event({}), { events: ['message'] }, true],
		['a kind that is not', reply, { events: ['message'] }, false],
		['the number', event({}), { phoneNumberId: '300' }, true],
		['another number', event({}), { phoneNumberId: '301' }, false],
		[
			'no number, as account news',
			event({ event: 'account', to: {} }),
			{ phoneNumberId: '3' },
			true,
		],
		['the person, in any form', event({}), { people: [{ phone: '12025550111' }] }, true],
		[
			'one of two people',
			event({}),
			{ people: [{ phone: '12025550112' }, { userId: 'US.1' }] },
			true,
		],
		['the person, by user ID', event({}), { people: [{ userId: 'US.1' }] }, true],
		['nobody who could be read', event({}), { people: [] }, false],
		['another person', event({}), { people: [{ phone: '12025550112' }] }, false],
		[
			'a person without a number',
			event({ from: { userId: 'US.2' } }),
			{ people: [{ phone: '12025550111' }] },
			false,
		],
		['the prefix', reply, { replyIdPrefix: 'delivery-' }, true],
		['another prefix', reply, { replyIdPrefix: 'order-' }, false],
		['a message, whatever the prefix', event({}), { replyIdPrefix: 'order-' }, true],
		['the word, in other case', event({ text: 'My INVOICE' }), { words: ['invoice'] }, true],
		[
			'the word, without its accent',
			event({ text: 'Devolución' }),
			{ words: ['devolucion'] },
			true,
		],
		['the word, with an accent', event({ text: 'devolucion' }), { words: ['DEVOLUCIÓN'] }, true],
		['the word, in wide letters', event({ text: 'ＩＮＶＯＩＣＥ' }), { words: ['invoice'] }, true],
		['a number, in other digits', event({ text: '٤٧١١' }), { words: ['4711'] }, true],
		['one of several words', event({ text: 'Hola' }), { words: ['hello', 'hola'] }, true],
		['no such word', event({ text: 'Hello' }), { words: ['invoice'] }, false],
	])('%s', (_what, given, filter, expected) => {
		expect(passes(given, { ...all, ...filter })).toBe(expected);
	});

	it('leave by one output, or by one for each chosen kind', () => {
		const both = [reply, event({})];
		const together = { splitOutputs: false, lean: false };
		const oneEach = { splitOutputs: true, lean: false };
		expect(toOutputs([], ['message'], oneEach)).toBeUndefined();
		expect(toOutputs(both, ['reply', 'message'], together)!.map((items) => items.length)).toEqual([
			2,
		]);
		const split = toOutputs(both, ['status', 'reply', 'message'], oneEach)!;
		expect(split.map((items) => items.map(({ json }) => json.event))).toEqual([
			['message'],
			['reply'],
			[],
		]);
	});
});

describe('the URLs of this n8n', () => {
	it.each([
		['https://n8n.example.com/webhook/1-2/webhook', 'https://n8n.example.com/'],
		['https://example.com/n8n/webhook-test/1-2/webhook', 'https://example.com/n8n/'],
		['https://example.com/hooks/1-2/webhook', 'https://example.com/hooks/1-2/webhook'],
	])('%s', (url, base) => {
		const expected = base === url ? 'https://example.com/' : base;
		expect(ownBaseUrl(url)).toBe(expected);
		expect(waitingBaseUrl(url, '')).toBe(`${expected}webhook-waiting`);
		expect(waitingBaseUrl(url, 'https://x.example/wait/')).toBe('https://x.example/wait');
	});

	it('the resume URL is the signed one', () => {
		const reference = { choice: 'a', executionId: '47', nodeId: 'n', signature: 'ab', mac: 'm' };
		expect(resumePath(reference)).toBe('/47/n?signature=ab');
	});
});

describe('forwarding', () => {
	const request = {
		method: 'POST',
		url: '',
		headers: { host: 'a', 'content-length': '2', 'x-hub-signature-256': 'sha256=1' },
		query: {},
		body: Buffer.from('{}'),
	};

	it('goes to each address but its own, with an identity that redelivery keeps', () => {
		const own = 'https://a.example/webhook/1/webhook';
		const to = `https://b.example/x, ${own}\nhttps://c.example/y ftp://d.example not-a-url`;
		const forwards = forwardsOf(request, to, own);
		expect(forwards.map(({ url }) => url)).toEqual(['https://b.example/x', 'https://c.example/y']);
		expect(forwardsOf(request, to, own)).toEqual(forwards);
		const other = forwardsOf({ ...request, body: Buffer.from('[]') }, to, own);
		expect(other[0].id).not.toBe(forwards[0].id);
	});

	it('is not for the test webhook of an approval or of the doctor', () => {
		const headers = { ...request.headers, 'x-whatsapp-business-test': '1' };
		expect(forwardsOf({ ...request, headers }, 'https://b.example/x', '')).toEqual([]);
	});

	it('keeps the signature and the URL, and drops what belongs to the hop', () => {
		const hop = {
			connection: 'keep-alive',
			'keep-alive': 'timeout=5',
			'transfer-encoding': 'chunked',
			'content-encoding': 'gzip',
		};
		expect(passedOn({ ...request, headers: { ...request.headers, ...hop } })).toEqual({
			'x-hub-signature-256': 'sha256=1',
			'x-whatsapp-business-url': request.url,
		});
	});
});
