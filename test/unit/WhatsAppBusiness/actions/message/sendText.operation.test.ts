import fc from 'fast-check';
import { splitText } from '../../../../../nodes/WhatsAppBusiness/actions/message/sendText.operation';

describe('a long text', () => {
	it('that fits stays whole', () => {
		expect(splitText('Hello there', 20)).toEqual(['Hello there']);
	});

	it.each([
		[
			'between paragraphs',
			'One two three.\n\nFour five six.',
			['One two three.', 'Four five six.'],
		],
		['between sentences', 'One two three. Four five six.', ['One two three.', 'Four five six.']],
		['between words', 'One two three four five six', ['One two three four', 'five six']],
		['in a word, if there is no other way', 'x'.repeat(25), ['x'.repeat(18), 'x'.repeat(7)]],
	])('is cut %s', (_where, text, pieces) => {
		expect(splitText(text, 18)).toEqual(pieces);
	});

	it('is never cut through an emoji', () => {
		expect(splitText('👍'.repeat(5), 3).join('')).toBe('👍'.repeat(5));
		for (const piece of splitText('👍'.repeat(5), 3)) expect(piece).toMatch(/^(👍)+$/u);
	});

	it.each(['👨‍👩‍👧‍👦', '👍🏽', '🇪🇸', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'e\u0301', 'क्षि'])(
		'is never cut through what is read as one character: %s',
		(character) => {
			for (const most of [16, 17, 18, 19, 20, 31]) {
				const pieces = splitText(character.repeat(20), most);
				expect(pieces.join('')).toBe(character.repeat(20));
				for (const piece of pieces) {
					expect(piece.length).toBeLessThanOrEqual(most);
					expect(piece.replaceAll(character, '')).toBe('');
				}
			}
		},
	);

	it('loses no character but the spaces at the cuts, and no piece is too long', () => {
		const words = fc.string({
			unit: fc.constantFrom('a', 'b', ' ', '\n', '.', '👍'),
			maxLength: 200,
		});
		fc.assert(
			fc.property(words, fc.integer({ min: 2, max: 40 }), (text, most) => {
				const pieces = splitText(text, most);
				for (const piece of pieces) {
					expect(piece.length).toBeGreaterThan(0);
					expect(piece.length).toBeLessThanOrEqual(most);
				}
				expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
			}),
		);
	});
});
