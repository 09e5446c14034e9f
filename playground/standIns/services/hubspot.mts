import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const TOKEN = 'hubspot-stand-in-token';

export interface HubspotContact {
	email: string;
	firstname: string;
	lastname: string;
}

const search = z.strictObject({
	filterGroups: z
		.array(
			z.strictObject({
				filters: z
					.array(
						z.strictObject({
							propertyName: z.enum(['email', 'firstname', 'lastname']),
							operator: z.literal('EQ'),
							value: z.string().min(1),
						}),
					)
					.max(6),
			}),
		)
		.max(5),
	sorts: z
		.array(
			z.strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']) }),
		)
		.max(1),
	limit: z.number().int().min(1).max(200),
});
const ids = z.array(z.coerce.number().int()).optional();
const task = z.strictObject({
	engagement: z.strictObject({
		type: z.literal('TASK'),
		ownerId: z.number().optional(),
		timestamp: z.number().optional(),
	}),
	associations: z.strictObject({ contactIds: ids }),
	metadata: z.strictObject({
		subject: z.string(),
		body: z.string().optional(),
		status: z.enum(['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'WAITING', 'DEFERRED']),
		forObjectType: z.enum(['CONTACT', 'COMPANY']).optional(),
	}),
});

export type HubspotTask = z.infer<typeof task>;

const problem = (category: string, message: string) => ({
	status: 'error',
	message,
	correlationId: randomUUID(),
	category,
});
const invalid = (message: string) => new Refusal(400, problem('VALIDATION_ERROR', message));

/**
 * HubSpot's search of contacts, and tasks in a contact's timeline.
 *
 * @see https://developers.hubspot.com/docs/api/crm/search
 * @see https://developers.hubspot.com/docs/methods/engagements/create_engagement
 */
export function hubspot(people: readonly HubspotContact[]) {
	const contacts = people.map((person, index) => ({ id: String(501 + index), ...person }));
	const tasks: HubspotTask[] = [];

	const service = serviceApp(
		(app) => {
			app.post('/crm/v3/objects/contacts/search', ({ body }, response) => {
				const { filterGroups } = checked(search, body, invalid);
				const found = contacts.filter((contact) =>
					filterGroups.some(({ filters }) =>
						filters.every(({ propertyName, value }) => contact[propertyName] === value),
					),
				);
				const results = found.map(({ id, ...properties }) => ({
					id,
					properties: { ...properties, hs_object_id: id },
					createdAt: '2026-01-02T08:00:00.000Z',
					updatedAt: '2026-01-02T08:00:00.000Z',
					archived: false,
				}));
				response.json({ total: results.length, results });
			});
			app.post('/engagements/v1/engagements', ({ body }, response) => {
				const made = checked(task, body, invalid);
				const unknown = made.associations.contactIds?.find(
					(id) => !contacts.some((contact) => Number(contact.id) === id),
				);
				if (unknown !== undefined) throw invalid(`contact ${unknown} does not exist`);
				tasks.push(made);
				response.json({
					...made,
					engagement: {
						id: 7000 + tasks.length,
						portalId: 62515,
						active: true,
						...made.engagement,
					},
				});
			});
		},
		({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
		{
			unauthorized: problem('INVALID_AUTHENTICATION', 'Authentication credentials not found.'),
			down: problem('INTERNAL_ERROR', 'The service is unavailable.'),
		},
	);
	return {
		hosts: { 'api.hubapi.com': service.app },
		credentials: [
			{
				name: 'HubSpot',
				type: 'hubspotAppToken',
				data: { appToken: TOKEN },
				nodes: ['n8n-nodes-base.hubspot'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		contactId: (email: string) =>
			Number(contacts.find((contact) => contact.email === email)?.id ?? 0),
		tasks: (): readonly HubspotTask[] => tasks,
	} satisfies Service & Record<string, unknown>;
}
