/** The templates that the example workflows send: would WhatsApp take them, in each language? */
import { describe, expect, it } from '@jest/globals';
import { checkDraft } from '../../dist/nodes/WhatsAppBusiness/actions/template/checkDraft.js';
import { variablesIn } from '../../dist/nodes/whatsapp/template.js';
import type { WordsDraft } from '../../dist/nodes/whatsapp/templateDraft.js';
import {
	type ExampleTemplate,
	readExampleTemplates,
} from '../../playground/workflows/exampleTemplates.mts';

type Language = keyof ExampleTemplate['languages'];

function draftOf({ name, category, languages }: ExampleTemplate, language: Language): WordsDraft {
	const { header, body, examples, footer, buttons = [] } = languages[language];
	return {
		name,
		language,
		category,
		...(header === undefined
			? {}
			: { header: { format: header.format.toLowerCase() as 'document', sample: '4::handle' } }),
		body: { text: body, examples },
		footer,
		buttons: buttons.map(({ text }) => ({ kind: 'quickReply', text })),
		cards: [],
	};
}

const all = readExampleTemplates().flatMap((template) =>
	(['en', 'es'] as const).map(
		(language) => [`${template.name} (${language})`, template, language] as const,
	),
);

describe.each(all)('%s', (_name, template, language) => {
	it('breaks no limit of WhatsApp', () => {
		expect(checkDraft(draftOf(template, language))).toBeUndefined();
	});

	it('has an example for each variable, and the same variables in each language', () => {
		const { body, examples } = template.languages[language];
		expect(Object.keys(examples)).toEqual(variablesIn(body));
		const { en, es } = template.languages;
		expect(variablesIn(en.body).sort()).toEqual(variablesIn(es.body).sort());
		expect(en.buttons?.length).toBe(es.buttons?.length);
	});
});

it('the Spanish ones speak to everybody in the same way: usted, and no vosotros', () => {
	const familiar =
		/(?<!\p{L})(?:tu|tus|ti|te|tienes|pulsa|toca|escribe|revísalo|sepas|responde|os|vuestr[oa]s?|llamad|\p{L}+[áé]is)(?!\p{L})/iu;
	const told = readExampleTemplates().map(({ name, languages: { es } }) =>
		[name, es.body, es.footer, ...(es.buttons ?? []).map(({ text }) => text)].join(' '),
	);
	expect(told.filter((text) => familiar.test(text))).toEqual([]);
});
