import type { Language } from '../../approvals/languages';
import { arabic } from './arabic';
import { english } from './english';
import { french } from './french';
import { german } from './german';
import { hindi } from './hindi';
import { indonesian } from './indonesian';
import { italian } from './italian';
import { portuguese } from './portuguese';
import { spanish } from './spanish';
import type { LanguageTexts } from './texts';

/** What the approval says and understands in each language. */
export const languages: Record<Language, LanguageTexts> = {
	ar: arabic,
	de: german,
	en: english,
	es: spanish,
	fr: french,
	hi: hindi,
	id: indonesian,
	it: italian,
	pt: portuguese,
};
