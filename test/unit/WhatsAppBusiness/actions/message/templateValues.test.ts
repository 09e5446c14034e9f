import { shownAs } from '../../../../../nodes/WhatsAppBusiness/actions/message/templateValues';
import type { Manner } from '../../../../../nodes/WhatsAppBusiness/actions/options';

/** With plain spaces: which narrow ones a language takes is a matter of the ICU release. */
const shown = (value: string, as: Manner['as'], language: string, currency?: string) =>
	shownAs(value, { id: 'body.1', as, currency }, language, 'Europe/Madrid')?.replace(/\s/g, ' ');

describe('an amount of money', () => {
	it.each([
		['12.5', 'en_US', 'EUR', '€12.50'],
		['1250.5', 'es', 'eur', '1250,50 €'],
		['12345', 'de', ' USD ', '12.345,00 $'],
		['1000', 'pt_BR', 'BRL', 'R$ 1.000,00'],
		['5000', 'en', 'JPY', '¥5,000'],
		['-3', 'en_US', 'USD', '-$3.00'],
		['1', 'no such language', 'USD', '$1.00'],
	])('%s is written for %s in %s as %s', (value, language, currency, text) => {
		expect(shown(value, 'amount', language, currency)).toBe(text);
	});

	it.each([
		['', 'EUR'],
		['12,50', 'EUR'],
		['€12', 'EUR'],
		['Infinity', 'EUR'],
		['12', 'euro'],
		['12', ''],
	])('"%s" in "%s" is none', (value, currency) => {
		expect(shown(value, 'amount', 'en_US', currency)).toBeUndefined();
	});
});

describe('a date', () => {
	it.each([
		['2026-11-05', 'date', 'en_US', 'November 5, 2026'],
		['2026-11-05', 'date', 'es', '5 de noviembre de 2026'],
		['2026-11-05 18:30', 'date', 'pt_BR', '5 de novembro de 2026'],
		['2026-11-05T18:30', 'dateTime', 'en_US', 'November 5, 2026 at 6:30 PM'],
		// Madrid is an hour ahead, and its summer two.
		['2026-11-05T23:30:00Z', 'date', 'en_US', 'November 6, 2026'],
		['2026-07-05T18:30:00Z', 'dateTime', 'en_US', 'July 5, 2026 at 8:30 PM'],
	] as const)('%s as %s is written for %s as %s', (value, as, language, text) => {
		expect(shown(value, as, language)).toBe(text);
	});

	it.each(['', 'soon', '5/11/2026', '2026-13-01'])('"%s" is none', (value) => {
		expect(shown(value, 'date', 'en_US')).toBeUndefined();
	});
});
