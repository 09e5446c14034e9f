import type { Express } from 'express';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';
import { googleCredential, isGoogleToken } from './google.mts';

type Cell = string | number | boolean;
/** Rows of cells by the name of their sheet; the first row has the names of the columns. */
export type Sheets = Record<string, Cell[][]>;

const cells = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])));
const inputOption = z.enum(['RAW', 'USER_ENTERED']);
const valueRange = z.object({ range: z.string(), values: cells });
const request = z.union([
	z.strictObject({
		appendDimension: z.strictObject({
			sheetId: z.number(),
			dimension: z.enum(['ROWS', 'COLUMNS']),
			length: z.number().int().positive(),
		}),
	}),
	z.strictObject({
		deleteDimension: z.strictObject({
			range: z.strictObject({
				sheetId: z.number(),
				dimension: z.enum(['ROWS', 'COLUMNS']),
				startIndex: z.number().int(),
				endIndex: z.number().int(),
			}),
		}),
	}),
]);

const refusal = (code: number, message: string, status: string) =>
	new Refusal(code, { error: { code, message, status } });
const invalid = (message: string) => refusal(400, message, 'INVALID_ARGUMENT');

/**
 * One spreadsheet of Google Sheets: its values, as n8n's node reads and writes them.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
export function googleSheets(name: string, sheets: Sheets) {
	// Real ones have 44 characters, and n8n looks for at least 25.
	const id = name.padEnd(44, '0');
	const names = Object.keys(sheets);
	const rangeOf = (notation: string): Range & { rows: Cell[][] } => {
		const range = readRange(notation);
		const rows = range && sheets[range.sheet];
		if (!range || !rows) throw invalid(`Unable to parse range: ${notation}`);
		return { ...range, rows };
	};
	const write = (notation: string, values: z.infer<typeof cells>, at?: number) => {
		const { rows, firstRow, firstColumn } = rangeOf(notation);
		values.forEach((row, down) => {
			const target = (rows[(at ?? firstRow) + down] ??= []);
			// A null leaves the cell as it is.
			row.forEach((cell, right) => {
				if (cell !== null) target[firstColumn + right] = cell;
			});
		});
		for (let row = 0; row < rows.length; row++) rows[row] ??= [];
		return { spreadsheetId: id, updatedRange: notation, updatedRows: values.length };
	};
	const known = (spreadsheet: string | undefined) => {
		if (spreadsheet !== id) throw refusal(404, 'Requested entity was not found.', 'NOT_FOUND');
	};

	const service = serviceApp(
		(app: Express) => {
			app.get('/v4/spreadsheets/:id', ({ params }, response) => {
				known(params.id);
				response.json({
					sheets: names.map((title, sheetId) => ({
						properties: {
							sheetId,
							title,
							index: sheetId,
							sheetType: 'GRID',
							gridProperties: { rowCount: 1000, columnCount: 26 },
						},
					})),
				});
			});
			app.get('/v4/spreadsheets/:id/values/:range', ({ params }, response) => {
				known(params.id);
				const { rows, ...range } = rangeOf(params.range);
				const values = rows
					.slice(range.firstRow, range.lastRow + 1)
					.map((row) => row.slice(range.firstColumn, range.lastColumn + 1));
				const filled = values.some((row) => row.length > 0);
				// Without a value Google leaves `values` out.
				response.json({
					range: params.range,
					majorDimension: 'ROWS',
					...(filled && { values }),
				});
			});
			app.put('/v4/spreadsheets/:id/values/:range', ({ params, query, body }, response) => {
				known(params.id);
				checked(inputOption, query.valueInputOption, invalid);
				const { values } = checked(valueRange, body, invalid);
				response.json(write(params.range, values));
			});
			// Express reads the colon of a custom method as the beginning of a parameter.
			app.post(/^\/v4\/spreadsheets\/([^/:]+)(?:\/values(?:\/(.+))?)?:(\w+)$/, (req, response) => {
				// Express leaves out the range where there is none.
				const { 0: spreadsheet, 1: range, 2: method } = req.params as Record<number, string>;
				known(spreadsheet);
				if (method === 'append' && range) {
					checked(inputOption, req.query.valueInputOption, invalid);
					const { values } = checked(valueRange, req.body, invalid);
					response.json({ updates: write(range, values, rangeOf(range).rows.length) });
				} else if (method === 'clear' && range) {
					const { rows, firstRow, lastRow } = rangeOf(range);
					rows.splice(firstRow, lastRow - firstRow + 1);
					response.json({ spreadsheetId: id, clearedRange: range });
				} else if (method === 'batchUpdate' && req.path.endsWith('/values:batchUpdate')) {
					checked(inputOption, req.body.valueInputOption, invalid);
					const data = checked(z.array(valueRange), req.body.data, invalid);
					response.json({
						spreadsheetId: id,
						responses: data.map((one) => write(one.range, one.values)),
					});
				} else if (method === 'batchUpdate') {
					const wanted = checked(z.array(request), req.body.requests, invalid);
					for (const one of wanted) {
						if (!('deleteDimension' in one)) continue;
						const { sheetId, startIndex, endIndex } = one.deleteDimension.range;
						sheets[names[sheetId]!]!.splice(startIndex, endIndex - startIndex);
					}
					response.json({ spreadsheetId: id, replies: wanted.map(() => ({})) });
				} else throw invalid(`Unknown method ${method}`);
			});
		},
		isGoogleToken,
		{
			unauthorized: {
				error: { code: 401, status: 'UNAUTHENTICATED', message: 'Invalid credentials' },
			},
			down: { error: { code: 503, status: 'UNAVAILABLE', message: 'The service is unavailable.' } },
		},
	);
	return {
		hosts: { 'sheets.googleapis.com': service.app },
		credentials: [
			{
				...googleCredential('Google Sheets', 'googleSheetsOAuth2Api'),
				nodes: ['n8n-nodes-base.googleSheets'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		url: `https://docs.google.com/spreadsheets/d/${id}/edit`,
		sheets,
		/** The rows of a sheet as objects. */
		rows(sheet: string): Array<Record<string, Cell>> {
			const [columns = [], ...rows] = sheets[sheet] ?? [];
			return rows.map((row) =>
				Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
			);
		},
	} satisfies Service & Record<string, unknown>;
}

/** A range in A1 notation: `Audit`, `Audit!A1:D5`, `Audit!2:2`, `'People at work'!B:B`. */
interface Range {
	sheet: string;
	/** From 0, last ones included; open where the notation leaves them open. */
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** @see https://developers.google.com/workspace/sheets/api/guides/concepts#cell */
function readRange(notation: string): Range | undefined {
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
