import type { ListRow } from './messages';

export interface ListSection {
	/** Absent where no row names a section. */
	title?: string;
	rows: ListRow[];
}

/** The rows of a list by the section that they name, in the order in which each is first named. */
export function listSections(rows: readonly ListRow[]): ListSection[] {
	const sections = new Map<string, ListRow[]>();
	for (const row of rows) {
		const title = row.section ?? '';
		sections.set(title, [...(sections.get(title) ?? []), row]);
	}
	return [...sections].map(([title, those]) => ({
		...(title !== '' && { title }),
		rows: those,
	}));
}
