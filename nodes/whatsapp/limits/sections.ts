import { listSections } from '../listSections';
import { between, type Problems, unless } from './problem';

const WORDS = {
	row: { fill: 'Fill in "Section" in all rows or in none', several: 'rows' },
	product: { fill: 'Fill in "Section" for all products or for none', several: 'products' },
} as const;

/** A section is named by its title: it needs one as soon as there is another. */
export function sectionProblems(
	what: keyof typeof WORDS,
	entries: ReadonlyArray<{ section?: string }>,
	limits: { count: number; title: number },
): Problems {
	const { fill, several } = WORDS[what];
	const sections = listSections(entries);
	const titles = sections.flatMap(({ title }) => title ?? []);
	const untitled = entries.findIndex(({ section = '' }) => section === '') + 1;
	return [
		unless(
			untitled === 0 || titles.length === 0,
			`${what === 'row' ? 'Row' : 'Product'} ${untitled} names no section, and other ${several} do`,
			fill,
		),
		unless(
			sections.length <= limits.count,
			`There are ${sections.length} sections; WhatsApp shows at most ${limits.count}`,
			`Put ${several} together: those with the same text in "Section" stand below one title`,
		),
		...titles.map((title) => between(`Section "${title}"`, title, 1, limits.title)),
	];
}
