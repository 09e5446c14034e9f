import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const TOKEN = 'zoho-stand-in-token';

export interface ZohoContact {
	First_Name: string | null;
	Last_Name: string;
	Phone: string | null;
	Mobile: string | null;
}

export interface ZohoDeal {
	Deal_Name: string;
	Stage: string;
}

const record = (code: string, message: string, details = {}) => ({
	code,
	details,
	message,
	status: 'error',
});
const invalid = (message: string) => new Refusal(400, record('INVALID_DATA', message));

/**
 * Zoho CRM: contacts are read, deals change their stage.
 *
 * @see https://www.zoho.com/crm/developer/docs/api/v2/get-records.html
 * @see https://www.zoho.com/crm/developer/docs/api/v2/update-records.html
 */
export function zoho(
	contacts: Record<string, ZohoContact>,
	deals: Record<string, ZohoDeal>,
	stages: readonly string[],
) {
	const change = z.strictObject({
		data: z.array(z.strictObject({ Stage: z.enum(stages) })).length(1),
	});
	const service = serviceApp(
		(app) => {
			app.get('/crm/v2/contacts/:id', ({ params: { id } }, response) => {
				const contact = contacts[id];
				if (contact) response.json({ data: [{ id, ...contact }] });
				else response.status(204).end();
			});
			app.put('/crm/v2/deals/:id', ({ params: { id }, body }, response) => {
				const { data } = checked(change, body, invalid);
				const deal = deals[id];
				if (!deal) throw invalid('the id given seems to be invalid');
				Object.assign(deal, data[0]);
				const by = { name: 'Marta Ruiz', id: '3652397000000186017' };
				const details = { id, Modified_Time: new Date().toISOString(), Modified_By: by };
				response.json({
					data: [{ code: 'SUCCESS', details, message: 'record updated', status: 'success' }],
				});
			});
		},
		// The documentation writes Zoho-oauthtoken; Bearer, which n8n writes, is taken as well.
		({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
		{
			unauthorized: record('INVALID_TOKEN', 'invalid oauth token'),
			down: record('INTERNAL_ERROR', 'Internal Server Error'),
		},
	);
	return {
		hosts: { 'www.zohoapis.com': service.app },
		credentials: [
			{
				name: 'Zoho CRM',
				type: 'zohoOAuth2Api',
				data: {
					clientId: 'stand-in',
					clientSecret: 'stand-in',
					oauthTokenData: {
						access_token: TOKEN,
						refresh_token: 'zoho-stand-in-refresh',
						api_domain: 'https://www.zohoapis.com',
						token_type: 'Bearer',
						expires_in: 3600,
					},
				},
				nodes: ['n8n-nodes-base.zohoCrm'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		stage: (deal: string) => deals[deal]?.Stage,
	} satisfies Service & Record<string, unknown>;
}
