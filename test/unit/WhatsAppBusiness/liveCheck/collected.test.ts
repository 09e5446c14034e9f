import { readCollected } from '../../../../nodes/WhatsAppBusiness/liveCheck/collected';
import { meta } from '../../../../nodes/providers/meta';
import { sentBy, tapped } from './liveRuns';

const items = sentBy(meta);
const [reply] = tapped(meta, items, 'buttons');

it('takes items as they came, and rows of a table with JSON in them', () => {
	const rows = [...items, reply].map((item) => ({ id: 1, content: JSON.stringify(item) }));
	for (const given of [[...items, reply], rows]) {
		const { sent, events, strange } = readCollected(given);
		expect(sent.map(({ kind }) => kind.id)).toEqual(items.map(({ kind }) => kind));
		expect(events).toMatchObject([{ event: 'reply', kind: 'button', title: 'Yes' }]);
		expect(strange).toBe(0);
	}
});

it('looks at the newest run only, and at an event once', () => {
	const later = new Date(Date.parse(items[0]!.sentAt) + 60_000).toISOString();
	const second = items.slice(0, 3).map((item) => ({ ...item, liveCheck: 'r2', sentAt: later }));
	const { sent, events } = readCollected([...second, ...items, reply, { ...reply }]);
	expect(sent).toHaveLength(3);
	expect(events).toHaveLength(1);
});

it.each([
	[null],
	['text'],
	[{}],
	[{ content: '{' }],
	[{ content: '['.repeat(10_000) }],
	[{ liveCheck: 'r1', kind: 'no such kind' }],
	[{ event: 'Ana' }],
	[{ event: { message: 1 } }],
])('%j is counted, and nothing else', (item) => {
	expect(readCollected([item])).toEqual({ sent: [], events: [], strange: 1 });
});

it('gives each part of an event the form that the code relies on', () => {
	const [event] = readCollected([
		{ event: 'status', from: 'Ana', recipient: { phone: { a: 1 } }, errors: 'none', kind: {} },
	]).events;
	expect(event).toMatchObject({ from: {}, to: {}, recipient: {}, errors: [], context: {} });
	expect(event).toMatchObject({ kind: undefined, id: '', timestamp: '' });
});
