import type { N8nRest } from './n8nRest.mts';

type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;
type ColumnType = 'string' | 'number' | 'boolean' | 'date';
/** Columns by name; a list of names makes texts of them all. */
export type Columns = readonly string[] | Readonly<Record<string, ColumnType>>;

/** TypeScript does not see the rest as the record behind a plain Array.isArray(). */
const isList = (columns: Columns): columns is readonly string[] => Array.isArray(columns);

/** n8n takes no more at once. */
const ROWS_A_REQUEST = 2000;

export interface Table {
	name: string;
	columns: Columns;
	rows?: readonly Row[];
}

/** Makes a Data Table, as the user does on the project's page, and fills it. */
export async function createTable(n8n: N8nRest, { name, columns, rows = [] }: Table) {
	const types: Array<[string, ColumnType]> = isList(columns)
		? columns.map((column) => [column, 'string'])
		: Object.entries(columns);
	await n8n.request('POST', await tablesPath(n8n), {
		name,
		columns: types.map(([column, type]) => ({ name: column, type })),
	});
	await addRows(n8n, name, rows);
}

export async function addRows(n8n: N8nRest, name: string, rows: readonly Row[]): Promise<void> {
	if (rows.length === 0) return;
	const path = await tablePath(n8n, name);
	for (let first = 0; first < rows.length; first += ROWS_A_REQUEST)
		await n8n.request('POST', `${path}/insert`, {
			data: rows.slice(first, first + ROWS_A_REQUEST),
		});
}

/** What is in a Data Table now, oldest first. */
export async function tableRows(n8n: N8nRest, name: string): Promise<Row[]> {
	const path = await tablePath(n8n, name);
	return (await n8n.request('GET', `${path}/rows?take=1000`)).data;
}

/** The Data Tables that n8n has. */
export async function listTables(n8n: N8nRest): Promise<Array<{ id: string; name: string }>> {
	return (await n8n.request('GET', await tablesPath(n8n))).data;
}

async function tablePath(n8n: N8nRest, name: string): Promise<string> {
	const table = (await listTables(n8n)).find((one) => one.name === name);
	if (!table) throw new Error(`There is no Data Table "${name}"`);
	return `${await tablesPath(n8n)}/${table.id}`;
}

async function tablesPath(n8n: N8nRest): Promise<string> {
	const { id } = await n8n.request('GET', '/projects/personal');
	return `/projects/${id}/data-tables`;
}
