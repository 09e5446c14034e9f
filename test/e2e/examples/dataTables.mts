import * as tables from '../../../playground/workflows/dataTables.mts';
import type { Columns, Row } from '../../../playground/workflows/dataTables.mts';
import type { Stack } from '../stack.mts';

export type { Row };

/** Makes a Data Table, as the user does on the project's page, and fills it. */
export const createTable = (
	{ rest }: Stack,
	name: string,
	columns: Columns,
	rows: Row[] = [],
): Promise<void> => tables.createTable(rest, { name, columns, rows });

/** Adds rows to a Data Table, in requests that n8n takes. */
export const addRows = ({ rest }: Stack, name: string, rows: Row[]): Promise<void> =>
	tables.addRows(rest, name, rows);

/** What is in a Data Table now, oldest first. */
export const rows = ({ rest }: Stack, name: string): Promise<Row[]> => tables.tableRows(rest, name);
