import fc from 'fast-check';
import {
	spelledOut,
	withoutTurning,
	withTextsSpelledOut,
} from '../../../../nodes/WhatsAppBusinessApproval/review/spelledOut';

describe('a value that is spelled out', () => {
	it.each<[string, unknown, string]>([
		['words', 'Coast Road, 2 hours: 5 € (net)', 'Coast Road, 2 hours: 5 € (net)'],
		['quotation marks', 'the "old" one', 'the "old" one'],
		['a backslash', 'C:\\u202e', 'C:\\\\u202e'],
		['a number', 2.5, '2.5'],
		['nothing', undefined, ''],
		['null', null, 'null'],
		['an object', { a: [1, 'x\ny'] }, '{\n  "a": [\n    1,\n    "x\\ny"\n  ]\n}'],
		[
			'line breaks',
			'a\nb\r\u0085c\u2028d\u2029e\u000bf',
			'a\\nb\\r\\u0085c\\u2028d\\u2029e\\u000bf',
		],
		['marks of direction', '\u202ea\u2066b\u200fc\u061cd', '\\u202ea\\u2066b\\u200fc\\u061cd'],
		[
			'what has no width',
			'a\u200bb\u200dc\u2060d\ufeffe\u00adf',
			'a\\u200bb\\u200dc\\u2060d\\ufeffe\\u00adf',
		],
		['tags', 'a\u{e0001}\u{e0041}', 'a\\u{e0001}\\u{e0041}'],
		['variation selectors', 'a\ufe0f\u{e0100}', 'a\\ufe0f\\u{e0100}'],
		['fillers', 'a\u115f\u3164\uffa0\u2800', 'a\\u115f\\u3164\\uffa0\\u2800'],
		['other spaces', 'a\u00a0b\u2003c\u3000d', 'a\\u00a0b\\u2003c\\u3000d'],
		['several spaces', 'a   b', 'a\\u0020\\u0020 b'],
		['space at the ends', ' a ', '\\u0020a\\u0020'],
		['half a character', 'a\ud800b', 'a\\ud800b'],
		['strokes through letters', 'n\u0336o\u0336', 'n\\u0336o\\u0336'],
		['a heap of marks', `a${'\u0301'.repeat(6)}`, `a${'\u0301'.repeat(4)}\\u0301\\u0301`],
		['a mark on no letter', '\u0301a', '\\u0301a'],
		[
			'bold, italic, crossed out and code',
			'*a* _b_ ~c~ `d`',
			'\\u002aa\\u002a \\u005fb\\u005f \\u007ec\\u007e \\u0060d\\u0060',
		],
		['an underscore inside a word', 'customer_id', 'customer_id'],
		['a quote', '> a', '\\u003e a'],
		['a list', '- a', '\\u002d a'],
		['an emoji', '👩🏽‍🚒 ❤️ 👍🏽', '👩🏽‍🚒 ❤️ 👍🏽'],
		['other scripts', 'हिन्दी, ñandú, Ελλάδα, 東京', 'हिन्दी, ñandú, Ελλάδα, 東京'],
		['words from right to left, kept from the rest', 'שלום 100', '\u2068שלום 100\u2069'],
		['the name of a field', { '_a\u202e': 1 }, '{\n  "\\u005fa\\u202e": 1\n}'],
	])('shows %s', (_what, value, shown) => {
		expect(spelledOut(value)).toBe(shown);
	});

	it('can be told from any other, and has nothing that is not seen', () => {
		const seen = /^[^\p{C}\p{Zl}\p{Zp}*~`]*$/u;
		const odd = fc.constantFrom(
			'\u202e',
			'\\',
			'\\u202e',
			'u202e',
			'\n',
			'n',
			'*',
			'_',
			'a',
			' ',
			'\u200b',
		);
		const text = fc.oneof(fc.string({ unit: odd }), fc.string({ unit: 'binary' }));
		fc.assert(
			fc.property(text, text, (one, other) => {
				const [shown, second] = [one, other].map(spelledOut);
				expect(shown.replace(/[\u2068\u2069\u200d]/g, '')).toMatch(seen);
				expect(shown === second).toBe(one === other);
			}),
			{ numRuns: 300 },
		);
	});
});

it('texts deep inside are spelled out too, and the rest stays as it is', () => {
	expect(withTextsSpelledOut({ a: ['*x*', 1, null], _b: { '\u202ec': '\n' } })).toEqual({
		a: ['\\u002ax\\u002a', 1, null],
		_b: { '\\u202ec': '\\n' },
	});
});

it('beside the call only what turns or hides it is spelled out', () => {
	expect(withoutTurning('*a*\n\u202eb\u200b\u{e0041} هذا\u200f न\u200dक 👩🏽‍🚒')).toBe(
		'*a*\n\\u202eb\\u200b\\u{e0041} هذا\u200f न\u200dक 👩🏽‍🚒',
	);
});
