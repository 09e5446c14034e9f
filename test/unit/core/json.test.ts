import { asObject, asObjects, asText, defined, parseJson } from '../../../nodes/core/json';

describe('JSON from outside', () => {
	it('gives objects, and only objects', () => {
		expect(asObject({ a: 1 })).toEqual({ a: 1 });
		for (const other of [null, undefined, [], 'x', 1, true]) {
			expect(asObject(other)).toBeUndefined();
		}
		expect(asObjects([{ a: 1 }, null, [], 'x', {}])).toEqual([{ a: 1 }, {}]);
		expect(asObjects({ 0: {} })).toEqual([]);
	});

	it('gives text and numbers as text, zero included', () => {
		expect(asText('a')).toBe('a');
		expect(asText(0)).toBe('0');
		expect(asText(131047)).toBe('131047');
		for (const other of ['', NaN, Infinity, null, undefined, true, [], {}, ['a']]) {
			expect(asText(other)).toBeUndefined();
		}
	});

	it('is undefined where it cannot be parsed', () => {
		expect(parseJson(Buffer.from('{"a":"ä"}'))).toEqual({ a: 'ä' });
		for (const broken of ['', '{', 'undefined', '\ufeff{}']) {
			expect(parseJson(broken)).toBeUndefined();
		}
	});

	it('has no keys for what is not known, but keeps what is empty or false', () => {
		expect(Object.keys(defined({ a: undefined, b: null, c: false, d: '', e: 0 }))).toEqual([
			'b',
			'c',
			'd',
			'e',
		]);
	});
});
