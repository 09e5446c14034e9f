import type { Template } from '../whatsapp/messages';

/** `pt-BR` and `pt_br` mean the same. */
const folded = (code: string): string => code.trim().toLowerCase().replace(/-/g, '_');
const withoutRegion = (code: string): string => code.split('_')[0];

/**
 * The translation for a person's language that can be sent: in exactly that language, else in the
 * language without a region, else for another region.
 *
 * @param translations of one template
 */
export function inLanguage(translations: Template[], language: string): Template | undefined {
	const wanted = folded(language);
	if (wanted === '') return undefined;
	const distance = (template: Template): number => {
		const code = folded(template.language);
		if (code === wanted) return 0;
		return code === withoutRegion(wanted) ? 1 : 2;
	};
	return translations
		.filter(({ status }) => status === 'approved')
		.filter((each) => withoutRegion(folded(each.language)) === withoutRegion(wanted))
		.sort((a, b) => distance(a) - distance(b) || (a.language < b.language ? -1 : 1))[0];
}
