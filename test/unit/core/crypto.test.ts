import * as fc from 'fast-check';
import { equalSecrets } from '../../../nodes/core/crypto';

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
