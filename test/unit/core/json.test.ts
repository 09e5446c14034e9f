import * as fc from 'fast-check';
import {
	asObject,
	asObjects,
	asText,
	defined,
	jsonBudget,
	parseInner,
	parseJson,
} from '../../../nodes/core/json';

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

describe('whole numbers beyond what a number holds', () => {
	it.each([
		['{"id":12345678901234567890}', { id: '12345678901234567890' }],
		['{"id": -12345678901234567890 }', { id: '-12345678901234567890' }],
		['[9007199254740993,1]', ['9007199254740993', 1]],
		['{"a":{"b":[1,9007199254740993]},"c":"x"}', { a: { b: [1, '9007199254740993'] }, c: 'x' }],
		['9007199254740993', '9007199254740993'],
	])('are text: %s', (json, value) => {
		expect(parseJson(json)).toEqual(value);
	});

	it.each([
		['{"id":9007199254740991}', { id: 9007199254740991 }],
		['{"pi":3.14159265358979323846}', { pi: Math.PI }],
		['{"big":12345678901234567890e2}', { big: Number('12345678901234567890e2') }],
		['{"text":"a:12345678901234567890"}', { text: 'a:12345678901234567890' }],
		[
			'{"t":"\\":12345678901234567890","id":12345678901234567891}',
			{ t: '":12345678901234567890', id: '12345678901234567891' },
		],
	])('and nothing else: %s', (json, value) => {
		expect(parseJson(json)).toEqual(value);
	});

	it('are text inside of a text too', () => {
		expect(parseInner('{"order":12345678901234567890}', jsonBudget())).toEqual({
			order: '12345678901234567890',
		});
	});
});

it('finds a long number wherever it stands', () => {
	// As short as can be, so that one look too few misses it.
	const long = fc.stringMatching(/^9[1-9][0-9]{14}$/);
	const short = fc.stringMatching(/^[1-9][0-9]{0,14}$/);
	const gap = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
	fc.assert(
		fc.property(fc.string(), short, long, gap, gap, (text, number, id, before, after) => {
			const json = `{"a":${JSON.stringify(text)},"b":${number}${before},"c":${after}-${id}}`;
			expect(parseJson(json)).toEqual({ a: text, b: Number(number), c: `-${id}` });
			const list = `[${number},${before}${id}]`;
			expect(parseJson(list)).toEqual([Number(number), id]);
		}),
		{ numRuns: 500 },
	);
});
