import { randomUUID } from 'node:crypto';
import axios from 'axios';
import express from 'express';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const HOST = 'stand-in.atlassian.net';
const SITE = `https://${HOST}`;
const EMAIL = 'n8n@example.com';
const TOKEN = 'jira-stand-in-token';
const PROJECT = { id: '10042', key: 'INC' };
const ISSUE_TYPE = { id: '10007', name: 'Incident', subtask: false };

interface Issue {
	id: string;
	key: string;
	summary: string;
	description: string;
	status: string;
	attachments: Array<{ filename: string; mimeType: string; size: number }>;
	comments: string[];
}

interface Webhook {
	name: string;
	url: string;
	events: string[];
	filters: { 'issue-related-events-section'?: string };
	excludeBody: boolean;
}

const webhookBody = z.strictObject({
	name: z.string().min(1),
	url: z.url(),
	events: z.array(z.string()).min(1),
	filters: z.strictObject({ 'issue-related-events-section': z.string().optional() }),
	excludeBody: z.boolean(),
});
const issueBody = z.strictObject({
	fields: z.strictObject({
		project: z.strictObject({ id: z.literal(PROJECT.id) }),
		issuetype: z.strictObject({ id: z.literal(ISSUE_TYPE.id) }),
		summary: z
			.string()
			.min(1, 'You must specify a summary of the issue.')
			.max(255, 'Summary must be less than 255 characters.')
			.regex(/^[^\n\r]*$/, 'The summary is invalid because it contains newline characters.'),
		description: z.string().max(32767).optional(),
	}),
});

/** One paragraph, as n8n's node writes it in Atlassian's document format. */
const commentBody = z.strictObject({
	body: z.strictObject({
		version: z.literal(1),
		type: z.literal('doc'),
		content: z.tuple([
			z.strictObject({
				type: z.literal('paragraph'),
				content: z.tuple([z.strictObject({ type: z.literal('text'), text: z.string().min(1) })]),
			}),
		]),
	}),
});

const refusal = (status: number, message: string) =>
	new Refusal(status, { errorMessages: [message], errors: {} });
const invalid = (problem: string) => refusal(400, problem);

/**
 * One project of Jira Cloud: its issues with their attachments, and webhooks. Jira signs webhooks
 * only if they were registered with a secret, which n8n does not give.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-post
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/#api-rest-api-3-issue-issueidorkey-attachments-post
 * @see https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export function jira() {
	const issues = new Map<string, Issue>();
	const webhooks = new Map<string, Webhook>();
	let last = 20000;

	const issueOf = (key: string): Issue => {
		const issue = issues.get(key);
		if (!issue) throw refusal(404, 'Issue does not exist or you do not have permission to see it.');
		return issue;
	};
	const self = (issue: Issue) => ({
		id: issue.id,
		key: issue.key,
		self: `${SITE}/rest/api/2/issue/${issue.id}`,
	});
	const described = (id: string, webhook: Webhook) => ({
		...webhook,
		enabled: true,
		self: `${SITE}/rest/webhooks/1.0/webhook/${id}`,
	});

	async function tell(issue: Issue, field: string, fromString: string, toString: string) {
		const { summary, status } = issue;
		const body = {
			timestamp: Date.now(),
			webhookEvent: 'jira:issue_updated',
			issue_event_type_name: 'issue_generic',
			user: { accountId: '99:27935d01', displayName: 'Marta Ruiz', active: true },
			issue: { ...self(issue), fields: { summary, status: { name: status }, project: PROJECT } },
			changelog: {
				id: String(++last),
				items: [{ field, fieldtype: 'jira', from: null, fromString, to: null, toString }],
			},
		};
		const headers = { 'x-atlassian-webhook-identifier': randomUUID() };
		for (const { url, events, filters } of webhooks.values()) {
			const jql = filters['issue-related-events-section'] ?? `project = ${PROJECT.key}`;
			if (!events.includes(body.webhookEvent) || jql !== `project = ${PROJECT.key}`) continue;
			await axios.post(url, body, { headers, proxy: false });
		}
	}

	const service = serviceApp(
		(app) => {
			app.get('/rest/api/2/serverInfo', (_, response) => {
				response.json({ baseUrl: SITE, deploymentType: 'Cloud', versionNumbers: [1001, 0, 0] });
			});
			app.get('/rest/webhooks/1.0/webhook', (_, response) => {
				response.json([...webhooks].map(([id, webhook]) => described(id, webhook)));
			});
			app.post('/rest/webhooks/1.0/webhook', ({ body }, response) => {
				const webhook = checked(webhookBody, body, invalid);
				const id = String(++last);
				webhooks.set(id, webhook);
				response.status(201).json(described(id, webhook));
			});
			app.delete('/rest/webhooks/1.0/webhook/:id', ({ params }, response) => {
				if (!webhooks.delete(params.id)) throw refusal(404, 'Webhook not found');
				response.status(204).end();
			});
			app.get('/rest/api/2/issuetype', (_, response) => {
				response.json([ISSUE_TYPE]);
			});
			app.post('/rest/api/2/issue', ({ body }, response) => {
				const { fields } = checked(issueBody, body, invalid);
				const issue: Issue = {
					id: String(++last),
					key: `${PROJECT.key}-${issues.size + 1}`,
					summary: fields.summary,
					description: fields.description ?? '',
					status: 'To Do',
					attachments: [],
					comments: [],
				};
				issues.set(issue.key, issue);
				response.status(201).json(self(issue));
			});
			app.post('/rest/api/3/issue/:key/comment', ({ params, body }, response) => {
				const comment = checked(commentBody, body, invalid).body;
				issueOf(params.key).comments.push(comment.content[0].content[0].text);
				response.status(201).json({ id: String(++last), body: comment });
			});
			app.post(
				'/rest/api/3/issue/:key/attachments',
				express.raw({ type: 'multipart/form-data', limit: '20mb' }),
				async ({ params, headers, body }, response) => {
					if (headers['x-atlassian-token'] !== 'no-check') throw refusal(403, 'XSRF check failed');
					const issue = issueOf(params.key);
					const files = (await formOf(headers['content-type'], body)).getAll('file');
					const attached = files.map((file) => {
						if (typeof file === 'string') throw invalid('The part "file" has no file name.');
						return { filename: file.name, mimeType: file.type, size: file.size };
					});
					if (attached.length === 0) throw invalid('There is no part "file".');
					issue.attachments.push(...attached);
					response.json(attached.map((one) => ({ id: String(++last), ...one })));
				},
			);
		},
		({ headers }) => {
			const login = Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64');
			return headers.authorization === `Basic ${login}`;
		},
		{
			unauthorized: { message: 'Client must be authenticated to access this resource.' },
			down: { errorMessages: ['The service is unavailable.'], errors: {} },
		},
	);

	return {
		hosts: { [HOST]: service.app },
		credentials: [
			{
				name: 'Jira',
				type: 'jiraSoftwareCloudApi',
				data: { email: EMAIL, apiToken: TOKEN, domain: SITE },
				nodes: ['n8n-nodes-base.jira', 'n8n-nodes-base.jiraTrigger'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		project: PROJECT,
		issueType: ISSUE_TYPE,
		issues: () => [...issues.values()],
		/** Somebody moves an issue on the board. */
		async setStatus(key: string, status: string): Promise<void> {
			const issue = issueOf(key);
			const before = issue.status;
			issue.status = status;
			await tell(issue, 'status', before, status);
		},
		/** Somebody writes another summary: a change too, but none of the status. */
		async setSummary(key: string, summary: string): Promise<void> {
			const issue = issueOf(key);
			const before = issue.summary;
			issue.summary = summary;
			await tell(issue, 'summary', before, summary);
		},
	} satisfies Service & Record<string, unknown>;
}

async function formOf(contentType: string | undefined, body: unknown): Promise<FormData> {
	if (!Buffer.isBuffer(body)) throw refusal(415, 'The body has to be multipart/form-data.');
	const headers = { 'content-type': contentType ?? '' };
	return await new Response(new Uint8Array(body), { headers }).formData();
}
