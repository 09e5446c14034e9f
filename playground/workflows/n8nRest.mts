import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { AnyJson } from '../anyJson.mts';
import { type Execution, type ExecutionSummary, readExecution } from './executionData.mts';
import { waitFor } from '../waitFor.mts';

export interface Owner {
	email: string;
	password: string;
	firstName?: string;
	lastName?: string;
}

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	disabled?: boolean;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	alwaysOutputData?: boolean;
	retryOnFail?: boolean;
	notes?: string;
}

export interface WorkflowInput {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface Workflow extends WorkflowInput {
	id: string;
	versionId: string;
	active: boolean;
	activeVersionId: string | null;
}

export interface ManualRun {
	/** The trigger that starts it. */
	trigger: string;
	/** Run no further than this node. */
	until?: string;
}

export interface ManualRunResult {
	/** The trigger waits for a call of its test URL (two minutes, once). */
	waitingForWebhook?: boolean;
	executionId?: string;
}

export interface ExecutionFilter {
	workflowId?: string;
	status?: string | string[];
	limit?: number;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

const PUBLISHED: PublicationStatus = { status: 'published', triggers: [] };

class N8nRestError extends Error {
	readonly status: number;

	constructor(response: AxiosResponse) {
		const { method, url } = response.config;
		const said = response.data?.message ?? JSON.stringify(response.data);
		super(`n8n answered ${response.status} to ${method?.toUpperCase()} ${url}: ${said}`);
		this.name = 'N8nRestError';
		this.status = response.status;
	}
}

export type N8nRest = ReturnType<typeof n8nRest>;

/** What the editor asks of n8n, for scripts and tests. The cookie of the login is kept. */
export function n8nRest(url: string) {
	const http = httpClient(url);
	const data = async (answer: Promise<AxiosResponse>) => {
		const response = await answer;
		if (response.status >= 400) throw new N8nRestError(response);
		return response.data?.data ?? response.data;
	};

	return {
		url,
		async setupOwner(owner: Owner): Promise<void> {
			const { firstName = 'Play', lastName = 'Ground', email, password } = owner;
			await data(http.post('/owner/setup', { email, password, firstName, lastName }));
		},
		async login({ email, password }: Owner): Promise<void> {
			await data(http.post('/login', { emailOrLdapLoginId: email, password }));
		},
		/** On a new n8n makes the owner, on a used one logs in. */
		async setupOwnerOrLogin(owner: Owner): Promise<void> {
			const settings = await data(http.get('/settings'));
			if (settings.userManagement.showSetupOnFirstLoad) await this.setupOwner(owner);
			else await this.login(owner);
		},

		createCredential: (credential: CredentialInput): Promise<Credential> =>
			data(http.post('/credentials', credential)),
		updateCredential: (id: string, credential: CredentialInput): Promise<Credential> =>
			data(http.patch(`/credentials/${id}`, credential)),
		listCredentials: (): Promise<Credential[]> => data(http.get('/credentials')),
		deleteCredential: (id: string): Promise<void> => data(http.delete(`/credentials/${id}`)),
		/** The editor's "Test" button: of values not stored yet, or of a stored credential. */
		async testCredential(credential: CredentialInput | { id: string }): Promise<CredentialTest> {
			const credentials =
				'id' in credential
					? await data(http.get(`/credentials/${credential.id}?includeData=true`))
					: { id: '', ...credential };
			const { id, name, type, data: values } = credentials;
			return data(
				http.post('/credentials/test', { credentials: { id, name, type, data: values } }),
			);
		},

		createWorkflow: (workflow: WorkflowInput): Promise<Workflow> =>
			data(http.post('/workflows', { settings: {}, ...workflow, active: false })),
		workflow: (id: string): Promise<Workflow> => data(http.get(`/workflows/${id}`)),
		/** An active workflow keeps running its published version until activate() is called. */
		updateWorkflow: (id: string, changes: Partial<WorkflowInput>): Promise<Workflow> =>
			data(http.patch(`/workflows/${id}`, changes)),
		listWorkflows: (): Promise<Array<Pick<Workflow, 'id' | 'name' | 'active' | 'versionId'>>> =>
			data(http.get('/workflows')),
		/**
		 * n8n deletes archived workflows only. Archiving unpublishes in the background, and until that
		 * has ended n8n answers 409.
		 */
		async deleteWorkflow(id: string, timeout = 60_000): Promise<void> {
			await data(http.post(`/workflows/${id}/archive`, {}));
			const deleted = await waitFor(
				async () => {
					const answer = await http.delete(`/workflows/${id}`);
					return answer.status !== 409 && answer;
				},
				{ timeout, what: `workflow ${id} to be deleted` },
			);
			await data(Promise.resolve(deleted));
		},

		/** Publishes a version, by default the newest, and waits until its triggers are registered. */
		async activate(id: string, version?: string, timeout = 60_000): Promise<void> {
			const versionId = version ?? (await this.workflow(id)).versionId;
			await data(http.post(`/workflows/${id}/activate`, { versionId }));
			const { status, triggers } = await settledPublication(id, timeout);
			if (status === 'published') return;
			const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			throw new Error(`Workflow ${id} was not activated (${status}): ${reasons.join('; ')}`);
		},
		async deactivate(id: string, timeout = 60_000): Promise<void> {
			await data(http.post(`/workflows/${id}/deactivate`, {}));
			await settledPublication(id, timeout);
		},

		/** As the editor's "Execute workflow": a webhook trigger then listens on its test URL. */
		runManually: (id: string, { trigger, until }: ManualRun): Promise<ManualRunResult> =>
			data(
				http.post(`/workflows/${id}/run`, {
					triggerToStartFrom: { name: trigger },
					...(until && { destinationNode: { nodeName: until, mode: 'inclusive' } }),
				}),
			),
		/** Ends the listening that runManually() began; n8n lets go a moment after it has answered. */
		stopListening: (id: string): Promise<void> => data(http.delete(`/test-webhook/${id}`)),

		/** Newest first. */
		async executions(filter: ExecutionFilter = {}): Promise<ExecutionSummary[]> {
			const { workflowId, status, limit = 100 } = filter;
			const wanted = { workflowId, ...(status && { status: [status].flat() }) };
			const found = await data(
				http.get('/executions', { params: { filter: JSON.stringify(wanted), limit } }),
			);
			return found.results;
		},
		execution: async (id: string): Promise<Execution> =>
			readExecution(await data(http.get(`/executions/${id}`))),
		stopExecution: (id: string): Promise<void> => data(http.post(`/executions/${id}/stop`)),
		/** For what has no function of its own here; the path starts after /rest. */
		request: (method: string, path: string, body?: unknown): Promise<AnyJson> =>
			data(http.request({ method, url: path, data: body })),
	};

	function settledPublication(id: string, timeout: number): Promise<PublicationStatus> {
		return waitFor(
			async () => {
				const answer = await http.get(`/workflows/${id}/publication-status`);
				// n8n 1.x publishes before it answers, and has nothing to ask for.
				if (answer.status === 404) return PUBLISHED;
				const publication = await data(Promise.resolve(answer));
				return publication.status !== 'in_progress' && publication;
			},
			{ timeout, what: `workflow ${id} to be published` },
		);
	}
}

function httpClient(url: string): AxiosInstance {
	const http = axios.create({
		baseURL: `${url}/rest`,
		proxy: false,
		timeout: 60_000,
		// n8n closes a connection after five idle seconds, maybe while the next request is on its way.
		httpAgent: new Agent({ keepAlive: false }),
		validateStatus: () => true,
		// n8n ties the login cookie to this id, and manual runs to the push-ref of an editor tab.
		headers: { 'browser-id': randomUUID(), 'push-ref': randomUUID() },
	});
	http.interceptors.response.use((response) => {
		const cookies = response.headers['set-cookie'];
		if (cookies?.length)
			http.defaults.headers.common.Cookie = cookies
				.map((cookie) => cookie.split(';')[0])
				.join('; ');
		return response;
	});
	return http;
}
