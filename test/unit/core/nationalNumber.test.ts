import * as fc from 'fast-check';
import { countryOf } from '../../../nodes/core/countries';
import { phoneDigitsIn, typedPhoneDigits } from '../../../nodes/core/phone';
import { exampleNumbers } from '../../fixtures/exampleNumbers';

describe('the country of numbers without one', () => {
	it.each(['ES', 'es', '34', '+34', '0034', ' +34 '])('may be written as %j', (text) => {
		expect(countryOf(text)?.code).toBe('34');
	});

	it.each(['', 'Spain', '999', 'XX'])('is not %j', (text) => {
		expect(countryOf(text)).toBeUndefined();
	});
});

// Lengths and trunk prefixes as the numbering plans of the ITU have them.
describe('a number in a list of one country', () => {
	it.each([
		['ES', '600 000 001', '34600000001'],
		['ES', '600000001.0', '34600000001'],
		['ES', '34600000001', '34600000001'],
		['ES', '+49 1511 2345678', '4915112345678'],
		['ES', '0049 1511 2345678', '4915112345678'],
		['ES', '4915112345678', '4915112345678'],
		['DE', '01511 2345678', '4915112345678'],
		['DE', '1511 2345678', '4915112345678'],
		['DE', '030 5550001', '49305550001'],
		['DE', '4915112345678', '4915112345678'],
		['GB', '(0)7700 900001', '447700900001'],
		['GB', '(07700) 900001', '447700900001'],
		['US', '(202) 555-0111', '12025550111'],
		['US', '1 202 555 0111', '12025550111'],
		['IN', '9198765432', '919198765432'],
		['IN', '919876543210', '919876543210'],
		['RU', '8 912 345-67-89', '79123456789'],
		['HU', '06 20 123 4567', '36201234567'],
		['CI', '07 07 12 34 56', '2250707123456'],
		['BR', '11 98765 0001', '5511987650001'],
		['AR', '011 15 2345 6789', '5491123456789'],
		['AR', '0351 15 234 5678', '5493512345678'],
		['AR', '02966 15 43 2109', '5492966432109'],
		['AR', '011 4345 6789', '541143456789'],
		['AR', '9 11 2345 6789', '5491123456789'],
	])('%s %s is %s', (country, input, digits) => {
		expect(phoneDigitsIn(countryOf(country)!, input)).toBe(digits);
	});

	it.each([
		['ES', '0600000001', 'a zero that Spain has not'],
		['ES', '60000001', 'too short'],
		['IT', '06 1234567', 'a zero that stays and one that goes'],
		['ID', '62812345678', 'of two readings'],
		['ES', '600000001.5', 'decimals'],
		['AR', '15 2345 6789', 'without its area'],
	])('%s %s is refused: %s', (country, input) => {
		expect(phoneDigitsIn(countryOf(country)!, input)).toBeUndefined();
	});

	it('with its own country keeps it, whatever the country of the others', () => {
		const country = fc.constantFrom('ES', 'DE', 'US', 'IN', 'BR', 'ID', 'CI', 'RU');
		fc.assert(
			fc.property(fc.stringMatching(/^[1-9]\d{7,14}$/), country, (digits, name) => {
				expect(phoneDigitsIn(countryOf(name)!, `+${digits}`)).toBe(digits);
				expect(phoneDigitsIn(countryOf(name)!, `00${digits}`)).toBe(digits);
			}),
		);
	});
});

describe('a number of which nobody said the country', () => {
	it.each([
		['98765 43210', 'of India: +98 are ten digits'],
		['(415) 555-0100', 'of California: +41 are nine'],
		['4155550100', 'the same'],
		['4155550100.0', 'the same from a sheet'],
		['600000001', 'of Spain: +60 are eight at least'],
		['600 000 001', 'the same'],
		['2125550111', 'of New York: +212 are nine'],
		['0600000001', 'with its zero'],
	])('%s is refused: %s', (input) => {
		expect(typedPhoneDigits(input)).toBeUndefined();
	});

	it('is what it says where + or 00 stands before it', () => {
		expect(typedPhoneDigits('+600000001')).toBe('600000001');
		expect(typedPhoneDigits('00600000001')).toBe('600000001');
	});

	it.each(exampleNumbers)('of %s with its country is never refused', (_, numbers) => {
		for (const digits of numbers) {
			expect(typedPhoneDigits(digits)).toBe(digits);
			expect(typedPhoneDigits(`+${digits}`)).toBe(digits);
			expect(typedPhoneDigits(`${digits}.0`)).toBe(digits);
		}
	});

	// Forms under which WhatsApp knows people: Mexico's 1, Argentina's 9, Brazil without the ninth
	// digit, Ivory Coast and Benin from before their longer numbers.
	it.each(['5215550000001', '5491150000001', '551187650001', '22507123456', '22997123456'])(
		'as WhatsApp itself gives it is never refused: %s',
		(digits) => {
			expect(typedPhoneDigits(digits)).toBe(digits);
		},
	);
});
