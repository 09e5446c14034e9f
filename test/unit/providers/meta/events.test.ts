import * as fc from 'fast-check';
import * as messages from '../../../fixtures/meta/inboundMessages';
import * as statuses from '../../../fixtures/meta/statuses';
import {
	ana,
	entries,
	envelope,
	messagesValue,
	posted,
} from '../../../fixtures/meta/webhookRequest';
import { parse } from '../../../../nodes/providers/meta/events';

const KINDS = ['message', 'reply', 'status', 'template', 'account'];

/** What holds for the events of any body at all. */
function expectEvents(body: unknown) {
	const events = parse(posted(body));
	expect(Array.isArray(events)).toBe(true);
	for (const { event, provider, id, timestamp, from, to } of events) {
		expect(KINDS).toContain(event);
		expect(provider).toBe('meta');
		expect(typeof id === 'string' && id !== '').toBe(true);
		expect(new Date(timestamp).toISOString()).toBe(timestamp);
		for (const known of [...Object.values(from), ...Object.values(to)]) {
			expect(typeof known).toBe('string');
		}
	}
	return events;
}

describe('a delivery with many updates', () => {
	it('gives every message and status of every change of every entry, in order', () => {
		const change = (...ids: string[]) => ({
			field: 'messages',
			value: messagesValue({
				contacts: [ana],
				messages: ids.map((id) => ({ ...messages.text, id })),
				statuses: ids.map((id) => ({ ...statuses.delivered, id: `${id}.s` })),
			}),
		});
		const body = entries([
			{ id: '7001', changes: [change('a', 'b'), change('c')] },
			{ id: '7002', time: 1790000000, changes: [{ field: 'security', value: {} }, change('d')] },
		]);
		const events = expectEvents(body);
		expect(events.map(({ event, id }) => (event === 'account' ? 'security' : id))).toEqual([
			'a',
			'b',
			'a.s:delivered',
			'b.s:delivered',
			'c',
			'c.s:delivered',
			'security',
			'd',
			'd.s:delivered',
		]);
	});

	it('may have a thousand updates, none of which is lost', () => {
		const written = Array.from({ length: 1000 }, (_, at) => ({
			...messages.text,
			id: `wamid.${at}`,
			from: `34600${String(at).padStart(6, '0')}`,
			from_user_id: `ES.${at}`,
		}));
		const body = envelope('messages', messagesValue({ messages: written }));
		const ids = expectEvents(body).map(({ id }) => id);
		expect(new Set(ids).size).toBe(1000);
	});

	it('keeps what is sound beside what is broken', () => {
		const value = messagesValue({ messages: [null, 'x', 7, messages.text, []] });
		const body = entries([null, 'x', { changes: [null, 7, { field: 'messages', value }] }]);
		expect(expectEvents(body).map(({ id }) => id)).toEqual(['wamid.text']);
	});
});

describe('the time of an event', () => {
	const at = (timestamp: unknown) =>
		parse(
			posted(
				envelope(
					'messages',
					messagesValue({ messages: [{ ...messages.text, timestamp }] }),
					1780000000,
				),
			),
		)[0].timestamp;

	it('is read from text or number', () => {
		expect(at('1790000000')).toBe('2026-09-21T14:13:20.000Z');
		expect(at(1790000000)).toBe('2026-09-21T14:13:20.000Z');
	});

	it('is written as JavaScript writes it', () => {
		for (const seconds of [
			'0',
			'951782399',
			'951782400',
			'4102444799',
			'253402300800',
			'-1',
			'1.5',
		])
			expect(at(seconds)).toBe(new Date(Number(seconds) * 1000).toISOString());
	});

	it('is that of the delivery where the event has none that can be read', () => {
		for (const broken of [undefined, null, '', 'soon', '9e99', [], {}, true]) {
			expect(at(broken)).toBe('2026-05-28T20:26:40.000Z');
		}
	});
});

describe('the id of an event', () => {
	it('is the same for the same content, wherever it is in the delivery', () => {
		const nameless = { type: 'text', text: { body: 'Hi' } };
		const only = parse(posted(envelope('messages', messagesValue({ messages: [nameless] }))));
		const second = parse(
			posted(envelope('messages', messagesValue({ messages: [messages.text, nameless] }))),
		);
		expect(second[1].id).toBe(only[0].id);
	});
});

describe('a body that is no delivery', () => {
	it.each([
		['nothing', ''],
		['no JSON', '<html></html>'],
		['cut JSON', '{"object":"whatsapp_business_account","entry":[{'],
		['a list', '[]'],
		['null', 'null'],
		['another object', '{"object":"page","entry":[{"changes":[{"field":"feed","value":{}}]}]}'],
		['no object', '{"entry":[{"changes":[{"field":"messages","value":{}}]}]}'],
		['no entries', '{"object":"whatsapp_business_account"}'],
	])('has no events: %s', (_, body) => {
		expect(parse(posted(Buffer.from(body)))).toEqual([]);
	});

	it('is never a reason to throw: any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
				expectEvents(Buffer.from(bytes));
			}),
		);
	});

	it('is never a reason to throw: any JSON', () => {
		fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (body) => void expectEvents(body)));
	});

	const anything = fc.jsonValue({ maxDepth: 3 });
	const near = (sound: unknown) =>
		fc.oneof({ weight: 3, arbitrary: fc.constant(sound) }, { weight: 2, arbitrary: anything });

	it('is never a reason to throw: sound messages and statuses with a field of the wrong type', () => {
		const sound: Array<Record<string, unknown>> = [
			...Object.values(messages),
			...Object.values(statuses).flat(),
		];
		const spoilt = fc
			.constantFrom(...sound)
			.chain((object) =>
				fc.record(
					Object.fromEntries(Object.entries(object).map(([key, value]) => [key, near(value)])),
					{ requiredKeys: [] },
				),
			);
		fc.assert(
			fc.property(
				fc.array(spoilt, { minLength: 1, maxLength: 4 }),
				fc.constantFrom('messages', 'statuses'),
				near([ana]),
				near({ display_phone_number: '15550001111', phone_number_id: '1065' }),
				(list, key, contacts, metadata) => {
					const body = envelope('messages', { [key]: list, contacts, metadata });
					expect(expectEvents(body)).toHaveLength(list.length);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('is never a reason to throw: envelopes with a part of the wrong type', () => {
		const value = messagesValue({ contacts: [ana], messages: [messages.text] });
		const change = fc.record({
			field: fc.oneof(near('messages'), near('security'), near('template_category_update')),
			value: near(value),
		});
		const entry = fc.record({
			id: near('7001'),
			time: near(1790000000),
			changes: fc.oneof(anything, fc.array(fc.oneof(anything, change), { maxLength: 3 })),
		});
		const list = fc.oneof(anything, fc.array(fc.oneof(anything, entry), { maxLength: 3 }));
		fc.assert(
			fc.property(list, (entry) => void expectEvents(entries(entry))),
			{ numRuns: 500 },
		);
	});

	it('is never a reason to throw: names that every JavaScript object has', () => {
		for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
			const json = `{"id":"${name}","type":"${name}","${name}":{"body":"Hi","type":"${name}"},
				"interactive":{"type":"${name}","${name}":[]}}`;
			for (const type of [`"${name}"`, '"interactive"', '"button"']) {
				const message: unknown = JSON.parse(json.replace(/"type":"[^"]+"/, `"type":${type}`));
				expectEvents(envelope('messages', messagesValue({ messages: [message] })));
				expectEvents(envelope(name, message));
			}
		}
	});
});
