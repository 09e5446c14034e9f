/** What came of one version. */
export interface Row {
	/** As the list says it. */
	listed: string;
	version: string;
	/** By point: why it failed; undefined when it is as told. Points that are missing were not reached. */
	points: ReadonlyMap<string, string | undefined>;
	/** Why nothing could be told at all. */
	problem?: string;
}

export const passed = ({ points, problem }: Row, names: readonly string[]): boolean =>
	problem === undefined &&
	names.every((name) => points.has(name) && points.get(name) === undefined);

/** A row for each version, a column for each point, in plain text; below it what failed and why. */
export function table(rows: readonly Row[], names: readonly string[]): string {
	const outcome = ({ points }: Row, name: string) => {
		if (!points.has(name)) return '-';
		return points.get(name) === undefined ? 'ok' : 'failed';
	};
	const lines = [
		['n8n', '', ...names],
		...rows.map((row) => [row.version, row.listed, ...names.map((name) => outcome(row, name))]),
	];
	const widths = lines[0]!.map((_, column) =>
		Math.max(...lines.map((line) => line[column]!.length)),
	);
	const text = lines.map((line) =>
		line
			.map((cell, column) => cell.padEnd(widths[column]!))
			.join('  ')
			.trimEnd(),
	);
	const reasons = rows.flatMap(({ version, points, problem }) => [
		...(problem === undefined ? [] : [`${version}: ${problem}`]),
		...[...points].flatMap(([name, why]) =>
			why === undefined ? [] : [`${version}, ${name}: ${why}`],
		),
	]);
	return [...text, ...reasons].join('\n');
}
