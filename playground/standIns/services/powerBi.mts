import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const KEY = 'power-bi-stand-in-key';
const WORKSPACE = '0f1e2d3c-4b5a-4697-8877-665544332211';
const DATASET = '11223344-5566-4778-8899-aabbccddeeff';

/** A row's values; a text may be this long. */
const cell = z.union([z.string().max(4000), z.number(), z.boolean()]);

const refusal = (status: number, code: string, message: string) =>
	new Refusal(status, { error: { code, message } });

/**
 * The push URL of one dataset of Power BI.
 *
 * @see https://learn.microsoft.com/en-us/power-bi/connect-data/service-real-time-streaming
 * @see https://learn.microsoft.com/en-us/power-bi/developer/embedded/push-datasets-limitations
 * @param columns of the dataset, of which each row has all
 */
export function powerBi(columns: readonly string[]) {
	const rows: Array<Record<string, z.infer<typeof cell>>> = [];
	const row = z.strictObject(Object.fromEntries(columns.map((name) => [name, cell])));
	const request = z.array(row).min(1).max(10_000);
	const service = serviceApp(
		(app) => {
			app.post('/beta/:workspace/datasets/:dataset/rows', ({ params, body }, response) => {
				if (params.workspace !== WORKSPACE || params.dataset !== DATASET)
					throw refusal(404, 'PowerBIEntityNotFound', 'The dataset was not found');
				const invalid = (problem: string) => refusal(400, 'BadRequest', problem);
				rows.push(...checked(request, body, invalid));
				response.status(200).end();
			});
		},
		({ query }) => query.key === KEY,
		{
			unauthorized: { error: { code: 'PowerBINotAuthorizedException' } },
			down: { error: { code: 'ServiceUnavailable' } },
		},
	);
	return {
		hosts: { 'api.powerbi.com': service.app },
		credentials: [
			{
				name: 'Power BI',
				type: 'httpQueryAuth',
				data: { name: 'key', value: KEY },
				nodes: ['n8n-nodes-base.httpRequest'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		/** Without its key, which is in the credential. */
		url: `https://api.powerbi.com/beta/${WORKSPACE}/datasets/${DATASET}/rows`,
		rows,
	} satisfies Service & Record<string, unknown>;
}
