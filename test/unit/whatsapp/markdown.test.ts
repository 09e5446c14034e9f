import fc from 'fast-check';
import { fromMarkdown } from '../../../nodes/whatsapp/markdown';
import { processorTime } from '../../fixtures/processorTime.cjs';

describe('Markdown as language models write it becomes WhatsApp’s marks', () => {
	it.each([
		['bold', '**Order 4711** is late', '*Order 4711* is late'],
		['bold, the other way', '__Order__ is late', '*Order* is late'],
		['italic', 'It is *late* today', 'It is _late_ today'],
		['italic, the other way', 'It is _late_ today', 'It is _late_ today'],
		['bold and italic', '***now***', '*_now_*'],
		['italic in bold', '**a *b* c**', '*a _b_ c*'],
		['italic at the end of bold', '**a *b***', '*a _b_*'],
		['a sum in bold', '**5*2** is *ten*', '*5*2* is _ten_'],
		['bold twice in a line', '**A** and **B**', '*A* and *B*'],
		['struck', '~~Monday~~ Tuesday', '~Monday~ Tuesday'],
		['a heading', '## Today\nAll well', '*Today*\nAll well'],
		['a list', '* one\n* two\n+ three\n- four', '- one\n- two\n- three\n- four'],
		['a list in a list', '- a\n  * b', '- a\n  - b'],
		['bold in a list', '* **Ana**: here', '- *Ana*: here'],
		['a numbered list', '1. one\n2. two', '1. one\n2. two'],
		['a quote', '> said Ana', '> said Ana'],
		['a link', 'See [the map](https://example.com/m)', 'See the map (https://example.com/m)'],
		['a link named by itself', '[https://a.example](https://a.example)', 'https://a.example'],
		['a picture', '![](https://example.com/a.jpg)', 'https://example.com/a.jpg'],
		['a rule', 'a\n\n---\n\nb', 'a\n\n\n\nb'],
		['code', 'Type `**not bold**`', 'Type `**not bold**`'],
		['a block of code', '```js\n**x**\n```', '```\n**x**\n```'],
	])('%s', (_what, markdown, shown) => {
		expect(fromMarkdown(markdown)).toBe(shown);
	});

	it.each([
		'2 * 3 * 4 = 24',
		'a*b*c',
		'snake_case_name and __init',
		'5 ** 2',
		'(see https://example.com/a_b_c)',
		'#4711 is not a heading',
		'price: 3*',
		'¡Hola! ¿Todo bien? 👍',
	])('%s stays', (text) => {
		expect(fromMarkdown(text)).toBe(text);
	});

	it('never throws, and takes time in proportion', () => {
		const piece = fc.constantFrom(
			'*',
			'**',
			'_',
			'~~',
			'`',
			'```',
			'[',
			'](https://a)',
			'\n',
			'# ',
			'a ',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				expect(typeof fromMarkdown(pieces.join(''))).toBe('string');
			}),
		);
		for (const hostile of [
			'*',
			'**a ',
			'_',
			'[',
			'[a](https:',
			'`',
			'```',
			'# ',
			'- - ',
			' ',
			'~~',
		]) {
			const time = (count: number) => processorTime(() => fromMarkdown(hostile.repeat(count)), 3);
			expect(time(20_000)).toBeLessThan(40 * Math.max(time(2000), 200));
		}
	});
});
