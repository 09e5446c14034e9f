import * as fc from 'fast-check';
import { nestsDeeperThan, parseInner } from '../../../nodes/core/json';

const deeper = (json: string, bound: number) => nestsDeeperThan(Buffer.from(json), bound);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

function depthOf(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('the depth of JSON', () => {
	it('is told exactly at the bound', () => {
		expect(deeper(nested(64), 64)).toBe(false);
		expect(deeper(nested(65), 64)).toBe(true);
		expect(deeper('{"a":{"b":[1]}}', 3)).toBe(false);
		expect(deeper('{"a":{"b":[1]}}', 2)).toBe(true);
	});

	it('is what a parser would find, for any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), (value, bound) => {
				expect(deeper(JSON.stringify(value), bound)).toBe(depthOf(value) > bound);
				expect(deeper(JSON.stringify(value, null, '\t'), bound)).toBe(depthOf(value) > bound);
			}),
		);
	});

	it('counts no brackets inside text', () => {
		expect(deeper(JSON.stringify({ text: '['.repeat(100) }), 1)).toBe(false);
		expect(deeper(JSON.stringify({ ['{'.repeat(100)]: '}' }), 1)).toBe(false);
	});

	it('knows where text ends', () => {
		expect(deeper(String.raw`["\"[[["]`, 1)).toBe(false);
		expect(deeper(String.raw`["\\",[[]]]`, 2)).toBe(true);
		expect(deeper(String.raw`["\\\"[[[",[]]`, 2)).toBe(false);
		expect(deeper(String.raw`["\u005c",[[]]]`, 2)).toBe(true);
	});

	it.each([0, 60, 61, 62, 63, 64, 65, 300])(
		'knows where a text of %i more characters ends',
		(long) => {
			const before = 'x'.repeat(long);
			expect(deeper(JSON.stringify([`${before}"[[[`]), 1)).toBe(false);
			expect(deeper(JSON.stringify([`${before}\\`, [[]]]), 2)).toBe(true);
			expect(deeper(JSON.stringify([`${before}\\"[[[`, []]), 2)).toBe(false);
			expect(deeper(JSON.stringify([`${before}"[`, `${before}\\"`, [[]]]), 2)).toBe(true);
		},
	);

	it('is not lowered by brackets that close nothing', () => {
		expect(deeper(']'.repeat(100) + nested(65), 64)).toBe(true);
		expect(deeper('}'.repeat(1000) + '{'.repeat(65), 64)).toBe(true);
	});

	it('counts lists beside one another once', () => {
		expect(deeper(`[${Array(1000).fill('[]').join()}]`, 2)).toBe(false);
	});

	it('is told of what is cut short, and of nothing', () => {
		expect(deeper('['.repeat(1_000_000), 64)).toBe(true);
		expect(deeper('["never closed [[[[', 1)).toBe(false);
		expect(deeper('["ends with \\', 1)).toBe(false);
		expect(deeper('', 0)).toBe(false);
	});
});

describe('looking for depth', () => {
	it('does not search anew from each quote inside a text', () => {
		const text = JSON.stringify(JSON.stringify(Array<string>(100_000).fill('b')));
		const indexOf = jest.spyOn(Buffer.prototype, 'indexOf');
		const body = Buffer.from(`[${text},[[1]]]`);
		indexOf.mockClear();
		expect(nestsDeeperThan(body, 3)).toBe(false);
		expect(nestsDeeperThan(body, 2)).toBe(true);
		expect(indexOf.mock.calls.length).toBeLessThan((2 * body.length) / 64 + 2);
		indexOf.mockRestore();
	});
});

describe('JSON inside a text', () => {
	const budget = () => ({ marks: 100 });

	it('is read, and what it costs is taken from the budget', () => {
		const left = budget();
		expect(parseInner('{"a":[1,2],"b":"[[[,,,:::"}', left)).toEqual({ a: [1, 2], b: '[[[,,,:::' });
		expect(left.marks).toBe(94);
	});

	it.each([
		['no JSON', '{"a"'],
		['too deep', `${'['.repeat(65)}${']'.repeat(65)}`],
		['too deep behind closers', `${']'.repeat(70)}${'['.repeat(65)}`],
		['too much', `[${'1,'.repeat(200)}1]`],
		['too long', JSON.stringify('x'.repeat(300 * 1024))],
		['a text without an end', '"\\'],
	])('is not when it is %s', (_what, text) => {
		expect(parseInner(text, budget())).toBeUndefined();
	});

	it('is not once nothing is left', () => {
		const left = { marks: 3 };
		expect(parseInner('[1,2,3,4]', left)).toBeUndefined();
		expect(parseInner('[]', left)).toBeUndefined();
	});
});
