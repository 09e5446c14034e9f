import type { IWebhookFunctions } from 'n8n-workflow';
import { sayNothingFound } from '../../../nodes/WhatsAppBusinessTrigger/sayNothingFound';
import { providers } from '../../../nodes/providers';

let nodes = 0;
const NOW = 1790000000000;

/** What is said of such bodies, one after another at one trigger. */
function saidOf(bodies: unknown[], pause = 0): string[] {
	const lines: string[] = [];
	const context = { logger: { warn: (line: string) => lines.push(line) } };
	const node = `trigger-${++nodes}`;
	for (const [index, content] of bodies.entries()) {
		const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
		const now = NOW + index * pause;
		sayNothingFound(context as unknown as IWebhookFunctions, { name: 'Meta' }, { body }, node, now);
	}
	return lines;
}

const metaEntry = { object: 'whatsapp_business_account', entry: [{ id: '1', time: 1 }] };

describe('a webhook in which nothing was found', () => {
	it.each([
		['interakt', { type: 'message_received' }],
		['interakt', { kind: 'news', payload: { secret: 'a' } }],
		['infobip', [{ from: '34600000001' }]],
		['infobip', { results: ['a', 7] }],
		['gupshup', [{ type: 'message' }]],
		['meta', metaEntry],
		['dialog360', metaEntry],
		['twilio', 'From=whatsapp%3A%2B34600000001&Body=Hola'],
		['twilio', 'SmsSid=SM1&From=%2B34600000001&Body=Hola'],
	])('of %s is said without its words: %j', (id, content) => {
		const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
		const request = {
			method: 'POST',
			url: 'https://n8n.example.com/',
			headers: {},
			query: {},
			body,
		};
		const provider = providers.find((one) => one.id === id)!;
		expect(provider.parse(request)).toEqual([]);
		const [line, ...more] = saidOf([content]);
		expect(line).toContain(`Meta sent a webhook of ${body.length} bytes`);
		expect(line).not.toMatch(/34600000001|Hola|secret|whatsapp_business/);
		expect(more).toEqual([]);
	});

	it.each([
		'',
		'  ',
		'{}',
		'[]',
		{ object: 'whatsapp_business_account', entry: [] },
		{ results: [], messageCount: 0 },
		'AccountSid=AC1',
	])('is not said of the tests that come empty: %j', (body) => {
		expect(saidOf([body])).toEqual([]);
	});

	it('is said once an hour, of each trigger', () => {
		expect(saidOf([metaEntry, metaEntry, metaEntry], 59 * 60_000)).toHaveLength(2);
		expect(saidOf([metaEntry])).toHaveLength(1);
	});
});
