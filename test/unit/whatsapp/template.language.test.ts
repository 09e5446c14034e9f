import { readTemplate } from '../../../nodes/providers/meta/templates';
import { chosenOf } from '../../../nodes/n8n/templates';
import { inLanguage, unusable } from '../../../nodes/whatsapp/template';

/** A template in these languages; a star marks those that are paused. */
const translations = (codes: string) =>
	codes.split(' ').map((code) =>
		readTemplate({
			name: 'order_ready',
			language: code.replace('*', ''),
			status: code.includes('*') ? 'PAUSED' : 'APPROVED',
		}),
	);

describe('the language that is written behind a name', () => {
	it.each(['en-us', 'EN_US', 'en_US', 'en-US'])('may be written as %s', (code) => {
		const chosen = chosenOf(translations('es en_US pt_BR'), `order_ready|${code}`);
		expect(chosen?.language).toBe('en_US');
	});

	it('is told with those that exist where it does not', () => {
		const problem = unusable('order_ready|fr', undefined, translations('es en_US'));
		expect(problem?.message).toContain('it exists in: es, en_US');
		expect(unusable('order_ready', undefined, translations('es en_US'))?.message).toContain(
			'exists in several languages: es, en_US',
		);
		expect(unusable('order|fr', undefined, [])?.message).toContain('There is no template');
	});
});

describe('the translation for a person’s language', () => {
	it.each([
		['es', 'en_US es es_MX', 'es'],
		['es_MX', 'en_US es es_MX', 'es_MX'],
		['pt-br', 'pt_PT pt_BR', 'pt_BR'],
		[' PT_br ', 'pt_PT pt_BR', 'pt_BR'],
		['es_AR', 'es_MX es', 'es'],
		['es_AR', 'es_MX es_ES', 'es_ES'],
		['es', 'en_US es_MX', 'es_MX'],
		['es', 'es* es_MX', 'es_MX'],
		['es', 'en_US es*', undefined],
		['fr', 'en_US es', undefined],
		['', 'en_US es', undefined],
		['e', 'en_US es', undefined],
	])('for "%s" of %s is %s', (wanted, codes, expected) => {
		expect(inLanguage(translations(codes), wanted)?.language).toBe(expected);
	});
});
