import { createHmac, randomBytes } from 'node:crypto';
import axios from 'axios';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const TOKEN = 'asana-stand-in-token';
const WORKSPACE = '1100000000000001';

export interface AsanaTask {
	name: string;
	dueOn: string | null;
	/** E-mail address of a person of `people`. */
	assignee?: string;
}

interface Webhook {
	gid: string;
	resource: string;
	target: string;
	secret: string;
}

const webhookBody = z.strictObject({
	data: z.strictObject({ resource: z.string().regex(/^\d+$/), target: z.url() }),
});

const refusal = (status: number, message: string) =>
	new Refusal(status, {
		errors: [{ message, help: 'For more information on API status codes …' }],
	});

/**
 * Asana's webhooks, tasks and users.
 *
 * @see https://developers.asana.com/docs/webhooks-guide
 * @see https://developers.asana.com/reference/gettask
 */
export function asana(people: ReadonlyArray<{ name: string; email: string }>) {
	const tasks = new Map<string, AsanaTask>();
	const webhooks = new Map<string, Webhook>();
	const gidOf = (email: string) => String(1300 + people.findIndex((one) => one.email === email));
	let last = 1200000000000100;
	const compact = (gid: string, kind: string) => ({ gid, resource_type: kind });

	const service = serviceApp(
		(app) => {
			app.get('/api/1.0/webhooks', (request, response) => {
				if (!request.query.workspace) throw refusal(400, 'workspace: Missing input');
				const data = [...webhooks.values()].map(({ gid, resource, target }) => ({
					...compact(gid, 'webhook'),
					active: true,
					resource: compact(resource, 'project'),
					target,
				}));
				response.json({ data });
			});
			app.post('/api/1.0/webhooks', async (request, response) => {
				const { data } = checked(webhookBody, request.body, (problem) => refusal(400, problem));
				const secret = randomBytes(32).toString('hex');
				const answer = await axios.post(data.target, {}, handshake(secret));
				if (answer.status > 299 || answer.headers['x-hook-secret'] !== secret)
					throw refusal(400, 'The remote server did not respond with the handshake secret.');
				const gid = String(++last);
				webhooks.set(gid, { gid, ...data, secret });
				response.status(201).json({
					data: {
						...compact(gid, 'webhook'),
						active: true,
						resource: compact(data.resource, 'project'),
						target: data.target,
					},
					'X-Hook-Secret': secret,
				});
			});
			app.delete('/api/1.0/webhooks/:gid', ({ params }, response) => {
				if (!webhooks.delete(params.gid)) throw refusal(404, 'webhook: Not a recognized ID');
				response.json({ data: {} });
			});
			app.get('/api/1.0/tasks/:gid', ({ params }, response) => {
				const task = tasks.get(params.gid);
				if (!task) throw refusal(404, `task: Unknown object: ${params.gid}`);
				const who = people.find(({ email }) => email === task.assignee);
				response.json({
					data: {
						...compact(params.gid, 'task'),
						name: task.name,
						due_on: task.dueOn,
						completed: false,
						assignee: who ? { ...compact(gidOf(who.email), 'user'), name: who.name } : null,
						permalink_url: `https://app.asana.com/0/0/${params.gid}`,
					},
				});
			});
			app.get('/api/1.0/users/:gid', ({ params }, response) => {
				const who = people.find(({ email }) => gidOf(email) === params.gid);
				if (!who) throw refusal(404, `user: Unknown object: ${params.gid}`);
				response.json({ data: { ...compact(params.gid, 'user'), ...who, photo: null } });
			});
		},
		(request) => request.headers.authorization === `Bearer ${TOKEN}`,
		{
			unauthorized: { errors: [{ message: 'Not Authorized' }] },
			down: { errors: [{ message: 'Server is overloaded' }] },
		},
	);

	/** Signed as Asana signs. @returns what the receiver answered, one for each webhook */
	async function tell(action: 'added' | 'changed', about: string[], resource: string) {
		const event = (task: string) => ({
			action,
			created_at: new Date().toISOString(),
			user: compact('1399', 'user'),
			resource: { ...compact(task, 'task'), resource_subtype: 'default_task' },
			parent: action === 'added' ? compact(resource, 'project') : null,
			...(action === 'changed' && { change: { field: 'assignee', action: 'changed' } }),
		});
		const body = JSON.stringify({ events: about.map(event) });
		const mine = [...webhooks.values()].filter((webhook) => webhook.resource === resource);
		return await Promise.all(
			mine.map(async ({ target, secret }) => {
				const signature = createHmac('sha256', secret).update(body).digest('hex');
				const headers = { 'content-type': 'application/json', 'x-hook-signature': signature };
				return (await axios.post(target, body, { headers, proxy: false })).status;
			}),
		);
	}

	return {
		hosts: { 'app.asana.com': service.app },
		credentials: [
			{
				name: 'Asana',
				type: 'asanaApi',
				data: { accessToken: TOKEN },
				nodes: ['n8n-nodes-base.asana', 'n8n-nodes-base.asanaTrigger'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		workspace: WORKSPACE,
		/** Makes a task in a project, or gives one to somebody else, and tells the webhooks. */
		async addTask(project: string, task: AsanaTask) {
			const gid = String(++last);
			tasks.set(gid, task);
			await tell('added', [gid], project);
			return gid;
		},
		/** The same for several, of which the webhooks are told at once. */
		async addTasks(project: string, added: AsanaTask[]) {
			const gids = added.map((task) => {
				const gid = String(++last);
				tasks.set(gid, task);
				return gid;
			});
			await tell('added', gids, project);
			return gids;
		},
		async assign(project: string, gid: string, assignee: string) {
			tasks.set(gid, { ...tasks.get(gid)!, assignee });
			await tell('changed', [gid], project);
		},
	} satisfies Service & Record<string, unknown>;
}

const handshake = (secret: string) => ({
	headers: { 'x-hook-secret': secret },
	proxy: false as const,
	validateStatus: () => true,
});
