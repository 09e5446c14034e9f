import fc from 'fast-check';
import { languages } from '../../../../nodes/WhatsAppBusinessApproval/languages';
import {
	fold,
	mayBeNumbered,
	typedAnswer as understand,
	type Answerable,
} from '../../../../nodes/WhatsAppBusinessApproval/decide/typedAnswer';
import { processorTime } from '../../../fixtures/processorTime.cjs';

const answersIn = (language: keyof typeof languages): Answerable[] => {
	const { approve, reject, approveWords, rejectWords } = languages[language];
	return [
		{ label: approve, words: approveWords },
		{ label: reject, words: rejectWords },
	];
};
/** The answers were shown with numbers, which is the more dangerous case. */
const typedAnswer = (text: string, answers: readonly Answerable[]) =>
	understand(text, answers, true);
const choices = (...labels: string[]) => labels.map((label) => ({ label, words: [] }));
const anything = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
	fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
);

describe('folding', () => {
	it.each([
		['case', 'YES', 'yes'],
		['case without the locale', 'APROVAR İ', 'aprovar i'],
		['accents', 'SÍ, não', 'si, nao'],
		['accents as characters of their own', 'si\u0301', 'si'],
		['an accent that was typed after the letter', 'si´', 'si'],
		['full width', 'ｙｅｓ！', 'yes'],
		['whitespace', '\u00a0 yes \n\t please ', 'yes please'],
		['punctuation', '¡¡Sí!!...', 'si'],
		['quotes', '«"yes"» ', 'yes'],
		['WhatsApp’s bold, italic and monospace', '*_```yes```_*', 'yes'],
		['emoji', '👍🏽 yes 👩‍💻❤️🇪🇸', 'yes'],
		['marks of direction and width', '\u200eyes\u200b\ufeff', 'yes'],
		['curly apostrophes', 'Don’t', "don't"],
		['digits of other scripts', '१२ ٣ ᠔ ９ 𝟗', '12 3 4 9 9'],
		['a keycap', '2️⃣', '2'],
		['a danda', 'हाँ।', 'हाँ'],
		['nothing but decoration', ' 👍!? ', ''],
	])('removes what does not matter: %s', (_, text, folded) => {
		expect(fold(text)).toBe(folded);
	});

	it.each([
		['vowel signs', 'नहीं'],
		['a vowel sign at the end', 'ठीक है'],
		['what is no accent in another script', 'мой'],
		['a nukta', 'मंज़ूर'.normalize('NFC')],
		['punctuation inside', "don't, 1.5 and/or"],
		['a minus sign', '-1'],
		['a percent sign', '50%'],
		['crossed out by WhatsApp', '~yes~'],
		['crossed out by Unicode', 'y\u0336e\u0336s\u0336'],
		['a crooked mouth', 'yes :/'],
	])('keeps what matters: %s', (_, text) => {
		expect(fold(text)).toBe(text);
	});

	it('leaves alone what is folded', () => {
		fc.assert(
			fc.property(anything, (text) => {
				expect(fold(fold(text))).toBe(fold(text));
			}),
		);
	});

	it.each(['!', ' ', '\u0301', '\u0301\u0316', 'a\u0301', '1', '👍', '\u200d', '\ud83d', '-'])(
		'takes time in proportion to the length: %j',
		(part) => {
			for (const around of ['', 'a']) {
				const time = (length: number) =>
					processorTime(() => fold(`${around}${part.repeat(length)}${around}`), 9);
				// In proportion it would be 8; by the square, 64. Short times are noise.
				expect(time(80_000)).toBeLessThan(24 * (time(10_000) + 2000));
			}
		},
	);
});

describe('a typed answer', () => {
	it.each([
		['en', 'Approve', 0],
		['en', 'yes', 0],
		['en', ' YES! ', 0],
		['en', 'Yes 👍🏽', 0],
		['en', '✅ approved', 0],
		['en', 'No.', 1],
		['en', 'Don’t approve', 1],
		['en', 'No thanks 🙏', 1],
		['en', 'Yes, please!', 0],
		['es', 'sí', 0],
		['es', 'Si', 0],
		['es', '¡Claro que sí!', 0],
		['es', 'No aprobado.', 1],
		['es', 'no autorizado', 1],
		['es', 'no, gracias', 1],
		['fr', "J'approuve", 0],
		['fr', 'Non approuvé', 1],
		['de', 'Ja, bitte!', 0],
		['de', 'Nicht einverstanden', 1],
		['it', 'Sì, grazie', 0],
		['it', 'respinto', 1],
		['ar', 'موافق', 0],
		['ar', 'غير موافق', 1],
		['id', 'Iya, setuju', 0],
		['id', 'Tidak setuju', 1],
		['es', 'rechazado', 1],
		['pt', 'SIM', 0],
		['pt', 'Nao', 1],
		['pt', 'não, obrigada', 1],
		['hi', 'हाँ जी', 0],
		['hi', 'हां।', 0],
		['hi', 'मंज़ूर', 0],
		['hi', 'Haan', 0],
		['hi', 'नहीं', 1],
		['hi', 'nahi', 1],
		['hi', '२', 1],
		['en', '1', 0],
		['en', '2.', 1],
		['en', '2)', 1],
		['en', '(2)', 1],
		['en', '2️⃣', 1],
	] as const)('in %s is understood: %j', (language, text, index) => {
		expect(typedAnswer(text, answersIn(language))).toBe(index);
	});

	it.each([
		['', 'nothing'],
		[' \n', 'whitespace'],
		['!', 'punctuation'],
		['👍', 'an emoji, which may only say that it was seen'],
		['maybe', 'no answer'],
		['k', 'a letter'],
		['yes but later', 'a condition'],
		['ok but', 'half a sentence'],
		['yes no', 'both'],
		['yes/no', 'both'],
		['yes\nno', 'both'],
		['Approve Reject', 'both labels'],
		['1 2', 'both numbers'],
		['not yes', 'a negation'],
		['no reject', 'either way'],
		['ok?', 'a question'],
		['¿ok', 'half a question'],
		['yes？', 'a question in full width'],
		['yes؟', 'a question in Arabic'],
		['yes\u037e', 'a question in Greek'],
		['yes ⁉', 'a question with surprise'],
		['yes ❓', 'a question with an emoji'],
		['yes 👎', 'an emoji that says the opposite'],
		['yes 🤔', 'an emoji that hesitates'],
		['yes ❌', 'an emoji that crosses out'],
		['~yes~', 'crossed out'],
		['yes :/', 'a crooked mouth'],
		['0', 'no number of an answer'],
		['3', 'no number of an answer'],
		['01', 'a code'],
		['-1', 'a vote against'],
		['+1', 'a vote'],
		['1%', 'a share'],
		['1.5', 'a fraction'],
		['½', 'a fraction'],
		['1/2', 'a fraction'],
		['yes'.padEnd(101), 'longer than 100 characters'],
		['एक हाँ', 'more than an answer'],
	])('is not guessed from %j: %s', (text) => {
		for (const language of ['en', 'hi'] as const) {
			expect(typedAnswer(text, answersIn(language))).toBeUndefined();
		}
	});

	it.each([
		['es', 'No, apruebo'],
		['es', 'no, lo apruebo'],
		['es', 'No, aprobado'],
		['pt', 'não, aprovo'],
		['fr', 'Non, approuvé'],
		['id', 'tidak, setuju'],
		['ar', 'لا, أوافق'],
		['ar', 'لا، أوافق'],
		['de', 'ja, nein'],
	] as const)(
		'in %s is not guessed from two answers with a comma between: %s',
		(language, text) => {
			expect(typedAnswer(text, answersIn(language))).toBeUndefined();
		},
	);

	it('is a label with a comma as it is written', () => {
		expect(understand('No, approved', choices('No, approved', 'Yes'), false)).toBe(0);
	});

	it('may be 100 characters long', () => {
		expect(typedAnswer('yes'.padEnd(100), answersIn('en'))).toBe(0);
	});

	it('is a number only where numbers were shown', () => {
		expect(understand('1', answersIn('en'), false)).toBeUndefined();
		expect(understand('२', answersIn('hi'), false)).toBeUndefined();
		expect(understand('3', choices('Bay 3', 'Bay 2', 'Bay 1'), false)).toBeUndefined();
		expect(understand('bay 3', choices('Bay 3', 'Bay 2', 'Bay 1'), false)).toBe(0);
		expect(understand('2', choices('2', '1'), false)).toBe(0);
	});

	it.each([
		['a question with a number', 'Move 2 pallets?', false],
		['a label with a number', 'Bay ③', false],
		['digits of another script', 'खाड़ी ३', false],
		['a Roman number', 'Dock Ⅳ', false],
		['words alone', 'How many pallets?', true],
		['nothing', undefined, true],
	])('%s: may numbers be shown? %s', (_what, text, may) => {
		expect(mayBeNumbered('Approve', text)).toBe(may);
	});

	it.each([
		'yes…',
		'yes...',
		'yes ..',
		'yes… 👍',
		'yes,',
		'si,',
		'sí ,',
		'"yes,"',
		'yes，',
		'yes、',
		'haan،',
		'yes;',
		'yes:',
		'yes -',
		'yes –',
		'...yes',
		'…yes',
		'yes⋯',
	])('whose author has not finished is doubtful: %j', (text) => {
		for (const language of ['en', 'es', 'hi'] as const) {
			expect(typedAnswer(text, answersIn(language))).toBeUndefined();
		}
	});

	it('may end as its label does', () => {
		expect(typedAnswer('wait…', choices('Wait…', 'Go on'))).toBe(0);
		expect(typedAnswer('Wait...', choices('Wait…', 'Go on'))).toBe(0);
		expect(typedAnswer('go on…', choices('Wait…', 'Go on'))).toBeUndefined();
		expect(typedAnswer('wait', choices('Wait…', 'Go on'))).toBe(0);
	});

	it('is a label before it is a number', () => {
		expect(typedAnswer('2', choices('2', '1', 'more'))).toBe(0);
		expect(typedAnswer('3', choices('2', '1', 'more'))).toBe(2);
		expect(typedAnswer('-1', choices('-1', '1'))).toBe(0);
		expect(typedAnswer('१०', choices(...'abcdefghij'))).toBe(9);
	});

	it('that fits two answers is neither, nor a number', () => {
		expect(typedAnswer('coast', choices('Coast!', 'coast'))).toBeUndefined();
		expect(typedAnswer('3', choices('3', '3.', 'more'))).toBeUndefined();
		const contrary = [
			{ label: 'No objection', words: ['no'] },
			{ label: 'No', words: [] },
		];
		expect(typedAnswer('no', contrary)).toBeUndefined();
	});

	it('may be one answer’s label and its word', () => {
		expect(typedAnswer('Yes', [{ label: 'Yes', words: ['yes', 'YES!'] }])).toBe(0);
	});

	it('may hold the emoji of its label, be nothing else, or leave them out', () => {
		const routes = choices('🚚 Coast road', '⛔ Stay', '👍', '👎', '🤷‍♀️');
		expect(typedAnswer('🚚 coast road', routes)).toBe(0);
		expect(typedAnswer('stay', routes)).toBe(1);
		expect(typedAnswer('👍🏿', routes)).toBe(2);
		expect(typedAnswer('👎', routes)).toBe(3);
		expect(typedAnswer('🤷‍♀️', routes)).toBe(4);
		expect(typedAnswer('⛔ coast road', routes)).toBeUndefined();
	});

	it('is none when nothing can be answered', () => {
		expect(typedAnswer('1', [])).toBeUndefined();
		expect(typedAnswer('', choices('', ' '))).toBeUndefined();
	});

	it('never throws, whatever is typed and whatever the labels are', () => {
		fc.assert(
			fc.property(anything, fc.array(anything), (text, labels) => {
				const index = typedAnswer(text, choices(...labels));
				expect(index === undefined || index < labels.length).toBe(true);
			}),
		);
	});

	it('costs nothing when it is long', () => {
		const answers = answersIn('en');
		const long = '!'.repeat(10_000_000);
		const looking = processorTime(() => typedAnswer(long, answers));
		// Less than to go through it once.
		expect(looking).toBeLessThan(processorTime(() => long.indexOf('?')));
	});

	it('is never found in a text with a word of each answer', () => {
		const languageWords = fc
			.constantFrom(...(Object.keys(languages) as Array<keyof typeof languages>))
			.chain((language) => {
				const [yes, no] = answersIn(language).map(({ label, words }) =>
					fc.constantFrom(label, ...words),
				);
				return fc.record({ language: fc.constant(language), yes, no });
			});
		const between = fc.constantFrom(' ', ', ', '. ', '\n', ' 👍 ', '/', ' - ', '! ', ' or ', '…');
		const around = fc.constantFrom('', ' ', '!', '👍', '"', '(', ')', 'not ', ' really');
		fc.assert(
			fc.property(
				languageWords,
				fc.boolean(),
				between,
				around,
				around,
				({ language, yes, no }, yesFirst, separator, before, after) => {
					const text = before + (yesFirst ? [yes, no] : [no, yes]).join(separator) + after;
					// "Não aceito" is a word of its own.
					const [, { words }] = answersIn(language);
					const refusal = words.some((word) => fold(word) === fold(text));
					expect(typedAnswer(text, answersIn(language))).toBe(refusal ? 1 : undefined);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('is understood from every listed word, however it is typed', () => {
		for (const language of Object.keys(languages) as Array<keyof typeof languages>) {
			for (const [index, { label, words }] of answersIn(language).entries()) {
				for (const word of [label, ...words]) {
					for (const text of [word, word.toUpperCase(), `  ${word}! 🙏`, word.normalize('NFD')]) {
						expect([text, typedAnswer(text, answersIn(language))]).toEqual([text, index]);
					}
				}
			}
		}
	});
});
