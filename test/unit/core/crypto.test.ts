import * as fc from 'fast-check';
import { contentHash, equalSecrets } from '../../../nodes/core/crypto';

describe('two secrets', () => {
	it('are equal only when they are the same text', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (one, other) => {
				expect(equalSecrets(one, one)).toBe(true);
				expect(equalSecrets(other, one)).toBe(other === one);
			}),
		);
	});

	it('may differ in length without an error', () => {
		expect(equalSecrets('short', 'a much longer secret')).toBe(false);
		expect(equalSecrets('', 'secret')).toBe(false);
	});

	it('are told apart by case, spaces and the form of their characters', () => {
		for (const other of ['Secret', 'secret ', 'secre\u0301t', 'ѕecret']) {
			expect(equalSecrets(other, 'secret')).toBe(false);
		}
	});

	it('are never equal when the expected one is empty', () => {
		for (const given of ['', ' ', 'secret']) expect(equalSecrets(given, '')).toBe(false);
	});
});

describe('the hash of a value', () => {
	it('is equal exactly where the JSON is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(contentHash(one) === contentHash(other)).toBe(same);
				expect(contentHash(JSON.parse(JSON.stringify(one)))).toBe(contentHash(one));
			}),
		);
	});

	it('tells apart where a text ends, and what only looks alike', () => {
		const long = 'x'.repeat(5000);
		const values = [
			['ab', 'c'],
			['a', 'bc'],
			['abc'],
			'abc',
			[['abc']],
			{ abc: '' },
			{ a: 'bc' },
			['1'],
			[1],
			['null'],
			[null],
			[[], []],
			[[[]]],
			{ a: {} },
			{ a: [] },
			[long, 'y'],
			[`${long}y`],
			[long, `1"y`],
		];
		expect(new Set(values.map(contentHash)).size).toBe(values.length);
	});
});
