interface Section<Row> {
	/** Absent where no row names a section. */
	title?: string;
	rows: Row[];
}

/** Rows (or products) by the section that they name, in the order in which each is first named. */
export function listSections<Row extends { section?: string }>(
	rows: readonly Row[],
): Array<Section<Row>> {
	const sections = new Map<string, Row[]>();
	for (const row of rows) {
		const title = row.section ?? '';
		sections.set(title, [...(sections.get(title) ?? []), row]);
	}
	return [...sections].map(([title, those]) => ({
		...(title !== '' && { title }),
		rows: those,
	}));
}
