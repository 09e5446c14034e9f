import * as fc from 'fast-check';
import { foldPhone, phoneDigits } from '../../../nodes/core/phone';

describe('a phone number as people write it', () => {
	it.each([
		'34600000001',
		'+34600000001',
		'+34 600 00 00 01',
		'0034600000001',
		'0034-600.000.001',
		'0034 600 000 001',
		'+34 (600) 000-001',
		'(34) 600000001',
		'  +34\u00a0600\u00a0000\u00a0001 ',
		'+34\u2011600\u2013000\u2014001',
		'+34/600/000/001',
		'\t+34 600000001\n',
		'\u202a+34 600 000 001\u202c',
		'whatsapp:+34600000001',
		'WhatsApp: 34600000001',
		'tel:+34-600-000-001',
		'https://wa.me/34600000001',
		'34600000001.0',
		'34600000001.00',
		'+34 600 00 00 01.0',
		'3.4600000001E+10',
		'3.4600000001e10',
		'34.600000001',
		'٠٠٣٤٦٠٠٠٠٠٠٠١',
		'+۳۴۶۰۰۰۰۰۰۰۱',
		'＋３４ ６００ ０００ ００１',
		'+३४ ६०० ००० ००१',
	])('is understood: %j', (input) => {
		expect(phoneDigits(input)).toBe('34600000001');
	});

	it.each([
		['+44 (0)20 7946 0001', '442079460001'],
		['0049 (0) 30 5550001', '49305550001'],
		['+44(0)2079460001', '442079460001'],
		['44 (0)20 7946 0001', '442079460001'],
		['44 ( 0 ) 20 7946 0001', '442079460001'],
		['٤٤ (٠)20 7946 0001', '442079460001'],
	])('has no zero for callers inside the country: %s', (input, digits) => {
		expect(phoneDigits(input)).toBe(digits);
	});

	it.each([
		['', 'nothing'],
		['   ', 'spaces'],
		['Ana', 'a name'],
		['600 00 00 0a1', 'a letter'],
		['+34 600 000 001 ext. 2', 'an extension'],
		['tel:+34600000001;ext=2', 'a link with an extension'],
		['mailto:34600000001', 'another link'],
		['+34600000001,+34600000002', 'two numbers'],
		['++34600000001', 'two plus signs'],
		['34+600000001', 'a plus sign inside'],
		['0600000001', 'no country'],
		['(0)20 7946 0001', 'no country, zero in brackets'],
		['+0034600000001', 'plus and zeros'],
		['000034600000001', 'too many zeros'],
		['123456', 'six digits'],
		['1234567890123456', 'sixteen digits'],
		['=34600000001', 'an expression'],
		['NaN', 'what is no number'],
		['3.46e10', 'a float'],
		['3.46E+10', 'a number that a sheet has cut'],
		['3.460000001E+10', 'one without its last zero'],
		['34600000001.5', 'decimals'],
		['34600000001.50', 'two decimals'],
		['34600000001.000', 'three decimals'],
		['34.600.000.001.0', 'decimals after other points'],
		['34.600.000.001.00', 'two of them'],
		['34600000001,0', 'decimals after a comma'],
		['34600000001-2', 'an extension after a dash'],
		['34600000001/02', 'the end of another number after a stroke'],
		['44 (020) 7946 0001', 'a bracket with a zero that may not belong to it'],
	])('is refused: %j, %s', (input) => {
		expect(phoneDigits(input)).toBeUndefined();
	});

	it('has 7 to 15 digits', () => {
		expect(phoneDigits('1234567')).toBe('1234567');
		expect(phoneDigits('123456789012345')).toBe('123456789012345');
	});

	it('stays what it is when it is read again', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), (digits) => {
				expect(phoneDigits(digits)).toBe(digits);
				expect(phoneDigits(`+${digits}`)).toBe(digits);
				expect(phoneDigits(`00${digits}`)).toBe(digits);
			}),
		);
	});

	it('is never another one, however a sheet shows it', () => {
		const arabic = (text: string) =>
			text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
		const wide = (text: string) =>
			text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
		const shown = fc.constantFrom<(digits: string) => string>(
			(digits) => `${digits}.0`,
			(digits) => `${digits}.00`,
			(digits) => `${digits}.000`,
			(digits) => `${digits}.5`,
			(digits) => `${digits}.25`,
			(digits) => `${digits.replace(/\B(?=(\d{3})+$)/g, '.')}.00`,
			(digits) => `${digits.replace(/\B(?=(\d{3})+$)/g, ' ')}.00`,
			(digits) => `${digits.replace(/\B(?=(\d{3})+$)/g, ',')}.00`,
			(digits) => `${digits.replace(/\B(?=(\d{3})+$)/g, '.')},0`,
			(digits) => Number(digits).toExponential(),
			(digits) => Number(digits).toExponential(2).toUpperCase(),
			(digits) => Number(digits).toExponential(digits.length - 1),
			(digits) => Number(digits).toPrecision(6),
			(digits) => Number(digits).toLocaleString('en'),
			(digits) => Number(digits).toLocaleString('de'),
			(digits) => `${digits.slice(0, 2)} (0)${digits.slice(2)}`,
			(digits) => `"${digits}"`,
			(digits) => `'${digits}`,
			(digits) => `whatsapp:+${digits}`,
			(digits) => `tel:${digits}`,
		);
		const script = fc.constantFrom((text: string) => text, arabic, wide);
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{8,14}$/), shown, script, (digits, show, write) => {
				expect([digits, undefined]).toContain(phoneDigits(write(show(digits))));
			}),
			{ numRuns: 2000 },
		);
	});

	it('is never anything but digits, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (input) => {
				expect(phoneDigits(input) ?? '1234567').toMatch(/^[1-9]\d{6,14}$/);
			}),
		);
	});
});

describe('the forms of one person’s number', () => {
	it.each([
		['Brazil, ninth digit', '5511987650001', '551187650001'],
		['Brazil, another area', '5585967650001', '558567650001'],
		['Mexico, 1 after the country code', '5215550000001', '525550000001'],
		['Argentina, 9 after the country code', '5491150000001', '541150000001'],
	])('are folded together: %s', (_, one, other) => {
		expect(foldPhone(one)).toBe(foldPhone(other));
		expect(foldPhone(foldPhone(one))).toBe(foldPhone(one));
	});

	it.each([
		['two Brazilians', '5511987650001', '5511987650002'],
		['two areas in Brazil', '5511987650001', '5521987650001'],
		['a new mobile and a landline in Brazil', '5511934560001', '551134560001'],
		['another new mobile and a landline in Brazil', '5511954560001', '551154560001'],
		['two Mexicans', '5215550000001', '5215550000002'],
		['two Argentines', '5491150000001', '5491150000002'],
		['Mexico and Argentina', '5215550000001', '5495550000001'],
		['Spain and a number with the same end', '34600000001', '35600000001'],
		['a number and a longer one', '34600000001', '346000000011'],
		['Peru, whose code begins like Mexico’s and Argentina’s', '51900000001', '5190000000'],
		['the Netherlands and Brazil', '31612345678', '5531612345678'],
	])('of different people are not: %s', (_, one, other) => {
		expect(foldPhone(one)).not.toBe(foldPhone(other));
	});

	it('are left alone everywhere else', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^([1-46-9]\d|5[0136-8])\d{5,13}$/), (digits) => {
				expect(foldPhone(digits)).toBe(digits);
			}),
		);
	});

	it('are folded only at the length that such a number has', () => {
		for (const digits of ['55119876500012', '551198765000', '521555000000', '54911500000011']) {
			expect(foldPhone(digits)).toBe(digits);
		}
	});
});
