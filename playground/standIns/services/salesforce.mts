import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const HOST = 'stand-in.my.salesforce.com';
const TOKEN = 'salesforce-stand-in-token';

export interface SalesforceContact {
	FirstName: string | null;
	LastName: string;
	Phone: string | null;
	MobilePhone: string | null;
}

export interface SalesforceOpportunity {
	Name: string;
	StageName: string;
}

const refusal = (status: number, errorCode: string, message: string, fields?: string[]) =>
	new Refusal(status, [{ message, errorCode, ...(fields && { fields }) }]);
const notFound = () => refusal(404, 'NOT_FOUND', 'The requested resource does not exist');

/**
 * Salesforce: contacts are read, opportunities change their stage.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export function salesforce(
	contacts: Record<string, SalesforceContact>,
	opportunities: Record<string, SalesforceOpportunity>,
	stages: readonly string[],
) {
	const change = z.strictObject({ StageName: z.string() });
	const attributes = (type: string, id: string) => ({
		type,
		url: `/services/data/v59.0/sobjects/${type}/${id}`,
	});
	const service = serviceApp(
		(app) => {
			app.get('/services/data/v59.0/sobjects/contact/:id', ({ params: { id } }, response) => {
				const contact = contacts[id];
				if (!contact) throw notFound();
				response.json({ attributes: attributes('Contact', id), Id: id, ...contact });
			});
			app.patch(
				'/services/data/v59.0/sobjects/opportunity/:id',
				({ params: { id }, body }, response) => {
					const { StageName } = checked(change, body, (problem) =>
						refusal(400, 'INVALID_FIELD', problem),
					);
					if (!opportunities[id]) throw notFound();
					if (!stages.includes(StageName))
						throw refusal(
							400,
							'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
							`Stage: bad value for restricted picklist field: ${StageName}`,
							['StageName'],
						);
					opportunities[id].StageName = StageName;
					response.status(204).end();
				},
			);
		},
		({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
		{
			unauthorized: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
			down: [{ message: 'The server is unavailable', errorCode: 'SERVER_UNAVAILABLE' }],
		},
	);
	return {
		hosts: { [HOST]: service.app },
		credentials: [
			{
				name: 'Salesforce',
				type: 'salesforceOAuth2Api',
				data: {
					clientId: 'stand-in',
					clientSecret: 'stand-in',
					oauthTokenData: {
						access_token: TOKEN,
						refresh_token: 'salesforce-stand-in-refresh',
						instance_url: `https://${HOST}`,
						token_type: 'Bearer',
					},
				},
				nodes: ['n8n-nodes-base.salesforce'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		stage: (opportunity: string) => opportunities[opportunity]?.StageName,
	} satisfies Service & Record<string, unknown>;
}
