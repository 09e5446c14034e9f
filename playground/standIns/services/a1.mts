/** A range in A1 notation: `Audit`, `Audit!A1:D5`, `Audit!2:2`, `'People at work'!B:B`. */
export interface Range {
	sheet: string;
	/** From 0, last ones included; open where the notation leaves them open. */
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** @see https://developers.google.com/workspace/sheets/api/guides/concepts#cell */
export function readRange(notation: string): Range | undefined {
	const found = /^(?:'((?:[^']|'')+)'|([^!']+))(?:!([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?)?$/.exec(
		notation,
	);
	if (!found) return undefined;
	const [, quoted, plain, fromColumn, fromRow, toColumn, toRow] = found;
	const one = toColumn === undefined && toRow === undefined && fromColumn !== undefined;
	return {
		sheet: quoted?.replaceAll("''", "'") ?? plain!,
		firstRow: fromRow ? Number(fromRow) - 1 : 0,
		lastRow: edge(one ? fromRow : toRow, (row) => Number(row) - 1),
		firstColumn: fromColumn ? columnNumber(fromColumn) : 0,
		lastColumn: edge(one ? fromColumn : toColumn, columnNumber),
	};
}

const edge = (text: string | undefined, read: (text: string) => number) =>
	text ? read(text) : Infinity;

/** A is 0, Z is 25, AA is 26. */
function columnNumber(letters: string): number {
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
