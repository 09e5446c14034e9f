/** Languages in which approvals and the trigger speak to people, by their codes, as the editor names them. */
const LANGUAGES = {
	ar: 'Arabic',
	de: 'German',
	en: 'English',
	es: 'Spanish',
	fr: 'French',
	hi: 'Hindi',
	id: 'Indonesian',
	it: 'Italian',
	pt: 'Portuguese (Brazil)',
} as const;

export type Language = keyof typeof LANGUAGES;

/** The language with this code; English for one that is not there. */
export const knownLanguage = (code: unknown): Language =>
	typeof code === 'string' && Object.hasOwn(LANGUAGES, code) ? (code as Language) : 'en';

/** As one character in a reference. Buttons with them stand in chats for weeks, so none ever changes. */
const CODES: Readonly<Record<Language, string>> = {
	ar: '2',
	de: '3',
	en: '4',
	es: '5',
	fr: '6',
	hi: '7',
	id: '8',
	it: '9',
	pt: 'a',
};
/** Of references that name no language. */
const NONE = '1';

export const codeOf = (language: Language | undefined): string =>
	language === undefined ? NONE : CODES[language];

/** @returns undefined for no language, `unknown` for a character that stands for nothing */
export function languageOf(code: string): Language | undefined | 'unknown' {
	if (code === NONE) return undefined;
	return (
		(Object.keys(CODES) as Language[]).find((language) => CODES[language] === code) ?? 'unknown'
	);
}

/** To choose from in the editor. */
export const languageOptions = (Object.keys(LANGUAGES) as Language[])
	.map((value) => ({ name: LANGUAGES[value] as string, value }))
	.sort((a, b) => a.name.localeCompare(b.name));
