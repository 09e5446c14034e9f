import fc from 'fast-check';
import { readFacts, writeFacts } from '../../../nodes/approvals/protocol';

describe('facts about deliveries', () => {
	it('come through as they were', () => {
		const facts = [
			{ message: 'abc', times: { sent: 1, read: 3 } },
			{ message: 'def', times: {} },
			{ message: 'ghi', times: {}, price: { category: 'utility', charged: true } },
			{ message: 'jkl', times: {}, price: { category: 'service' } },
		];
		expect(readFacts(writeFacts(facts))).toEqual(facts);
	});

	it.each([
		['nothing', undefined],
		['no JSON', '{'],
		['no list', '{"message":"a"}'],
		['no message', '[{"times":{"sent":1}}]'],
		['null', '[null]'],
	])('of %s are none', (_what, given) => {
		expect(readFacts(given)).toEqual([]);
	});

	it('keep no time that is none', () => {
		const times = { sent: 'x', delivered: -1, read: 1e18, seen: 1 };
		expect(readFacts([{ message: 'a', times }])).toEqual([{ message: 'a', times: {} }]);
	});

	it('keep no price that is none', () => {
		for (const price of ['x', {}, { category: 7 }, { category: 'a b' }, { category: 'X' }])
			expect(readFacts([{ message: 'a', times: {}, price }])).toEqual([
				{ message: 'a', times: {} },
			]);
	});

	it('never throw, are bounded, and hold times that a date can show', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.json()), (given) => {
				for (const { times } of readFacts(given)) {
					for (const time of Object.values(times)) new Date(time * 1000).toISOString();
				}
			}),
		);
		const many = Array.from({ length: 1000 }, (_, index) => ({ message: `${index}`, times: {} }));
		expect(readFacts(many)).toHaveLength(200);
	});
});
