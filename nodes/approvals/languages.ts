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

/** To choose from in the editor. */
export const languageOptions = (Object.keys(LANGUAGES) as Language[])
	.map((value) => ({ name: LANGUAGES[value] as string, value }))
	.sort((a, b) => a.name.localeCompare(b.name));
