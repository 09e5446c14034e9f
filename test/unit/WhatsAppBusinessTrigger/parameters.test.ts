import type { IWebhookFunctions } from 'n8n-workflow';
import type { Language } from '../../../nodes/approvals/languages';
import { readOptions } from '../../../nodes/WhatsAppBusinessTrigger/parameters';
import {
	told,
	type UsualTexts,
	usualTexts,
} from '../../../nodes/WhatsAppBusinessTrigger/usualTexts';

/** All that people may be told, where the question was in this language, if in any that is known. */
function reading(options: object, language?: Language): UsualTexts {
	const read = readOptions({ getNodeParameter: () => options } as unknown as IWebhookFunctions);
	const names = Object.keys(usualTexts.en) as Array<keyof UsualTexts>;
	return Object.fromEntries(
		names.map((name) => [name, told(read, name, language)]),
	) as unknown as UsualTexts;
}

describe('what people are told by the trigger', () => {
	it('is English where nothing is chosen, or what is not there', () => {
		for (const options of [{}, { language: 'tlh' }, { language: undefined }]) {
			expect(reading(options)).toMatchObject(usualTexts.en);
		}
	});

	it('is in the language of the option', () => {
		expect(reading({ language: 'es' })).toMatchObject(usualTexts.es);
	});

	it('is in that language also where the editor has filled in the English text', () => {
		const { lateText } = usualTexts.en;
		expect(reading({ language: 'de', lateText })).toMatchObject(usualTexts.de);
	});

	it('is in the language of the question, whatever that of the trigger, but for the builder’s own words', () => {
		expect(reading({ language: 'es' }, 'de')).toEqual(usualTexts.de);
		const own = { lateText: 'Demasiado tarde' };
		expect(reading({ language: 'es', ...own }, 'de')).toEqual({ ...usualTexts.de, ...own });
	});

	it('is what the builder wrote, and nothing where that is empty', () => {
		const own = { lateText: 'Demasiado tarde', faultText: '' };
		expect(reading({ language: 'es', ...own })).toMatchObject({ ...usualTexts.es, ...own });
	});

	it.each(Object.entries(usualTexts))('is a text of its own in %s', (language, texts) => {
		for (const [name, text] of Object.entries(texts)) {
			expect(text.trim()).toMatch(/[.。।]$/);
			const english = usualTexts.en[name as keyof typeof texts];
			if (language !== 'en') expect(text).not.toBe(english);
		}
	});
});
